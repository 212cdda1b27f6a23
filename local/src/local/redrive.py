"""Sends dead letters back to the queue they came from. The emulator lacks SQS's own redrive; on AWS use that."""

import json
from typing import Any

from local.errors import LocalError

_BATCH = 10


def dead_letter_sources(sqs: Any) -> dict[str, str]:
    """Dead-letter queue name → URL of the queue it serves."""
    sources: dict[str, str] = {}
    for url in sqs.list_queues(QueueNamePrefix="directory-local", MaxResults=1000).get("QueueUrls", []):
        attributes = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["RedrivePolicy"]).get("Attributes", {})
        if "RedrivePolicy" in attributes:
            arn = json.loads(attributes["RedrivePolicy"])["deadLetterTargetArn"]
            sources[arn.rsplit(":", 1)[-1]] = url
    return sources


def redrive(sqs: Any, dead_letter_queue: str) -> int:
    """Move every message; a message is deleted only after it lies in its queue again. Returns how many were moved."""
    sources = dead_letter_sources(sqs)
    if dead_letter_queue not in sources:
        raise LocalError(
            f"QUEUE: there is no dead-letter queue {dead_letter_queue!r}.",
            remedy="`python -m local redrive` lists them.",
        )
    dead_letter_url = sqs.get_queue_url(QueueName=dead_letter_queue)["QueueUrl"]
    moved = 0
    while messages := sqs.receive_message(QueueUrl=dead_letter_url, MaxNumberOfMessages=_BATCH).get("Messages", []):
        for message in messages:
            sqs.send_message(QueueUrl=sources[dead_letter_queue], MessageBody=message["Body"])
            sqs.delete_message(QueueUrl=dead_letter_url, ReceiptHandle=message["ReceiptHandle"])
            moved += 1
    return moved


def counts(sqs: Any) -> dict[str, int]:
    """How many messages lie in each dead-letter queue."""
    found = {}
    for name in sorted(dead_letter_sources(sqs)):
        url = sqs.get_queue_url(QueueName=name)["QueueUrl"]
        answer = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["ApproximateNumberOfMessages"])
        found[name] = int(answer["Attributes"]["ApproximateNumberOfMessages"])
    return found
