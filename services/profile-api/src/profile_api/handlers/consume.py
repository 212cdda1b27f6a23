"""Lambda: the working queue. Everything other contexts found out about artists and studios."""

from typing import Any

from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.typing import LambdaContext

from profile_api import bootstrap
from profile_api.handlers.listeners import Listeners
from service_kit.consumer import consume


def handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    listeners = Listeners(projector=bootstrap.projector(), claims=bootstrap.claims(), directory=bootstrap.directory())
    return consume(event, context, handlers=listeners.look_ahead, parker=bootstrap.parker(), logger=bootstrap.logger())
