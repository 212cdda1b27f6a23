"""Published and withdrawn artists → the index, a batch at a time."""

from typing import Any

from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.typing import LambdaContext

from indexer import bootstrap
from service_kit.consumer import consume_together


def handler(event: dict[str, Any], _: LambdaContext) -> PartialItemFailureResponse:
    indexing = bootstrap.indexing()
    return consume_together(
        event,
        prepare=indexing.prepare,
        apply=indexing.apply,
        parker=bootstrap.parker(),
        logger=bootstrap.logger(),
    )
