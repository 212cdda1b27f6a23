"""Where a stage's deployed resources are, for commands that people run."""

import os
from collections.abc import MutableMapping
from pathlib import Path

from service_kit.aws import client

LOCAL_STAGE = "local"
_LOCAL_ENVIRONMENT = Path(".local/aws.env")


def find_resource(stage: str, parameter: str) -> str:
    """A resource's name from the stage's SSM parameter (`governance/audit-table`), unless the environment names it."""
    name = parameter.rpartition("/")[2]
    given = os.environ.get(name.replace("-", "_").upper())
    return given or _read_parameter(f"/tattoo-artist-directory/{stage}/{parameter}")


def _read_parameter(path: str) -> str:
    value: str = client("ssm").get_parameter(Name=path)["Parameter"]["Value"]
    return value


def use_local_environment(environ: MutableMapping[str, str], *, start: Path) -> None:
    """Take the endpoint and credentials that `make run` wrote, from the nearest folder upwards; what is set stands."""
    for folder in (start, *start.parents):
        written = folder / _LOCAL_ENVIRONMENT
        if written.is_file():
            for line in written.read_text().splitlines():
                name, equals, value = line.strip().removeprefix("export ").partition("=")
                if equals and not name.startswith("#"):
                    environ.setdefault(name, value.strip("\"'"))
            return
