"""The table's stream is the outbox: a state change carries its event in the same write, the stream publishes it.

An item's `outbox` attribute is a list of envelopes (maps). The outbox function receives the table's stream and puts
every envelope on the bus that the old image did not carry yet. At least once; consumers are idempotent by nature.
"""

from collections.abc import Callable, Iterable
from typing import Any

from aws_lambda_powertools import Logger
from aws_lambda_powertools.utilities.batch import EventType
from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.data_classes.dynamo_db_stream_event import DynamoDBRecord, DynamoDBStreamEvent
from aws_lambda_powertools.utilities.typing import LambdaContext

from event_contracts import Envelope
from service_kit import batches

OUTBOX_ATTRIBUTE = "outbox"


def outbox_entry(envelope: Envelope) -> dict[str, Any]:
    """An envelope as it is kept inside an item. Floats travel as text, since DynamoDB has none."""
    return {"id": str(envelope.id), "envelope": envelope.model_dump_json()}


def new_envelopes(*, old_image: dict[str, Any] | None, new_image: dict[str, Any] | None) -> list[Envelope]:
    """Envelopes that a change added to its item; a removal adds none."""
    seen = {entry["id"] for entry in (old_image or {}).get(OUTBOX_ATTRIBUTE, [])}
    return [
        Envelope.model_validate_json(entry["envelope"])
        for entry in (new_image or {}).get(OUTBOX_ATTRIBUTE, [])
        if entry["id"] not in seen
    ]


def relay(
    event: dict[str, Any],
    context: LambdaContext,
    *,
    publish: Callable[[Iterable[Envelope]], None],
    logger: Logger,
) -> PartialItemFailureResponse:
    """Publish what a batch of stream records added, together: the bus takes ten events in a request.

    When that fails, each record is published alone, in order, so that only what fails is retried and then parked.
    """

    def publish_records(records: Iterable[DynamoDBRecord]) -> None:
        envelopes = [envelope for record in records for envelope in _added_by(record)]
        publish(envelopes)
        for envelope in envelopes:
            logger.info("event_published", type=envelope.type, id=str(envelope.id), subject=envelope.subject)

    try:
        publish_records(DynamoDBStreamEvent(event).records)
    except Exception:
        logger.exception("batch_not_published", count=len(event["Records"]))
        return batches.process(
            event, context, kind=EventType.DynamoDBStreams, handle=lambda record: publish_records([record])
        )
    return {"batchItemFailures": []}


def _added_by(record: DynamoDBRecord) -> list[Envelope]:
    change = record.dynamodb
    return new_envelopes(old_image=change.old_image, new_image=change.new_image) if change else []
