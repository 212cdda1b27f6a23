"""What the context remembers about handles and people, and when it looks again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from event_contracts import Envelope
from event_contracts.claims import StoredImage
from instagram_scraper.domain.backoff import Backoff

_LOOK_AGAIN = timedelta(hours=48)
_LOOK_AGAIN_AFTER_FAILURE = timedelta(hours=5)  # less than the six after which it is asked for again


class Outcome(StrEnum):
    """How the last look at a handle ended."""

    SCRAPED = "scraped"
    GONE = "gone"
    FAILED = "failed"


class Written(StrEnum):
    """How a conditional write ended."""

    COMMITTED = "committed"
    OUTDATED = "outdated"
    DENIED = "denied"


@dataclass(frozen=True, slots=True, kw_only=True)
class HandleLink:
    """What is known under a handle: whose it is, whom studios name by it, and when it is looked at again."""

    handle_key: str
    handle: str
    artist_id: str | None
    name_keys: frozenset[str]
    outcome: Outcome
    observed_at: datetime
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsettled:
    """Noted before objects are written or deleted: what is stored of these people may not match the table.

    `artist_id` is whose the handle is said to be, `others` are people it was taken from.
    """

    artist_id: str | None
    others: frozenset[str] = frozenset()

    @property
    def everybody(self) -> frozenset[str]:
        return self.others | ({self.artist_id} if self.artist_id else frozenset())


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownHandle:
    """Everything stored under one handle key."""

    link: HandleLink | None = None
    unsettled: Unsettled | None = None

    @property
    def subject_keys(self) -> frozenset[str]:
        """Keys of whoever the handle is linked to, or was about to be."""
        names = self.link.name_keys if self.link else frozenset()
        people = (self.link and self.link.artist_id, self.unsettled and self.unsettled.artist_id)
        return names | {artist_id for artist_id in people if artist_id}


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing:
    """What has to be known before a look at a handle: whether somebody it leads to is denied, and the host's pause."""

    known: KnownHandle
    denied: bool
    pause: Backoff | None


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPerson:
    """A person by numeric account. `handle_key` is where their profile was last read; None when nothing is held."""

    artist_id: str
    handle_key: str | None
    handle_keys: frozenset[str]
    observed_at: datetime
    images: Mapping[str, StoredImage]


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What is kept of a profile that was read: its claim, its pictures by source reference, and the event about it."""

    handle_key: str
    claim: str
    images: Mapping[str, StoredImage]
    event: Envelope


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonChange:
    """A new state of a person: handle keys gained and lost, and what is held of them; `held` None keeps only ids.

    `seen` is the state it follows; `held_stays` leaves claim and pictures as they are.
    """

    artist_id: str
    seen: KnownPerson | None
    gained: frozenset[str] = frozenset()
    lost: frozenset[str] = frozenset()
    held: Held | None = None
    held_stays: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What one look at a handle changes, written in one transaction.

    Written only if the link and the people are still as they were seen, and no subject key is denied. `noted` tells
    that the look has left an `Unsettled` note.
    """

    seen: HandleLink | None
    link: HandleLink
    subject_keys: frozenset[str]
    events: tuple[Envelope, ...] = ()
    people: tuple[PersonChange, ...] = ()
    also_linked: frozenset[str] = frozenset()
    noted: bool = True

    @property
    def settles(self) -> bool:
        """Whether the note goes with this change: nobody's objects are to be deleted after it.

        Pictures out of use need no note: every look sweeps up after those before it.
        """
        return self.noted and not self.stripped

    @property
    def stripped(self) -> frozenset[str]:
        """People nothing is held about afterwards."""
        return frozenset(p.artist_id for p in self.people if p.held is None and not p.held_stays)


def taken_from(person: KnownPerson, handle_key: str) -> PersonChange:
    """What losing a handle does to a person: what was read under it goes, what was read elsewhere stays."""
    return PersonChange(
        artist_id=person.artist_id,
        seen=person,
        lost=frozenset({handle_key}),
        held_stays=person.handle_key not in {None, handle_key},
    )


def next_look(outcome: Outcome, *, now: datetime) -> datetime:
    """When a handle is looked at again of our own accord."""
    return now + (_LOOK_AGAIN_AFTER_FAILURE if outcome is Outcome.FAILED else _LOOK_AGAIN)


def is_due(link: HandleLink | None, *, now: datetime, due_since: datetime | None) -> bool:
    """Whether a handle is to be read now: never seen, grown old, or asked for since it was last looked at."""
    if link is None or now >= link.due_at:
        return True
    return due_since is not None and link.outcome is not Outcome.FAILED and link.observed_at < due_since
