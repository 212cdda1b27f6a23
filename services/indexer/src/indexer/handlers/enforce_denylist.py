"""Denials and lifts → the index and the denylist copy."""

from typing import Any

from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.typing import LambdaContext

from indexer import bootstrap
from service_kit.consumer import consume


def handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    return consume(
        event,
        context,
        handlers=bootstrap.enforcer().handlers,
        parker=bootstrap.parker(),
        logger=bootstrap.logger(),
    )
