"""What goes into a function's package: the service, the libraries it names, and (for AWS) their wheels. No Docker."""

import compileall
import hashlib
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from py_compile import PycInvalidationMode
from typing import Any

import jsii
from aws_cdk import AssetHashType, BundlingOptions, DockerImage, ILocalBundling
from aws_cdk.aws_lambda import Architecture, Code, Runtime

ROOT = Path(__file__).resolve().parents[2]
FUNCTION_RUNTIME = Runtime.PYTHON_3_13
_FUNCTION_PYTHON = "3.13"
_THIS_PYTHON = "{}.{}".format(*sys.version_info)
FUNCTION_ARCHITECTURE = Architecture.ARM_64
_FUNCTION_HOST = ROOT / "local" / "src" / "local" / "function_host.py"
_IN_THE_RUNTIME = frozenset({"boto3", "botocore"})
_TO_THE_EMULATOR = """#!/bin/sh
# The real Lambda runtime client, so that exceptions keep their type as on AWS. `make run` offers a process that has
# the libraries imported already and only forks (local/src/local/function_host.py).
if [ -S "$TATTOO_FUNCTION_HOST" ]; then
  exec {python} -I -S {host} ask "$TATTOO_FUNCTION_HOST"
fi
export PYTHONPATH="$LAMBDA_TASK_ROOT"
exec {python} -m awslambdaric "$_HANDLER"
"""


@cache
def projects() -> dict[str, Path]:
    """Every project of the repository by its name."""
    folders = [*(ROOT / "libs").iterdir(), *(ROOT / "services").iterdir()]
    return {folder.name: folder for folder in folders if (folder / "pyproject.toml").exists()}


@cache
def dependencies(project: str) -> tuple[str, ...]:
    with (projects()[project] / "pyproject.toml").open("rb") as file:
        return tuple(tomllib.load(file)["project"].get("dependencies", []))


def local_projects(project: str) -> list[str]:
    """The project and every project of ours it needs, itself first."""
    found: list[str] = []
    queue = [project]
    while queue:
        name = queue.pop()
        if name not in found:
            found.append(name)
            queue += [d for d in dependencies(name) if d in projects()]
    return found


def third_party(project: str) -> list[str]:
    """What must be installed beside our own code."""
    names = {d for name in local_projects(project) for d in dependencies(name)}
    return sorted(names - set(projects()) - _IN_THE_RUNTIME)


def _source_files(project: str) -> Iterator[Path]:
    for name in sorted(local_projects(project)):
        for path in sorted((projects()[name] / "src").rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path


def _fingerprint(project: str, *, emulated: bool) -> str:
    digest = hashlib.sha256(f"{project} {_bootstrap() if emulated else ''}".encode())
    for path in [*_source_files(project), *([] if emulated else [ROOT / "requirements.txt"])]:
        digest.update(str(path.relative_to(ROOT)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _bootstrap() -> str:
    return _TO_THE_EMULATOR.format(python=sys.executable, host=_FUNCTION_HOST)


@jsii.implements(ILocalBundling)
class _Bundle:
    def __init__(self, *, project: str, emulated: bool) -> None:
        self._project = project
        self._emulated = emulated

    def try_bundle(self, output_dir: str, options: Any = None, **_: Any) -> bool:  # noqa: ARG002 - the interface's form
        target = Path(output_dir)
        for name in local_projects(self._project):
            shutil.copytree(
                projects()[name] / "src", target, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__")
            )
        if self._emulated:
            bootstrap = target / "bootstrap"
            bootstrap.write_text(_bootstrap())
            bootstrap.chmod(0o755)
        else:
            _install_wheels(self._project, target)
        if self._emulated or _THIS_PYTHON == _FUNCTION_PYTHON:
            _compile(target)
        return True


def _install_wheels(project: str, target: Path) -> None:
    subprocess.run(  # noqa: S603 - fixed arguments
        [
            *(sys.executable, "-m", "uv", "pip", "install", "--quiet", "--target", str(target)),
            *(
                "--python-platform",
                "aarch64-manylinux2014",
                "--python-version",
                _FUNCTION_PYTHON,
                "--only-binary",
                ":all:",
            ),
            *("--constraint", str(ROOT / "requirements.txt"), *third_party(project)),
        ],
        check=True,
    )


def _compile(package: Path) -> None:
    """Bytecode for this Python: a function may not write where its code is, so every cold start would compile it."""
    compileall.compile_dir(
        package,
        quiet=2,
        stripdir=str(package),
        prependdir="/var/task",
        invalidation_mode=PycInvalidationMode.UNCHECKED_HASH,  # packing changes the files' times
    )


def service_code(project: str, *, emulated: bool) -> Code:
    """The function package of a service. The hash is of the sources, so an unchanged service is not built again."""
    return Code.from_asset(
        str(projects()[project]),
        asset_hash_type=AssetHashType.CUSTOM,
        asset_hash=_fingerprint(project, emulated=emulated),
        bundling=BundlingOptions(
            image=DockerImage.from_registry("no-docker-is-used"), local=_Bundle(project=project, emulated=emulated)
        ),
    )
