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


@pytest.mark.acceptance("A49")
@pytest.mark.acceptance("A53")
@pytest.mark.acceptance("A54")
@pytest.mark.acceptance("A55")
@pytest.mark.acceptance("A56")
@pytest.mark.acceptance("A57")
@pytest.mark.acceptance("A58")
@pytest.mark.acceptance("A59")
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
