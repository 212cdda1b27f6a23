"""A studio as the directory shows it."""

from dataclasses import dataclass

from event_contracts.claims import StudioFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class Studio:
    """The last version of a studio that was heard of. `facts` is unset when all that is known is that it closed."""

    id: str
    version: int
    closed: bool
    facts: StudioFacts | None = None
