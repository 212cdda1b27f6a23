"""What a source says about one place, and what makes it comparable."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from discovery.domain.places import Area, Box, Point
from discovery.domain.terms import TERMS
from event_contracts.claims import Provenance


class Finding(StrEnum):
    """What was noticed about a place, for the record of its tile."""

    NAMELESS = "nameless"
    CLOSED = "closed"
    NOT_A_STUDIO = "not_a_studio"
    INSTAGRAM_WEBSITE = "instagram_website"
    NETWORK_WEBSITE = "network_website"
    DIRECTORY_WEBSITE = "directory_website"
    SPAM_WEBSITE = "spam_website"
    UNREADABLE_WEBSITE = "unreadable_website"
    CROWDED_WEBSITE = "crowded_website"


_NO_STUDIO = frozenset({Finding.NAMELESS, Finding.CLOSED, Finding.NOT_A_STUDIO})


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRecord:
    """One place in one source. `ref` names it there for good (`osm:node/1`); phone in E.164; website as an address.

    Raises `ValueError` when it holds more than its source's terms let us keep, so that nothing restricted gets any
    further than the adapter that read it.
    """

    ref: str
    point: Point
    provenance: Provenance
    name: str = ""
    website: str | None = None
    instagram: str | None = None
    phone: str | None = None
    address: str = ""
    area: str = ""
    city: str = ""
    postcode: str = ""
    findings: frozenset[Finding] = frozenset()

    def __post_init__(self) -> None:
        terms = TERMS.get(self.provenance.source)
        if terms is None:
            raise ValueError("source_without_terms")
        facts = (self.website, self.instagram, self.phone, self.address, self.area, self.city, self.postcode)
        if not terms.keeps_facts and (self.name or any(facts)):
            raise ValueError("restricted_field")
        latest = self.provenance.fetched_at + terms.coordinates_kept if terms.coordinates_kept else None
        if latest and (self.provenance.expires_at is None or self.provenance.expires_at > latest):
            raise ValueError("coordinates_kept_too_long")

    @property
    def is_sighting(self) -> bool:
        """Of a place about which nothing but its reference may be kept."""
        return not TERMS[self.provenance.source].keeps_facts

    @property
    def is_studio(self) -> bool:
        return bool(self.name) and not self.findings & _NO_STUDIO


class StudioSource(Protocol):
    """A source of studios. Raises `service_kit.errors.TransientError` when it cannot answer now."""

    def survey(self, box: Box, *, area: Area) -> list[SourceRecord]:
        """Every place in the box that is listed with tattoos, also those that are no (open) studio, with the findings
        that say so; `area` tells which country's phone numbers they have."""
