"""Reads events off a queue: one handler per event type, partial batch failures, permanent failures parked at once."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from aws_lambda_powertools import Logger
from aws_lambda_powertools.utilities.batch import EventType
from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
from aws_lambda_powertools.utilities.typing import LambdaContext
from pydantic import ValidationError

from event_contracts import Envelope, EventData, UnknownEventError, read_detail
from service_kit import batches
from service_kit.claims import ClaimForgottenError
from service_kit.errors import PermanentError


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """An event as a handler gets it: the typed payload and the envelope it came in."""

    payload: Any
    envelope: Envelope


EventHandler = Callable[[Received], None]
Handlers = Mapping[type[EventData], EventHandler]
LookAhead = Callable[[Sequence[Received]], Handlers]
"""Reads together what the events of a batch need, before the first is handled, and answers their handlers."""
Prepared = TypeVar("Prepared")


class Parker(Protocol):
    """Puts a message aside where an operator finds it: the queue's own DLQ, with the reason."""

    def park(self, *, body: str, reason: str) -> None: ...


class DeadLetterParker:
    """Sends a message that can never succeed to the DLQ at once, marked with why, instead of after three receives."""

    def __init__(self, *, sqs: Any, dead_letter_url: str) -> None:
        self._sqs = sqs
        self._url = dead_letter_url

    def park(self, *, body: str, reason: str) -> None:
        self._sqs.send_message(
            QueueUrl=self._url,
            MessageBody=body,
            MessageAttributes={"reason": {"DataType": "String", "StringValue": reason}},
        )


def read_message(body: str) -> Received:
    """The event in an SQS message that EventBridge wrote.

    Raises `PermanentError` for a body that is not one of our events: no retry can mend it.
    """
    try:
        envelope, payload = read_detail(json.loads(body)["detail"])
    except UnknownEventError as error:
        raise PermanentError("unknown_event_type") from error
    except (ValidationError, ValueError, KeyError, TypeError) as error:
        raise PermanentError("malformed_event") from error
    return Received(payload=payload, envelope=envelope)


def _event_or_failure(body: str) -> Received | Exception:
    """What cannot be read fails when its turn comes, so that it holds up no other message."""
    try:
        return read_message(body)
    except Exception as failure:
        return failure


def _event(read: Received | Exception) -> Received:
    if isinstance(read, Exception):
        raise read
    return read


def dispatch(received: Received, handlers: Handlers) -> None:
    """Give an event to the handler of its type; one that has no handler here was routed wrongly."""
    handler = handlers.get(type(received.payload))
    if handler is None:
        raise PermanentError("unrouted_event_type")
    handler(received)


def consume(
    event: dict[str, Any],
    context: LambdaContext,
    *,
    handlers: Handlers | LookAhead,
    parker: Parker,
    logger: Logger,
) -> PartialItemFailureResponse:
    """Handle a batch of messages; answers which ones the queue shall hand over again.

    A `LookAhead` is called once, with the events that can be read. Raises what it raises: the whole batch comes back.
    """
    read = {record["messageId"]: _event_or_failure(record["body"]) for record in event["Records"]}
    if isinstance(handlers, Mapping):
        by_type: Handlers = handlers
    else:
        by_type = handlers([received for received in read.values() if isinstance(received, Received)])

    def handle(record: SQSRecord) -> None:
        try:
            received = _event(read[record.message_id])
            logger.set_correlation_id(received.envelope.correlationid)
            dispatch(received, by_type)
            logger.info("event_handled", type=received.envelope.type, id=str(received.envelope.id))
        except ClaimForgottenError:
            logger.info("event_outlived_its_claim", message_id=record.message_id)
        except PermanentError as error:
            parker.park(body=record.body, reason=error.reason)
            logger.warning("event_parked", reason=error.reason, message_id=record.message_id)
        except Exception:
            logger.exception("event_failed", message_id=record.message_id)
            raise

    return batches.process(event, context, kind=EventType.SQS, handle=handle)


def consume_together(
    event: dict[str, Any],
    *,
    prepare: Callable[[Received], Prepared],
    apply: Callable[[Sequence[Prepared]], None],
    parker: Parker,
    logger: Logger,
) -> PartialItemFailureResponse:
    """Handle a batch as one change, for stores where a commit is dear: each message is prepared alone, all are applied
    together, and all that were prepared come back when that fails.
    """
    ready: dict[str, Prepared] = {}
    failed: list[str] = []
    for record in event["Records"]:
        message_id = record["messageId"]
        try:
            ready[message_id] = prepare(read_message(record["body"]))
        except ClaimForgottenError:
            logger.info("event_outlived_its_claim", message_id=message_id)
        except PermanentError as error:
            parker.park(body=record["body"], reason=error.reason)
            logger.warning("event_parked", reason=error.reason, message_id=message_id)
        except Exception:
            logger.exception("event_failed", message_id=message_id)
            failed.append(message_id)
    try:
        apply(list(ready.values()))
        logger.info("events_handled", count=len(ready))
    except Exception:
        logger.exception("batch_failed", count=len(ready))
        failed.extend(ready)
    return {"batchItemFailures": [{"itemIdentifier": message_id} for message_id in failed]}
