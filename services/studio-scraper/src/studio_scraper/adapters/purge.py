"""Deletes everything this context holds about people, whichever of their keys it is told (GOV-03, GOV-04)."""

from collections.abc import Iterable
from typing import Any

from service_kit.claims import ClaimStore
from service_kit.denylist import AliasNotes
from service_kit.enforcement import PurgeReport
from studio_scraper.adapters.rosters_table import ATTEMPT, Item, RostersTable, member_sk, studio_pk, subject_pk


class RosterPurge:
    """A `service_kit.enforcement.Purge`. May be interrupted and repeated: what leads to the rest goes last."""

    def __init__(self, *, table: Any, rosters: RostersTable, claims: ClaimStore) -> None:
        self._table = table
        self._notes = AliasNotes(table=table)
        self._rosters = rosters
        self._claims = claims

    def __call__(self, subject_keys: Iterable[str]) -> PurgeReport:
        given = frozenset(subject_keys)
        leads, reached = self._reach(given | self._notes.of(given))
        self._notes.keep(given, reached - given)
        removed = sum(self._claims.forget(key) for key in sorted(reached))
        for lead in leads:
            self._forget_pages(lead["studio_id"])
            removed += self._delete(studio_pk(lead["studio_id"]), member_sk(lead["subject_key"]))
        removed += sum(self._delete(lead["PK"], lead["SK"]) for lead in leads)
        return PurgeReport(items_removed=removed, aliases=reached - given)

    def _reach(self, given: frozenset[str]) -> tuple[list[Item], frozenset[str]]:
        """All back-references to the same people, and every key on the way."""
        reached: set[str] = set()
        leads: list[Item] = []
        waiting = set(given)
        while waiting:
            key = waiting.pop()
            reached.add(key)
            for lead in self._rosters.partition(subject_pk(key)):
                leads.append(lead)
                waiting |= set(lead["keys"]) - reached
        return leads, frozenset(reached)

    def _forget_pages(self, studio_id: str) -> None:
        """Addresses of pages may spell names; and after a reinstatement the site has to be read anew."""
        if self._rosters.load(studio_id).validators:
            self._table.update_item(
                Key={"PK": studio_pk(studio_id), "SK": ATTEMPT}, UpdateExpression="REMOVE pages, reader"
            )

    def _delete(self, pk: str, sk: str) -> int:
        answer = self._table.delete_item(Key={"PK": pk, "SK": sk}, ReturnValues="ALL_OLD")
        return int("Attributes" in answer)
