"""Puts events on the bus: batches within EventBridge's limits, every entry's answer read, transient ones retried."""

import random
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from event_contracts import Context, Envelope, produced_by, read_detail
from service_kit.errors import TransientError

_MAX_ENTRIES = 10
_MAX_BYTES = 240_000  # the service's limit is 256 KB for the whole request; names and overhead need room
_ATTEMPTS = 4
_TRANSIENT_CODES = frozenset({"ThrottlingException", "InternalFailure", "InternalException", "ServiceUnavailable"})


class UndeliveredError(TransientError):
    """Some events did not reach the bus; the stream hands them over again, and parks them in the end."""

    def __init__(self) -> None:
        super().__init__("events_undelivered")


class EventPublisher:
    """Publishes one context's events. Refuses an event its context may not say (a defect, not a failure)."""

    def __init__(
        self,
        *,
        events: Any,
        bus_name: str,
        producer: Context,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._events = events
        self._bus_name = bus_name
        self._allowed = produced_by(producer)
        self._sleep = sleep

    def publish(self, envelopes: Iterable[Envelope]) -> None:
        """Validate strictly and deliver all; raises `UndeliveredError` when an entry was refused to the end."""
        for batch in _batches(self._entry(envelope) for envelope in envelopes):
            self._deliver(batch)

    def _entry(self, envelope: Envelope) -> dict[str, Any]:
        if envelope.type not in self._allowed:
            raise ValueError(f"type: this context does not publish {envelope.type}")
        detail = envelope.model_dump(mode="json")
        _, payload = read_detail(detail)
        type(payload).model_validate(envelope.data)  # strict: an unknown field is a producer's defect
        return {
            "EventBusName": self._bus_name,
            "Source": envelope.source,
            "DetailType": envelope.type,
            "Detail": envelope.model_dump_json(),
            "Time": envelope.time,
            "Resources": [],
        }

    def _deliver(self, batch: list[dict[str, Any]]) -> None:
        for attempt in range(_ATTEMPTS):
            answer = self._events.put_events(Entries=batch)
            if not answer.get("FailedEntryCount"):
                return
            refused = [
                (entry, r["ErrorCode"]) for entry, r in zip(batch, answer["Entries"], strict=True) if r.get("ErrorCode")
            ]
            if any(code not in _TRANSIENT_CODES for _, code in refused):
                break
            batch = [entry for entry, _ in refused]
            self._sleep(random.uniform(0, 0.1 * 2**attempt))  # noqa: S311 - jitter needs no secrecy
        raise UndeliveredError


def _batches(entries: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    batch: list[dict[str, Any]] = []
    size = 0
    for entry in entries:
        weight = len(entry["Detail"].encode()) + 200
        if batch and (len(batch) == _MAX_ENTRIES or size + weight > _MAX_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(entry)
        size += weight
    if batch:
        yield batch
