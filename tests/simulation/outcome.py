"""What a history is asked for, and how it ended."""

from dataclasses import dataclass, field
from datetime import timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How long and how rough a history is. `skew`: by how much the contexts' clocks may differ from the true time.

    `reinstated_return`: also promise that whoever was reinstated is shown again after the next visits.
    """

    steps: int = 300
    skew: timedelta = timedelta(hours=1)
    reinstated_return: bool = False


@dataclass(slots=True)
class Outcome:
    """How a history ended: `violation` is None when every promise was kept."""

    seed: int
    history: list[str] = field(default_factory=list)
    violation: str | None = None
