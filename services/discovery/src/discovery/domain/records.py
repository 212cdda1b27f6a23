"""What a source says about one place, and what makes it comparable."""

from dataclasses import dataclass
from typing import Protocol

from discovery.domain.places import Area, Box, Point
from event_contracts.claims import Provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRecord:
    """One place in one source. `ref` names it there for good (`osm:node/1`); phone in E.164; website as an address.

    A record without a name may be kept as a sighting only: its source's terms allow no more (`provenance.expires_at`).
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


class StudioSource(Protocol):
    """A source of studios. Raises `service_kit.errors.TransientError` when it cannot answer now."""

    def survey(self, box: Box, *, area: Area) -> list[SourceRecord]:
        """Every tattoo studio in the box; `area` tells which country's phone numbers they have."""
