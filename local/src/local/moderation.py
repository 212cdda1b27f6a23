"""Handles that the recordings call denied are removed the way anybody is: a request, and a moderator's approval."""

import asyncio
import sys

import aiohttp

from local import processes
from local.config import ROOT, LocalConfig
from local.errors import LocalError


async def deny(config: LocalConfig, *, handles: tuple[str, ...]) -> None:
    """File and approve a removal request for each handle; done when the denylist holds it everywhere it matters."""
    async with aiohttp.ClientSession() as session:
        for handle in handles:
            ticket = await _request_removal(session, config.public_url, handle)
            await _approve(config, ticket)
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
    if code not in {0}:
        raise LocalError("The recordings' denied artist could not be denied.", remedy="See .local/logs/governance.log.")


async def _until_enforced(session: aiohttp.ClientSession, base_url: str, ticket: str) -> None:
    for _ in range(120):
        async with session.get(f"{base_url}/v1/removal-requests/{ticket}") as answer:
            if (await answer.json()).get("state") == "completed":
                return
        await asyncio.sleep(0.5)
    raise LocalError("A removal did not come to its end.", remedy="See .local/logs/emulator.log.")
