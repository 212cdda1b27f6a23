"""Lambda: the denylist queue. Denials and lifts, on a queue of their own so that no backlog delays them."""

from typing import Any

from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.typing import LambdaContext

from profile_api import bootstrap
from service_kit.consumer import consume


def handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    return consume(
        event, context, handlers=bootstrap.enforcer().handlers, parker=bootstrap.parker(), logger=bootstrap.logger()
    )
