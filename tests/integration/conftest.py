"""An embedded AWS of its own for the conformance suite: empty, on free ports, gone afterwards."""

import os
import socket
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import boto3
import httpx
import pytest
from botocore.config import Config
from tenacity import retry, retry_if_exception_type, retry_if_result, stop_after_delay, wait_fixed

from local.config import ACCOUNT, REGION
from local.emulator import COMMAND

T = TypeVar("T")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def eventually(question: Callable[[], T], *, within: float = 20) -> T:
    """The first answer that is true; fails when there is none in time. Waits for a condition, never for a while."""

    @retry(
        retry=retry_if_result(lambda answer: not answer)
        | retry_if_exception_type((httpx.TransportError, AssertionError)),
        stop=stop_after_delay(within),
        wait=wait_fixed(0.1),
        reraise=True,
    )
    def ask() -> T:
        return question()

    return ask()


@dataclass(frozen=True)
class Emulator:
    endpoint: str
    state: Path

    def client(self, service: str) -> Any:
        return _client(self.endpoint, service)


@cache
def _client(endpoint: str, service: str) -> Any:
    return boto3.client(
        service,  # type: ignore[call-overload]
        endpoint_url=endpoint,
        region_name=REGION,
        aws_access_key_id="test",
        aws_secret_access_key="test",
        config=Config(inject_host_prefix=False, retries={"max_attempts": 1}),
    )


def start_emulator(port: int, state: Path) -> subprocess.Popen[bytes]:
    environment = {
        **os.environ,
        "GATEWAY_PORT": str(port),
        "MINISTACK_REGION": REGION,
        "MINISTACK_ACCOUNT_ID": ACCOUNT,
        "MINISTACK_HOST": "localhost",
        "LAMBDA_EXECUTOR": "local",
        "IOT_MTLS_ENABLED": "0",
        "PERSIST_STATE": "1",
        "S3_PERSIST": "1",
        "STATE_DIR": str(state),
        "S3_DATA_DIR": str(state / "s3"),
        "TMPDIR": str(state),  # what it unpacks goes with the rest
        "AWS_ENDPOINT_URL": f"http://localhost:{port}",
    }
    with (state / "emulator.log").open("ab") as log:
        process = subprocess.Popen(COMMAND, env=environment, stdout=log, stderr=log, cwd=state)
    eventually(lambda: httpx.get(f"http://localhost:{port}/_ministack/health").status_code == 200, within=60)
    return process


def stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    process.wait(timeout=20)


@pytest.fixture(scope="session")
def emulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Emulator]:
    state = tmp_path_factory.mktemp("emulator")
    port = free_port()
    process = start_emulator(port, state)
    yield Emulator(endpoint=f"http://localhost:{port}", state=state)
    stop(process)
