"""The whole system on one machine, started in order and stopped in reverse."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from local import deployment, emulator, moderation, preflight
from local.config import LocalConfig
from local.deployment import Aws
from local.edge import Edge
from local.errors import LocalError
from local.pipeline import Pipeline
from local.playback import Playback
from local.recordings import Recordings, load_recordings
from local.sample_city import generate
from local.tasks import TaskRunner


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalSystem:
    """A running system."""

    config: LocalConfig
    aws: Aws
    playback: Playback
    recordings: Recordings
    pipeline: Pipeline


@asynccontextmanager
async def running(config: LocalConfig, *, step: Callable[[str], None]) -> AsyncIterator[LocalSystem]:
    """Start everything; leaving the context stops every child within five seconds."""
    preflight.check(config)
    preflight.claim_home(config)
    async with AsyncExitStack() as stack:
        stack.callback(preflight.release_home, config)
        stack.callback(emulator.remove_leftovers, config)
        drawing = asyncio.create_task(asyncio.to_thread(_recordings, config))
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
        yield LocalSystem(config=config, aws=aws, playback=playback, recordings=recordings, pipeline=Pipeline(aws=aws))


async def deny_as_recorded(system: LocalSystem) -> None:
    """Deny what the recordings say was denied before the first run."""
    await moderation.deny(system.config, system.aws, handles=system.recordings.denied_handles)


def _recordings(config: LocalConfig) -> Path:
    if config.recordings is not None:
        return config.recordings
    folder = config.home / "sample-city"
    try:
        generate(folder)
    except OSError as error:
        raise LocalError(
            f"The sample city could not be written: {error.strerror}.", remedy="Is the disk full?"
        ) from error
    return folder
