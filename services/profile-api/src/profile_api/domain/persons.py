"""Who is who: which facts are about the same person.

The numeric account decides. A membership found under a handle belongs to the account that held the handle when the
studio first named it; a name without an account belongs to whoever the studio names by that name with an account.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from profile_api.domain.facts import Binding, Fact, Gone, Known, Membership, Snapshot, Styles, Unread, keys_named_by

F = TypeVar("F", bound=Fact)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One person and what is known about them.

    `id` is their public id once they are settled; `aliases` are the keys that lead to them, `handle_keys` the handles
    they hold now. `settled` is False while their only account has not been looked at yet (the listing rule).
    """

    id: str
    aliases: frozenset[str]
    handle_keys: frozenset[str]
    memberships: tuple[Membership, ...]
    settled: bool
    snapshot: Snapshot | None
    styles: Styles | None
    gone: tuple[Gone, ...]
    unread: tuple[Unread, ...]

    @property
    def live_snapshot(self) -> Snapshot | None:
        """The account's profile, unless it has disappeared from its handle since it was read."""
        snapshot = self.snapshot
        if snapshot and any(
            gone.subject_key == snapshot.handle_key and gone.observed_at > snapshot.observed_at for gone in self.gone
        ):
            return None
        return snapshot

    @property
    def checked_at(self) -> datetime | None:
        """When anything about them was last looked at."""
        seen = [fact.observed_at for facts in (self.memberships, self.gone, self.unread) for fact in facts]
        return max([*seen, self.snapshot.observed_at] if self.snapshot else seen, default=None)


def is_handle(key: str) -> bool:
    return key.startswith("hk_")


def all_keys(known: Known) -> frozenset[str]:
    return keys_named_by(known.values()) | {key for key, _ in known}


def persons(known: Known) -> list[Person]:
    """Everybody the facts speak of, by id; every key leads to exactly one of them."""
    tenures = _Tenures(known)
    owners = _names_with_an_account(known, tenures)
    leads_to = {key: tenures.first_owner(key) if is_handle(key) else owners.get(key, key) for key in all_keys(known)}
    memberships: dict[str, list[Membership]] = defaultdict(list)
    for membership in facts_of(known, Membership):
        key = membership.subject_key
        person_id = tenures.owner_when_named(membership) if is_handle(key) else leads_to[key]
        memberships[person_id].append(membership)
    return [
        _person(
            person_id,
            known=known,
            aliases=frozenset(key for key, target in leads_to.items() if target == person_id),
            handle_keys=frozenset(key for key in leads_to if is_handle(key) and tenures.last_owner(key) == person_id),
            memberships=tuple(sorted(memberships[person_id], key=lambda m: (m.subject_key, m.studio_id))),
        )
        for person_id in sorted(set(leads_to.values()))
    ]


def facts_of(known: Known, kind: type[F]) -> list[F]:
    return [fact for fact in known.values() if isinstance(fact, kind)]


class _Tenures:
    """Who held which handle, and when. A handle whose account is unknown is its own owner."""

    def __init__(self, known: Known) -> None:
        self._of: dict[str, list[Binding]] = defaultdict(list)
        for binding in facts_of(known, Binding):
            self._of[binding.subject_key].append(binding)

    def first_owner(self, handle_key: str) -> str:
        return min(self._of[handle_key], key=_start).account if self._of[handle_key] else handle_key

    def last_owner(self, handle_key: str) -> str:
        held = self._of[handle_key]
        return max(held, key=lambda b: (b.last_seen, b.account)).account if held else handle_key

    def owner_when_named(self, membership: Membership) -> str:
        named_at = membership.first_identified_at or membership.observed_at
        held = [binding for binding in self._of[membership.subject_key] if binding.first_seen <= named_at]
        return max(held, key=_start).account if held else self.first_owner(membership.subject_key)


def _start(binding: Binding) -> tuple[datetime, str]:
    return binding.first_seen, binding.account


def _names_with_an_account(known: Known, tenures: _Tenures) -> dict[str, str]:
    """The person behind each name key that a studio also gave a handle; the latest such naming decides."""
    named = [m for m in facts_of(known, Membership) if is_handle(m.subject_key)]
    named.sort(key=lambda m: (m.present, m.observed_at, m.subject_key))
    return {name_key: tenures.owner_when_named(membership) for membership in named for name_key in membership.name_keys}


def _person(
    person_id: str,
    *,
    known: Known,
    aliases: frozenset[str],
    handle_keys: frozenset[str],
    memberships: tuple[Membership, ...],
) -> Person:
    snapshot, styles = known.get((person_id, "INSTAGRAM")), known.get((person_id, "STYLES"))
    gone = tuple(
        fact
        for fact in facts_of(known, Gone)
        if fact.account == person_id
        or (fact.account is None and fact.subject_key in handle_keys)
        or fact.subject_key == person_id
    )
    unread = tuple(fact for fact in facts_of(known, Unread) if fact.subject_key in handle_keys)
    return Person(
        id=person_id,
        aliases=aliases | {person_id},
        handle_keys=handle_keys,
        memberships=memberships,
        settled=not is_handle(person_id) or bool(gone or unread),
        snapshot=snapshot if isinstance(snapshot, Snapshot) else None,
        styles=styles if isinstance(styles, Styles) else None,
        gone=gone,
        unread=unread,
    )


def keys_of_same_person(known: Known, keys: frozenset[str]) -> frozenset[str]:
    """`keys` and every other key of the persons they name.

    A handle stands for whoever holds it now: a former holder is somebody else, and is left alone.
    """
    everybody = [_own_keys(person) for person in persons(known)]
    found = keys
    while True:
        more = found.union(*(theirs for theirs in everybody if theirs & found))
        if more == found:
            return found
        found = more


def _own_keys(person: Person) -> frozenset[str]:
    names = frozenset(alias for alias in person.aliases if not is_handle(alias))
    return frozenset({person.id}).union(
        names, person.handle_keys, *(membership.name_keys for membership in person.memberships)
    )
