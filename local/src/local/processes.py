"""Child processes that never outlive the local system: own process group, killed with the parent, stopped in time."""

import asyncio
import contextlib
import ctypes
import os
import signal
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_PR_SET_PDEATHSIG = 1
_GRACE_SECONDS = 3.0  # the longest part of the five seconds in which Ctrl-C stops everything


def _die_with_parent() -> None:
    """On Linux the kernel ends the child when the parent is gone, also after `kill -9`."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL("libc.so.6", use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """A running child and where its output goes."""

    name: str
    process: asyncio.subprocess.Process
    log: Path

    async def stop(self, *, grace_seconds: float = _GRACE_SECONDS) -> None:
        """SIGTERM to the whole group, SIGKILL to what is left after the grace."""
        try:
            if self.process.returncode is None:
                self._signal(signal.SIGTERM)
                with contextlib.suppress(asyncio.TimeoutError):
                    await asyncio.wait_for(self.process.wait(), grace_seconds)
        finally:
            self._signal(signal.SIGKILL)
        await self.process.wait()

    def _signal(self, signum: int) -> None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signum)


async def start(
    name: str, command: Sequence[str], *, environment: Mapping[str, str], cwd: Path, log_folder: Path
) -> Child:
    """Start a child whose output goes to `<log_folder>/<name>.log`, after what is there of this run already."""
    log_folder.mkdir(parents=True, exist_ok=True)  # noqa: ASYNC240 - as short as the start itself
    log = log_folder / f"{name}.log"
    with log.open("ab") as output:
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=output,
            stderr=asyncio.subprocess.STDOUT,
            env=dict(environment),
            cwd=cwd,
            start_new_session=True,
            preexec_fn=_die_with_parent,
        )
    return Child(name=name, process=process, log=log)


async def run(command: Sequence[str], *, environment: Mapping[str, str], cwd: Path, log: Path) -> int:
    """Run a command to its end, output to a file; ended with its group when the caller is cancelled."""
    child = await start(log.stem, command, environment=environment, cwd=cwd, log_folder=log.parent)
    try:
        return await child.process.wait()
    finally:
        await child.stop()


def last_line(log: Path) -> str:
    """The last thing a child said, for an error message."""
    try:
        lines = [line for line in log.read_text(errors="replace").splitlines() if line.strip()]
    except FileNotFoundError:
        return ""
    return lines[-1][:300] if lines else ""
