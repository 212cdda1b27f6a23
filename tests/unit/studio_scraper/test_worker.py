"""The queue-fed task: from a message in the queue to an event in the outbox."""

import json
import re
from typing import Any

import boto3
import pytest

from service_kit.consumer import DeadLetterParker
from service_kit.logs import get_logger
from service_kit.worker import QueueWorker
from tests.unit.studio_scraper.conftest import REGION, Scraper, Web, team


class Queue:
    """A moto queue that is polled without waiting."""

    def __init__(self) -> None:
        self.sqs = boto3.client("sqs", region_name=REGION)
        self.url = self.sqs.create_queue(QueueName="studios")["QueueUrl"]
        self.dead = self.sqs.create_queue(QueueName="studios-dead")["QueueUrl"]

    def receive_message(self, **options: Any) -> Any:
        return self.sqs.receive_message(**options | {"WaitTimeSeconds": 0})

    def __getattr__(self, name: str) -> Any:
        return getattr(self.sqs, name)

    def depth(self, url: str) -> int:
        attributes = self.sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
        return int(attributes["ApproximateNumberOfMessages"]) + int(attributes["ApproximateNumberOfMessagesNotVisible"])


@pytest.fixture
def queue(aws: None) -> Queue:
    return Queue()


async def run_until_empty(queue: Queue, scraper: Scraper) -> None:
    handlers = scraper.handlers()
    worker = QueueWorker(
        sqs=queue,
        queue_url=queue.url,
        handle=handlers.handle,
        parker=DeadLetterParker(sqs=queue.sqs, dead_letter_url=queue.dead),
        logger=get_logger("studio-scraper"),
        concurrency=8,
        visibility_seconds=60,
    )
    receive = queue.receive_message

    def stop_when_empty(**options: Any) -> Any:
        answer = receive(**options)
        if not answer.get("Messages"):
            worker.stop()
        return answer

    queue.receive_message = stop_when_empty  # type: ignore[method-assign]
    await worker.run()


async def test_a_studio_is_visited_and_a_poison_message_does_not_stop_it(
    web: Web, scraper: Scraper, queue: Queue
) -> None:
    web.site(index=team(("Mara Quill", "quillwork")))
    good = {"detail": scraper.updated(1).envelope.model_dump(mode="json")}
    for body in ("no event", json.dumps(good), json.dumps(good)):
        queue.sqs.send_message(QueueUrl=queue.url, MessageBody=body)
    await run_until_empty(queue, scraper)
    assert [event.subject for event in scraper.published()] == [scraper.handle_key("quillwork")]
    assert (queue.depth(queue.url), queue.depth(queue.dead)) == (0, 1)


async def test_a_studio_whose_facts_were_forgotten_is_passed_over(web: Web, scraper: Scraper, queue: Queue) -> None:
    message = scraper.updated(1)
    scraper.discovery.forget(message.payload.studio_id)
    queue.sqs.send_message(
        QueueUrl=queue.url, MessageBody=json.dumps({"detail": message.envelope.model_dump(mode="json")})
    )
    await run_until_empty(queue, scraper)
    assert (scraper.items(), queue.depth(queue.url), queue.depth(queue.dead)) == ([], 0, 0)


async def test_logs_name_nobody(web: Web, scraper: Scraper, queue: Queue, caplog: pytest.LogCaptureFixture) -> None:
    web.site(index='<a href="/team/mara_quill">Mara Quill</a>', behaviour={"status": {"/team/mara_quill": 503}})
    caplog.set_level("DEBUG")
    queue.sqs.send_message(
        QueueUrl=queue.url, MessageBody=json.dumps({"detail": scraper.updated(1).envelope.model_dump(mode="json")})
    )
    await run_until_empty(queue, scraper)
    ours = [vars(record) for record in caplog.records if not record.name.startswith(("boto", "urllib3"))]
    assert any(record["msg"] == "studio_visited" for record in ours)
    assert not [record for record in ours if re.search("mara|inkwell", f"{record['msg']} {record['args']}".lower())]
