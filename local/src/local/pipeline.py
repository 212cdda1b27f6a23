"""Starts the daily run as the scheduler would, and watches until the whole system has come to rest."""

import asyncio
import time
from collections.abc import Callable
from datetime import datetime, timezone
from typing import Any

from local.deployment import Aws
from local.errors import LocalError
from local.journal import JournalReader, RunSummary

_QUIET_SECONDS = 3.0
_POLL_SECONDS = 1.0
_ENDED = frozenset({"SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED"})


class Pipeline:
    """One run of the deployed system."""

    def __init__(self, *, aws: Aws) -> None:
        self._aws = aws

    async def run(self, *, show: Callable[[RunSummary], None]) -> RunSummary:
        """Start a run and return what it found, when queues are empty and nothing has happened for some seconds."""
        started = datetime.now(timezone.utc)
        run_id = started.strftime("run-%Y-%m-%dT%H-%M-%SZ")
        execution = await asyncio.to_thread(self._start, run_id)
        summary = RunSummary(started=started)
        journal = JournalReader(
            table=self._aws.resource("dynamodb").Table(self._aws.parameter("operations/journal-table")), run_id=run_id
        )
        quiet_since = time.monotonic()
        while True:
            before = len(summary.seen)
            await asyncio.to_thread(journal.read_into, summary)
            show(summary)
            if len(summary.seen) != before or await asyncio.to_thread(self._is_busy, execution):
                quiet_since = time.monotonic()
            elif time.monotonic() - quiet_since > _QUIET_SECONDS:
                break
            await asyncio.sleep(_POLL_SECONDS)
        status = await asyncio.to_thread(self._status, execution)
        if status != "SUCCEEDED":
            raise LocalError("The discovery run did not succeed.", remedy="See .local/logs/emulator.log.")
        return summary

    def _start(self, run_id: str) -> str:
        answer = self._aws.client("stepfunctions").start_execution(
            stateMachineArn=self._aws.parameter("discovery/run-arn"), name=run_id
        )
        arn: str = answer["executionArn"]
        return arn

    def _status(self, execution: str) -> str:
        status: str = self._aws.client("stepfunctions").describe_execution(executionArn=execution)["status"]
        return status

    def _is_busy(self, execution: str) -> bool:
        if self._status(execution) not in _ENDED:
            return True
        return any(self._waiting(url) for url in self.queues() if not _is_dead_letter_queue(url))

    def queues(self) -> list[str]:
        urls: list[str] = (
            self._aws.client("sqs").list_queues(QueueNamePrefix="directory-local", MaxResults=1000).get("QueueUrls", [])
        )
        return urls

    def _waiting(self, url: str) -> int:
        names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
        attributes: dict[str, Any] = self._aws.client("sqs").get_queue_attributes(QueueUrl=url, AttributeNames=names)
        return sum(int(value) for value in attributes["Attributes"].values())

    def dead_letters(self) -> dict[str, int]:
        """Messages in each DLQ that holds any: what needs an operator."""
        counts = {url.rsplit("/", 1)[-1]: self._waiting(url) for url in self.queues() if _is_dead_letter_queue(url)}
        return {name: count for name, count in counts.items() if count}


def _is_dead_letter_queue(url: str) -> bool:
    return "DeadLetter" in url or "Undelivered" in url
