"""boto3 clients with the time limits of a service instead of the defaults of a script (60 s).

A run over a city makes thousands of calls, and what boto3 does around each costs more than the call itself. So a fifth
of that is left out: checks that AWS makes anyway, a description of this process in every request, and asking S3
whether it will take an object before sending one that is smaller than the question is worth.
"""

from functools import cache
from typing import Any

import boto3
from botocore.config import Config
from botocore.handlers import add_expect_header

_CONFIG = Config(
    connect_timeout=2,
    read_timeout=25,  # a long poll waits up to 20 s
    retries={"mode": "standard", "max_attempts": 4},
    max_pool_connections=32,
    parameter_validation=False,
    user_agent="tattoo-artist-directory",
)


@cache
def client(service: str) -> Any:
    """One client per service and process."""
    made = boto3.client(service, config=_CONFIG)  # type: ignore[call-overload]
    made.meta.events.unregister("before-call.s3", add_expect_header)
    return made


@cache
def table(name: str) -> Any:
    """A DynamoDB table resource; its `meta.client` takes plain Python values, also in transactions."""
    return boto3.resource("dynamodb", config=_CONFIG).Table(name)
