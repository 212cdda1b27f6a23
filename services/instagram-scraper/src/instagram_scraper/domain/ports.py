"""What reading a profile needs from outside."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from event_contracts import Envelope
from event_contracts.claims import StoredImage
from instagram_scraper.domain.backoff import Backoff
from instagram_scraper.domain.profile import ProfileOutcome
from instagram_scraper.domain.records import Briefing, Change, HandleLink, KnownPerson, Unsettled, Written


class Log(Protocol):
    """Structured logs: a code for what happened, and fields without personal data."""

    def info(self, msg: object, **fields: Any) -> None: ...


class InstagramSource(Protocol):
    """Where profiles are read. `host` is whom a pause is about, `name` and `licence` go into the provenance."""

    host: str
    name: str
    licence: str

    async def fetch(self, handle: str) -> ProfileOutcome: ...


class Store(Protocol):
    """The context's table. Blocking; every write is conditional on nobody involved being denied."""

    def brief(self, handle_key: str, *, name_key: str | None, host: str) -> Briefing: ...

    def person(self, artist_id: str) -> KnownPerson | None: ...

    def denied_among(self, subject_keys: Iterable[str]) -> frozenset[str]: ...

    def begin(self, handle_key: str, note: Unsettled, *, subject_keys: Iterable[str]) -> Written: ...

    def settle(self, handle_key: str) -> None: ...

    def remember_name(self, link: HandleLink, name_key: str) -> Written: ...

    def commit(self, change: Change) -> Written: ...

    def widen(self, denied_key: str, widening: "Widening") -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Widening:
    """A denied person was met under further keys: those are denied too, and governance is told.

    `displaced` held the handle before the denied person took it, and keeps nothing of it.
    """

    handle_key: str
    new_keys: frozenset[str]
    displaced: KnownPerson | None
    now: datetime
    cause: Envelope


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedPicture:
    """A picture to keep: `ref` is what it is known by, whatever address it has today."""

    ref: str
    url: str


class Pictures(Protocol):
    """Keeps pictures for an artist. What cannot be had or is no picture is left out."""

    async def keep(
        self, artist_id: str, wanted: Sequence[WantedPicture], *, held: Mapping[str, StoredImage]
    ) -> dict[str, StoredImage]: ...


class Objects(Protocol):
    """The stored objects about people: claims and pictures. Blocking."""

    def put_claim(self, artist_id: str, body: dict[str, Any]) -> str: ...

    def forget(self, artist_id: str) -> int: ...

    def sweep(self, artist_id: str, *, keep: Iterable[str]) -> int: ...


class Pauses(Protocol):
    """The pauses of hosts, shared by all tasks. Blocking."""

    def latest(self, host: str) -> Backoff | None: ...

    def open(self, host: str, backoff: Backoff, *, now: datetime) -> bool: ...


class Meter(Protocol):
    """Counts what operators are to see."""

    def count(self, metric: str) -> None: ...
