"""Changes that share transactions: as many as fit into one, and each still written whole or not at all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from botocore.exceptions import ClientError

Action = dict[str, Any]
"""One member of a DynamoDB transaction, such as `{"Put": {…}}`, on an item with the keys `PK` and `SK`."""
_Target = tuple[str, str, str]

_MOST = 100  # DynamoDB's limit for one transaction; its 4 MB are far off, for our items are small


class Fate(StrEnum):
    """What became of a change."""

    COMMITTED = "committed"
    OUTDATED = "outdated"
    DENIED = "denied"


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardedChange:
    """Writes that belong together, and the checks that nobody they are about is denied."""

    guards: tuple[Action, ...]
    writes: tuple[Action, ...]

    @property
    def actions(self) -> tuple[Action, ...]:
        return self.guards + self.writes

    def fate(self, failed: frozenset[_Target]) -> Fate:
        """What the failed conditions of a transaction mean for this one of its changes."""
        if not failed.isdisjoint(map(_target, self.guards)):
            return Fate.DENIED
        return Fate.COMMITTED if failed.isdisjoint(map(_target, self.writes)) else Fate.OUTDATED


def commit_each(client: Any, changes: Sequence[GuardedChange]) -> list[Fate]:
    """Commit every change that may be, in as few transactions as they fit into; answers what became of each.

    A refused change is left out, and the others of its transaction are tried again. Anything but a refusal, such as a
    conflict with a parallel transaction, is transient and raised; what was committed before it stays.
    """
    fates: dict[int, Fate] = {}
    for bundle in _bundles(changes):
        waiting = bundle
        while waiting:
            failed = _transact(client, _joined(changes[number] for number in waiting))
            told = {number: changes[number].fate(failed) for number in waiting}
            fates |= told
            waiting = [number for number in waiting if failed and told[number] is Fate.COMMITTED]
    return [fates[number] for number in range(len(changes))]


def _bundles(changes: Sequence[GuardedChange]) -> list[list[int]]:
    """The numbers of the changes that go together. Two that write one item do not, and keep their order."""
    bundles: list[list[int]] = []
    taken: list[dict[_Target, Action]] = []
    for number, change in enumerate(changes):
        wanted = {_target(action): action for action in change.actions}
        after_rivals = 1 + max((n for n, there in enumerate(taken) if _clash(there, wanted)), default=-1)
        rooms = (n for n in range(after_rivals, len(taken)) if len(taken[n] | wanted) <= _MOST)
        place = next(rooms, len(bundles))
        if place == len(bundles):
            bundles.append([])
            taken.append({})
        bundles[place].append(number)
        taken[place] |= wanted
    return bundles


def _clash(there: dict[_Target, Action], wanted: dict[_Target, Action]) -> bool:
    """Whether an item is named for two purposes; the same check for two changes is one."""
    shared = there.keys() & wanted.keys()
    return any(there[target] != wanted[target] or "ConditionCheck" not in wanted[target] for target in shared)


def _joined(changes: Iterable[GuardedChange]) -> list[Action]:
    """The actions of all; a check they share is made once."""
    joined: list[Action] = []
    for change in changes:
        joined += [action for action in change.actions if action not in joined]
    return joined


def _transact(client: Any, actions: list[Action]) -> frozenset[_Target]:
    """Which items' conditions failed; nothing failed: everything is written."""
    try:
        client.transact_write_items(TransactItems=actions)
    except ClientError as error:
        reasons = error.response.get("CancellationReasons", [])
        failed = frozenset(
            _target(action)
            for action, reason in zip(actions, reasons, strict=False)
            if reason.get("Code") == "ConditionalCheckFailed"
        )
        if not failed:
            raise
        return failed
    return frozenset()


def _target(action: Action) -> _Target:
    [(kind, request)] = action.items()
    key = request["Item"] if kind == "Put" else request["Key"]
    return request["TableName"], key["PK"], key["SK"]
