"""Where the deployed governance tables and key are, for commands that people run."""

import os
from collections.abc import MutableMapping
from dataclasses import dataclass
from pathlib import Path

from service_kit.aws import client

LOCAL_STAGE = "local"
_LOCAL_ENVIRONMENT = Path(".local/aws.env")


@dataclass(frozen=True, slots=True, kw_only=True)
class Deployment:
    """Names one stage's resources: from an environment variable, else from the stage's SSM parameter."""

    stage: str

    @property
    def requests_table(self) -> str:
        return self._find("requests-table")

    @property
    def denylist_table(self) -> str:
        return self._find("denylist-table")

    @property
    def audit_table(self) -> str:
        return self._find("audit-table")

    @property
    def signing_key_id(self) -> str:
        return self._find("signing-key-id")

    def _find(self, name: str) -> str:
        given = os.environ.get(name.replace("-", "_").upper())
        return given or _read_parameter(f"/tattoo-artist-directory/{self.stage}/governance/{name}")


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
