"""Where the deployed governance tables and key are, for commands that people run."""

from dataclasses import dataclass

from service_kit.deployment import find_resource


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
        return find_resource(self.stage, f"governance/{name}")
