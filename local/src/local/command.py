"""`python -m local run`: the whole system on this machine, from recordings to a page."""

import argparse
import asyncio
import contextlib
import os
import signal
from functools import partial
from pathlib import Path

from botocore.exceptions import EndpointConnectionError
from rich.console import Console

from local.config import ROOT, LocalConfig
from local.deployment import Aws
from local.errors import LocalError
from local.progress import Progress, print_result
from local.redrive import counts, redrive
from local.report import write_report
from local.system import prepare, running

INTERRUPTED = 128 + signal.SIGINT


def _port(name: str, default: int) -> int:
    value = os.environ.get(name) or str(default)
    if not value.isdigit() or not 0 < int(value) < 65536:
        raise LocalError(f"{name}: {value!r} is not a port.", remedy="Give a number from 1 to 65535.")
    return int(value)


def _config(arguments: argparse.Namespace) -> LocalConfig:
    recordings = os.environ.get("RECORDINGS")
    return LocalConfig(
        home=arguments.home.resolve(),
        port=_port("PORT", 8080),
        emulator_port=_port("EMULATOR_PORT", 4566),
        playback_port=_port("PLAYBACK_PORT", 8090),
        recordings=Path(recordings).resolve() if recordings else None,
        once=os.environ.get("ONCE", "") not in {"", "0"},
    )


async def _run(config: LocalConfig, console: Console) -> None:
    progress = Progress(console)
    async with running(config, step=progress.step) as system:
        await prepare(system)
        progress.step("the run starts: studios → websites → Instagram → styles → profiles → index")
        with progress:
            summary = await system.pipeline.run(show=progress.show)
        dead_letters = await asyncio.to_thread(system.pipeline.dead_letters)
        listed = await system.listed()
        write_report(
            config.home / "last-run.json",
            summary,
            listed=listed,
            requests=system.playback.log.as_json(),
            dead_letters=dead_letters,
        )
        url = None if config.once else config.public_url
        print_result(console, summary, listed=listed, url=url, dead_letters=dead_letters)
        if not config.once:
            with contextlib.suppress(asyncio.CancelledError):  # Ctrl-C is how serving ends
                await system.serve()


def _run_until_stopped(config: LocalConfig, console: Console) -> int:
    """Ctrl-C and SIGTERM cancel the run, which stops its children on the way out, however often they are repeated.

    Returns the exit code: 130, as shells have it, when the run was stopped before it had come to its end.
    """

    async def main() -> None:
        task = asyncio.current_task()
        assert task is not None  # noqa: S101 - inside asyncio.run
        stop = partial(_cancel_once, task)
        for signum in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(signum, stop)
        await _run(config, console)

    code = 0
    try:
        asyncio.run(main())
    except asyncio.CancelledError:
        code = INTERRUPTED
    console.print("stopped; the data stay, `make clean` removes them")
    return code


def _cancel_once(task: asyncio.Task[None]) -> None:
    if not task.cancelling():
        task.cancel()


def _redrive(config: LocalConfig, console: Console, queue: str | None) -> None:
    sqs = Aws(config).client("sqs")
    try:
        if queue is None:
            for name, count in counts(sqs).items():
                console.print(f"{count:6}  {name}", soft_wrap=True)
        else:
            console.print(f"{redrive(sqs, queue)} messages back in their queue")
    except EndpointConnectionError as error:
        raise LocalError("The local system is not running.", remedy="Start it with `make run`.") from error


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m local", description=__doc__)
    parser.add_argument("--home", type=Path, default=ROOT / ".local", help="where state and logs are kept")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("run", help="start, play, serve (PORT, RECORDINGS, ONCE, EMULATOR_PORT, PLAYBACK_PORT)")
    redriving = commands.add_parser("redrive", help="send a running system's dead letters back to their queue")
    redriving.add_argument("queue", nargs="?", help="a dead-letter queue; without it, all are listed with their counts")
    return parser.parse_args()


def main() -> int:
    arguments = _arguments()
    console = Console()
    try:
        if arguments.command == "run":
            return _run_until_stopped(_config(arguments), console)
        _redrive(_config(arguments), console, arguments.queue)
    except LocalError as error:
        console.print(f"[red]error:[/red] {error}", soft_wrap=True)
        return 1
    return 0
