"""The whole system on one machine, started in order and stopped in reverse."""

import asyncio
import contextlib
import shutil
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp

from local import deployment, emulator, moderation, preflight, processes, saved_state
from local.config import LocalConfig
from local.deployment import Aws
from local.edge import Edge
from local.errors import LocalError
from local.pipeline import Pipeline
from local.playback import Playback
from local.recordings import Recordings, load_recordings
from local.tasks import TaskRunner
from local.warming import warm


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalSystem:
    """A running system."""

    config: LocalConfig
    aws: Aws
    playback: Playback
    recordings: Recordings
    pipeline: Pipeline
    embedded_aws: processes.Child

    async def listed(self) -> int:
        """How many artists the page lists now, from this run and those before it."""
        async with (
            aiohttp.ClientSession() as session,
            session.get(f"{self.config.public_url}/v1/artists", params={"limit": 1}) as answer,
        ):
            total: int = (await answer.json())["total"]
            return total

    async def serve(self) -> None:
        """Wait for ever; raises `LocalError` when the embedded AWS has ended by itself."""
        await self.embedded_aws.process.wait()
        raise LocalError(
            f"The embedded AWS has ended: {processes.last_line(self.embedded_aws.log)}",
            remedy=f"See {self.embedded_aws.log}, and start again.",
        )


@asynccontextmanager
async def running(config: LocalConfig, *, step: Callable[[str], None]) -> AsyncIterator[LocalSystem]:
    """Start everything; leaving the context stops every child within five seconds."""
    preflight.check(config)
    preflight.claim_home(config)
    async with AsyncExitStack() as stack:
        stack.callback(preflight.release_home, config)
        stack.callback(emulator.remove_leftovers, config)
        shutil.rmtree(config.logs, ignore_errors=True)  # logs tell of one run
        if saved_state.settle(config.state):
            step("the last run was cut off while saving; its data are those of the run before")
        drawing = asyncio.create_task(_recordings(config))
        stack.push_async_callback(_cancel, drawing)
        function_host = await emulator.start_function_host(config)
        stack.push_async_callback(function_host.stop)
        embedded_aws = await emulator.start(config)
        stack.push_async_callback(embedded_aws.stop)
        step("embedded AWS is up")
        folder = await drawing
        recordings = load_recordings(folder)
        playback = Playback(folder=folder, port=config.playback_port)
        await playback.start()
        stack.push_async_callback(playback.stop)
        step(f"recordings of {recordings.name} are played")
        await deployment.deploy(config, area=recordings.area.model_dump())
        aws = Aws(config)
        await asyncio.to_thread(deployment.publish_site, aws)
        await deployment.write_environment(config)
        step("every stack is deployed")
        tasks = TaskRunner(config=config, aws=aws)
        tasks.start()
        stack.push_async_callback(tasks.stop)
        edge = await asyncio.to_thread(lambda: Edge(config=config, aws=aws))
        await edge.start()
        stack.push_async_callback(edge.stop)
        step(f"{config.public_url} answers")
        yield LocalSystem(
            config=config,
            aws=aws,
            playback=playback,
            recordings=recordings,
            pipeline=Pipeline(aws=aws),
            embedded_aws=embedded_aws,
        )


async def prepare(system: LocalSystem) -> None:
    """Deny what the recordings say was denied before the first run; start the functions meanwhile."""
    await asyncio.gather(
        asyncio.to_thread(warm, system.aws),
        moderation.deny(system.config, system.aws, handles=system.recordings.denied_handles),
    )


async def _recordings(config: LocalConfig) -> Path:
    """The folder to play. The sample city is drawn by a process of its own, which can be stopped at any moment."""
    if config.recordings is not None:
        return config.recordings
    folder = config.home / "sample-city"
    log = config.logs / "sample-city.log"
    command = [sys.executable, "-m", "local.sample_city", str(folder)]
    if await processes.run(command, environment=config.child_environment, cwd=config.home, log=log) != 0:
        raise LocalError(
            f"The sample city could not be written: {processes.last_line(log)}.", remedy="Is the disk full?"
        )
    return folder


async def _cancel(task: asyncio.Task[Path]) -> None:
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError, LocalError):
        await task
