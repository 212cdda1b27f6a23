"""Each context's own copy of the denylist: asked before a fetch, and inside the transaction of every write (AGG-07).

One item per denied key, in the context's own table: `PK=DENIED#{key}`, `SK=TOMBSTONE`. A tombstone is never deleted; a
lift turns `denied` off under a higher `case_version` (governance's clock), so that a late or replayed decision changes
nothing.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from botocore.exceptions import ClientError

from service_kit.batch_get import batch_get
from service_kit.errors import TransientError
from service_kit.paging import partition
from service_kit.transactions import Action, Fate, GuardedChange, commit_each

TOMBSTONE = "TOMBSTONE"
PURGED_KEYS = "purged_keys"
"""Of an acknowledgement: whom the purge was about, under every key that was known."""


class SubjectDeniedError(Exception):
    """A write was refused because one of its subjects is on the denylist. Not a failure: the right outcome."""


def tombstone_key(subject_key: str) -> dict[str, str]:
    return {"PK": f"DENIED#{subject_key}", "SK": TOMBSTONE}


def purge_pk(ticket: str) -> str:
    """Where the acknowledgements of a case's purges lie."""
    return f"PURGE#{ticket}"


def denied_in(items: Iterable[dict[str, Any]]) -> frozenset[str]:
    """The denied keys among items that were read together with other things."""
    return frozenset(item["PK"].removeprefix("DENIED#") for item in items if item["SK"] == TOMBSTONE and item["denied"])


class AliasNotes:
    """Which further keys of the same person a purge has found, kept beside the tombstones (a boto3 Table resource).

    A purge deletes what leads to them; so it notes them before, and an interrupted one still finds, and reports, them.
    """

    def __init__(self, *, table: Any) -> None:
        self._table = table

    def of(self, subject_keys: Iterable[str]) -> frozenset[str]:
        """The keys noted for any of these, read consistently."""
        found: set[str] = set()
        for key in subject_keys:
            item = self._table.get_item(Key=_aliases_key(key), ConsistentRead=True).get("Item", {})
            found |= item.get("aliases", set())
        return frozenset(found)

    def keep(self, subject_keys: Iterable[str], aliases: frozenset[str]) -> None:
        """Add `aliases` to the notes of each key."""
        for key in subject_keys if aliases else ():
            self._table.update_item(
                Key=_aliases_key(key),
                UpdateExpression="ADD aliases :found",
                ExpressionAttributeValues={":found": set(aliases)},
            )


def _aliases_key(subject_key: str) -> dict[str, str]:
    return tombstone_key(subject_key) | {"SK": "ALIASES"}


class DenylistCopy:
    """Reads and writes tombstones in a context's own table (a boto3 Table resource)."""

    def __init__(self, *, table: Any) -> None:
        self._table = table

    def deny(self, subject_keys: Iterable[str], *, ticket: str, case_version: int) -> None:
        """Remember the keys; an older version of a case never undoes a newer one."""
        self._record(subject_keys, ticket=ticket, case_version=case_version, denied=True)

    def lift(self, subject_keys: Iterable[str], *, ticket: str, case_version: int) -> None:
        """Allow fresh collection again."""
        self._record(subject_keys, ticket=ticket, case_version=case_version, denied=False)

    def _record(self, subject_keys: Iterable[str], *, ticket: str, case_version: int, denied: bool) -> None:
        for key in subject_keys:
            try:
                self._table.put_item(
                    Item={**tombstone_key(key), "ticket": ticket, "case_version": case_version, "denied": denied},
                    ConditionExpression="attribute_not_exists(PK) OR case_version <= :version",
                    ExpressionAttributeValues={":version": case_version},
                )
            except ClientError as error:
                if error.response["Error"]["Code"] != "ConditionalCheckFailedException":
                    raise

    def denied_among(self, subject_keys: Iterable[str]) -> frozenset[str]:
        """The keys that are denied, read consistently."""
        tombstones = [tombstone_key(key) for key in sorted(set(subject_keys))]
        return denied_in(batch_get(self._table, tombstones))

    def purged_with(self, subject_keys: Iterable[str]) -> frozenset[str]:
        """Every denied key that was purged together with those of these that are denied.

        Raises `TransientError` while such a purge is not yet acknowledged.
        """
        tombstones = batch_get(self._table, [tombstone_key(key) for key in sorted(set(subject_keys))])
        found: set[str] = set()
        for ticket in {item["ticket"] for item in tombstones if item["denied"]}:
            items = partition(self._table, purge_pk(ticket), ConsistentRead=True)
            acknowledged = [item.get(PURGED_KEYS) for item in items]
            if not any(acknowledged):
                raise TransientError("purge_under_way")
            found = found.union(*filter(None, acknowledged))
        return self.denied_among(found)

    def allowed(self, subject_key: str) -> Action:
        """A transaction's condition check that fails when the key is denied."""
        return {
            "ConditionCheck": {
                "TableName": self._table.name,
                "Key": tombstone_key(subject_key),
                "ConditionExpression": "attribute_not_exists(PK) OR denied = :no",
                "ExpressionAttributeValues": {":no": False},
            }
        }

    def guarded(self, writes: Iterable[Action], *, subject_keys: Iterable[str]) -> GuardedChange:
        """The writes with a check of every key."""
        return GuardedChange(guards=tuple(self.allowed(key) for key in sorted(set(subject_keys))), writes=tuple(writes))

    def write_each_unless_denied(self, changes: Sequence[GuardedChange]) -> list[Fate]:
        """Commit every change of which nobody is denied, many in one transaction; answers what became of each."""
        return commit_each(self._table.meta.client, changes)

    def write_unless_denied(self, writes: list[Action], *, subject_keys: Iterable[str]) -> bool:
        """Commit `writes` in one transaction with a check of every key.

        True when they were committed; False when a write's own condition failed (a newer version is there already).
        Raises `SubjectDeniedError` when a subject is denied; anything else is transient and raised as it is.
        """
        [fate] = self.write_each_unless_denied([self.guarded(writes, subject_keys=subject_keys)])
        if fate is Fate.DENIED:
            raise SubjectDeniedError
        return fate is Fate.COMMITTED
