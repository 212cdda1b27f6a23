"""What keeps `make run` from starting: each is one line that says what is wrong and what to do."""

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from local import preflight
from local.config import LocalConfig
from local.errors import LocalError
from local.saved_state import settle

_SLEEPER = (sys.executable, "-c", "import signal; print(flush=True); signal.pause()")


@pytest.fixture
def config(tmp_path: Path) -> LocalConfig:
    with socket.socket() as one, socket.socket() as two, socket.socket() as three:
        for probe in (one, two, three):
            probe.bind(("127.0.0.1", 0))
        ports = [probe.getsockname()[1] for probe in (one, two, three)]
    return LocalConfig(home=tmp_path / "home", port=ports[0], emulator_port=ports[1], playback_port=ports[2])


def _refusal(config: LocalConfig) -> str:
    with pytest.raises(LocalError) as caught:
        preflight.check(config)
    return str(caught.value)


@pytest.mark.parametrize(
    ("field", "variable"),
    [("port", "PORT"), ("emulator_port", "EMULATOR_PORT"), ("playback_port", "PLAYBACK_PORT")],
)
def test_a_taken_port_is_named_with_the_variable_that_changes_it(
    config: LocalConfig, field: str, variable: str
) -> None:
    port = getattr(config, field)
    with socket.socket() as other:
        other.bind(("0.0.0.0", port))  # noqa: S104 - as servers of other people do
        other.listen()
        assert _refusal(config).startswith(f"Port {port} for the ")
        assert f"choose another with {variable}=…" in _refusal(config)


def test_one_port_for_two_things_is_refused(tmp_path: Path) -> None:
    config = LocalConfig(home=tmp_path, port=8080, emulator_port=4566, playback_port=8080)
    assert _refusal(config) == (
        "PORT=8080, EMULATOR_PORT=4566, PLAYBACK_PORT=8080: two are the same. Give each its own port."
    )


def test_damaged_state_is_named_with_the_way_out(config: LocalConfig) -> None:
    settle(config.state)
    (config.state / "dynamodb.json").write_text('{"payload": ')
    assert _refusal(config) == "The saved state home/state/dynamodb.json is damaged. Run `make clean` and start again."


@pytest.mark.parametrize("kept", [None, "1"])
def test_state_that_another_version_kept_is_refused_with_the_way_out(config: LocalConfig, kept: str | None) -> None:
    config.state.mkdir(parents=True)
    (config.state / "dynamodb.json").write_text("{}")
    if kept:
        (config.state / "format").write_text(kept)
    assert _refusal(config) == (
        "The saved state in home/state is of another version of this project. Run `make clean` and start again."
    )


def test_state_of_this_version_is_gone_on_with(config: LocalConfig) -> None:
    settle(config.state)
    (config.state / "dynamodb.json").write_text("{}")
    preflight.check(config)


@pytest.mark.parametrize("what", ["home", "state", "logs"])
def test_a_file_where_a_folder_has_to_be_is_named(config: LocalConfig, what: str) -> None:
    path: Path = getattr(config, what)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("not a folder")
    assert str(path) in _refusal(config)
    assert path.read_text() == "not a folder"


@pytest.mark.parametrize("manifest", [None, "{", '{"name": ""}'])
def test_unusable_recordings_are_named_with_where_their_format_is_described(
    config: LocalConfig, tmp_path: Path, manifest: str | None
) -> None:
    folder = tmp_path / "recordings"
    if manifest is not None:
        folder.mkdir()
        (folder / "recordings.json").write_text(manifest)
    refused = _refusal(LocalConfig(home=config.home, port=config.port, recordings=folder))
    assert refused.startswith(f"RECORDINGS: {folder}")
    assert refused.endswith("local/README.md describes the format.")
    assert "\n" not in refused


Start = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts a process that waits for its end, and answers when its arguments and environment can be seen."""
    processes: list[subprocess.Popen[bytes]] = []

    def start(*arguments: str, env: Mapping[str, str] = os.environ) -> "subprocess.Popen[bytes]":
        process = subprocess.Popen([*_SLEEPER, *arguments], env=env, stdout=subprocess.PIPE)
        processes.append(process)
        assert process.stdout
        process.stdout.readline()
        return process

    yield start
    for process in processes:
        with process:
            process.kill()


def test_what_a_killed_run_left_behind_is_ended(
    config: LocalConfig, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preflight, "_LEAVING_SECONDS", 0.0)
    child = start(env={**os.environ, **config.mark})
    config.home.mkdir()
    (config.home / "running.pid").write_text("999999999")
    preflight.check(config)
    assert child.wait(timeout=10) != 0
    assert not (config.home / "running.pid").exists()


def test_a_run_that_is_going_on_is_left_alone(config: LocalConfig, start: Start) -> None:
    running = start("local")
    config.home.mkdir()
    (config.home / "running.pid").write_text(str(running.pid))
    assert _refusal(config).startswith(f"Another `make run` (process {running.pid}) uses ")
    assert running.poll() is None


def test_a_process_id_that_somebody_else_has_now_is_no_run(config: LocalConfig) -> None:
    config.home.mkdir()
    (config.home / "running.pid").write_text(str(os.getppid()))
    preflight.check(config)
