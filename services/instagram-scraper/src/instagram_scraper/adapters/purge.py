"""Deletes everything this context holds about people, whichever of their keys it is told (GOV-03, GOV-04)."""

from collections.abc import Iterable
from typing import Any

from instagram_scraper.adapters.objects import StoredObjects
from instagram_scraper.adapters.profiles_table import ProfilesTable, link_key, name_item_key, person_key
from service_kit.denylist import AliasNotes
from service_kit.enforcement import PurgeReport


class ProfilePurge:
    """A `service_kit.enforcement.Purge`. Objects go first: the table's links are what leads to them on a second run."""

    def __init__(self, *, table: Any, profiles: ProfilesTable, objects: StoredObjects) -> None:
        self._client = table.meta.client
        self._name = table.name
        self._profiles = profiles
        self._objects = objects
        self._notes = AliasNotes(table=table)

    def __call__(self, subject_keys: Iterable[str]) -> PurgeReport:
        given = frozenset(subject_keys)
        reached = self._reach(given)
        self._notes.keep(given, reached - given)
        people = {key for key in reached if key.startswith("ar_")}
        removed = sum(self._objects.forget(artist_id) for artist_id in sorted(people))
        for key in sorted(reached):
            removed += sum(self._delete(item) for item in _items_of(key))
        return PurgeReport(items_removed=removed, aliases=reached - given)

    def _reach(self, given: frozenset[str]) -> frozenset[str]:
        """Every key that leads to the same people: handles and former handles, accounts, studios' names."""
        reached: set[str] = set()
        waiting = set(given)
        while waiting:
            key = waiting.pop()
            reached.add(key)
            waiting |= self._neighbours(key) - reached
        return frozenset(reached)

    def _neighbours(self, key: str) -> frozenset[str]:
        if key.startswith("hk_"):
            return self._profiles.handle(key).subject_keys
        person, named = self._profiles.person(key), self._profiles.named(key)
        return (person.handle_keys if person else frozenset()) | ({named} if named else frozenset())

    def _delete(self, key: dict[str, str]) -> int:
        answer = self._client.delete_item(TableName=self._name, Key=key, ReturnValues="ALL_OLD")
        return 1 if "Attributes" in answer else 0


def _items_of(key: str) -> tuple[dict[str, str], ...]:
    # The note of an unfinished attempt stays: it holds ids only, and leads whoever finishes it to what it stored.
    return (link_key(key),) if key.startswith("hk_") else (person_key(key), name_item_key(key))
