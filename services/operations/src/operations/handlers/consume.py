"""Every event of the bus → the journal."""

from typing import Any

from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.typing import LambdaContext

from operations import bootstrap
from operations.journal import entry_of
from service_kit.consumer import consume_together


def handler(event: dict[str, Any], _: LambdaContext) -> PartialItemFailureResponse:
    return consume_together(
        event,
        prepare=entry_of,
        apply=bootstrap.journal().write,
        parker=bootstrap.parker(),
        logger=bootstrap.logger(),
    )
