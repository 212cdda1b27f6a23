"""Publishing, relaying and consuming: nothing is lost, nothing blocks the rest (AGG-08, A36–A39)."""

import json
from collections.abc import Sequence
from typing import Any

import boto3
import pytest
from boto3.dynamodb.types import TypeSerializer

from event_contracts import ArtistIndexed, ArtistPurged, Context, Envelope, parse
from event_contracts.examples import EXAMPLES
from service_kit import consumer
from service_kit.claims import ClaimForgottenError, S3ClaimStore
from service_kit.consumer import Handlers, Received, consume, read_message
from service_kit.denylist import AliasNotes, DenylistCopy
from service_kit.enforcement import DenylistEnforcer, PurgeReport
from service_kit.errors import PermanentError
from service_kit.logs import get_logger
from service_kit.outbox import new_envelopes, outbox_entry, relay
from service_kit.publisher import EventPublisher, UndeliveredError
from tests.unit.service_kit.conftest import FixedClock

LOGGER = get_logger("test")
CONTEXT: Any = None  # the batch runner does not look at it
ARTIST = "ar_" + "a1" * 16


class FakeBus:
    """Accepts entries, after refusing the first ones with the given codes."""

    def __init__(self, refusals: list[str] | None = None) -> None:
        self.refusals = refusals or []
        self.accepted: list[dict[str, Any]] = []
        self.calls: list[int] = []

    def put_events(self, *, Entries: list[dict[str, Any]]) -> dict[str, Any]:  # noqa: N803 - the API's spelling
        self.calls.append(len(Entries))
        answers: list[dict[str, str]] = []
        for entry in Entries:
            if self.refusals:
                answers.append({"ErrorCode": self.refusals.pop(0)})
            else:
                self.accepted.append(entry)
                answers.append({"EventId": "1"})
        return {"FailedEntryCount": sum("ErrorCode" in a for a in answers), "Entries": answers}


class FakeParker:
    def __init__(self) -> None:
        self.parked: list[tuple[str, str]] = []

    def park(self, *, body: str, reason: str) -> None:
        self.parked.append((body, reason))


def _indexed(version: int = 1) -> Envelope:
    return Envelope.wrap(
        ArtistIndexed(artist_id=ARTIST, version=version),
        producer=Context.INDEXER,
        now=FixedClock().now(),
        correlation_id="run-1",
    )


def _publisher(bus: FakeBus) -> EventPublisher:
    return EventPublisher(events=bus, bus_name="bus", producer=Context.INDEXER, sleep=lambda _: None)


def _queue_event(*bodies: str) -> dict[str, Any]:
    return {
        "Records": [
            {
                "messageId": f"m{number}",
                "body": body,
                "attributes": {},
                "messageAttributes": {},
                "eventSource": "aws:sqs",
            }
            for number, body in enumerate(bodies)
        ]
    }


def _message(envelope: Envelope) -> str:
    return json.dumps({"detail-type": envelope.type, "detail": envelope.model_dump(mode="json")})


def test_events_travel_in_batches_of_ten() -> None:
    bus = FakeBus()
    _publisher(bus).publish(_indexed(n) for n in range(1, 26))
    assert bus.calls == [10, 10, 5]


def test_only_the_entries_that_were_throttled_are_sent_again() -> None:
    bus = FakeBus(refusals=["ThrottlingException", "InternalFailure"])
    _publisher(bus).publish(_indexed(n) for n in range(1, 6))
    assert bus.calls == [5, 2]
    assert len(bus.accepted) == 5


def test_an_event_that_the_bus_refuses_for_good_is_reported() -> None:
    with pytest.raises(UndeliveredError):
        _publisher(FakeBus(refusals=["MalformedDetail"])).publish([_indexed()])


def test_a_context_cannot_publish_what_is_not_its_own() -> None:
    envelope = Envelope.model_validate(EXAMPLES["artist.scraped.v1"])
    with pytest.raises(ValueError, match=r"artist\.scraped\.v1"):
        _publisher(FakeBus()).publish([envelope])


def test_the_outbox_relays_only_what_a_change_added() -> None:
    old, new = outbox_entry(_indexed(1)), outbox_entry(_indexed(2))
    assert [
        e.data["version"] for e in new_envelopes(old_image={"outbox": [old]}, new_image={"outbox": [old, new]})
    ] == [2]
    assert new_envelopes(old_image={"outbox": [old]}, new_image={"outbox": [old], "other": 1}) == []
    assert new_envelopes(old_image={"outbox": [old]}, new_image=None) == []


def _stream_event(*outboxes: list[dict[str, str]]) -> dict[str, Any]:
    return {
        "Records": [
            {
                "eventSource": "aws:dynamodb",
                "eventName": "INSERT",
                "dynamodb": {
                    "SequenceNumber": f"s{number}",
                    "NewImage": TypeSerializer().serialize({"outbox": outbox})["M"],
                },
            }
            for number, outbox in enumerate(outboxes)
        ]
    }


def test_the_changes_of_a_stream_batch_travel_to_the_bus_together() -> None:
    bus = FakeBus()
    event = _stream_event([outbox_entry(_indexed(1))], [outbox_entry(_indexed(2)), outbox_entry(_indexed(3))])
    answer = relay(event, CONTEXT, publish=_publisher(bus).publish, logger=LOGGER)
    assert (answer, bus.calls) == ({"batchItemFailures": []}, [3])


def test_a_change_that_cannot_be_published_comes_back_alone() -> None:
    bus = FakeBus()
    event = _stream_event([outbox_entry(_indexed(1))], [{"id": "x", "envelope": "{}"}], [outbox_entry(_indexed(3))])
    answer = relay(event, CONTEXT, publish=_publisher(bus).publish, logger=LOGGER)
    assert answer == {"batchItemFailures": [{"itemIdentifier": "s1"}]}
    assert len(bus.accepted) == 2


def test_one_bad_message_is_parked_and_one_failing_message_returns_while_the_others_are_handled() -> None:
    handled: list[int] = []

    def handle(received: Received) -> None:
        version = received.payload.version
        if version == 3:
            raise RuntimeError("the table is throttled")
        if version == 4:
            raise PermanentError("cannot_be_indexed")
        handled.append(version)

    parker = FakeParker()
    bodies = [_message(_indexed(1)), "not json", _message(_indexed(3)), _message(_indexed(4)), _message(_indexed(5))]
    answer = consume(
        _queue_event(*bodies),
        CONTEXT,
        handlers={ArtistIndexed: handle},
        parker=parker,
        logger=LOGGER,
    )
    assert handled == [1, 5]
    assert answer == {"batchItemFailures": [{"itemIdentifier": "m2"}]}
    assert [reason for _, reason in parker.parked] == ["malformed_event", "cannot_be_indexed"]


def test_a_batch_is_looked_at_as_a_whole_before_its_first_event_and_each_message_is_read_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bodies = [_message(_indexed(1)), "not json", "too deep", _message(_indexed(2))]
    read: list[str] = []
    told: list[list[int]] = []
    handled: list[int] = []

    def counted(body: str) -> Received:
        read.append(body)
        if body == "too deep":
            raise RecursionError
        return read_message(body)

    def look_ahead(batch: Sequence[Received]) -> Handlers:
        assert not handled
        told.append([received.payload.version for received in batch])
        return {ArtistIndexed: lambda received: handled.append(received.payload.version)}

    monkeypatch.setattr(consumer, "read_message", counted)
    parker = FakeParker()
    answer = consume(_queue_event(*bodies), CONTEXT, handlers=look_ahead, parker=parker, logger=LOGGER)
    assert (read, told, handled) == (bodies, [[1, 2]], [1, 2])
    assert parker.parked == [("not json", "malformed_event")]
    assert answer == {"batchItemFailures": [{"itemIdentifier": "m2"}]}


def test_a_batch_that_cannot_be_looked_at_fails_as_a_whole() -> None:
    def look_ahead(batch: Sequence[Received]) -> Handlers:
        raise RuntimeError("the table is throttled")

    parker = FakeParker()
    with pytest.raises(RuntimeError):
        consume(_queue_event("not json"), CONTEXT, handlers=look_ahead, parker=parker, logger=LOGGER)
    assert parker.parked == []


def test_an_empty_batch_which_starts_a_function_ahead_of_its_events_is_done_at_once() -> None:
    nothing: dict[str, Any] = {"Records": []}
    bus = FakeBus()
    assert consume(nothing, CONTEXT, handlers={}, parker=FakeParker(), logger=LOGGER) == {"batchItemFailures": []}
    assert relay(nothing, CONTEXT, publish=_publisher(bus).publish, logger=LOGGER) == {"batchItemFailures": []}
    assert bus.calls == []


def test_an_event_whose_claim_was_forgotten_is_over_and_not_an_error() -> None:
    def handle(_: Received) -> None:
        raise ClaimForgottenError

    parker = FakeParker()
    answer = consume(
        _queue_event(_message(_indexed())),
        CONTEXT,
        handlers={ArtistIndexed: handle},
        parker=parker,
        logger=LOGGER,
    )
    assert answer == {"batchItemFailures": []}
    assert parker.parked == []


def test_a_claim_is_forgotten_with_all_its_versions(claims_bucket: str) -> None:
    s3 = boto3.client("s3")
    s3.put_bucket_versioning(Bucket=claims_bucket, VersioningConfiguration={"Status": "Enabled"})
    store = S3ClaimStore(s3=s3, bucket=claims_bucket, producer=Context.PROFILE_API)
    key = store.put(subject=ARTIST, body={"name": "Nobody"})
    store.put(subject=ARTIST, body={"name": "Nobody"})
    assert store.forget(ARTIST) == 2
    assert "Versions" not in s3.list_object_versions(Bucket=claims_bucket)
    with pytest.raises(ClaimForgottenError):
        store.get(key)


def test_a_claim_can_be_read_by_whoever_hears_the_event(claims_bucket: str) -> None:
    s3 = boto3.client("s3")
    key = S3ClaimStore(s3=s3, bucket=claims_bucket, producer=Context.PROFILE_API).put(subject=ARTIST, body={"ä": 1})
    reader = S3ClaimStore(s3=s3, bucket=claims_bucket, producer=Context.INDEXER)
    assert reader.get(key) == {"ä": 1}


def test_a_denial_is_remembered_purged_and_acknowledged_with_the_aliases_found(table: Any, clock: FixedClock) -> None:
    alias = "hk_" + "c3" * 16
    purged: list[set[str]] = []

    def purge(keys: Any) -> PurgeReport:
        purged.append(set(keys))
        return PurgeReport(items_removed=2, aliases=frozenset({alias}))

    enforcer = DenylistEnforcer(table=table, context=Context.INDEXER, purge=purge, clock=clock)
    envelope = Envelope.model_validate(EXAMPLES["artist.denylisted.v1"])
    denial = enforcer.handlers
    received = Received(payload=next(iter(denial)).model_validate(envelope.data), envelope=envelope)
    enforcer.enforce(received)
    enforcer.enforce(received)  # delivered twice

    acknowledgement = table.get_item(Key={"PK": f"PURGE#{envelope.subject}", "SK": "ACK#1"})["Item"]["outbox"][0]
    payload = ArtistPurged.model_validate(Envelope.model_validate_json(acknowledgement["envelope"]).data)
    assert payload.aliases == (alias,)
    assert payload.context is Context.INDEXER
    assert purged[1] == {alias}
    assert table.get_item(Key={"PK": f"DENIED#{alias}", "SK": "TOMBSTONE"})["Item"]["denied"] is True


@pytest.mark.parametrize("lifted", [False, True])
def test_what_an_interrupted_attempt_had_found_is_still_acknowledged(
    table: Any, clock: FixedClock, lifted: bool
) -> None:
    """Killed after the purge, before the acknowledgement: the next purge finds nothing any more."""
    alias = "hk_" + "c3" * 16
    there = {alias}

    def purge(keys: Any) -> PurgeReport:
        found = frozenset(there)
        AliasNotes(table=table).keep(keys, found)
        there.clear()
        return PurgeReport(items_removed=len(found), aliases=found)

    class Killed:
        def now(self) -> Any:
            raise KeyboardInterrupt

    denial = Envelope.model_validate(EXAMPLES["artist.denylisted.v1"])
    doomed = DenylistEnforcer(table=table, context=Context.INDEXER, purge=purge, clock=Killed())
    with pytest.raises(KeyboardInterrupt):
        doomed.enforce(Received(payload=parse(denial), envelope=denial))
    enforcer = DenylistEnforcer(table=table, context=Context.INDEXER, purge=purge, clock=clock)
    if lifted:
        lift = Envelope.model_validate(EXAMPLES["artist.reinstated.v1"])
        enforcer.reinstate(Received(payload=parse(lift), envelope=lift))
    enforcer.enforce(Received(payload=parse(denial), envelope=denial))

    acknowledgement = table.get_item(Key={"PK": f"PURGE#{denial.subject}", "SK": "ACK#1"})["Item"]["outbox"][0]
    payload = ArtistPurged.model_validate(Envelope.model_validate_json(acknowledgement["envelope"]).data)
    assert payload.aliases == (alias,)


def test_an_alias_that_was_lifted_since_is_not_purged(table: Any, clock: FixedClock) -> None:
    alias = "hk_" + "c3" * 16
    purged: list[set[str]] = []

    def purge(keys: Any) -> PurgeReport:
        purged.append(set(keys))
        return PurgeReport(items_removed=0, aliases=frozenset({alias}))

    DenylistCopy(table=table).lift([alias], ticket="rr_" + "T" * 22, case_version=99)
    enforcer = DenylistEnforcer(table=table, context=Context.INDEXER, purge=purge, clock=clock)
    denial = Envelope.model_validate(EXAMPLES["artist.denylisted.v1"])
    enforcer.enforce(Received(payload=parse(denial), envelope=denial))
    assert purged[1:] == [set()]


def test_a_late_denial_that_was_lifted_since_purges_nobody(table: Any, clock: FixedClock) -> None:
    purged: list[str] = []

    def purge(keys: Any) -> PurgeReport:
        purged.extend(keys)
        return PurgeReport(items_removed=0)

    enforcer = DenylistEnforcer(table=table, context=Context.INDEXER, purge=purge, clock=clock)
    denial = Envelope.model_validate(EXAMPLES["artist.denylisted.v1"])
    lift = Envelope.model_validate(EXAMPLES["artist.reinstated.v1"])
    enforcer.reinstate(Received(payload=parse(lift), envelope=lift))
    enforcer.enforce(Received(payload=parse(denial), envelope=denial))
    assert purged == []
