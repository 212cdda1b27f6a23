"""One look at a handle, and what follows from what was seen. Pure: the numeric account decides who is who (AGG-10).

- Another account under a known handle is another person: the link moves, the former owner is *renamed* and loses the
  handle, and nothing of theirs is inherited. Their profile goes, unless it was last read under another handle.
- A known account under a new handle is a rename: the person keeps everything, and the claim names the former keys.
- Nothing under a handle whose owner was since read under another: the owner is *renamed*, not gone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from event_contracts import (
    ArtistGone,
    ArtistScraped,
    ArtistScrapeFailed,
    Context,
    Envelope,
    EventData,
    GoneReason,
    ScrapeFailure,
)
from event_contracts.claims import StoredImage
from instagram_scraper.domain.records import (
    Change,
    HandleLink,
    Held,
    KnownHandle,
    KnownPerson,
    Outcome,
    PersonChange,
    Unsettled,
    next_look,
    taken_from,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A wish to read a handle. `handle` None means the one on record; `due_since` is set when it is a refresh."""

    handle_key: str
    handle: str | None
    name_key: str | None
    due_since: datetime | None
    cause: Envelope


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One attempt at a handle: what is known beforehand, and the moment that dates everything about it."""

    request: Request
    handle: str
    known: KnownHandle
    now: datetime

    @property
    def handle_key(self) -> str:
        return self.request.handle_key

    @property
    def link(self) -> HandleLink | None:
        return self.known.link

    @property
    def owner(self) -> str | None:
        """Whose the handle was when it was last looked at."""
        return self.link.artist_id if self.link else None

    @property
    def name_keys(self) -> frozenset[str]:
        known = self.link.name_keys if self.link else frozenset()
        return known | ({self.request.name_key} if self.request.name_key else frozenset())

    def former_owner(self, artist_id: str | None) -> str | None:
        """Who lost the handle, if it is now `artist_id`'s."""
        return self.owner if artist_id and self.owner != artist_id else None

    def subject_keys(self, *more: str | None) -> frozenset[str]:
        """Every key that leads to the person, for the denylist."""
        return self.name_keys | {self.handle_key} | {key for key in more if key}


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Whose profile was read: the person as known so far, the former owner if any, and the handle's key today."""

    artist_id: str
    answered_key: str
    person: KnownPerson | None
    displaced: KnownPerson | None

    @property
    def former_handle_keys(self) -> frozenset[str]:
        return self.person.handle_keys if self.person else frozenset()


def failed(look: Look, reason: ScrapeFailure, *, due_at: datetime | None = None) -> Change:
    """Nothing is known anew: what was kept stays, and only the attempt is recorded."""
    event = ArtistScrapeFailed(handle_key=look.handle_key, reason=reason, observed_at=look.now)
    return Change(
        seen=look.link,
        link=_link(look, Outcome.FAILED, artist_id=look.owner, due_at=due_at),
        subject_keys=look.subject_keys(look.owner),
        events=(_envelope(look, event),),
        noted=False,
    )


def gone(
    look: Look, reason: GoneReason, *, artist_id: str | None, person: KnownPerson | None, displaced: KnownPerson | None
) -> Change:
    """Nothing is public under the handle. `artist_id` is set when the account itself was seen, and is private."""
    whose = artist_id or look.owner
    elsewhere = person.handle_key if person and person.handle_key != look.handle_key else None
    if artist_id is None and elsewhere:
        return _gone_change(look, whose, events=(_gone(look, GoneReason.RENAMED, whose),))
    events = [_gone(look, reason, whose)]
    if elsewhere:  # they hid their account and renamed it: what was read under the other handle goes too
        events.append(_gone(look, GoneReason.RENAMED, whose, handle_key=elsewhere))
    if former_owner := look.former_owner(whose):
        events.append(_gone(look, GoneReason.RENAMED, former_owner))
    people = [PersonChange(artist_id=whose, seen=person, gained=frozenset({look.handle_key}))] if whose else []
    return _gone_change(look, whose, events=tuple(events), people=(*people, *_losing(look, displaced)))


def read(look: Look, seen: Seen, *, claim: str, image_count: int, images: Mapping[str, StoredImage]) -> Change:
    """A public profile was read and stored under `claim`."""
    event = ArtistScraped(
        artist_id=seen.artist_id,
        handle_key=look.handle_key,
        observed_at=look.now,
        image_count=image_count,
        claim=claim,
    )
    former_owner = look.former_owner(seen.artist_id)
    person = PersonChange(
        artist_id=seen.artist_id,
        seen=seen.person,
        gained=frozenset({look.handle_key, seen.answered_key}),
        held=Held(handle_key=look.handle_key, claim=claim, images=images, event=_envelope(look, event)),
    )
    return Change(
        seen=look.link,
        link=_link(look, Outcome.SCRAPED, artist_id=seen.artist_id),
        subject_keys=look.subject_keys(seen.artist_id, seen.answered_key),
        events=(_gone(look, GoneReason.RENAMED, former_owner),) if former_owner else (),
        people=(person, *_losing(look, seen.displaced)),
        also_linked=frozenset({seen.answered_key}) - {look.handle_key},
    )


def unsettled(look: Look, *, artist_id: str | None) -> Unsettled:
    """Whose stored objects the look may leave out of step with the table, if it is cut short."""
    former_owner = look.former_owner(artist_id)
    return Unsettled(
        artist_id=artist_id or look.owner, others=frozenset({former_owner}) if former_owner else frozenset()
    )


def _losing(look: Look, displaced: KnownPerson | None) -> tuple[PersonChange, ...]:
    return (taken_from(displaced, look.handle_key),) if displaced else ()


def _gone_change(
    look: Look, whose: str | None, *, events: tuple[Envelope, ...], people: tuple[PersonChange, ...] = ()
) -> Change:
    return Change(
        seen=look.link,
        link=_link(look, Outcome.GONE, artist_id=whose),
        subject_keys=look.subject_keys(whose),
        events=events,
        people=people,
    )


def _link(look: Look, outcome: Outcome, *, artist_id: str | None, due_at: datetime | None = None) -> HandleLink:
    return HandleLink(
        handle_key=look.handle_key,
        handle=look.handle,
        artist_id=artist_id,
        name_keys=look.name_keys,
        outcome=outcome,
        observed_at=look.now,
        due_at=due_at or next_look(outcome, now=look.now),
    )


def _gone(look: Look, reason: GoneReason, artist_id: str | None, *, handle_key: str | None = None) -> Envelope:
    payload = ArtistGone(
        handle_key=handle_key or look.handle_key, artist_id=artist_id, reason=reason, observed_at=look.now
    )
    return _envelope(look, payload)


def _envelope(look: Look, payload: EventData) -> Envelope:
    cause = look.request.cause
    return Envelope.wrap(
        payload,
        producer=Context.INSTAGRAM_SCRAPER,
        now=look.now,
        correlation_id=cause.correlationid,
        causation_id=str(cause.id),
        traceparent=cause.traceparent,
    )
