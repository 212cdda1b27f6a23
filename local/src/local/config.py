"""Where the local system keeps its things and which ports it uses."""

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
REGION = "eu-west-2"
ACCOUNT = "123456789012"
STAGE = "local"


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalConfig:
    """One local system. `home` holds its state; two systems with different homes and ports do not meet."""

    home: Path
    port: int = 8080
    emulator_port: int = 4566
    playback_port: int = 8090
    recordings: Path | None = None
    once: bool = False

    @property
    def state(self) -> Path:
        return self.home / "state"

    @property
    def logs(self) -> Path:
        return self.home / "logs"

    @property
    def function_host(self) -> Path:
        """The socket functions are started through; short, since a socket's path has at most 107 bytes."""
        return Path(tempfile.gettempdir()) / f"tattoo-functions-{self.emulator_port}.sock"

    @property
    def endpoint(self) -> str:
        return f"http://localhost:{self.emulator_port}"

    @property
    def playback_url(self) -> str:
        return f"http://127.0.0.1:{self.playback_port}"

    @property
    def public_url(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def aws_environment(self) -> dict[str, str]:
        """What any AWS SDK needs to reach the embedded AWS instead of the real one."""
        return {
            "AWS_ENDPOINT_URL": self.endpoint,
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_SESSION_TOKEN": "",
            "AWS_REGION": REGION,
            "AWS_DEFAULT_REGION": REGION,
            "AWS_DISABLE_HOST_PREFIX_INJECTION": "true",
            "AWS_EC2_METADATA_DISABLED": "true",
        }

    @property
    def mark(self) -> dict[str, str]:
        """What every child carries in its environment, so that a later run finds what a killed one left behind."""
        return {"TATTOO_LOCAL_HOME": str(self.home)}

    @property
    def child_environment(self) -> dict[str, str]:
        return {**os.environ, **self.aws_environment, **self.mark, "PYTHONUNBUFFERED": "1"}
