"""Starts `python -m local run` once for all tests that need the whole system, and sees that it stops cleanly.

`BASE_URL` names a system that is up already; `LOCAL_HOME`, `EMULATOR_PORT` and `PLAYBACK_PORT` say where the rest of it
is (their defaults are those of `python -m local`).
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from local.config import ROOT, LocalConfig
from tests.e2e.driver import ApiDriver
from tests.e2e.waiting import eventually

_HOME = ROOT / ".local" / "test"
_START_SECONDS = 8 * 60
_STOP_SECONDS = 10  # twice what is promised: the machine may be busy
_SHOWN_LINES = 25


@pytest.fixture(scope="session")
def system() -> Iterator[ApiDriver]:
    """The running system, after its first run over the sample city."""
    given = os.environ.get("BASE_URL")
    if given:
        yield ApiDriver(config=_config_of_running(given))
        return
    config = _fresh_config()
    with _running(config) as process:
        yield ApiDriver(config=config)
        _stop(process, config)


def _config_of_running(base_url: str) -> LocalConfig:
    return LocalConfig(
        home=Path(os.environ.get("LOCAL_HOME", ROOT / ".local")).resolve(),
        port=httpx.URL(base_url).port or 80,
        emulator_port=int(os.environ.get("EMULATOR_PORT", "4566")),
        playback_port=int(os.environ.get("PLAYBACK_PORT", "8090")),
    )


def _fresh_config() -> LocalConfig:
    """An empty home, but for a sample city that was drawn already: drawing it takes a minute."""
    for name in ("state", "logs", "cdk.out"):
        shutil.rmtree(_HOME / name, ignore_errors=True)
    (_HOME / "last-run.json").unlink(missing_ok=True)
    drawn = ROOT / ".local" / "sample-city"
    if (drawn / "content-version.txt").is_file():
        shutil.rmtree(_HOME / "sample-city", ignore_errors=True)
        shutil.copytree(drawn, _HOME / "sample-city")
    _HOME.mkdir(parents=True, exist_ok=True)
    port, emulator_port, playback_port = _free_ports(3)
    return LocalConfig(home=_HOME, port=port, emulator_port=emulator_port, playback_port=playback_port)


def _free_ports(count: int) -> list[int]:
    probes = [socket.socket() for _ in range(count)]
    try:
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [probe.getsockname()[1] for probe in probes]
    finally:
        for probe in probes:
            probe.close()


@contextmanager
def _running(config: LocalConfig) -> Iterator[subprocess.Popen[bytes]]:
    environment = {name: value for name, value in os.environ.items() if name not in {"ONCE", "RECORDINGS"}} | {
        "PORT": str(config.port),
        "EMULATOR_PORT": str(config.emulator_port),
        "PLAYBACK_PORT": str(config.playback_port),
    }
    output = config.home / "output.log"
    with output.open("wb") as stream:
        process = subprocess.Popen(
            [sys.executable, "-m", "local", "--home", str(config.home), "run"],
            cwd=ROOT,
            env=environment,
            stdout=stream,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait_for_first_run(process, config)
        yield process
    finally:
        if process.poll() is None:
            process.kill()  # its children end with it
            process.wait()


def _wait_for_first_run(process: subprocess.Popen[bytes], config: LocalConfig) -> None:
    def ended_or_ready() -> bool:
        return process.poll() is not None or (config.home / "last-run.json").is_file()

    try:
        eventually(ended_or_ready, within=_START_SECONDS, every=1)
    except Exception:  # whatever kept it from starting is in what it said
        pytest.fail(f"The local system was not ready in {_START_SECONDS} s.\n{_what_it_said(config)}", pytrace=False)
    if process.poll() is not None:
        pytest.fail(f"The local system ended with {process.returncode}.\n{_what_it_said(config)}", pytrace=False)


def _what_it_said(config: LocalConfig) -> str:
    parts = []
    for path in (config.home / "output.log", *sorted(config.logs.glob("*.log"))):
        lines = path.read_text(errors="replace").splitlines()[-_SHOWN_LINES:]
        parts.append("\n".join([f"--- {path.name}", *lines]))
    return "\n".join(parts)


def _stop(process: subprocess.Popen[bytes], config: LocalConfig) -> None:
    """Ctrl-C ends everything in time and leaves no child behind."""
    began = time.monotonic()
    process.send_signal(signal.SIGINT)
    try:
        process.wait(timeout=_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        pytest.fail(f"The local system did not stop within {_STOP_SECONDS} s.", pytrace=False)
    remaining = max(0.1, _STOP_SECONDS - (time.monotonic() - began))
    eventually(lambda: not _children_of(config), within=remaining, every=0.1)
    assert process.returncode == 0


def _children_of(config: LocalConfig) -> list[int]:
    """Processes that carry the home in their environment, as every child of the system does."""
    mark = f"TATTOO_LOCAL_HOME={config.home}".encode()
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (folder / "environ").read_bytes().split(b"\0"):
                found.append(int(folder.name))
        except OSError:
            continue  # gone meanwhile, or not ours
    return found
