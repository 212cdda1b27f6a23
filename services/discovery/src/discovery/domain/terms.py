"""What each source's terms let us keep: the table of docs/data-sources.md as a rule that no record can break."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final

from event_contracts.claims import Provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """A source's terms. `keeps_facts`: names, addresses, websites and telephone numbers may be kept; otherwise only the
    place's reference may. `coordinates_kept`: after which time coordinates must be deleted; None: never."""

    source: str
    licence: str
    keeps_facts: bool
    coordinates_kept: timedelta | None = None

    def provenance(self, *, fetched_at: datetime, url: str | None = None) -> Provenance:
        expires_at = fetched_at + self.coordinates_kept if self.coordinates_kept else None
        return Provenance(
            source=self.source, url=url, licence=self.licence, fetched_at=fetched_at, expires_at=expires_at
        )


OPEN_STREET_MAP: Final = Terms(source="OpenStreetMap", licence="ODbL-1.0", keeps_facts=True)
GOOGLE_PLACES: Final = Terms(
    source="Google Places",
    licence="Google Maps Platform terms: place id only, coordinates for 30 days",
    keeps_facts=False,
    coordinates_kept=timedelta(days=30),
)
TERMS: Final = MappingProxyType({terms.source: terms for terms in (OPEN_STREET_MAP, GOOGLE_PLACES)})
"""By the name that provenance gives the source. A source that is not here cannot be kept at all."""
