"""Profiles that were read → styles."""

from typing import Any

from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.typing import LambdaContext

from service_kit.consumer import consume
from style_inference import bootstrap


def handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    inference = bootstrap.profile_inference()
    return consume(event, context, handlers=inference.look_ahead, parker=bootstrap.parker(), logger=bootstrap.logger())
