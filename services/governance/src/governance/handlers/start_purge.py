"""Has a purge followed as soon as the Requests table's stream shows that one was set going."""

from typing import Any

from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response
from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.data_classes.dynamo_db_stream_event import DynamoDBRecord
from aws_lambda_powertools.utilities.typing import LambdaContext

from governance import bootstrap


def handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    return process_partial_response(
        event=event,
        record_handler=_start,
        processor=BatchProcessor(event_type=EventType.DynamoDBStreams, raise_on_entire_batch_failure=False),
        context=context,
    )


def _start(record: DynamoDBRecord) -> None:
    change = record.dynamodb
    new = (change and change.new_image) or {}
    purge_run = int(new.get("purge_run", 0))
    if change is None or not purge_run or purge_run == (change.old_image or {}).get("purge_run"):
        return
    ticket = str(new["ticket"])
    bootstrap.executions().start(ticket=ticket, case_version=purge_run)
    bootstrap.logger().info("purge_started", ticket=ticket, case_version=purge_run)
