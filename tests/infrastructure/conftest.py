"""One synthesis of each stage for the whole session; the tests read the templates as plain JSON."""

import json
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One worker runs them all: a synthesis takes ten seconds."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.xdist_group("synthesis"))


@dataclass(frozen=True)
class Assembly:
    """The synthesised templates of a stage, by stack id."""

    folder: Path
    templates: dict[str, dict[str, Any]]

    def resources(self, kind: str) -> list[tuple[str, str, dict[str, Any]]]:
        """(stack, logical id, properties) of every resource of a CloudFormation type."""
        return [
            (stack, name, resource.get("Properties", {}))
            for stack, template in self.templates.items()
            for name, resource in template.get("Resources", {}).items()
            if resource["Type"] == kind
        ]


@cache
def _synthesise(stage: str, folder: Path) -> Assembly:
    run = subprocess.run(
        [sys.executable, "-m", "stacks", "--stage", stage, "--out", str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin", "HOME": str(Path.home())},  # no credentials
    )
    assert run.returncode == 0, run.stdout[-2000:] + run.stderr[-4000:]
    templates = {
        path.name.removesuffix(".template.json"): json.loads(path.read_text())
        for path in folder.glob("*.template.json")
    }
    return Assembly(folder=folder, templates=templates)


@pytest.fixture(scope="session")
def prod(tmp_path_factory: pytest.TempPathFactory) -> Assembly:
    return _synthesise("prod", tmp_path_factory.mktemp("prod"))


@pytest.fixture(scope="session")
def local(tmp_path_factory: pytest.TempPathFactory) -> Assembly:
    return _synthesise("local", tmp_path_factory.mktemp("local"))
