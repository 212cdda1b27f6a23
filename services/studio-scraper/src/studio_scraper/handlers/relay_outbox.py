"""Table stream: publish the events that state changes carry."""

from typing import Any

from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.typing import LambdaContext

from service_kit.outbox import relay
from studio_scraper import bootstrap


def handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    return relay(event, context, publish=bootstrap.publisher().publish, logger=bootstrap.logger())
