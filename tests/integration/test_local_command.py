"""`python -m local` and the other commands from outside: what they print, how they end, what they leave behind."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from local import preflight
from local.config import ROOT
from local.recordings import MANIFEST, OVERPASS, Area, Recordings
from tests.integration.conftest import eventually, free_port

_COMMANDS = [
    "local",
    "local.playback",
    "local.recordings",
    "local.sample_city",
    "governance",
    "style_inference",
    "studio_scraper",
    "instagram_scraper",
    "event_contracts",
    "stacks",
    "tests.benchmarks",
    "tests.simulation",
]
_INTERRUPTED = 130
_STARTED_SECONDS = 120
_ENDED_SECONDS = 30  # the promise is five; a test machine may be busy

Start = Callable[..., "subprocess.Popen[bytes]"]


@pytest.mark.parametrize("command", _COMMANDS)
def test_every_command_explains_itself(command: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", command, "--help"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"usage: python -m {command}")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "home").mkdir()
    return tmp_path / "home"


@pytest.fixture
def start(home: Path) -> Iterator[Start]:
    """Starts a local system with ports of its own; afterwards nothing of it is left, whatever the test did."""
    ports = {name: str(free_port()) for name in ("PORT", "EMULATOR_PORT", "PLAYBACK_PORT")}
    started: list[subprocess.Popen[bytes]] = []

    def run(**environment: str) -> "subprocess.Popen[bytes]":
        with _output(home).open("ab") as stream:
            process = subprocess.Popen(
                [sys.executable, "-m", "local", "--home", str(home), "run"],
                cwd=ROOT,
                env={**os.environ, **ports, **environment},
                stdout=stream,
                stderr=subprocess.STDOUT,
            )
        started.append(process)
        return process

    yield run
    for process in started:
        process.kill()
        process.wait()
    for pid in _children(home):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def _output(home: Path) -> Path:
    return home / "output.log"


def _children(home: Path) -> list[int]:
    return preflight._processes_with(f"TATTOO_LOCAL_HOME={home}")


def _has_child(home: Path, command: str) -> bool:
    """Whether a child of the system is at work whose command line holds a text."""
    for pid in _children(home):
        with suppress(OSError):  # gone meanwhile
            if command in Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " "):
                return True
    return False


@pytest.fixture
def recordings(tmp_path: Path) -> Path:
    """Of a place without a studio, so that nothing has to be drawn first."""
    folder = tmp_path / "recordings"
    folder.mkdir()
    area = Area(name="Nowhere", country="GB", south=53, west=-2, north=54, east=-1)
    (folder / MANIFEST).write_text(Recordings(name="Nowhere", area=area).model_dump_json())
    (folder / OVERPASS).write_text(json.dumps({"elements": []}))
    return folder


@pytest.mark.emulator
def test_ctrl_c_while_the_sample_city_is_drawn_ends_every_child(home: Path, start: Start) -> None:
    process = start()
    eventually(lambda: _has_child(home, "local.sample_city"), within=_STARTED_SECONDS)
    process.send_signal(signal.SIGINT)
    _assert_stopped(process, home)


@pytest.mark.emulator
@pytest.mark.parametrize(
    ("moment", "times"), [("emulator_process.py", 1), ("bin/cdk bootstrap", 1), ("bin/cdk deploy", 3)]
)
def test_ctrl_c_while_it_starts_ends_every_child_however_often_it_is_pressed(
    home: Path, start: Start, recordings: Path, moment: str, times: int
) -> None:
    process = start(RECORDINGS=str(recordings))
    eventually(lambda: _has_child(home, moment), within=_STARTED_SECONDS)
    for _ in range(times):
        process.send_signal(signal.SIGINT)
    _assert_stopped(process, home)


def _assert_stopped(process: "subprocess.Popen[bytes]", home: Path) -> None:
    assert process.wait(timeout=_ENDED_SECONDS) == _INTERRUPTED
    assert _children(home) == []
    said = _output(home).read_text()
    assert said.endswith("stopped; the data stay, `make clean` removes them\n")
    assert "Traceback" not in said


@pytest.mark.emulator
def test_after_a_kill_the_next_run_ends_what_was_left_behind_and_starts(
    home: Path, start: Start, recordings: Path
) -> None:
    killed = start(RECORDINGS=str(recordings))
    eventually(lambda: _has_child(home, "bin/cdk bootstrap"), within=_STARTED_SECONDS)
    killed.kill()
    killed.wait()
    again = start(RECORDINGS=str(recordings))
    eventually(lambda: _output(home).read_text().count("embedded AWS is up") == 2, within=_STARTED_SECONDS)
    again.send_signal(signal.SIGINT)
    _assert_stopped(again, home)


def test_what_keeps_it_from_starting_is_one_line_without_colours_and_exit_code_1(home: Path, start: Start) -> None:
    process = start(RECORDINGS=str(home / "nothing-here"))
    assert process.wait(timeout=120) == 1
    (line,) = _output(home).read_text().splitlines()
    assert line.startswith("error: RECORDINGS: ")
    assert "\x1b" not in line
    assert not (home / "running.pid").exists()
