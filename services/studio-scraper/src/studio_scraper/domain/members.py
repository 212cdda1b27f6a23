"""A studio's members as they are remembered, and what a new look at its website changes about them."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from event_contracts import Role
from service_kit.ids import SubjectHasher, fold_name
from studio_scraper.domain.models import Roster, RosterArtist
from studio_scraper.domain.names import fold
from studio_scraper.domain.sections import is_person_page, path_segments

WEBSITE_LICENCE = "facts"
_CONFIDENCE_DIGITS = 2


class Standing(StrEnum):
    PRESENT = "present"
    LEFT = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An artist as the website names them now, with the keys that stand for them."""

    subject_key: str
    handle_key: str | None
    name_key: str
    name: str
    handle: str | None
    role: Role
    confidence: float
    source_url: str

    @property
    def keys(self) -> frozenset[str]:
        """Every key the denylist may know them by."""
        return frozenset({self.subject_key, self.name_key})

    @property
    def digest(self) -> str:
        """Differs when there is something to announce; where and when it was read is not."""
        facts = json.dumps([self.name, self.handle, self.role, self.confidence])
        return hashlib.sha256(facts.encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """An artist as this context remembers them: keys and facts that name nobody. `claim` holds the rest."""

    subject_key: str
    handle_key: str | None
    name_key: str
    standing: Standing
    role: Role
    confidence: float
    digest: str
    claim: str
    observed_at: datetime

    @property
    def keys(self) -> frozenset[str]:
        return frozenset({self.subject_key, self.name_key})


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What to announce; whoever is in neither is as they were."""

    identified: tuple[Listed, ...]
    left: tuple[Member, ...]


def listed(roster: Roster, *, entry_url: str, studio_id: str, hasher: SubjectHasher) -> tuple[Listed, ...]:
    """The roster's artists under their keys, each once: the surest reading of a key wins.

    A name without an account is taken for the person of that name whose account is known.
    """
    found = [
        _listed(artist, entry_url=entry_url, studio_id=studio_id, hasher=hasher)
        for artist in roster.artists
        if fold_name(artist.name)
    ]
    named_with_account = {one.name_key for one in found if one.handle_key}
    best: dict[str, Listed] = {}
    for one in sorted(found, key=lambda one: (-one.confidence, one.name, one.source_url)):
        if one.handle_key or one.name_key not in named_with_account:
            best.setdefault(one.subject_key, one)
    return tuple(best[key] for key in sorted(best))


def _listed(artist: RosterArtist, *, entry_url: str, studio_id: str, hasher: SubjectHasher) -> Listed:
    handle_key = hasher.handle_key(artist.instagram) if artist.instagram else None
    name_key = hasher.name_key(studio_id=studio_id, name=artist.name)
    return Listed(
        subject_key=handle_key or name_key,
        handle_key=handle_key,
        name_key=name_key,
        name=artist.name,
        handle=artist.instagram,
        role=Role(artist.role.value),
        confidence=round(artist.confidence, _CONFIDENCE_DIGITS),
        source_url=next((e.url for e in artist.evidence if _may_be_quoted(e.url, artist)), entry_url),
    )


def _may_be_quoted(url: str, artist: RosterArtist) -> bool:
    """The address of somebody else's page spells their name, and would outlive them in this artist's claim."""
    slug = frozenset[str]().union(*path_segments(url))
    return not is_person_page(url) or bool(slug & set(fold(artist.name).split()))


def compare(known: Iterable[Member], found: Sequence[Listed], *, complete: bool) -> Changes:
    """What changed. Nobody is held to have left on the word of an incomplete crawl."""
    present = {member.subject_key: member for member in known if member.standing is Standing.PRESENT}
    identified = tuple(
        one for one in found if one.subject_key not in present or present[one.subject_key].digest != one.digest
    )
    still_there = {one.subject_key for one in found}
    left = tuple(member for key, member in sorted(present.items()) if complete and key not in still_there)
    return Changes(identified=identified, left=left)
