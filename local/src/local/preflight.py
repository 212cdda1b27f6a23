"""Checks before anything starts: ports, stale processes, state, recordings."""

import contextlib
import json
import os
import signal
import socket
import time
from pathlib import Path

from local.config import LocalConfig
from local.errors import LocalError
from local.recordings import RecordingsError, load_recordings
from local.saved_state import is_of_another_version

_PID_FILE = "running.pid"
_PROBE = ".probe"
_PORT_OF = {"PORT": "web page", "EMULATOR_PORT": "embedded AWS", "PLAYBACK_PORT": "recordings player"}
_LEAVING_SECONDS = 5.0  # a killed run's embedded AWS saves its data before it ends


def check(config: LocalConfig) -> None:
    """Raise `LocalError` for the first thing that would keep the system from running."""
    _check_home(config)
    _stop_stale(config)
    ports = {"PORT": config.port, "EMULATOR_PORT": config.emulator_port, "PLAYBACK_PORT": config.playback_port}
    if len(set(ports.values())) < len(ports):
        raise LocalError(
            f"{', '.join(f'{variable}={port}' for variable, port in ports.items())}: two are the same.",
            remedy="Give each its own port.",
        )
    for variable, port in ports.items():
        _check_port(port, what=_PORT_OF[variable], variable=variable)
    _check_state(config)
    if config.recordings is not None:
        try:
            load_recordings(config.recordings)
        except RecordingsError as error:
            raise LocalError(f"RECORDINGS: {error}.", remedy="local/README.md describes the format.") from error


def claim_home(config: LocalConfig) -> None:
    (config.home / _PID_FILE).write_text(str(os.getpid()))


def release_home(config: LocalConfig) -> None:
    (config.home / _PID_FILE).unlink(missing_ok=True)


def _stop_stale(config: LocalConfig) -> None:
    """Only one system per home. What a killed one left behind is ended; a running one is left alone."""
    pid_file = config.home / _PID_FILE
    if pid_file.exists():
        with contextlib.suppress(ValueError):
            pid = int(pid_file.read_text())
            if pid != os.getpid() and _is_ours(pid, marker="local"):
                raise LocalError(
                    f"Another `make run` (process {pid}) uses {config.home}.", remedy="Stop it first with Ctrl-C."
                )
    _end_left_behind(config)
    pid_file.unlink(missing_ok=True)


def _end_left_behind(config: LocalConfig) -> None:
    """The end of their parent has asked them to go already; who is still there after the grace is killed."""
    ((name, value),) = config.mark.items()
    deadline = time.monotonic() + _LEAVING_SECONDS
    while left_behind := _processes_with(f"{name}={value}"):
        for pid in left_behind if time.monotonic() > deadline else ():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        time.sleep(0.1)


def _is_ours(pid: int, *, marker: str) -> bool:
    try:
        return marker in Path(f"/proc/{pid}/cmdline").read_text().split("\0")
    except OSError:
        return False


def _processes_with(entry: str) -> list[int]:
    """Processes whose environment carries an entry: children of an earlier, killed run."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if entry.encode() in (folder / "environ").read_bytes().split(b"\0") and int(folder.name) != os.getpid():
                found.append(int(folder.name))
    return found


def _check_port(port: int, *, what: str, variable: str) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise LocalError(
                f"Port {port} for the {what} is taken.", remedy=f"Free it or choose another with {variable}=…"
            ) from error


def _check_home(config: LocalConfig) -> None:
    for folder in (config.home, config.state, config.logs):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / _PROBE).touch()
            (folder / _PROBE).unlink()
        except OSError as error:
            raise LocalError(
                f"{folder} cannot be written to: {error.strerror}.",
                remedy="Remove what is there, or choose another --home.",
            ) from error


def _check_state(config: LocalConfig) -> None:
    if is_of_another_version(config.state):
        raise LocalError(
            f"The saved state in {config.state.relative_to(config.home.parent)} is of another version of this project.",
            remedy="Run `make clean` and start again.",
        )
    for path in sorted(config.state.glob("*.json")):
        try:
            json.loads(path.read_text(encoding="utf-8"))
        except (ValueError, OSError) as error:
            raise LocalError(
                f"The saved state {path.relative_to(config.home.parent)} is damaged.",
                remedy="Run `make clean` and start again.",
            ) from error
