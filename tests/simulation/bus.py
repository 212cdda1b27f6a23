"""The bus, its archive, the queues behind its rules, and the streams that feed it."""

import json
import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from event_contracts import CATALOGUE, DENYLIST_EVENTS, Context
from tests.simulation.fake_table import Around, straight

RECEIVES = 3
DENYLIST, WORK = "denylist", "work"


@dataclass(slots=True)
class Message:
    """A message in a queue. `copies` counts further deliveries that at-least-once brings."""

    id: str
    body: str
    type: str
    event_id: str
    receives: int = 0
    handled: int = 0


@dataclass(slots=True)
class Queue:
    """A rule's queue and its DLQ. A message leaves `waiting` when it is handled, parked or received too often."""

    context: Context
    kind: str
    waiting: list[Message] = field(default_factory=list)
    dead: list[Message] = field(default_factory=list)
    parked: list[tuple[str, str]] = field(default_factory=list)
    settled: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        return f"{self.context}/{self.kind}"

    def park(self, *, body: str, reason: str) -> None:
        """The `Parker` of this queue's consumer."""
        self.parked.append((str(json.loads(body)["detail"]["id"]), reason))

    def done(self, message: Message, *, again: bool) -> None:
        """A delivery ended well; `again`: the queue hands the message over once more all the same."""
        message.handled += 1
        message.receives = 0
        self.settled.append(message.event_id)
        if not again and message in self.waiting:
            self.waiting.remove(message)

    def failed(self, message: Message) -> None:
        """A delivery failed; the third failure sends the message to the DLQ."""
        message.receives += 1
        if message.receives >= RECEIVES and message in self.waiting:
            self.waiting.remove(message)
            self.dead.append(message)

    def redrive(self) -> int:
        """All dead messages go back; returns how many."""
        moved = len(self.dead)
        for message in self.dead:
            message.receives = 0
            self.waiting.append(message)
        self.dead.clear()
        return moved


class Bus:
    """`put_events` of EventBridge with the rules of the catalogue."""

    def __init__(self, *, random_source: random.Random, around: Around = straight) -> None:
        self._random = random_source
        self._around = around
        self.refuses = 0.0
        self.archive: list[dict[str, Any]] = []
        self.queues: dict[str, Queue] = {}
        self._count = 0
        for context in Context:
            for kind in (WORK, DENYLIST):
                queue = Queue(context=context, kind=kind)
                self.queues[queue.name] = queue

    def put_events(self, *, Entries: list[dict[str, Any]]) -> dict[str, Any]:
        """Takes most entries, refuses some for now."""
        results = [self._around("put_events", partial(self._take, entry)) for entry in Entries]
        return {"FailedEntryCount": sum("ErrorCode" in result for result in results), "Entries": results}

    def _take(self, entry: dict[str, Any]) -> dict[str, Any]:
        if self._random.random() < self.refuses:
            return {"ErrorCode": "ThrottlingException"}
        detail = json.loads(entry["Detail"])
        self.archive.append(detail)
        self.route(detail)
        return {"EventId": detail["id"]}

    def route(self, detail: dict[str, Any]) -> None:
        """Give an event to every queue whose rule matches."""
        kind = DENYLIST if detail["type"] in DENYLIST_EVENTS else WORK
        body = json.dumps({"detail-type": detail["type"], "detail": detail})
        for context in sorted(CATALOGUE[detail["type"]].consumers - {Context.OPERATIONS}):
            self._count += 1
            message = Message(id=f"m{self._count}", body=body, type=detail["type"], event_id=detail["id"])
            self.queues[f"{context}/{kind}"].waiting.append(message)

    def busy(self) -> list[Queue]:
        return [queue for queue in self.queues.values() if queue.waiting]

    def pending(self) -> Iterable[Message]:
        return (message for queue in self.queues.values() for message in queue.waiting)
