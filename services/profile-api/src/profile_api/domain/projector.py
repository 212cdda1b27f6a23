"""Hears an event: its facts, and every public form that follows from them, become one conditional write."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol, Self

from event_contracts import ArtistPublished, ArtistWithdrawn, Context, Envelope, EventData
from event_contracts.claims import SearchClaim
from profile_api.domain.facts import Fact, FactId, Known, keys_named_by, merge
from profile_api.domain.persons import all_keys
from profile_api.domain.profile import PublicProfile, public_forms, studios_named_by
from profile_api.domain.publication import Change, Standing, change_of, refresh_due, search_document
from profile_api.domain.studio import Studio
from service_kit.claims import StoredVersion
from service_kit.clock import Clock
from service_kit.denylist import SubjectDeniedError
from service_kit.errors import TransientError

_ATTEMPTS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """All facts that concern each other, the revision of each key's facts, and when handles were last asked for."""

    known: Known
    revisions: dict[str, int]
    asked_at: dict[str, datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a conclusion rests on besides the facts: who is denied, what is public already, and the studios."""

    denied: frozenset[str]
    standings: dict[str, Standing]
    studios: dict[str, Studio]


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """A change with the event that announces it, if it is one that others should hear of."""

    change: Change
    outbox: Envelope | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Commit:
    """One transaction: new facts, their consequences, and what both were concluded from.

    `facts` is all there is to remember, of the denied too: whoever purges them finds their other keys there.
    """

    facts: Known
    news: tuple[Fact, ...]
    revisions: dict[str, int]
    asked_at: dict[str, datetime]
    refresh_due: dict[str, datetime]
    studios: dict[str, Studio | None]
    publications: tuple[Publication, ...]
    subject_keys: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """What a change follows from: a run and, unless a person set it going, an event of it."""

    correlation_id: str
    causation_id: str | None = None
    traceparent: str | None = None

    @classmethod
    def of(cls, cause: Envelope) -> Self:
        return cls(correlation_id=cause.correlationid, causation_id=str(cause.id), traceparent=cause.traceparent)


class Directory(Protocol):
    """The directory's table."""

    def holding(self, keys: Iterable[str]) -> Holding: ...

    def surroundings(self, keys: frozenset[str], *, studio_ids: frozenset[str]) -> Surroundings: ...

    def purged_with(self, denied: frozenset[str]) -> frozenset[str]:
        """Whoever was purged together with them and is denied still; raises `TransientError` before that is known."""

    def commit(self, commit: Commit) -> bool:
        """False when something it was concluded from has changed; raises `SubjectDeniedError` for a denied subject."""

    def save_studio(self, studio: Studio) -> bool:
        """False when a later version is known."""

    def members(self, studio_id: str) -> list[str]: ...


class Claims(Protocol):
    def put(self, *, subject: str, body: dict[str, Any]) -> str: ...

    def forget(self, subject: str) -> int: ...

    def stored(self, subject: str) -> list[StoredVersion]: ...

    def delete(self, versions: Sequence[StoredVersion]) -> int: ...


class Projector:
    """Keeps what is public equal to what is known. Safe against repeated, reordered and concurrent events."""

    def __init__(
        self,
        *,
        directory: Directory,
        claims: Claims,
        clock: Clock,
        refresh_every: timedelta,
        pause: Callable[[int], None],
    ) -> None:
        self._directory = directory
        self._claims = claims
        self._clock = clock
        self._refresh_every = refresh_every
        self._pause = pause

    def tell(self, facts: tuple[Fact, ...], *, cause: Envelope) -> None:
        """Remember facts and publish what follows; facts about a denied subject are dropped."""
        self._settle(keys_named_by(facts), facts, Trace.of(cause))

    def studio_changed(self, studio: Studio, *, cause: Envelope) -> None:
        """Remember a studio and re-project everybody its website names."""
        if self._directory.save_studio(studio):
            for key in self._directory.members(studio.id):
                self._settle(frozenset({key}), (), Trace.of(cause))

    def announce_again(self, key: str, *, run_id: str) -> None:
        """Publish the person behind a key once more, unchanged, for an index that has lost them."""
        self._settle(frozenset({key}), (), Trace(correlation_id=run_id), again=True)

    def take_back(self, keys: frozenset[str]) -> None:
        """Delete what an attempt at an event about these keys put for somebody denied; no more of it can be told."""
        around = self._directory.surroundings(keys, studio_ids=frozenset())
        if around.denied:
            self._take_back(keys, around)

    def _settle(self, keys: frozenset[str], facts: tuple[Fact, ...], trace: Trace, *, again: bool = False) -> None:
        for attempt in range(_ATTEMPTS):
            try:
                if self._attempt(keys, facts, trace, again=again):
                    return
            except SubjectDeniedError:
                continue  # a denial came in between: look again without them
            self._pause(attempt)
        raise TransientError("directory_contended")

    def _attempt(self, keys: frozenset[str], facts: tuple[Fact, ...], trace: Trace, *, again: bool) -> bool:
        holding = self._directory.holding(keys)
        around = self._directory.surroundings(
            all_keys(merge(holding.known, facts)) | keys,
            studio_ids=studios_named_by(holding.known) | studios_named_by(merge({}, facts)),
        )
        denied = around.denied
        if denied & keys:
            self._take_back(keys, around)
            return True
        known = merge(_without(holding.known, denied), facts)
        news = tuple(fact for id_, fact in known.items() if holding.known.get(id_) != fact)
        changes = self._changes(known, around, again=again)
        if not news and not changes:
            return True
        commit = Commit(
            facts=merge(holding.known, facts),
            news=news,
            revisions={key: holding.revisions.get(key, 0) for key in all_keys(known) - denied},
            asked_at=holding.asked_at,
            refresh_due=refresh_due(known, asked_at=holding.asked_at, every=self._refresh_every),
            studios={studio_id: around.studios.get(studio_id) for studio_id in studios_named_by(known)},
            publications=tuple(self._announce(change, trace) for change in changes),
            subject_keys=(all_keys(known) | keys) - denied,
        )
        return self._commit(commit, changes)

    def _take_back(self, keys: frozenset[str], around: Surroundings) -> None:
        """Delete the claims of an attempt that a denial overtook, and that was cut short before it did so itself."""
        for id_ in sorted(self._directory.purged_with(around.denied) | (keys - around.standings.keys())):
            self._claims.forget(id_)

    def _commit(self, commit: Commit, changes: list[Change]) -> bool:
        """The commit, and with it an end of the claims about those whom it denies or takes down."""
        # Looked up first: what another process puts there from now on belongs to a later form, and stays.
        outdated = [claim for change in changes if change.withdrawal for claim in self._claims.stored(change.id)]
        try:
            done = self._directory.commit(commit)
        except SubjectDeniedError:
            for change in changes:
                self._claims.forget(change.id)  # what was just put there for a denied subject
            raise
        if done:
            self._claims.delete(outdated)
        return done

    def _changes(self, known: Known, around: Surroundings, *, again: bool) -> list[Change]:
        forms = public_forms(known, around.studios)
        ids = all_keys(known) - around.denied
        before = around.standings
        now = self._clock.now()
        steps = (
            change_of(id_, form=forms.get(id_), before=before.get(id_), now=now, again=again) for id_ in sorted(ids)
        )
        return [step for step in steps if step]

    def _announce(self, change: Change, trace: Trace) -> Publication:
        payload = self._payload(change)
        if payload is None:
            return Publication(change=change, outbox=None)
        return Publication(
            change=change,
            outbox=Envelope.wrap(
                payload,
                producer=Context.PROFILE_API,
                now=self._clock.now(),
                correlation_id=trace.correlation_id,
                causation_id=trace.causation_id,
                traceparent=trace.traceparent,
            ),
        )

    def _payload(self, change: Change) -> EventData | None:
        version = change.standing.version
        if change.withdrawal:
            return ArtistWithdrawn(artist_id=change.id, version=version, reason=change.withdrawal)
        if change.announced and isinstance(change.form, PublicProfile):
            document = search_document(change.form, change.standing).to_json()
            claim = self._claims.put(subject=change.id, body=SearchClaim(document=document).model_dump(mode="json"))
            return ArtistPublished(artist_id=change.id, version=version, claim=claim)
        return None


def _without(known: Known, denied: frozenset[str]) -> dict[FactId, Fact]:
    return {id_: fact for id_, fact in known.items() if not keys_named_by([fact]) & denied}
