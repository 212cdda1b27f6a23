"""The journeys, accessibility and safety checks of the page, in a real browser against the running system."""

import os
import subprocess
from pathlib import Path

import pytest

from local.config import ROOT
from tests.e2e.driver import ApiDriver

pytestmark = [pytest.mark.emulator, pytest.mark.xdist_group("system")]

_HERE = Path(__file__).parent
_SECONDS = 15 * 60
_ACCEPTANCE = ("A49", "A53", "A54", "A55", "A56", "A57", "A58", "A59")


@pytest.mark.acceptance(*_ACCEPTANCE)
def test_every_browser_test_passes(system: ApiDriver) -> None:
    environment = {
        **os.environ,
        "BASE_URL": system.base_url,
        "PATH": f"{ROOT / '.venv' / 'bin'}:{os.environ['PATH']}",
    }
    done = subprocess.run(
        ["node", "run.mjs"],
        cwd=_HERE,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=_SECONDS,
        check=False,
    )
    assert done.returncode == 0, f"\n{done.stdout}"
    missing = [line for line in _ACCEPTANCE if f"ok    {line} " not in done.stdout]
    assert not missing, f"no browser test is named after {missing}"
