"""The functions as Lambda calls them: queue in, table and dead letters out."""

import json
from datetime import datetime, timezone
from types import SimpleNamespace
from typing import Any

import boto3
import pytest
from boto3.dynamodb.types import TypeSerializer

from event_contracts import ArtistDenylisted, Context, Envelope
from profile_api import bootstrap
from profile_api.handlers import consume, enforce_denylist, relay_outbox, schedule_refresh
from service_kit import aws
from service_kit.publisher import EventPublisher


@pytest.fixture
def deployed(world: Any, table: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    dead_letter_url = boto3.client("sqs").create_queue(QueueName="dead")["QueueUrl"]
    for name, value in {
        "STAGE": "test",
        "BUS_NAME": "bus",
        "CLAIMS_BUCKET": "claims",
        "TABLE_NAME": table.name,
        "IDENTITY_SECRET_ARN": "arn:aws:secretsmanager:eu-west-2:123456789012:secret:identity",
        "DEAD_LETTER_URL": dead_letter_url,
    }.items():
        monkeypatch.setenv(name, value)
    for built in [*(f for f in vars(bootstrap).values() if hasattr(f, "cache_clear")), aws.client, aws.table]:
        built.cache_clear()
    return SimpleNamespace(world=world, dead_letter_url=dead_letter_url)


def message(payload: Any, *, number: int = 1) -> dict[str, Any]:
    envelope = Envelope.wrap(payload, producer=Context.STUDIO_SCRAPER, now=T0, correlation_id="run-1").model_dump(
        mode="json"
    )
    return {"messageId": str(number), "body": json.dumps({"detail": envelope}), "eventSource": "aws:sqs"}


T0 = datetime(2026, 3, 1, tzinfo=timezone.utc)
CONTEXT: Any = SimpleNamespace(aws_request_id="request-1", get_remaining_time_in_millis=lambda: 1000)


def test_one_poison_message_is_parked_and_the_others_are_handled(deployed: Any) -> None:
    world = deployed.world
    world.tell(world.studio("blackthorn"))
    records = [message(world.identified("Rowan Ashe", studio="blackthorn")), {"messageId": "2", "body": "{"}]

    answer = consume.handler({"Records": records}, CONTEXT)

    assert answer == {"batchItemFailures": []}
    assert [shown["name"] for shown in world.published().values()] == ["Rowan Ashe"]
    parked = boto3.client("sqs").receive_message(QueueUrl=deployed.dead_letter_url)["Messages"]
    assert [letter["Body"] for letter in parked] == ["{"]


def test_an_event_whose_claim_was_forgotten_is_dropped(deployed: Any) -> None:
    world = deployed.world
    event = world.identified("Rowan Ashe", studio="blackthorn").model_copy(
        update={"claim": "studio-scraper/ar_" + "0" * 32 + "/none.json"}
    )

    assert consume.handler({"Records": [message(event)]}, CONTEXT) == {"batchItemFailures": []}
    assert world.items() == []


def test_a_denial_is_enforced_and_acknowledged(deployed: Any) -> None:
    world = deployed.world
    named = world.identified("Rowan Ashe", studio="blackthorn")
    world.tell(world.studio("blackthorn"), named)
    denial = ArtistDenylisted(ticket="rr_" + "A" * 22, case_version=1, subject_keys=(named.subject_key,))

    assert enforce_denylist.handler({"Records": [message(denial)]}, CONTEXT) == {"batchItemFailures": []}

    assert world.published() == {}
    assert world.item(f"PURGE#{denial.ticket}", "ACK#1")


def test_what_a_change_carries_reaches_the_bus(deployed: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    world = deployed.world
    put: list[dict[str, Any]] = []

    def put_events(Entries: list[dict[str, Any]]) -> dict[str, int]:  # noqa: N803 - the API's spelling
        put.extend(Entries)
        return {"FailedEntryCount": 0}

    bus = SimpleNamespace(put_events=put_events)
    publisher = EventPublisher(events=bus, bus_name="bus", producer=Context.PROFILE_API)
    monkeypatch.setattr(bootstrap, "publisher", lambda: publisher)
    named = world.identified("Rowan Ashe", studio="blackthorn")
    world.tell(world.studio("blackthorn"), named)
    image = {k: TypeSerializer().serialize(v) for k, v in world.item(f"ARTIST#{named.subject_key}").items()}
    record = {"eventID": "1", "eventName": "INSERT", "dynamodb": {"SequenceNumber": "1", "NewImage": image}}

    assert relay_outbox.handler({"Records": [record]}, CONTEXT) == {"batchItemFailures": []}

    assert [entry["DetailType"] for entry in put] == ["artist.published.v1"]
    assert "Rowan" not in put[0]["Detail"]


def test_nothing_is_due_in_an_empty_directory(deployed: Any) -> None:
    assert schedule_refresh.handler({}, CONTEXT) == {"asked": 0}
