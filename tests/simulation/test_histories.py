"""Many histories of the whole system: nothing comes back, nothing is lost, everything converges.

`SIMULATION_SEEDS` (default 25) says how many. They run in one process with a fixed hash seed, so that a seed means the
same history everywhere.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from tests.simulation.__main__ import report
from tests.simulation.outcome import Outcome, Settings

pytestmark = pytest.mark.xdist_group("histories")  # one worker runs them all, once

SEEDS = int(os.environ.get("SIMULATION_SEEDS", "25"))


def histories(*arguments: str) -> Iterator[dict[str, Any]]:
    """The histories of a process of its own, as they come."""
    command = [sys.executable, "-m", "tests.simulation", "--json", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONHASHSEED": "0"}) as run:
        assert run.stdout
        for line in run.stdout:  # metrics of the functions under test stand between the histories
            if line.startswith('{"seed"'):
                yield json.loads(line)


@pytest.fixture(scope="module")
def all_of_them() -> dict[int, dict[str, Any]]:
    return {history["seed"]: history for history in histories("--seeds", str(SEEDS))}


@pytest.mark.parametrize("seed", range(1, SEEDS + 1))
def test_every_promise_is_kept(seed: int, all_of_them: dict[int, dict[str, Any]]) -> None:
    history = all_of_them[seed]
    if history["violation"]:
        outcome = Outcome(seed=seed, history=history["history"], violation=history["violation"])
        pytest.fail(report(outcome, Settings()), pytrace=False)


def test_a_seed_gives_the_same_history_again(all_of_them: dict[int, dict[str, Any]]) -> None:
    for again in histories("--seeds", "2"):
        assert again == all_of_them[again["seed"]]
