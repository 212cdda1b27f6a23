"""boto3 clients with the time limits of a service instead of the defaults of a script (60 s)."""

from functools import cache
from typing import Any

import boto3
from botocore.config import Config

_CONFIG = Config(
    connect_timeout=2,
    read_timeout=25,  # a long poll waits up to 20 s
    retries={"mode": "standard", "max_attempts": 4},
    max_pool_connections=32,
)


@cache
def client(service: str) -> Any:
    """One client per service and process."""
    return boto3.client(service, config=_CONFIG)  # type: ignore[call-overload]


@cache
def table(name: str) -> Any:
    """A DynamoDB table resource; its `meta.client` takes plain Python values, also in transactions."""
    return boto3.resource("dynamodb", config=_CONFIG).Table(name)
