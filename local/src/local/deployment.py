"""Puts the real CDK app on the embedded AWS with the real `cdk deploy`, and the built page into its bucket."""

import asyncio
import json
import mimetypes
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config

from local import processes
from local.config import ACCOUNT, REGION, ROOT, STAGE, LocalConfig
from local.errors import LocalError

_SITE = ROOT / "web" / "dist"
_BIN = Path(sys.executable).parent
CDK = (str(_BIN / "node"), str(ROOT / "node_modules" / "aws-cdk" / "bin" / "cdk"))


class Aws:
    """boto3 clients and the stacks' parameters of one local system."""

    def __init__(self, config: LocalConfig) -> None:
        self._session = boto3.Session(
            aws_access_key_id="test",
            aws_secret_access_key="test",  # noqa: S106 - the emulator takes any
            region_name=REGION,
        )
        self._endpoint = config.endpoint
        self.client = cache(self._client)

    def _client(self, service: str) -> Any:
        return self._session.client(
            service,  # type: ignore[call-overload]
            endpoint_url=self._endpoint,
            config=Config(inject_host_prefix=False, max_pool_connections=32, retries={"max_attempts": 2}),
        )

    def resource(self, service: str) -> Any:
        return self._session.resource(service, endpoint_url=self._endpoint)  # type: ignore[call-overload]

    @cache  # noqa: B019 - one object per system
    def parameter(self, name: str) -> str:
        """A value that a stack wrote for the others, e.g. `web/site-bucket`."""
        path = f"/tattoo-artist-directory/{STAGE}/{name}"
        value: str = self.client("ssm").get_parameter(Name=path)["Parameter"]["Value"]
        return value


def cdk_environment(config: LocalConfig) -> dict[str, str]:
    """In which the CDK finds the embedded AWS and this project's Node.js."""
    return {
        **config.child_environment,
        "PATH": f"{_BIN}:{config.child_environment['PATH']}",
        "CDK_DISABLE_LEGACY_EXPORT_WARNING": "1",
        "JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION": "20",
    }


async def deploy(config: LocalConfig, *, area: Mapping[str, object]) -> None:
    """Bootstrap once, then deploy every stack; both are the CDK's own commands."""
    environment = cdk_environment(config)
    await _run_cdk(
        [*CDK, "bootstrap", f"aws://{ACCOUNT}/{REGION}", "--no-notices"],
        environment=environment,
        cwd=config.home,  # no cdk.json here: bootstrapping needs no synthesis
        log=config.logs / "bootstrap.log",
    )
    await _run_cdk(
        [
            *CDK,
            *("deploy", "--all", "--require-approval", "never", "--concurrency", "4", "--no-notices"),
            *("--progress", "events", "--app", f"{sys.executable} app.py", "--output", str(config.home / "cdk.out")),
            *("-c", f"stage={STAGE}", "-c", f"playback_url={config.playback_url}"),
            *("-c", f"public_url={config.public_url}", "-c", f"area_json={json.dumps(dict(area))}"),
        ],
        environment=environment,
        cwd=ROOT,
        log=config.logs / "deploy.log",
    )


async def _run_cdk(command: list[str], *, environment: Mapping[str, str], cwd: Path, log: Path) -> None:
    log.unlink(missing_ok=True)  # noqa: ASYNC240 - nothing else runs meanwhile
    if await processes.run(command, environment=environment, cwd=cwd, log=log) != 0:
        raise LocalError(f"Deployment failed: {_reason(log)}", remedy=f"The whole story is in {log}.")


def _reason(log: Path) -> str:
    lines = log.read_text(errors="replace").splitlines() if log.exists() else []
    telling = [line for line in lines if "❌" in line or "Error" in line or "failed" in line]
    return (telling[-1] if telling else processes.last_line(log))[:300]


def publish_site(aws: Aws) -> None:
    """What the bucket deployment of the web stack does on AWS."""
    if not (_SITE / "index.html").exists():
        raise LocalError("The web application is not built.", remedy="Run `make setup`.")
    bucket = aws.parameter("web/site-bucket")
    s3 = aws.client("s3")
    for path in sorted(_SITE.rglob("*")):
        if path.is_file():
            kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
            s3.put_object(
                Bucket=bucket, Key=path.relative_to(_SITE).as_posix(), Body=path.read_bytes(), ContentType=kind
            )


async def write_environment(config: LocalConfig) -> None:
    """`.local/aws.env`: how commands such as `python -m governance` reach this system."""
    text = "".join(f"{name}={value}\n" for name, value in config.aws_environment.items() if value)
    await asyncio.to_thread((config.home / "aws.env").write_text, text)
