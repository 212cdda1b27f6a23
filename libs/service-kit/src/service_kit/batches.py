"""Works through a batch of a queue or a stream: one record that fails does not bring the others back."""

from collections.abc import Callable
from typing import Any

from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response
from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.typing import LambdaContext


def process(
    event: dict[str, Any], context: LambdaContext, *, kind: EventType, handle: Callable[[Any], None]
) -> PartialItemFailureResponse:
    """Handle each record; answers which ones shall be handed over again, those for which `handle` raised.

    An empty batch, which starts a function ahead of its events, is done at once: Powertools takes it for a mistake.
    """
    if not event["Records"]:
        return {"batchItemFailures": []}
    return process_partial_response(
        event=event,
        record_handler=handle,
        processor=BatchProcessor(event_type=kind, raise_on_entire_batch_failure=False),
        context=context,
    )
