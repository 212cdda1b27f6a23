"""A queue-fed task (Fargate): many messages in flight, each acknowledged only after its effect is durable."""

import asyncio
import signal
from collections.abc import Awaitable, Callable
from typing import Any

from aws_lambda_powertools import Logger

from service_kit.claims import ClaimForgottenError
from service_kit.consumer import Parker, Received, read_message
from service_kit.errors import PermanentError

AsyncHandler = Callable[[Received], Awaitable[None]]

_LONG_POLL_SECONDS = 5
_LARGEST_BATCH = 10


class Acknowledger:
    """Tells the queue which messages are done. What ends while it is being told goes together with the next telling."""

    def __init__(self, *, sqs: Any, queue_url: str, logger: Logger) -> None:
        self._sqs = sqs
        self._queue_url = queue_url
        self._logger = logger
        self._done: list[dict[str, Any]] = []
        self._telling = asyncio.Lock()

    async def acknowledge(self, message: dict[str, Any]) -> None:
        """Returns when the queue has been told. What it did not take, it hands over again."""
        self._done.append(message)
        await asyncio.sleep(0)  # others may end at this very moment
        async with self._telling:
            if message in self._done:  # those who came first take the others along
                batch, self._done = self._done[:_LARGEST_BATCH], self._done[_LARGEST_BATCH:]
                await self._tell(batch)

    async def _tell(self, batch: list[dict[str, Any]]) -> None:
        entries = [{"Id": str(n), "ReceiptHandle": message["ReceiptHandle"]} for n, message in enumerate(batch)]
        try:
            answer = await asyncio.to_thread(self._sqs.delete_message_batch, QueueUrl=self._queue_url, Entries=entries)
        except Exception:
            self._logger.exception("messages_not_acknowledged", count=len(batch))
            return
        for failure in answer.get("Failed", []):
            message_id = batch[int(failure["Id"])]["MessageId"]
            self._logger.warning("message_not_acknowledged", message_id=message_id, reason=failure["Code"])


class QueueWorker:
    """Receives while fewer than `concurrency` messages are in flight; keeps those invisible while they are worked on.

    A permanent failure is parked and acknowledged. Any other failure leaves the message to the queue, which hands it
    over again and, after three receives, to the DLQ.
    """

    def __init__(
        self,
        *,
        sqs: Any,
        queue_url: str,
        handle: AsyncHandler,
        parker: Parker,
        logger: Logger,
        concurrency: int,
        visibility_seconds: int,
    ) -> None:
        self._sqs = sqs
        self._queue_url = queue_url
        self._handle = handle
        self._parker = parker
        self._logger = logger
        self._concurrency = concurrency
        self._visibility_seconds = visibility_seconds
        self._acknowledger = Acknowledger(sqs=sqs, queue_url=queue_url, logger=logger)
        self._stopping = asyncio.Event()
        self._in_flight: set[asyncio.Task[None]] = set()

    def stop(self) -> None:
        """Receive no more; `run` returns when what is in flight has come to its end."""
        self._stopping.set()

    def stop_on_signals(self) -> None:
        """Fargate sends SIGTERM before it takes a task away."""
        loop = asyncio.get_running_loop()
        for signum in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(signum, self.stop)

    async def run(self) -> None:
        while not self._stopping.is_set():
            await self._wait_for_room()
            for message in await self._receive():
                task = asyncio.create_task(self._work_on(message))
                self._in_flight.add(task)
                task.add_done_callback(self._in_flight.discard)
        if self._in_flight:
            await asyncio.wait(self._in_flight)

    async def _wait_for_room(self) -> None:
        while len(self._in_flight) >= self._concurrency:
            await asyncio.wait(self._in_flight, return_when=asyncio.FIRST_COMPLETED)

    async def _receive(self) -> list[dict[str, Any]]:
        room = min(_LARGEST_BATCH, self._concurrency - len(self._in_flight))
        answer = await asyncio.to_thread(
            self._sqs.receive_message,
            QueueUrl=self._queue_url,
            MaxNumberOfMessages=room,
            WaitTimeSeconds=_LONG_POLL_SECONDS,
            VisibilityTimeout=self._visibility_seconds,
        )
        messages: list[dict[str, Any]] = answer.get("Messages", [])
        return messages

    async def _work_on(self, message: dict[str, Any]) -> None:
        keep_invisible = asyncio.create_task(self._keep_invisible(message))
        try:
            await self._attempt(message)
        except Exception:
            self._logger.exception("message_failed", message_id=message["MessageId"])
        else:
            await self._acknowledger.acknowledge(message)
        finally:
            keep_invisible.cancel()

    async def _attempt(self, message: dict[str, Any]) -> None:
        try:
            await self._handle(read_message(message["Body"]))
        except ClaimForgottenError:
            self._logger.info("event_outlived_its_claim", message_id=message["MessageId"])
        except PermanentError as error:
            await asyncio.to_thread(self._parker.park, body=message["Body"], reason=error.reason)
            self._logger.warning("event_parked", reason=error.reason, message_id=message["MessageId"])

    async def _keep_invisible(self, message: dict[str, Any]) -> None:
        while True:
            await asyncio.sleep(self._visibility_seconds / 2)
            await asyncio.to_thread(
                self._sqs.change_message_visibility,
                QueueUrl=self._queue_url,
                ReceiptHandle=message["ReceiptHandle"],
                VisibilityTimeout=self._visibility_seconds,
            )
