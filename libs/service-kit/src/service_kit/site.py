"""What the web application publishes for the contexts that answer with pages of it."""

import json
from dataclasses import dataclass
from functools import cache

from aws_lambda_powertools.utilities.parameters import SSMProvider

from service_kit import aws

_FRESH_SECONDS = 60  # a deployment keeps the files that the shell before it names, so a minute late does no harm


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The public address without a slash at its end, the addresses of the pages, and the HTML around all of them."""

    origin: str
    pages: tuple[str, ...]
    shell: str


def published_site(parameter: str) -> Site:
    """The manifest in an SSM parameter, asked for again every minute; raises powertools' `GetParameterError`."""
    manifest = json.loads(str(_provider().get(parameter, max_age=_FRESH_SECONDS)))
    return Site(origin=manifest["origin"], pages=tuple(manifest["pages"]), shell=manifest["shell"])


@cache
def _provider() -> SSMProvider:
    return SSMProvider(boto3_client=aws.client("ssm"))
