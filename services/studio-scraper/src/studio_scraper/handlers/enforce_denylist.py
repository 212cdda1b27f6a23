"""Denylist queue: purge, refuse from now on, acknowledge."""

from typing import Any

from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.typing import LambdaContext

from service_kit.consumer import consume
from studio_scraper import bootstrap


def handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    return consume(
        event,
        context,
        handlers=bootstrap.enforcer().handlers,
        parker=bootstrap.parker(),
        logger=bootstrap.logger(),
    )
