"""What changes between looks at a roster, in whatever order and however often they are delivered."""

import asyncio
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timezone
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from event_contracts import Context, Envelope, StudioClosed, StudioFailure
from service_kit.ids import SubjectHasher
from studio_scraper.domain.crawl import Crawl, CrawlFailedError, Unchanged, Validators
from studio_scraper.domain.members import Listed, Member, Standing, listed
from studio_scraper.domain.models import Evidence, EvidenceKind, Mention, PageReading, Role, Roster, RosterArtist
from studio_scraper.domain.outcome import Outcome
from studio_scraper.domain.records import Attempt, KeysBefore, Remembered
from studio_scraper.domain.visits import StudioVisits

STUDIO = "st_" + "b" * 32
HASHER = SubjectHasher(key=b"test-key")
NAMES = ("Mara Quill", "Tomas Reed", "Ines Vale", "Odd Larsen")
CAUSE = Envelope.wrap(
    StudioClosed(studio_id=STUDIO, version=1),
    producer=Context.DISCOVERY,
    now=datetime(2026, 3, 2, tzinfo=timezone.utc),
    correlation_id="run-1",
)

rosters = st.dictionaries(st.sampled_from(NAMES), st.sampled_from([Role.RESIDENT, Role.GUEST, Role.OWNER]))
histories = st.dictionaries(st.integers(1, 6), st.none() | rosters, min_size=1)


class Memory:
    """`Rosters` in memory; notes what is written."""

    def __init__(self) -> None:
        self.done = 0
        self.members: dict[str, Member] = {}
        self.writes: list[tuple[str, str]] = []

    def load(self, studio_id: str) -> Remembered:
        return Remembered(version=self.done, members=tuple(self.members.values()))

    def denied_among(self, keys: Iterable[str]) -> frozenset[str]:
        return frozenset()

    def keys_until_now(self, studio_id: str, several: Sequence[Listed]) -> KeysBefore:
        return {}

    def prepare(self, attempt: Attempt, several: Sequence[Listed], *, before: KeysBefore) -> frozenset[str]:
        return frozenset()

    def announce(
        self, attempt: Attempt, *, claims: Mapping[Listed, str], left: Sequence[Member], before: KeysBefore
    ) -> frozenset[str]:
        assert attempt.version > self.done
        for one, claim in claims.items():
            self.writes.append(("identified", one.name))
            self.members[one.subject_key] = Member(
                subject_key=one.subject_key, handle_key=one.handle_key, name_key=one.name_key, digest=one.digest,
                standing=Standing.PRESENT, role=one.role, confidence=one.confidence, claim=claim,
                observed_at=attempt.now,
            )  # fmt: skip
        for member in left:
            self.writes.append(("left", member.subject_key))
            del self.members[member.subject_key]
        return frozenset()

    def finish(self, attempt: Attempt, outcome: Outcome | StudioFailure, **_: object) -> None:
        self.done = max(self.done, attempt.version)


class Claims:
    def put(self, *, subject: str, body: dict[str, Any]) -> str:
        return json.dumps(body, sort_keys=True)

    def get(self, key: str) -> dict[str, Any]:
        raise NotImplementedError

    def forget(self, subject: str) -> int:
        return 0


class Site:
    """A website whose version `n` names the `n`-th roster; None is a site that is down."""

    def __init__(self, history: dict[int, dict[str, Role] | None]) -> None:
        self.history = history
        self.shown = 0

    async def read(self, website: str, *, known: Validators) -> Crawl | Unchanged:
        roster = self.history[self.shown]
        if roster is None:
            raise CrawlFailedError(StudioFailure.UNREACHABLE)
        evidence = Evidence(url=website, kind=EvidenceKind.JSON_LD, locator="", excerpt="")
        mentions = tuple(Mention(name=name, role=role, evidence=evidence) for name, role in roster.items())
        page = PageReading(url=website, mentions=mentions, text_length=500)
        return Crawl(entry_url=website, pages=(page,), complete=True)


class Clock:
    def now(self) -> datetime:
        return datetime(2026, 3, 2, tzinfo=timezone.utc)


def deliver(history: dict[int, dict[str, Role] | None], versions: Iterable[int]) -> Memory:
    """A studio's memory after its versions were delivered in this order."""
    memory, site = Memory(), Site(history)
    visits = StudioVisits(sites=site, rosters=memory, claims=Claims(), hasher=HASHER, clock=Clock())

    async def all_of_them() -> None:
        for version in versions:
            site.shown = version
            await visits.visit(studio_id=STUDIO, version=version, website="https://inkwell.example/", cause=CAUSE)

    asyncio.run(all_of_them())
    return memory


def roles(memory: Memory) -> dict[str, str]:
    return {key: member.role.value for key, member in memory.members.items()}


@settings(max_examples=60)
@given(data=st.data(), history=histories)
def test_any_order_and_repetition_of_visits_ends_in_what_the_latest_one_saw(
    data: st.DataObject, history: dict[int, dict[str, Role] | None]
) -> None:
    latest = max(history)
    if not history[latest]:
        return
    order = data.draw(st.lists(st.sampled_from(sorted(history)), max_size=12).map(lambda some: [*some, latest]))
    assert roles(deliver(history, order)) == {
        HASHER.name_key(studio_id=STUDIO, name=name): role.value for name, role in (history[latest] or {}).items()
    }


@settings(max_examples=40)
@given(roster=rosters.filter(bool), visits=st.integers(2, 5))
def test_nothing_is_published_when_nothing_has_changed(roster: dict[str, Role], visits: int) -> None:
    memory = deliver(dict.fromkeys(range(1, visits + 1), roster), range(1, visits + 1))
    assert sorted(memory.writes) == sorted(("identified", name) for name in roster)


@settings(max_examples=40)
@given(before=rosters.filter(bool), after=rosters.filter(bool))
def test_exactly_the_differences_are_published(before: dict[str, Role], after: dict[str, Role]) -> None:
    first = deliver({1: before}, [1])
    memory = deliver({1: before, 2: after}, [1, 2])
    gone = {HASHER.name_key(studio_id=STUDIO, name=name) for name in before.keys() - after.keys()}
    changed = {name for name, role in after.items() if before.get(name) != role}
    assert set(memory.writes[len(first.writes) :]) == {
        *(("identified", name) for name in changed),
        *(("left", key) for key in gone),
    }


@settings(max_examples=30)
@given(before=rosters.filter(bool), after=st.sampled_from([None, {}]))
def test_a_site_that_is_down_or_names_nobody_changes_nothing(
    before: dict[str, Role], after: dict[str, Role] | None
) -> None:
    assert roles(deliver({1: before, 2: after}, [1, 2])) == roles(deliver({1: before}, [1]))


def artist(name: str, *, instagram: str | None = None, confidence: float = 0.8, url: str = "") -> RosterArtist:
    evidence = (Evidence(url=url, kind=EvidenceKind.CARD, locator="", excerpt=""),) if url else ()
    return RosterArtist(
        name=name,
        instagram=instagram,
        role=Role.RESIDENT,
        confidence=confidence,
        evidence=evidence,
    )


def found(*artists: RosterArtist) -> tuple[Listed, ...]:
    roster = Roster(studio_name=None, studio_instagram=None, artists=artists, needs_browser=False)
    return listed(roster, entry_url="https://inkwell.example/", studio_id=STUDIO, hasher=HASHER)


def test_one_account_is_one_artist_under_the_surest_name() -> None:
    [one] = found(
        artist("Mara", instagram="quillwork", confidence=0.6),
        artist("Mara Quill", instagram="quillwork", confidence=0.9),
    )
    assert one.name == "Mara Quill"


def test_a_name_without_account_is_the_person_of_that_name_who_has_one() -> None:
    [one] = found(artist("Mara Quill", confidence=0.95), artist("MARA QUILL", instagram="quillwork"))
    assert one.handle == "quillwork"


def test_the_page_of_somebody_else_is_never_given_as_the_source() -> None:
    own, other = "https://inkwell.example/artists/mara-quill", "https://inkwell.example/artists/odd-larsen"
    assert [one.source_url for one in found(artist("Mara Quill", url=own))] == [own]
    assert [one.source_url for one in found(artist("Mara Quill", url=other))] == ["https://inkwell.example/"]
