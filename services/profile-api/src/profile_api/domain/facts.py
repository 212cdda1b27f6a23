"""What the directory has been told, one small fact each, and how two tellings of the same fact become one.

Every `join` is commutative, associative and idempotent: facts form a semilattice, so events may come in any order and
any number of times and the same facts remain. Facts live in the partition of the key they are about (`subject_key`).
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timezone
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from event_contracts import GoneReason, InferredStyle, ScrapeFailure
from event_contracts.claims import ProfileFacts, RosterFacts

LONG_AGO = datetime(1970, 1, 1, tzinfo=timezone.utc)


class _Fact(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    subject_key: str

    @property
    def sort(self) -> str:
        """What the fact says about its subject; two facts with the same subject and sort are joined."""
        raise NotImplementedError


class Membership(_Fact):
    """An artist, as named by a handle or by name only, works at a studio — or does so no more."""

    kind: Literal["membership"] = "membership"
    studio_id: str
    observed_at: datetime
    present: bool
    roster: RosterFacts | None = None
    name_keys: frozenset[str] = frozenset()
    first_identified_at: datetime | None = None

    @property
    def sort(self) -> str:
        return f"STUDIO#{self.studio_id}"

    def join(self, other: Self) -> Self:
        newest = max(self, other, key=lambda m: (m.observed_at, m.present, m.model_dump_json(include={"roster"})))
        seen = [m.first_identified_at for m in (self, other) if m.first_identified_at]
        return newest.model_copy(
            update={"name_keys": self.name_keys | other.name_keys, "first_identified_at": min(seen, default=None)}
        )


class Binding(_Fact):
    """A handle (`subject_key`) belonged to an account during a time. Handles change hands; accounts do not (AGG-10)."""

    kind: Literal["binding"] = "binding"
    account: str
    first_seen: datetime
    last_seen: datetime

    @property
    def sort(self) -> str:
        return f"ACCOUNT#{self.account}"

    def join(self, other: Self) -> Self:
        return self.model_copy(
            update={
                "first_seen": min(self.first_seen, other.first_seen),
                "last_seen": max(self.last_seen, other.last_seen),
            }
        )


class Link(_Fact):
    """The way from an account or a name to a handle whose facts concern it."""

    kind: Literal["link"] = "link"
    handle_key: str

    @property
    def sort(self) -> str:
        return f"HANDLE#{self.handle_key}"

    def join(self, other: Self) -> Self:
        return other


class Snapshot(_Fact):
    """An account's Instagram profile as it was last read."""

    kind: Literal["snapshot"] = "snapshot"
    handle_key: str
    observed_at: datetime
    profile: ProfileFacts

    @property
    def sort(self) -> str:
        return "INSTAGRAM"

    def join(self, other: Self) -> Self:
        return max(self, other, key=lambda s: (s.observed_at, s.handle_key, s.profile.model_dump_json()))


class Styles(_Fact):
    """The styles inferred from an account's profile."""

    kind: Literal["styles"] = "styles"
    observed_at: datetime
    taxonomy_version: str
    styles: tuple[InferredStyle, ...]

    @property
    def sort(self) -> str:
        return "STYLES"

    def join(self, other: Self) -> Self:
        return max(self, other, key=lambda s: (s.observed_at, s.taxonomy_version, s.model_dump_json()))


class Unread(_Fact):
    """A handle's profile could not be read when it was last tried."""

    kind: Literal["unread"] = "unread"
    observed_at: datetime
    reason: ScrapeFailure

    @property
    def sort(self) -> str:
        return "UNREAD"

    def join(self, other: Self) -> Self:
        return max(self, other, key=lambda u: (u.observed_at, u.reason))


class Gone(_Fact):
    """A handle leads to no public profile (any more): of one account, or, with `account` unset, of anybody."""

    kind: Literal["gone"] = "gone"
    account: str | None
    observed_at: datetime
    reason: GoneReason

    @property
    def sort(self) -> str:
        return f"GONE#{self.account or '-'}"

    def join(self, other: Self) -> Self:
        return max(self, other, key=lambda g: (g.observed_at, g.reason))


Fact = Membership | Binding | Link | Snapshot | Styles | Unread | Gone
FACT: TypeAdapter[Fact] = TypeAdapter(Annotated[Fact, Field(discriminator="kind")])

FactId = tuple[str, str]
"""(subject key, sort)."""

Known = Mapping[FactId, Fact]
"""All facts that concern each other, by id."""


def fact_id(fact: Fact) -> FactId:
    return fact.subject_key, fact.sort


def merge(known: Known, told: Iterable[Fact]) -> dict[FactId, Fact]:
    """`known` after being told more."""
    merged = dict(known)
    for fact in told:
        before = merged.get(fact_id(fact))
        merged[fact_id(fact)] = fact if before is None else before.join(fact)  # type: ignore[arg-type]
    return merged


def keys_named_by(facts: Iterable[Fact]) -> frozenset[str]:
    """The subject keys (handles, accounts, names) that facts are about or lead to; not studios."""
    keys: set[str] = set()
    for fact in facts:
        keys.add(fact.subject_key)
        match fact:
            case Membership():
                keys |= fact.name_keys
            case Binding():
                keys.add(fact.account)
            case Link() | Snapshot():
                keys.add(fact.handle_key)
            case Gone() if fact.account:
                keys.add(fact.account)
            case _:
                pass
    return frozenset(keys)
