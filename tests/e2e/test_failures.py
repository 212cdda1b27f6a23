"""What cannot be done is put aside, and everything beside it goes on (A36, A39)."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timezone
from uuid import uuid4

import pytest

from event_contracts import ArtistPublished, ArtistScraped, Context, Envelope
from service_kit.outbox import outbox_entry
from tests.e2e.driver import ApiDriver, Json
from tests.e2e.refresh import publish, refresh_due, wrapped_by_the_bus
from tests.e2e.waiting import eventually

pytestmark = [pytest.mark.emulator, pytest.mark.xdist_group("system")]

_FULL_WAY_SECONDS = 120
_RECEIVES = 3
_QUEUES = [
    ("instagram-scraper", "Artists"),
    ("studio-scraper", "Studios"),
    ("profile-api", "Facts"),
    ("indexer", "Published"),
    ("style-inference", "Profiles"),
]


def _reason(message: Json) -> str:
    return str(message["MessageAttributes"]["reason"]["StringValue"])


# --- A36: one malformed record or message among good ones


@pytest.mark.acceptance("A36")
def test_a_malformed_stream_record_is_the_only_one_of_its_batch_that_is_not_published(system: ApiDriver) -> None:
    handle = system.take_artist()["instagram"]
    before, after = refresh_due(system, handle), refresh_due(system, handle)
    batch = [
        _stream_record("1", outbox_entry(before)),
        _stream_record("2", {"id": "x", "envelope": "{ not an event"}),
        _stream_record("3", outbox_entry(after)),
    ]
    answer = system.aws.client("lambda").invoke(
        FunctionName=system.function("profile-api", "RelayOutbox"), Payload=json.dumps({"Records": batch})
    )
    assert json.load(answer["Payload"]) == {"batchItemFailures": [{"itemIdentifier": "2"}]}
    assert eventually(lambda: all(str(good.id) in _journalled_ids(system, good) for good in (before, after)))


def _stream_record(number: str, entry: Json) -> Json:
    image = {"outbox": {"L": [{"M": {name: {"S": text} for name, text in entry.items()}}]}}
    return {
        "eventID": number,
        "eventName": "INSERT",
        "eventSource": "aws:dynamodb",
        "dynamodb": {"SequenceNumber": number, "StreamViewType": "NEW_AND_OLD_IMAGES", "NewImage": image},
    }


def _journalled_ids(system: ApiDriver, envelope: Envelope) -> set[str]:
    return {item["SK"].removeprefix("EVENT#") for item in system.journalled(envelope.correlationid)}


@pytest.mark.acceptance("A36")
@pytest.mark.parametrize(
    "context", ["discovery", "studio-scraper", "instagram-scraper", "style-inference", "profile-api", "indexer"]
)
def test_a_stream_record_that_keeps_failing_is_split_off_parked_and_alarmed(system: ApiDriver, context: str) -> None:
    """The emulator does not give up on a record as AWS does, so this holds the deployed mapping to it."""
    relay = system.function(context, "RelayOutbox")
    (mapping,) = system.aws.client("lambda").list_event_source_mappings(FunctionName=relay)["EventSourceMappings"]
    parked = system.queue(context, "OutboxUndelivered").rsplit("/", 1)[-1]
    assert mapping["DestinationConfig"]["OnFailure"]["Destination"].endswith(f":{parked}")
    assert mapping["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
    assert mapping["BisectBatchOnFunctionError"] is True
    assert mapping["MaximumRetryAttempts"] >= 0
    assert _alarms_on_its_first_message(system, parked)


def _alarms_on_its_first_message(system: ApiDriver, queue: str) -> bool:
    pages = system.aws.client("cloudwatch").get_paginator("describe_alarms").paginate()
    alarms = [alarm for page in pages for alarm in page["MetricAlarms"] if _watches(alarm, queue)]
    return any(alarm["Threshold"] == 1 and alarm["AlarmActions"] for alarm in alarms)


def _watches(alarm: Json, queue: str) -> bool:
    return {"Name": "QueueName", "Value": queue} in alarm.get("Dimensions", [])


@pytest.mark.acceptance("A36")
def test_a_malformed_message_is_parked_with_its_reason_while_its_batch_is_indexed(system: ApiDriver) -> None:
    good = [_published_once_more(system), _published_once_more(system)]
    mark = f"poison-{uuid4().hex}"
    bodies = [wrapped_by_the_bus(good[0]), json.dumps({"detail": {"id": mark}}), wrapped_by_the_bus(good[1])]
    system.aws.client("sqs").send_message_batch(
        QueueUrl=system.queue("indexer", "PublishedQueue"),
        Entries=[{"Id": str(number), "MessageBody": body} for number, body in enumerate(bodies)],
    )
    assert eventually(lambda: [_indexed_version(system, it) for it in good] == [it.data["version"] for it in good])
    dead_letters = system.queue("indexer", "PublishedDeadLetters")
    assert _reason(system.take_message(dead_letters, containing=mark)) == "malformed_event"
    assert _alarms_on_its_first_message(system, dead_letters.rsplit("/", 1)[-1])


def _published_once_more(system: ApiDriver) -> Envelope:
    """What profile-api last said about an artist, under the next version."""
    item = system.find(system.take_artist()["name"])
    assert item
    where = {"Bucket": system.aws.parameter("platform/claims-bucket")}
    s3, prefix = system.aws.client("s3"), f"profile-api/{item['id']}/"
    latest = max(s3.list_objects_v2(**where, Prefix=prefix)["Contents"], key=lambda claim: claim["LastModified"])
    claim = json.load(s3.get_object(**where, Key=latest["Key"])["Body"])
    version = claim["document"]["version"] + 1
    key = f"{prefix}{uuid4().hex}.json"
    s3.put_object(**where, Key=key, Body=json.dumps({"document": {**claim["document"], "version": version}}))
    return Envelope.wrap(
        ArtistPublished(artist_id=item["id"], version=version, claim=key),
        producer=Context.PROFILE_API,
        now=datetime.now(timezone.utc),
        correlation_id=f"run-e2e-{uuid4().hex[:8]}",
    )


def _indexed_version(system: ApiDriver, published: Envelope) -> int | None:
    events = system.journalled(published.correlationid)
    return next((int(event["version"]) for event in events if event["type"] == "artist.indexed.v1"), None)


# --- A39: jobs that cannot be done


@pytest.mark.acceptance("A39")
def test_a_job_that_fails_three_times_is_a_dead_letter_while_others_of_its_queue_are_done(system: ApiDriver) -> None:
    artist = system.take_artist()
    body, queue = _job_that_fails(system), system.queue("style-inference", "ProfilesQueue")
    with _visible_again_after(system, queue, seconds=2):
        sent = system.aws.client("sqs").send_message(QueueUrl=queue, MessageBody=body)["MessageId"]
        with system.instagram_biography(artist["instagram"], "#trashpolka only"):
            publish(system, refresh_due(system, artist["instagram"]))
            eventually(lambda: _styles(system, artist["name"]) == ["trash-polka"], within=_FULL_WAY_SECONDS)
        dead_letters = system.queue("style-inference", "ProfilesDeadLetters")
        dead = system.take_message(dead_letters, containing=json.loads(body)["id"])
    assert "MessageAttributes" not in dead  # nobody parked it: the queue itself gave up
    assert _attempts(system, sent) == _RECEIVES


def _attempts(system: ApiDriver, message_id: str) -> int:
    groups = [(where, line) for where, line in system.log_lines(containing=message_id) if where != "emulator.log"]
    return sum("event_failed" in line for _, line in groups)


def _styles(system: ApiDriver, name: str) -> list[str]:
    item = system.find(name)
    assert item
    return list(item["styles"])


def _job_that_fails(system: ApiDriver) -> str:
    """A profile to read styles from, whose claim cannot be read: neither gone nor a claim."""
    artist_id = f"ar_{uuid4().hex}"
    claim = f"instagram-scraper/{artist_id}/{uuid4().hex}.json"
    system.aws.client("s3").put_object(Bucket=system.aws.parameter("platform/claims-bucket"), Key=claim, Body=b"\x00")
    scraped = ArtistScraped(
        artist_id=artist_id,
        handle_key=f"hk_{uuid4().hex}",
        observed_at=datetime.now(timezone.utc),
        image_count=0,
        claim=claim,
    )
    envelope = Envelope.wrap(
        scraped,
        producer=Context.INSTAGRAM_SCRAPER,
        now=scraped.observed_at,
        correlation_id=f"run-e2e-{uuid4().hex[:8]}",
    )
    return wrapped_by_the_bus(envelope)


@contextmanager
def _visible_again_after(system: ApiDriver, queue: str, *, seconds: int) -> Iterator[None]:
    """A failed message comes back that soon, instead of after the two minutes that the queue is deployed with."""
    sqs, name = system.aws.client("sqs"), "VisibilityTimeout"
    deployed = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=[name])["Attributes"][name]
    sqs.set_queue_attributes(QueueUrl=queue, Attributes={name: str(seconds)})
    try:
        yield
    finally:
        sqs.set_queue_attributes(QueueUrl=queue, Attributes={name: deployed})


@pytest.mark.acceptance("A39")
@pytest.mark.parametrize(("context", "name"), _QUEUES)
def test_every_queue_gives_up_after_three_receives_and_a_senseless_job_at_once(
    system: ApiDriver, context: str, name: str
) -> None:
    sqs, working = system.aws.client("sqs"), system.queue(context, f"{name}Queue")
    attributes = sqs.get_queue_attributes(QueueUrl=working, AttributeNames=["RedrivePolicy"])["Attributes"]
    assert int(json.loads(attributes["RedrivePolicy"])["maxReceiveCount"]) == _RECEIVES
    mark = f"poison-{uuid4().hex}"
    sqs.send_message(QueueUrl=working, MessageBody=json.dumps({"detail": {"id": mark}}))
    parked = system.take_message(system.queue(context, f"{name}DeadLetters"), containing=mark)
    assert _reason(parked) == "malformed_event"
