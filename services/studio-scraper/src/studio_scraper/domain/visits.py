"""A visit to a studio: read its website, compare with what is remembered, keep and announce what changed."""

import asyncio
from collections.abc import Iterable, Sequence
from datetime import datetime

from event_contracts import Envelope, StudioFailure
from event_contracts.claims import Provenance, RosterFacts
from service_kit.claims import ClaimStore
from service_kit.clock import Clock
from service_kit.ids import SubjectHasher
from studio_scraper.domain.crawl import Crawl, CrawlFailedError, Unchanged, is_somebody_elses
from studio_scraper.domain.leads import Lead
from studio_scraper.domain.members import WEBSITE_LICENCE, Changes, Listed, Standing, compare, listed
from studio_scraper.domain.outcome import Outcome
from studio_scraper.domain.records import Attempt, Remembered, Rosters, SiteReader
from studio_scraper.domain.roster import resolve_roster


class StudioVisits:
    """Does what a studio event asks for. May be interrupted and repeated: what was written is not written again."""

    def __init__(
        self, *, sites: SiteReader, rosters: Rosters, claims: ClaimStore, hasher: SubjectHasher, clock: Clock
    ) -> None:
        self._sites = sites
        self._rosters = rosters
        self._claims = claims
        self._hasher = hasher
        self._clock = clock

    async def visit(
        self, *, studio_id: str, version: int, website: str | None, lead: Lead | None = None, cause: Envelope
    ) -> str | None:
        """Read the website and record the outcome; answers the outcome's code, None when this was done before.

        A studio without a website may have a `lead`.
        """
        remembered = await asyncio.to_thread(self._rosters.load, studio_id)
        if remembered.version >= version:
            return None
        if lead:
            attempt = Attempt(studio_id=studio_id, version=version, now=self._clock.now(), cause=cause)
            return await asyncio.to_thread(self._follow, attempt, remembered, lead)
        crawl, outcome = await self._look(website, remembered)
        attempt = Attempt(
            studio_id=studio_id,
            version=version,
            now=self._clock.now(),
            cause=cause,
            website=website,
            pace=remembered.pace,
        )
        if crawl is not None:
            return await asyncio.to_thread(self._record, attempt, remembered, crawl)
        validators = {} if isinstance(outcome, StudioFailure) else remembered.validators
        await asyncio.to_thread(self._rosters.finish, attempt, outcome, validators=validators)
        return outcome

    async def close(self, *, studio_id: str, version: int, cause: Envelope) -> None:
        """Everybody has left a studio that is no more."""
        await asyncio.to_thread(self._close, studio_id, version, cause)

    async def _look(self, website: str | None, remembered: Remembered) -> tuple[Crawl | None, Outcome | StudioFailure]:
        """The pages, or why there are none."""
        if remembered.is_resting(website, now=self._clock.now()):
            return None, Outcome.RESTED
        try:
            found = await self._crawl(website, remembered)
        except CrawlFailedError as failed:
            return None, failed.reason
        return (found, Outcome.READ) if isinstance(found, Crawl) else (None, Outcome.UNCHANGED)

    async def _crawl(self, website: str | None, remembered: Remembered) -> Crawl | Unchanged:
        if website is None:
            raise CrawlFailedError(StudioFailure.NO_WEBSITE)
        if is_somebody_elses(website):
            raise CrawlFailedError(StudioFailure.NOT_A_STUDIO_SITE)
        return await self._sites.read(website, known=remembered.validators)

    def _follow(self, attempt: Attempt, remembered: Remembered, lead: Lead) -> str:
        """The listing is all there is. It may name one artist, and tells nothing of whoever was there before."""
        artist = lead.artist(studio_id=attempt.studio_id, hasher=self._hasher)
        if artist is None:
            self._rosters.finish(attempt, StudioFailure.ONLY_INSTAGRAM, validators={})
            return StudioFailure.ONLY_INSTAGRAM
        changes = compare(remembered.members, self._welcome([artist]), complete=False)
        self._announce(attempt, changes, provenance=lead.provenance)
        self._rosters.finish(attempt, Outcome.READ, validators={})
        return Outcome.READ

    def _record(self, attempt: Attempt, remembered: Remembered, crawl: Crawl) -> str:
        roster = resolve_roster(entry_url=crawl.entry_url, pages=crawl.pages)
        if not roster.artists:
            reason = StudioFailure.NEEDS_BROWSER if roster.needs_browser else StudioFailure.NO_ARTISTS
            self._rosters.finish(attempt, reason, validators={})
            return reason
        found = listed(roster, entry_url=crawl.entry_url, studio_id=attempt.studio_id, hasher=self._hasher)
        welcome = self._welcome(found)
        complete = crawl.complete and not roster.needs_browser
        self._announce(attempt, compare(remembered.members, welcome, complete=complete))
        # Unchanged pages are not read again; those that name somebody denied are, lest a reinstatement go unnoticed.
        validators = crawl.validators if complete and len(welcome) == len(found) else {}
        self._rosters.finish(attempt, Outcome.READ, validators=validators, named=_keys(found))
        return Outcome.READ

    def _welcome(self, found: Sequence[Listed]) -> list[Listed]:
        """Those who are not denied. A claim which an attempt cut short left behind for the others goes now."""
        denied = self._rosters.denied_among(_keys(found))
        for one in found:
            if one.keys & denied:
                self._claims.forget(one.subject_key)
        return [one for one in found if not one.keys & denied]

    def _announce(self, attempt: Attempt, changes: Changes, *, provenance: Provenance | None = None) -> None:
        """Traces of everybody, then claims, then members and events. Whoever is denied meanwhile keeps no claim."""
        before = self._rosters.keys_until_now(attempt.studio_id, changes.identified)
        denied = self._rosters.prepare(attempt, changes.identified, before=before)
        claims = {
            one: self._claims.put(subject=one.subject_key, body=_facts(one, provenance or _website(one, attempt.now)))
            for one in changes.identified
            if one.subject_key not in denied
        }
        denied |= self._rosters.announce(attempt, claims=claims, left=changes.left, before=before)
        for one in changes.identified:
            if one.subject_key in denied:
                self._claims.forget(one.subject_key)

    def _close(self, studio_id: str, version: int, cause: Envelope) -> None:
        remembered = self._rosters.load(studio_id)
        if remembered.version >= version:
            return
        attempt = Attempt(studio_id=studio_id, version=version, now=self._clock.now(), cause=cause)
        present = [member for member in remembered.members if member.standing is Standing.PRESENT]
        self._rosters.announce(attempt, claims={}, left=present, before={})
        self._rosters.finish(attempt, Outcome.CLOSED, validators={})


def _keys(found: Iterable[Listed]) -> frozenset[str]:
    return frozenset[str]().union(*(one.keys for one in found))


def _website(one: Listed, now: datetime) -> Provenance:
    return Provenance(source="studio-website", url=one.source_url, licence=WEBSITE_LICENCE, fetched_at=now)


def _facts(one: Listed, provenance: Provenance) -> dict[str, object]:
    facts = RosterFacts(
        name=one.name,
        handle=one.handle,
        role=one.role,
        confidence=one.confidence,
        provenance=provenance,
    )
    return facts.model_dump(mode="json")
