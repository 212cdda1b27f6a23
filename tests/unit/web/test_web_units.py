"""The web application's own unit tests and type check, so that one command runs every kind of test."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
NPM = Path(sys.executable).parent / "npm"


@pytest.mark.parametrize("script", ["check", "test"])
def test_the_web_applications_own_checks_pass(script: str) -> None:
    run = subprocess.run(
        [str(NPM), "run", "--silent", script],
        cwd=ROOT / "web",
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": f"{NPM.parent}:/usr/bin:/bin", "HOME": str(Path.home())},
    )
    assert run.returncode == 0, run.stdout[-3000:] + run.stderr[-3000:]
