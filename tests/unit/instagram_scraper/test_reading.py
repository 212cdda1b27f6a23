"""From an identified artist to a stored profile, and the events about it."""

import asyncio
import io
from typing import Any

import pytest

from event_contracts import (
    ArtistGone,
    ArtistIdentified,
    ArtistScraped,
    ArtistScrapeFailed,
    Context,
    GoneReason,
    Role,
    ScrapeFailure,
    StudioClosed,
)
from event_contracts.claims import ProfileFacts
from service_kit.claims import ClaimForgottenError
from service_kit.errors import PermanentError, TransientError
from tests.unit.instagram_scraper.conftest import STUDIO, Scraper, received
from tests.unit.instagram_scraper.fakes import CDN, NOW, Answer, as_json, picture, post, user


async def test_a_public_profile_is_read_stored_and_announced(scraper: Scraper) -> None:
    scraper.instagram.shows("robin.fable", "41001", posts=2)
    await scraper.identify("robin.fable")
    (event,) = scraper.events
    assert isinstance(event, ArtistScraped)
    assert event.artist_id == scraper.hasher.artist_id("41001")
    assert (event.handle_key, event.observed_at, event.image_count) == (scraper.key("robin.fable"), NOW, 2)
    facts = ProfileFacts.model_validate(scraper.claim_of(event))
    assert (facts.handle, facts.name, facts.bio) == (
        "robin.fable",
        "Robin Fable",
        "Dotwork and lettering. Books open.",
    )
    assert [post.caption for post in facts.posts] == ["#dotwork", "#dotwork"]
    assert facts.posts[0].posted_at > facts.posts[1].posted_at
    assert facts.picture is not None
    assert facts.provenance.url == "https://www.instagram.com/robin.fable/"


async def test_every_picture_lies_under_its_artist_and_is_named_in_the_claim(scraper: Scraper) -> None:
    scraper.instagram.shows("robin.fable", "41001", posts=3)
    await scraper.identify("robin.fable")
    facts = ProfileFacts.model_validate(scraper.claim_of(scraper.events[0]))
    images = [facts.picture, *(post.image for post in facts.posts)]
    named = {"media/" + rendition.key for image in images if image for rendition in image.renditions}
    assert scraper.stored() == named
    assert all(key.startswith(f"media/{scraper.hasher.artist_id('41001')}/") for key in named)


async def test_events_name_their_cause_and_nobody(scraper: Scraper) -> None:
    scraper.instagram.shows("robin.fable", "41001")
    message = scraper.identified("robin.fable")
    await scraper.deliver(message)
    (envelope,) = scraper.envelopes
    assert envelope.source == "directory.instagram-scraper"
    assert (envelope.correlationid, envelope.causationid) == ("run-1", str(message.envelope.id))
    assert not any(word in envelope.model_dump_json().lower() for word in ("robin", "fable", "41001", "example/v"))


async def test_a_job_delivered_twice_gives_one_write_and_no_second_fetch(scraper: Scraper) -> None:
    scraper.instagram.shows("robin.fable", "41001", posts=3)
    message = scraper.identified("robin.fable")
    await scraper.deliver(message)
    asked, versions = list(scraper.instagram.asked), _versions(scraper)
    await scraper.deliver(message)
    assert scraper.instagram.asked == asked
    assert _versions(scraper) == versions
    assert len(scraper.events) == 1


async def test_two_messages_about_one_handle_at_the_same_time_give_one_fetch(scraper: Scraper) -> None:
    scraper.instagram.shows("robin.fable", "41001")
    await asyncio.gather(scraper.identify("robin.fable"), scraper.identify("robin.fable", name="Robin F."))
    assert scraper.instagram.profiles_asked == ["robin.fable"]
    assert len(scraper.events) == 1
    assert sum(item.startswith("NAME#") for item in scraper.kept()) == 2


async def test_two_tasks_that_look_at_the_same_time_write_once(scraper: Scraper, rival: Scraper) -> None:
    scraper.instagram.shows("robin.fable", "41001")
    rival.clock.forward(seconds=1)
    keep = scraper.reader._pictures.keep

    async def be_overtaken(*arguments: Any, **options: Any) -> Any:
        await rival.identify("robin.fable")
        return await keep(*arguments, **options)

    scraper.reader._pictures.keep = be_overtaken  # type: ignore[method-assign]
    await scraper.identify("robin.fable")
    assert [type(event) for event in scraper.events] == [ArtistScraped]
    assert not any(item.endswith("/UNSETTLED") for item in scraper.kept())


async def test_a_look_that_is_overtaken_again_and_again_is_left_to_the_queue(scraper: Scraper, rival: Scraper) -> None:
    scraper.instagram.shows("robin.fable", "41001")
    keep = scraper.reader._pictures.keep

    async def be_overtaken(*arguments: Any, **options: Any) -> Any:
        rival.clock.forward(hours=48)
        await rival.identify("robin.fable")
        scraper.clock.forward(hours=96)
        return await keep(*arguments, **options)

    scraper.reader._pictures.keep = be_overtaken  # type: ignore[method-assign]
    with pytest.raises(TransientError, match="looked_at_meanwhile"):
        await scraper.identify("robin.fable")
    assert len(scraper.instagram.profiles_asked) == 4


async def test_two_tasks_that_find_nobody_at_the_same_time_say_so_once(scraper: Scraper, rival: Scraper) -> None:
    rival.clock.forward(seconds=1)
    fetch = scraper.reader._source.fetch

    async def be_overtaken(handle: str) -> Any:
        await rival.identify("robin.fable")
        return await fetch(handle)

    scraper.reader._source.fetch = be_overtaken  # type: ignore[method-assign]
    await scraper.identify("robin.fable")
    assert [type(event) for event in scraper.events] == [ArtistGone]


async def test_a_fresh_profile_is_not_fetched_again_for_another_studio(scraper: Scraper) -> None:
    scraper.instagram.shows("robin.fable", "41001")
    await scraper.identify("robin.fable")
    scraper.clock.forward(hours=47)
    await scraper.identify("robin.fable", name="Robin F.")
    assert scraper.instagram.profiles_asked == ["robin.fable"]


async def test_a_profile_older_than_two_days_is_read_again(scraper: Scraper) -> None:
    scraper.instagram.shows("robin.fable", "41001")
    await scraper.identify("robin.fable")
    scraper.clock.forward(hours=48)
    await scraper.identify("robin.fable")
    assert [event.observed_at for event in scraper.events if isinstance(event, ArtistScraped)] == [
        NOW,
        scraper.clock.now(),
    ]


async def test_a_refresh_reads_the_handle_on_record_once(scraper: Scraper) -> None:
    scraper.instagram.shows("robin.fable", "41001")
    await scraper.identify("robin.fable")
    scraper.clock.forward(hours=1)
    due_since = scraper.clock.now()
    scraper.clock.forward(minutes=1)
    await scraper.refresh("robin.fable", due_since=due_since)
    await scraper.refresh("robin.fable", due_since=due_since)
    assert scraper.instagram.profiles_asked == ["robin.fable", "robin.fable"]


async def test_a_refresh_of_a_handle_nobody_knows_is_dropped(scraper: Scraper) -> None:
    await scraper.refresh("robin.fable")
    assert (scraper.instagram.asked, scraper.events, scraper.kept()) == ([], [], set())


async def test_a_refresh_downloads_only_new_pictures_and_drops_those_two_refreshes_old(scraper: Scraper) -> None:
    scraper.instagram.shows("robin.fable", "41001", posts=2)
    await scraper.identify("robin.fable")
    first = scraper.stored()
    before = len(scraper.instagram.pictures_asked)
    newer = [post(number, display_url=f"{CDN}/v/t51.2885-15/post{number}_n.jpg?signed=anew") for number in (2, 3)]
    scraper.instagram.answers[f"{CDN}/v/t51.2885-15/post3_n.jpg"] = Answer(body=_other_picture())
    shown = user("robin.fable", "41001", edge_owner_to_timeline_media={"edges": [{"node": n} for n in newer]})
    scraper.instagram.profile("robin.fable", as_json({"data": {"user": shown}}))
    await _two_days_later(scraper)
    assert [url.partition("?")[0] for url in scraper.instagram.pictures_asked[before:]] == [
        f"{CDN}/v/t51.2885-15/post3_n.jpg"
    ]
    assert first < scraper.stored()
    await _two_days_later(scraper)
    assert len(scraper.stored()) == len(first)
    assert scraper.stored() != first


async def test_a_picture_that_cannot_be_had_leaves_its_post_and_is_tried_again(scraper: Scraper) -> None:
    scraper.instagram.shows("robin.fable", "41001", posts=2)
    answer = scraper.instagram.answers.pop(f"{CDN}/v/t51.2885-15/post1_n.jpg")
    await scraper.identify("robin.fable")
    facts = ProfileFacts.model_validate(scraper.claim_of(scraper.events[0]))
    assert [post.image is None for post in facts.posts] == [True, False]
    scraper.instagram.answers[f"{CDN}/v/t51.2885-15/post1_n.jpg"] = answer
    await _two_days_later(scraper)
    facts = ProfileFacts.model_validate(scraper.claim_of(scraper.events[1]))
    assert [post.image is None for post in facts.posts] == [False, False]


async def test_at_most_nine_posts_have_pictures_and_twelve_have_captions(scraper: Scraper) -> None:
    scraper.instagram.shows("robin.fable", "41001", posts=15)
    await scraper.identify("robin.fable")
    facts = ProfileFacts.model_validate(scraper.claim_of(scraper.events[0]))
    assert len(facts.posts) == 12
    assert [post.image is not None for post in facts.posts] == [True] * 9 + [False] * 3


@pytest.mark.parametrize(
    ("status", "reason"),
    [(401, ScrapeFailure.REFUSED), (403, ScrapeFailure.REFUSED), (429, ScrapeFailure.RATE_LIMITED),
     (500, ScrapeFailure.UNREACHABLE)],
)  # fmt: skip
async def test_a_refused_profile_is_an_outcome_and_is_not_retried(
    scraper: Scraper, status: int, reason: ScrapeFailure
) -> None:
    scraper.instagram.refuses("robin.fable", status)
    await scraper.identify("robin.fable")
    await scraper.identify("robin.fable")
    (event,) = scraper.events
    assert isinstance(event, ArtistScrapeFailed)
    assert (event.reason, event.handle_key) == (reason, scraper.key("robin.fable"))
    assert scraper.instagram.profiles_asked == ["robin.fable"]


async def test_a_failed_profile_is_tried_again_by_the_next_daily_run(scraper: Scraper) -> None:
    scraper.instagram.refuses("robin.fable")
    await scraper.identify("robin.fable")
    scraper.instagram.shows("robin.fable", "41001")
    scraper.clock.forward(hours=24)
    await scraper.identify("robin.fable")
    assert [type(event) for event in scraper.events] == [ArtistScrapeFailed, ArtistScraped]


async def test_a_refusal_leaves_what_was_read_before(scraper: Scraper) -> None:
    scraper.instagram.shows("robin.fable", "41001")
    await scraper.identify("robin.fable")
    stored = scraper.stored() | scraper.stored("claims")
    scraper.instagram.refuses("robin.fable")
    await _two_days_later(scraper)
    assert scraper.stored() | scraper.stored("claims") == stored
    scraper.instagram.shows("robin.fable", "41001")
    await _two_days_later(scraper)
    assert len(scraper.instagram.pictures_asked) == 2


@pytest.mark.parametrize("private", [True, False])
async def test_a_profile_that_is_gone_or_private_is_forgotten(scraper: Scraper, private: bool) -> None:
    scraper.instagram.shows("robin.fable", "41001")
    await scraper.identify("robin.fable")
    if private:
        scraper.instagram.shows("robin.fable", "41001", is_private=True)
    else:
        scraper.instagram.lacks("robin.fable")
    await _two_days_later(scraper)
    gone = scraper.events[1]
    assert isinstance(gone, ArtistGone)
    assert gone.reason is (GoneReason.PRIVATE if private else GoneReason.NOT_FOUND)
    assert gone.artist_id == scraper.hasher.artist_id("41001")
    assert (scraper.stored(), scraper.stored("claims")) == (set(), set())
    assert not any(item.endswith("/UNSETTLED") for item in scraper.kept())


async def test_a_handle_that_never_was_is_gone_without_an_artist(scraper: Scraper) -> None:
    await scraper.identify("robin.fable")
    (gone,) = scraper.events
    assert isinstance(gone, ArtistGone)
    assert (gone.artist_id, gone.reason) == (None, GoneReason.NOT_FOUND)


async def test_a_name_without_an_account_is_none_of_our_business(scraper: Scraper) -> None:
    key = scraper.hasher.name_key(studio_id=STUDIO, name="Robin Fable")
    event = ArtistIdentified(
        subject_key=key,
        handle_key=None,
        name_key=key,
        studio_id=STUDIO,
        role=Role.RESIDENT,
        confidence=1,
        observed_at=NOW,
        claim=f"studio-scraper/{key}/x.json",
    )
    await scraper.deliver(received(event, producer=Context.STUDIO_SCRAPER))
    assert (scraper.instagram.asked, scraper.kept()) == ([], set())


async def test_a_claim_whose_handle_is_not_its_keys_is_parked_before_any_fetch(scraper: Scraper) -> None:
    message = scraper.identified("robin.fable")
    other = message.payload.model_copy(update={"handle_key": scraper.key("somebody.else")})
    with pytest.raises(PermanentError, match="handle_does_not_match_its_key"):
        await scraper.deliver(received(other, producer=Context.STUDIO_SCRAPER))
    assert scraper.instagram.asked == []


async def test_a_forgotten_claim_is_not_acted_on(scraper: Scraper) -> None:
    message = scraper.identified("robin.fable")
    scraper.rosters.forget(scraper.key("robin.fable"))
    with pytest.raises(ClaimForgottenError):
        await scraper.deliver(message)
    assert scraper.instagram.asked == []


async def test_an_event_of_another_kind_is_parked(scraper: Scraper) -> None:
    closed = StudioClosed(studio_id=STUDIO, version=1)
    with pytest.raises(PermanentError, match="unrouted_event_type"):
        await scraper.deliver(received(closed, producer=Context.DISCOVERY))


async def test_logs_hold_no_personal_data(scraper: Scraper) -> None:
    log = io.StringIO()
    scraper.logger.registered_handler.setStream(log)  # type: ignore[attr-defined]
    scraper.instagram.shows("robin.fable", "41001")
    await scraper.identify("robin.fable")
    scraper.instagram.lacks("robin.fable")
    await _two_days_later(scraper)
    assert "profile_read" in log.getvalue()
    assert not any(
        word in log.getvalue().lower() for word in ("robin", "fable", "dotwork", "41001", "pictures.example")
    )


async def _two_days_later(scraper: Scraper) -> None:
    scraper.clock.forward(hours=48)
    await scraper.identify("robin.fable")


def _versions(scraper: Scraper) -> int:
    return len(scraper.s3.list_object_versions(Bucket="media").get("Versions", []))


def _other_picture() -> bytes:
    return picture(222)
