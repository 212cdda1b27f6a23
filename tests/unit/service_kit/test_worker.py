"""The queue-fed task: what is done is acknowledged soon and in few calls, and never what is not."""

import asyncio
import json
import threading
from collections import deque
from typing import Any

import pytest

from event_contracts import ArtistWithdrawn, Context, Envelope, WithdrawalReason
from service_kit.consumer import Received
from service_kit.errors import PermanentError
from service_kit.logs import get_logger
from service_kit.worker import AsyncHandler, QueueWorker
from tests.unit.service_kit.conftest import FixedClock


def _body(version: int) -> str:
    event = ArtistWithdrawn(artist_id="ar_" + "a" * 32, version=version, reason=WithdrawalReason.LEFT_EVERY_STUDIO)
    envelope = Envelope.wrap(event, producer=Context.PROFILE_API, now=FixedClock().now(), correlation_id="run-1")
    return json.dumps({"detail": envelope.model_dump(mode="json")})


class FakeQueue:
    """Hands out messages 1 … n once each; then stops the worker. May refuse entries, fail, or make callers wait."""

    def __init__(self, count: int) -> None:
        self._waiting = deque(
            {"Body": _body(n), "MessageId": f"m{n}", "ReceiptHandle": str(n)} for n in range(1, count + 1)
        )
        self.told: list[list[int]] = []
        self.refused: set[int] = set()
        self.failures: list[Exception] = []
        self.parked: list[str] = []
        self.told_of_two = threading.Event()
        self.let_go = threading.Event()
        self.let_go.set()
        self.worker: QueueWorker | None = None

    def receive_message(self, *, MaxNumberOfMessages: int, **_: Any) -> dict[str, Any]:  # noqa: N803
        some = [self._waiting.popleft() for _ in range(min(MaxNumberOfMessages, len(self._waiting)))]
        if not some:
            assert self.worker
            self.worker.stop()
        return {"Messages": some} if some else {}

    def delete_message_batch(self, *, Entries: list[dict[str, str]], **_: Any) -> dict[str, Any]:  # noqa: N803
        assert len({entry["Id"] for entry in Entries}) == len(Entries) <= 10
        self.let_go.wait(5)
        self.told.append([int(entry["ReceiptHandle"]) for entry in Entries])
        if len(self.acknowledged) >= 2:
            self.told_of_two.set()
        if self.failures:
            raise self.failures.pop()
        failed = [entry["Id"] for entry in Entries if int(entry["ReceiptHandle"]) in self.refused]
        return {"Failed": [{"Id": one, "Code": "ReceiptHandleIsInvalid", "SenderFault": True} for one in failed]}

    def change_message_visibility(self, **_: Any) -> None:
        """Nothing becomes visible again here."""

    def park(self, *, body: str, reason: str) -> None:
        self.parked.append(reason)

    @property
    def acknowledged(self) -> list[int]:
        return sorted(number for batch in self.told for number in batch)


def _version(received: Received) -> int:
    return int(received.payload.version)


async def _work(queue: FakeQueue, handle: AsyncHandler, *, concurrency: int = 30) -> None:
    queue.worker = QueueWorker(
        sqs=queue,
        queue_url="queue",
        handle=handle,
        parker=queue,
        logger=get_logger("test"),
        concurrency=concurrency,
        visibility_seconds=60,
    )
    await asyncio.wait_for(queue.worker.run(), 10)


async def test_what_ends_at_the_same_moment_is_acknowledged_in_batches_of_ten() -> None:
    queue, everybody_is_here = FakeQueue(25), asyncio.Barrier(25)

    async def handle(_: Received) -> None:
        await everybody_is_here.wait()

    await _work(queue, handle)
    assert queue.acknowledged == list(range(1, 26))
    assert [len(batch) for batch in queue.told] == [10, 10, 5]


async def test_what_ends_while_the_queue_is_being_told_goes_together_next() -> None:
    queue, first_is_told = FakeQueue(5), asyncio.Event()
    queue.let_go.clear()

    async def handle(received: Received) -> None:
        if _version(received) > 1:
            await first_is_told.wait()
        else:
            asyncio.get_running_loop().call_later(0.05, first_is_told.set)
            asyncio.get_running_loop().call_later(0.1, queue.let_go.set)

    await _work(queue, handle)
    assert [sorted(batch) for batch in queue.told] == [[1], [2, 3, 4, 5]]


async def test_a_message_that_is_done_does_not_wait_for_one_that_takes_long() -> None:
    queue, waited_in_vain = FakeQueue(3), []

    async def handle(received: Received) -> None:
        if _version(received) == 2:
            waited_in_vain.append(not await asyncio.to_thread(queue.told_of_two.wait, 5))

    await _work(queue, handle)
    assert waited_in_vain == [False]
    assert queue.acknowledged == [1, 2, 3]


async def test_a_message_whose_work_failed_is_never_acknowledged_and_a_parked_one_is() -> None:
    queue = FakeQueue(12)

    async def handle(received: Received) -> None:
        if _version(received) == 3:
            raise ConnectionError
        if _version(received) == 4:
            raise PermanentError("unrouted_event_type")

    await _work(queue, handle)
    assert queue.acknowledged == [1, 2, *range(4, 13)]
    assert queue.parked == ["unrouted_event_type"]


async def test_what_the_queue_does_not_take_is_logged_and_hurts_nobody_else(
    caplog: pytest.LogCaptureFixture,
) -> None:
    queue = FakeQueue(3)
    queue.refused = {2}

    async def handle(_: Received) -> None:
        return

    await _work(queue, handle)
    [record] = [vars(record) for record in caplog.records if record.msg == "message_not_acknowledged"]
    assert (record["message_id"], record["reason"]) == ("m2", "ReceiptHandleIsInvalid")
    assert queue.acknowledged == [1, 2, 3]


async def test_a_queue_that_cannot_be_told_gets_the_later_messages_all_the_same(
    caplog: pytest.LogCaptureFixture,
) -> None:
    queue = FakeQueue(4)
    queue.failures = [ConnectionError()]

    async def handle(received: Received) -> None:
        await asyncio.sleep(0.02 * _version(received))

    await _work(queue, handle, concurrency=1)
    assert [record.msg for record in caplog.records if record.levelname == "ERROR"] == ["messages_not_acknowledged"]
    assert queue.told == [[1], [2], [3], [4]]


async def test_what_is_in_flight_when_the_task_is_taken_away_is_finished_and_acknowledged() -> None:
    queue = FakeQueue(8)

    async def handle(received: Received) -> None:
        assert queue.worker
        queue.worker.stop()
        await asyncio.sleep(0.001 * _version(received))

    await _work(queue, handle, concurrency=8)
    assert queue.acknowledged == list(range(1, 9))
