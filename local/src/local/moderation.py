"""Handles that the recordings call denied are removed the way anybody is: a request, and a moderator's approval."""

import asyncio
import json
import sys

import aiohttp

from local import processes
from local.config import ROOT, LocalConfig
from local.deployment import Aws
from local.errors import LocalError

_POLL_SECONDS = 0.5
_ATTEMPTS = 360  # three minutes on a busy machine


async def deny(config: LocalConfig, aws: Aws, *, handles: tuple[str, ...]) -> None:
    """File and approve a removal request for each handle; done when the denylist holds it everywhere it matters."""
    async with aiohttp.ClientSession() as session:
        for handle in handles:
            ticket = await _request_removal(session, config.public_url, handle)
            state = await _state(session, config.public_url, ticket)
            if state == "awaiting_review":
                await _approve(config, ticket)
            elif state in {"approved", "purging"}:  # stopped in the middle of it the last time
                await asyncio.to_thread(_resume, aws, ticket)
            await _until_enforced(session, config.public_url, ticket)


async def _request_removal(session: aiohttp.ClientSession, base_url: str, handle: str) -> str:
    body = {
        "profile": handle,
        "email": "artist@example.org",
        "relation": "self",
        "reason": "I do not want to be listed in any directory.",
    }
    async with session.post(f"{base_url}/v1/removal-requests", json=body) as answer:
        if answer.status != 202:
            raise LocalError("The recordings' denied artist could not be denied.", remedy="See .local/logs.")
        ticket: str = (await answer.json())["ticket"]
        return ticket


async def _approve(config: LocalConfig, ticket: str) -> None:
    code = await processes.run(
        [sys.executable, "-m", "governance", "approve", ticket],
        environment=config.child_environment,
        cwd=ROOT,
        log=config.logs / "governance.log",
    )
    if code != 0:
        raise LocalError("The recordings' denied artist could not be denied.", remedy="See .local/logs/governance.log.")


def _resume(aws: Aws, ticket: str) -> None:
    """The emulator fails executions that were running when it stopped; on AWS they go on."""
    aws.client("stepfunctions").start_execution(
        stateMachineArn=aws.parameter("governance/purge-arn"), input=json.dumps({"ticket": ticket})
    )


async def _until_enforced(session: aiohttp.ClientSession, base_url: str, ticket: str) -> None:
    for _ in range(_ATTEMPTS):
        if await _state(session, base_url, ticket) == "completed":
            return
        await asyncio.sleep(_POLL_SECONDS)
    raise LocalError("A removal did not come to its end.", remedy="See .local/logs/emulator.log.")


async def _state(session: aiohttp.ClientSession, base_url: str, ticket: str) -> str:
    async with session.get(f"{base_url}/v1/removal-requests/{ticket}") as answer:
        return str((await answer.json()).get("state"))
