"""From the event about a profile to the event about its styles, and again under a new taxonomy."""

import json
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from event_contracts import ArtistDenylisted, ArtistScraped, Context, Envelope
from event_contracts.claims import Post, ProfileFacts, Provenance
from service_kit.claims import S3ClaimStore
from service_kit.consumer import Received, dispatch
from service_kit.enforcement import DenylistEnforcer
from service_kit.outbox import OUTBOX_ATTRIBUTE
from style_inference import inferring
from style_inference.adapters.inferences import InferenceTable
from style_inference.domain import inference as inference_module
from style_inference.inferring import ProfileInference
from tests.embedded_aws import create_bucket, create_table

NOW = datetime(2026, 3, 2, 2, 0, tzinfo=timezone.utc)
ARTIST, HANDLE = "ar_" + "a" * 32, "hk_" + "b" * 32
TICKET = "rr_" + "T" * 22


class Clock:
    def now(self) -> datetime:
        return NOW


class World:
    def __init__(self, *, table: Any, s3: Any) -> None:
        self.table = table
        self.texts = S3ClaimStore(s3=s3, bucket="claims", producer=Context.INSTAGRAM_SCRAPER)
        claims = S3ClaimStore(s3=s3, bucket="claims", producer=Context.STYLE_INFERENCE)
        self.inferences = InferenceTable(table=table, clock=Clock())
        self.profiles = ProfileInference(claims=claims, inferences=self.inferences)

    def tell(self, bio: str, *captions: str, hours: float = 0, artist: str = ARTIST) -> None:
        """A profile was read so many hours later."""
        received = self.scraped(bio, *captions, hours=hours, artist=artist)
        dispatch(received, self.profiles.look_ahead([received]))

    def scraped(self, bio: str, *captions: str, hours: float = 0, artist: str = ARTIST) -> Received:
        at = NOW + timedelta(hours=hours)
        facts = ProfileFacts(
            handle="robin",
            name="Robin Fable",
            bio=bio,
            picture=None,
            posts=tuple(Post(caption=caption, posted_at=at) for caption in captions),
            provenance=Provenance(source="recording", licence="none", fetched_at=at),
        )
        scraped = ArtistScraped(
            artist_id=artist,
            handle_key=HANDLE if artist == ARTIST else "hk_" + artist[3:],
            observed_at=at,
            image_count=0,
            claim=self.texts.put(subject=artist, body=facts.model_dump(mode="json")),
        )
        envelope = Envelope.wrap(scraped, producer=Context.INSTAGRAM_SCRAPER, now=at, correlation_id="run-1")
        return Received(payload=scraped, envelope=envelope)

    def deny(self, *keys: str) -> None:
        denial = ArtistDenylisted(ticket=TICKET, case_version=1, subject_keys=keys)
        envelope = Envelope.wrap(denial, producer=Context.GOVERNANCE, now=NOW, correlation_id=TICKET)
        DenylistEnforcer(
            table=self.table, context=Context.STYLE_INFERENCE, purge=self.inferences.purge, clock=Clock()
        ).enforce(Received(payload=denial, envelope=envelope))

    def told(self, artist: str = ARTIST) -> dict[str, Any] | None:
        """The payload of the event that the artist's item carries now."""
        item = self.table.get_item(Key={"PK": f"ARTIST#{artist}", "SK": "INFERENCE"}).get("Item")
        if item is None:
            return None
        payload: dict[str, Any] = json.loads(item[OUTBOX_ATTRIBUTE][0]["envelope"])["data"]
        return payload

    def styles(self, artist: str = ARTIST) -> list[str]:
        told = self.told(artist)
        return [style["slug"] for style in told["styles"]] if told else []


@pytest.fixture
def world(aws: None) -> World:
    return World(table=create_table("Inferences"), s3=create_bucket("claims"))


@pytest.fixture
def new_taxonomy(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (inferring, inference_module):
        monkeypatch.setattr(module, "TAXONOMY_VERSION", "2 (test)")


def test_the_styles_of_a_profile_are_told(world: World) -> None:
    world.tell("Blackwork, Ripon", "#dotworktattoo")

    assert world.styles() == ["blackwork", "dotwork"]


def test_an_older_observation_changes_nothing(world: World) -> None:
    world.tell("Blackwork", hours=2)
    world.tell("Dotwork", hours=1)

    assert world.styles() == ["blackwork"]


@pytest.mark.acceptance("A49")
def test_a_script_in_a_bio_is_a_text_like_others(world: World) -> None:
    world.tell("<script>alert('#dotwork')</script> Blackwork")

    told = world.told()
    assert told is not None
    assert set(world.styles()) == {"blackwork", "dotwork"}
    assert "script" not in json.dumps(told)


def test_a_denied_artist_is_not_inferred(world: World) -> None:
    world.deny(HANDLE)

    world.tell("Blackwork")

    assert world.told() is None


def test_a_new_taxonomy_is_applied_to_what_was_read_before(world: World, new_taxonomy: None) -> None:
    with pytest.MonkeyPatch.context() as old:
        old.setattr(inference_module, "TAXONOMY_VERSION", "1 (test)")
        world.tell("Blackwork")

    assert world.profiles.infer_again(at_most=10) == 1

    told = world.told()
    assert told is not None
    assert (told["taxonomy_version"], told["observed_at"]) == ("2 (test)", "2026-03-02T02:00:00Z")
    assert world.styles() == ["blackwork"]


def test_under_the_same_taxonomy_nothing_is_inferred_again_and_the_table_is_read_once(world: World) -> None:
    world.tell("Blackwork")
    before = world.told()
    assert world.profiles.infer_again(at_most=10) == 0

    world.inferences._table = _Unreadable(world.table)
    assert world.profiles.infer_again(at_most=10) == 0
    assert world.told() == before


class _Unreadable:
    """A table that may not be read as a whole."""

    def __init__(self, table: Any) -> None:
        self.get_item = table.get_item


def test_no_more_are_inferred_again_at_a_time_than_asked_for_and_all_in_the_end(world: World) -> None:
    artists = ["ar_" + f"{number:032x}" for number in range(5)]
    with pytest.MonkeyPatch.context() as old:
        old.setattr(inference_module, "TAXONOMY_VERSION", "1 (test)")
        for artist in artists:
            world.tell("Blackwork", artist=artist)
    assert [world.profiles.infer_again(at_most=2) for _ in range(4)] == [2, 2, 1, 0]


def test_what_is_denied_or_whose_texts_are_gone_keeps_nobody_else_from_being_inferred_again(
    world: World, new_taxonomy: None
) -> None:
    gone, other = "ar_" + "1" * 32, "ar_" + "2" * 32
    with pytest.MonkeyPatch.context() as old:
        old.setattr(inference_module, "TAXONOMY_VERSION", "1 (test)")
        for artist in (gone, other):
            world.tell("Blackwork", artist=artist)
    world.texts.forget(gone)

    assert [world.profiles.infer_again(at_most=1) for _ in range(3)] == [1, 1, 0]

    told = {artist: world.told(artist) for artist in (gone, other)}
    assert {artist: payload["taxonomy_version"] for artist, payload in told.items() if payload} == {
        gone: "1 (test)", other: "2 (test)",
    }  # fmt: skip


def test_a_batch_asks_once_who_is_denied_and_reads_nothing_of_theirs(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    artists = [f"ar_{number:032x}" for number in range(10)]
    batch = [world.scraped("Blackwork", artist=artist) for artist in artists]
    world.deny(artists[3])
    asked: list[Any] = []
    hooks = world.table.meta.client.meta.events
    hooks.register("before-call.dynamodb.BatchGetItem", lambda **_: asked.append(1))
    read: list[str] = []
    get = S3ClaimStore.get

    def counted(self: S3ClaimStore, key: str) -> dict[str, Any]:
        read.append(key)
        return get(self, key)

    monkeypatch.setattr(S3ClaimStore, "get", counted)
    handlers = world.profiles.look_ahead(batch)
    for received in batch:
        dispatch(received, handlers)
    assert (len(asked), len(read)) == (1, 9)
    assert [artist for artist in artists if not world.styles(artist)] == [artists[3]]


def test_who_is_denied_after_the_batch_was_asked_about_is_refused_by_the_write(world: World) -> None:
    batch = [world.scraped("Blackwork"), world.scraped("Blackwork", artist="ar_" + "c" * 32)]
    handlers = world.profiles.look_ahead(batch)
    world.deny(ARTIST)
    for received in batch:
        dispatch(received, handlers)
    assert (world.told(), bool(world.styles("ar_" + "c" * 32))) == (None, True)


def test_the_next_batch_is_asked_about_anew(world: World) -> None:
    world.profiles.look_ahead([world.scraped("Blackwork")])
    world.deny(ARTIST)
    again = world.scraped("Blackwork", hours=1)
    handlers = world.profiles.look_ahead([again])
    world.texts.forget(ARTIST)
    dispatch(again, handlers)  # its text is gone, and is not missed
    assert world.told() is None
