"""Has a purge followed as soon as the Requests table's stream shows that one was set going."""

from typing import Any

from aws_lambda_powertools.utilities.batch import EventType
from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.data_classes.dynamo_db_stream_event import DynamoDBRecord
from aws_lambda_powertools.utilities.typing import LambdaContext

from governance import bootstrap
from service_kit import batches


def handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    return batches.process(event, context, kind=EventType.DynamoDBStreams, handle=_start)


def _start(record: DynamoDBRecord) -> None:
    change = record.dynamodb
    new = (change and change.new_image) or {}
    purge_run = int(new.get("purge_run", 0))
    if change is None or not purge_run or purge_run == (change.old_image or {}).get("purge_run"):
        return
    ticket = str(new["ticket"])
    bootstrap.executions().start(ticket=ticket, case_version=purge_run)
    bootstrap.logger().info("purge_started", ticket=ticket, case_version=purge_run)
