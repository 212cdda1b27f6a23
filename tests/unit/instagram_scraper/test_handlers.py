"""The functions and the worker as they are deployed: wired from the environment, against the embedded AWS."""

import asyncio
import json
import os
import signal
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import boto3
import pytest

from event_contracts import ArtistDenylisted, ArtistPurged, Context, Envelope, read_detail
from instagram_scraper import bootstrap, worker
from instagram_scraper.__main__ import main
from instagram_scraper.adapters.disabled import DisabledSource
from instagram_scraper.adapters.graph_api import GraphApiSource
from instagram_scraper.adapters.web_profile import WebProfileSource
from instagram_scraper.handlers import enforce_denylist, relay_outbox
from service_kit import aws as clients
from service_kit.settings import secret_bytes
from tests.unit.instagram_scraper.conftest import REGION, TICKET, Scraper
from tests.unit.instagram_scraper.fakes import NOW, FakeInstagram

LAMBDA = SimpleNamespace(function_name="f", memory_limit_in_mb=128, invoked_function_arn="arn", aws_request_id="r-1")


@pytest.fixture
def deployed(
    table: Any, s3: Any, instagram: FakeInstagram, monkeypatch: pytest.MonkeyPatch
) -> Iterator[dict[str, str]]:
    """The environment a stack gives, with queues, bus and secrets behind it."""
    sqs, secrets = boto3.client("sqs", region_name=REGION), boto3.client("secretsmanager", region_name=REGION)
    environment = {
        "STAGE": "test",
        "BUS_NAME": "default",
        "CLAIMS_BUCKET": "claims",
        "MEDIA_BUCKET": "media",
        "TABLE_NAME": "Profiles",
        "QUEUE_URL": sqs.create_queue(QueueName="artists")["QueueUrl"],
        "DEAD_LETTER_URL": sqs.create_queue(QueueName="artists-dead")["QueueUrl"],
        "IDENTITY_SECRET_ARN": secrets.create_secret(Name="identity", SecretString="test-key")["ARN"],
        "GRAPH_API_SECRET_ARN": secrets.create_secret(
            Name="graph", SecretString=json.dumps({"user_id": "1", "access_token": "t"})
        )["ARN"],
        "INSTAGRAM_SOURCE": "web_profile",
        "PLAYBACK_URL": instagram.base,
        "POLITE_DELAY_SECONDS": "0",
    }
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    caches = [value for value in vars(bootstrap).values() if hasattr(value, "cache_clear")]
    caches += [clients.client, clients.table, secret_bytes]
    for cached in caches:
        cached.cache_clear()
    yield environment
    for cached in caches:
        cached.cache_clear()


def _sqs_event(body: str) -> dict[str, Any]:
    record = {
        "messageId": "m-1",
        "receiptHandle": "h",
        "body": body,
        "attributes": {},
        "messageAttributes": {},
        "eventSource": "aws:sqs",
        "eventSourceARN": "arn:aws:sqs:eu-west-2:1:q",
        "awsRegion": REGION,
        "md5OfBody": "",
    }
    return {"Records": [record]}


async def test_a_denial_from_the_queue_purges_and_acknowledges(deployed: dict[str, str], scraper: Scraper) -> None:
    scraper.instagram.shows("robin.fable", "41001")
    await scraper.identify("robin.fable")
    denial = ArtistDenylisted(ticket=TICKET, case_version=1, subject_keys=(scraper.key("robin.fable"),))
    envelope = Envelope.wrap(denial, producer=Context.GOVERNANCE, now=NOW, correlation_id="case")
    event = _sqs_event(json.dumps({"detail": envelope.model_dump(mode="json")}))
    assert enforce_denylist.handler(event, LAMBDA) == {"batchItemFailures": []}  # type: ignore[arg-type]
    scraper.collect()
    assert isinstance(scraper.events[-1], ArtistPurged)
    assert (scraper.kept(), scraper.stored(), scraper.stored("claims")) == (set(), set(), set())


async def test_the_stream_of_the_table_is_published(
    deployed: dict[str, str], scraper: Scraper, monkeypatch: pytest.MonkeyPatch
) -> None:
    await scraper.identify("robin.fable")
    (envelope,) = scraper.envelopes
    put: list[Any] = []

    def put_events(Entries: list[Any]) -> dict[str, int]:  # noqa: N803 - EventBridge's word
        put.extend(Entries)
        return {"FailedEntryCount": 0}

    events = SimpleNamespace(put_events=put_events)
    monkeypatch.setattr(bootstrap.publisher(), "_events", events)
    entry = {"M": {"id": {"S": str(envelope.id)}, "envelope": {"S": envelope.model_dump_json()}}}
    record = {
        "eventID": "1",
        "eventName": "INSERT",
        "eventSource": "aws:dynamodb",
        "dynamodb": {"SequenceNumber": "1", "NewImage": {"outbox": {"L": [entry]}}},
    }
    assert relay_outbox.handler({"Records": [record]}, LAMBDA) == {"batchItemFailures": []}  # type: ignore[arg-type]
    assert [entry["DetailType"] for entry in put] == ["artist.gone.v1"]
    assert read_detail(json.loads(put[0]["Detail"]))[1] == scraper.events[0]


async def test_the_worker_reads_what_its_queue_names_and_parks_what_it_cannot(
    deployed: dict[str, str], scraper: Scraper, monkeypatch: pytest.MonkeyPatch
) -> None:
    sqs = boto3.client("sqs", region_name=REGION)
    scraper.instagram.shows("robin.fable", "41001")
    message = scraper.identified("robin.fable")
    detail = message.envelope.model_dump(mode="json")
    for body in (json.dumps({"detail": detail}), "not an event"):
        sqs.send_message(QueueUrl=deployed["QUEUE_URL"], MessageBody=body)
    monkeypatch.setattr("service_kit.worker._LONG_POLL_SECONDS", 0)
    working = asyncio.create_task(worker.work())
    while len(scraper.kept()) < 3 or _waiting(sqs, deployed["DEAD_LETTER_URL"]) < 1:
        assert not working.done()
        await asyncio.sleep(0.01)
    os.kill(os.getpid(), signal.SIGTERM)  # as Fargate does; what is in flight is finished
    await working
    scraper.collect()
    assert [type(event).__name__ for event in scraper.events] == ["ArtistScraped"]
    assert _waiting(sqs, deployed["QUEUE_URL"]) == 0


def _waiting(sqs: Any, url: str) -> int:
    names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
    return sum(int(v) for v in sqs.get_queue_attributes(QueueUrl=url, AttributeNames=names)["Attributes"].values())


@pytest.mark.parametrize(
    ("name", "kind"),
    [("web_profile", WebProfileSource), ("graph_api", GraphApiSource), ("disabled", DisabledSource)],
)
async def test_the_source_is_chosen_by_the_environment(
    deployed: dict[str, str], monkeypatch: pytest.MonkeyPatch, name: str, kind: type
) -> None:
    monkeypatch.setenv("INSTAGRAM_SOURCE", name)
    source = worker._source(bootstrap.settings(), None, fetcher=None)  # type: ignore[arg-type]
    assert isinstance(source, kind)


async def test_the_disabled_source_answers_without_a_request() -> None:
    assert (await DisabledSource().fetch("robin.fable")).reason == "source_disabled"  # type: ignore[union-attr]


def test_nothing_is_read_unless_a_source_is_named(deployed: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("INSTAGRAM_SOURCE")
    assert bootstrap.settings().instagram_source == "disabled"


def test_an_unknown_command_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["fly"])
    assert "worker" in capsys.readouterr().err
