"""Whatever the order and however often events arrive, the same things are public in the end."""

import functools
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta, timezone
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from event_contracts import ArtistLeftStudio, Context, Envelope, GoneReason, InferredStyle, Role, ScrapeFailure
from event_contracts.claims import ProfileFacts, Provenance, RosterFacts, StudioFacts
from profile_api.domain import hearing
from profile_api.domain.facts import Binding, Fact, Gone, Link, Membership, Snapshot, Styles, Unread, fact_id, merge
from profile_api.domain.persons import all_keys, keys_of_same_person, persons
from profile_api.domain.profile import MovedTo, PublicProfile, public_forms
from profile_api.domain.projector import Commit, Holding, Projector, Surroundings
from profile_api.domain.publication import Standing, State
from profile_api.domain.studio import Studio
from service_kit.claims import StoredVersion, claim_key

THOROUGH = settings(max_examples=300)
T0 = datetime(2026, 3, 1, tzinfo=timezone.utc)
HANDLES = ["hk_" + c * 32 for c in "12"]
ACCOUNTS = ["ar_" + c * 32 for c in "ab"]
STUDIO_IDS = ["st_" + c * 32 for c in "56"]
SOURCE = Provenance(source="site", url=None, licence="facts", fetched_at=T0)

moments = st.integers(0, 4).map(lambda day: T0 + timedelta(days=day))
handles, accounts, studio_ids = st.sampled_from(HANDLES), st.sampled_from(ACCOUNTS), st.sampled_from(STUDIO_IDS)
people = st.sampled_from(["Rowan Ashe", "Wren Hollow"])


def name_key(studio_id: str, name: str) -> str:
    return "ar_" + (studio_id[3] + ("e" if name[0] == "R" else "f")) * 16


@st.composite
def memberships(draw: Any) -> tuple[Fact, ...]:
    studio_id, name, handle = draw(studio_ids), draw(people), draw(st.none() | handles)
    subject = handle or name_key(studio_id, name)
    if draw(st.integers(0, 3)) == 0:
        return hearing.left_studio(
            ArtistLeftStudio(subject_key=subject, studio_id=studio_id, observed_at=draw(moments))
        )
    roster = RosterFacts(
        name=name, handle=handle and "a", role=draw(st.sampled_from(Role)), confidence=0.5, provenance=SOURCE
    )
    observed_at = draw(moments)
    membership = Membership(
        subject_key=subject,
        studio_id=studio_id,
        observed_at=observed_at,
        present=True,
        roster=roster,
        name_keys=frozenset({name_key(studio_id, name)}),
        first_identified_at=observed_at,
    )
    return (membership, Link(subject_key=name_key(studio_id, name), handle_key=handle)) if handle else (membership,)


@st.composite
def readings(draw: Any) -> tuple[Fact, ...]:
    account, handle, observed_at = draw(accounts), draw(handles), draw(moments)
    profile = ProfileFacts(
        handle="a", name="A", bio=draw(st.sampled_from("xy")), picture=None, posts=(), provenance=SOURCE
    )
    return (
        Snapshot(subject_key=account, handle_key=handle, observed_at=observed_at, profile=profile),
        Binding(subject_key=handle, account=account, first_seen=observed_at, last_seen=observed_at),
        Link(subject_key=account, handle_key=handle),
    )


others = st.one_of(
    st.builds(Unread, subject_key=handles, observed_at=moments, reason=st.sampled_from(ScrapeFailure)),
    st.builds(
        Gone, subject_key=handles, account=st.none() | accounts, observed_at=moments, reason=st.sampled_from(GoneReason)
    ),
    st.builds(
        Styles,
        subject_key=accounts,
        observed_at=moments,
        taxonomy_version=st.just("1"),
        styles=st.just((InferredStyle(slug="dotwork", confidence=0.5, evidence_count=1),)) | st.just(()),
    ),
).map(lambda fact: (fact,))

studio_news = st.builds(
    lambda studio_id, version, closed: Studio(
        id=studio_id, version=version, closed=closed, facts=None if closed else studio_facts(studio_id, version)
    ),
    studio_ids,
    st.integers(1, 3),
    st.booleans(),
)


def studio_facts(studio_id: str, version: int) -> StudioFacts:
    return StudioFacts(
        studio_id=studio_id, name=f"Studio {version}", address="", area="", city="Leeds", country="GB", lat=1, lng=1,
        provenance=(SOURCE,),
    )  # fmt: skip


told = memberships() | readings() | others
histories = st.lists(told | studio_news, max_size=12)


class Memory:
    """The directory without its table: same promises, and somebody else may speak between reading and writing."""

    def __init__(self) -> None:
        self.facts: dict[tuple[str, str], Fact] = {}
        self.revisions: dict[str, int] = {}
        self.standing: dict[str, Standing] = {}
        self.forms: dict[str, Any] = {}
        self.known_studios: dict[str, Studio] = {}
        self.announced: list[Envelope] = []
        self.claims: dict[str, str] = {}
        self.meanwhile: list[Any] = []

    def holding(self, keys: Iterable[str]) -> Holding:
        known: dict[tuple[str, str], Fact] = {}
        reached = set(keys)
        while True:
            known = {id_: fact for id_, fact in self.facts.items() if id_[0] in reached}
            if (all_keys(known) | set(keys)) <= reached:
                revisions = {key: self.revisions.get(key, 0) for key in reached}
                return Holding(known=known, revisions=revisions, asked_at={})
            reached |= all_keys(known)

    def surroundings(self, keys: frozenset[str], *, studio_ids: frozenset[str]) -> Surroundings:
        return Surroundings(
            denied=frozenset(),
            standings={id_: self.standing[id_] for id_ in keys if id_ in self.standing},
            studios={id_: self.known_studios[id_] for id_ in studio_ids if id_ in self.known_studios},
        )

    def purged_with(self, denied: frozenset[str]) -> frozenset[str]:
        return denied

    def members(self, studio_id: str) -> list[str]:
        return [m.subject_key for m in self.facts.values() if isinstance(m, Membership) and m.studio_id == studio_id]

    def save_studio(self, studio: Studio) -> bool:
        known = self.known_studios.get(studio.id)
        if known and known.version > studio.version:
            return False
        self.known_studios[studio.id] = studio
        return True

    def commit(self, commit: Commit) -> bool:
        if self.meanwhile:
            self.meanwhile.pop()()
        stale_facts = any(self.revisions.get(key, 0) != at for key, at in commit.revisions.items())
        stale_studios = any(self.known_studios.get(id_) != seen for id_, seen in commit.studios.items())
        if stale_facts or stale_studios:
            return False
        self.revisions |= {key: revision + 1 for key, revision in commit.revisions.items()}
        self.facts |= {fact_id(fact): fact for fact in commit.news}
        for publication in commit.publications:
            self.standing[publication.change.id] = publication.change.standing
            self.forms[publication.change.id] = publication.change.form
            self.announced += [publication.outbox] if publication.outbox else []
        return True

    def put(self, *, subject: str, body: dict[str, Any]) -> str:
        key = claim_key(producer=Context.PROFILE_API, subject=subject, body=repr(body).encode())
        self.claims[key] = subject
        return key

    def stored(self, subject: str) -> list[StoredVersion]:
        return [{"Key": key} for key, whose in self.claims.items() if whose == subject]

    def delete(self, versions: Sequence[StoredVersion]) -> int:
        return len([self.claims.pop(version["Key"]) for version in versions])

    def forget(self, subject: str) -> int:
        return self.delete(self.stored(subject))


class Clock:
    def now(self) -> datetime:
        return T0


CAUSE = Envelope.wrap(
    ArtistLeftStudio(subject_key=HANDLES[0], studio_id=STUDIO_IDS[0], observed_at=T0),
    producer=Context.STUDIO_SCRAPER,
    now=T0,
    correlation_id="run",
)


def projector_of(memory: Memory) -> Projector:
    return Projector(
        directory=memory, claims=memory, clock=Clock(), refresh_every=timedelta(hours=48), pause=lambda _: None
    )


def hear(memory: Memory, news: Studio | tuple[Fact, ...]) -> None:
    if isinstance(news, Studio):
        projector_of(memory).studio_changed(news, cause=CAUSE)
    else:
        projector_of(memory).tell(news, cause=CAUSE)


def one_truth_per_version(history: list[Any]) -> list[Any]:
    """Discovery says each version of a studio once; two truths under one version are not a history."""
    versions: dict[tuple[str, int], Studio] = {}
    return [versions.setdefault((n.id, n.version), n) if isinstance(n, Studio) else n for n in history]


def claims_of_the_public(memory: Memory) -> set[str]:
    """What the last announcement of each public profile points at."""
    last = {envelope.subject: envelope for envelope in memory.announced}
    return {str(envelope.data["claim"]) for envelope in last.values() if envelope.type == "artist.published.v1"}


def shown_by(memory: Memory) -> dict[str, Any]:
    return {id_: form for id_, form in memory.forms.items() if form is not None}


@given(st.lists(told, max_size=12), st.randoms())
def test_facts_are_the_same_in_any_order_and_any_number(history: list[tuple[Fact, ...]], random: Any) -> None:
    again = [*history, *history]
    random.shuffle(again)

    assert merge({}, (f for facts in history for f in facts)) == merge({}, (f for facts in again for f in facts))


@THOROUGH
@given(histories, st.randoms())
def test_the_same_is_public_in_any_order_and_any_number(history: list[Any], random: Any) -> None:
    history = one_truth_per_version(history)
    again = [*history, *random.choices(history, k=len(history))] if history else []
    random.shuffle(again)
    straight, shuffled = Memory(), Memory()

    for news in history:
        hear(straight, news)
    for news in again:
        hear(shuffled, news)

    assert shown_by(straight) == shown_by(shuffled)
    assert straight.facts == shuffled.facts


@THOROUGH
@given(histories, st.data())
def test_what_is_said_between_reading_and_writing_is_not_lost(history: list[Any], data: st.DataObject) -> None:
    history = one_truth_per_version(history)
    interrupted, straight = Memory(), Memory()
    for news in history:
        hear(straight, news)
    position = 0
    while position < len(history):
        burst = data.draw(st.integers(1, 3), label="how many at once")
        first, *meanwhile = history[position : position + burst]
        interrupted.meanwhile = [functools.partial(hear, interrupted, news) for news in meanwhile]
        hear(interrupted, first)
        while interrupted.meanwhile:  # those that found no gap to slip into
            interrupted.meanwhile.pop()()
        position += burst

    assert shown_by(interrupted) == shown_by(straight)
    assert claims_of_the_public(interrupted) <= interrupted.claims.keys()


@given(histories)
def test_there_are_claims_of_those_who_are_public_and_of_nobody_else(history: list[Any]) -> None:
    memory = Memory()
    for news in one_truth_per_version(history):
        hear(memory, news)

    public = {id_ for id_, standing in memory.standing.items() if standing.state is State.PUBLISHED}
    assert set(memory.claims.values()) == public
    assert claims_of_the_public(memory) <= memory.claims.keys()


def test_a_departure_that_was_being_written_does_not_undo_a_return_told_meanwhile() -> None:
    studio, name = STUDIO_IDS[0], "Rowan Ashe"
    subject = name_key(studio, name)
    roster = RosterFacts(name=name, handle=None, role=Role.RESIDENT, confidence=0.5, provenance=SOURCE)

    def seen(day: int, *, present: bool) -> tuple[Fact, ...]:
        observed_at = T0 + timedelta(days=day)
        named = roster if present else None
        return (
            Membership(subject_key=subject, studio_id=studio, observed_at=observed_at, present=present, roster=named),
        )

    memory = Memory()
    hear(memory, Studio(id=studio, version=1, closed=False, facts=studio_facts(studio, 1)))
    hear(memory, seen(0, present=True))
    memory.meanwhile = [functools.partial(hear, memory, seen(2, present=True))]

    hear(memory, seen(1, present=False))

    assert memory.standing[subject].state is State.PUBLISHED


@given(histories)
def test_what_was_announced_last_is_what_stands(history: list[Any]) -> None:
    memory = Memory()
    for news in one_truth_per_version(history):
        hear(memory, news)

    last = {envelope.subject: envelope for envelope in memory.announced}
    versions = [(envelope.subject, envelope.data["version"]) for envelope in memory.announced]
    assert len(set(versions)) == len(versions)
    for artist_id, standing in memory.standing.items():
        public = standing.state is State.PUBLISHED
        assert (artist_id in last and last[artist_id].type == "artist.published.v1") == public


@given(st.lists(told, max_size=12))
def test_every_redirect_leads_to_a_public_profile_and_every_profile_has_one_person(history: list[Any]) -> None:
    known = merge({}, (fact for facts in history for fact in facts))
    studios = {id_: Studio(id=id_, version=1, closed=False, facts=studio_facts(id_, 1)) for id_ in STUDIO_IDS}

    forms = public_forms(known, studios)

    assert all(isinstance(forms[form.id], PublicProfile) for form in forms.values() if isinstance(form, MovedTo))
    shown = [m for person in persons(known) for m in person.memberships]
    assert len(shown) == len({fact_id(m) for m in shown}) == sum(isinstance(f, Membership) for f in known.values())


@given(st.lists(told, max_size=12), st.sampled_from(HANDLES + ACCOUNTS))
def test_a_person_found_by_one_key_is_found_by_each_of_their_keys(history: list[Any], key: str) -> None:
    known = merge({}, (fact for facts in history for fact in facts))

    found = keys_of_same_person(known, frozenset({key}))

    assert key in found
    for other in found - {key}:
        assert keys_of_same_person(known, frozenset({other})) <= found
