"""The task and the functions as they are deployed: environment in, events out."""

import asyncio
import json
import os
import signal
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import boto3
import pytest
from boto3.dynamodb.types import TypeSerializer

from event_contracts import ArtistDenylisted, ArtistPurged, Context
from service_kit import aws as kit_aws
from service_kit import worker as kit_worker
from service_kit.settings import secret_bytes
from studio_scraper import bootstrap
from studio_scraper.__main__ import main
from studio_scraper.domain.rendering import BrowserUnavailableError
from studio_scraper.handlers import enforce_denylist, relay_outbox
from studio_scraper.worker import work
from tests.unit.studio_scraper.conftest import REGION, TICKET, Scraper, Web, received, team

CACHED = (
    bootstrap.settings, bootstrap.claims, bootstrap.rosters, bootstrap.parker, bootstrap.publisher, bootstrap.enforcer,
    kit_aws.client, kit_aws.table, secret_bytes,
)  # fmt: skip
CONTEXT: Any = SimpleNamespace(function_name="f", memory_limit_in_mb=1, invoked_function_arn="arn", aws_request_id="1")


@pytest.fixture
def environment(scraper: Scraper, web: Web, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str]]:
    sqs = boto3.client("sqs", region_name=REGION)
    secret = boto3.client("secretsmanager", region_name=REGION).create_secret(Name="id", SecretString="test-key")
    values = {
        "STAGE": "test",
        "BUS_NAME": "default",
        "CLAIMS_BUCKET": "claims",
        "TABLE_NAME": "Rosters",
        "IDENTITY_SECRET_ARN": secret["ARN"],
        "QUEUE_URL": sqs.create_queue(QueueName="studios")["QueueUrl"],
        "DEAD_LETTER_URL": sqs.create_queue(QueueName="studios-dead")["QueueUrl"],
        "PLAYBACK_URL": web.playback.base_url,
        "POLITE_DELAY_SECONDS": "0",
        "VISIBILITY_SECONDS": "60",
    }
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    for cached in CACHED:
        cached.cache_clear()
    yield values
    for cached in CACHED:
        cached.cache_clear()


async def test_the_task_works_off_its_queue_until_it_is_told_to_stop(
    environment: dict[str, str], scraper: Scraper, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kit_worker, "_LONG_POLL_SECONDS", 0)
    web.site(index=team(("Mara Quill", "quillwork")))
    sqs = boto3.client("sqs", region_name=REGION)
    body = json.dumps({"detail": scraper.updated(1).envelope.model_dump(mode="json")})
    sqs.send_message(QueueUrl=environment["QUEUE_URL"], MessageBody=body)
    task = asyncio.create_task(work())
    while not (events := scraper.published()):
        await asyncio.sleep(0)
        assert not task.done()
    os.kill(os.getpid(), signal.SIGTERM)
    await task
    assert [event.subject for event in events] == [scraper.handle_key("quillwork")]
    assert "Messages" not in sqs.receive_message(QueueUrl=environment["QUEUE_URL"])


async def test_a_denial_is_enforced_and_its_acknowledgement_reaches_the_bus(
    environment: dict[str, str], scraper: Scraper, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    web.site(index=team(("Mara Quill", "quillwork")))
    await scraper.visit()
    denial = ArtistDenylisted(ticket=TICKET, case_version=1, subject_keys=(scraper.handle_key("quillwork"),))
    body = json.dumps({"detail": received(denial, producer=Context.GOVERNANCE).envelope.model_dump(mode="json")})
    record = {"messageId": "1", "receiptHandle": "1", "body": body, "eventSource": "aws:sqs", "attributes": {},
              "messageAttributes": {}, "eventSourceARN": "arn", "awsRegion": REGION, "md5OfBody": ""}  # fmt: skip
    assert enforce_denylist.handler({"Records": [record]}, CONTEXT) == {"batchItemFailures": []}
    [purged] = scraper.published()
    assert isinstance(purged, ArtistPurged)

    sent: list[dict[str, Any]] = []

    def put_events(**request: Any) -> dict[str, int]:
        sent.extend(request["Entries"])
        return {"FailedEntryCount": 0}

    monkeypatch.setattr(kit_aws.client("events"), "put_events", put_events)
    item = scraper.item(f"PURGE#{TICKET}", "ACK#1")
    image = {name: TypeSerializer().serialize(value) for name, value in item.items()}
    change = {"Keys": {}, "NewImage": image, "SequenceNumber": "1", "StreamViewType": "NEW_AND_OLD_IMAGES"}
    stream = {"Records": [{"eventID": "1", "eventName": "INSERT", "eventSource": "aws:dynamodb", "dynamodb": change}]}
    assert relay_outbox.handler(stream, CONTEXT) == {"batchItemFailures": []}
    assert [entry["DetailType"] for entry in sent] == ["artist.purged.v1"]


async def test_the_task_does_not_start_without_the_browser_it_is_to_use(
    environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STUDIO_SCRAPER_BROWSER", "/nowhere/chromium")
    bootstrap.settings.cache_clear()
    with pytest.raises(BrowserUnavailableError, match="/nowhere/chromium"):
        await work()


def test_the_command_says_why_a_live_site_gave_no_roster(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["roster", "http://127.0.0.1/"]) == 1
    assert "blocked_address" in capsys.readouterr().err
