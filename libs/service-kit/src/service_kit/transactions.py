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
            failed = _transact(client, _Joined(changes[number] for number in waiting).actions)
            told = {number: changes[number].fate(failed) for number in waiting}
            fates |= told
            waiting = [number for number in waiting if failed and told[number] is Fate.COMMITTED]
    return [fates[number] for number in range(len(changes))]


def _bundles(changes: Sequence[GuardedChange]) -> list[list[int]]:
    """The numbers of the changes that go together. Two that write one item do not, and keep their order."""
    bundles: list[list[int]] = []
    joined: list[_Joined] = []
    for number, change in enumerate(changes):
        after_rivals = 1 + max((n for n, others in enumerate(joined) if others.clashes_with(change)), default=-1)
        rooms = (n for n in range(after_rivals, len(joined)) if joined[n].has_room_for(change))
        place = next(rooms, len(bundles))
        if place == len(bundles):
            bundles.append([])
            joined.append(_Joined())
        bundles[place].append(number)
        joined[place].add(change)
    return bundles


class _Joined:
    """The actions of several changes. A check that changes share is made once; nothing else on an item is shared."""

    def __init__(self, changes: Iterable[GuardedChange] = ()) -> None:
        self.actions: list[Action] = []
        self._by_item: dict[_Target, Action] = {}
        for change in changes:
            self.add(change)

    def add(self, change: GuardedChange) -> None:
        missing = self._missing(change)
        self.actions += missing
        self._by_item |= {_target(action): action for action in missing}

    def clashes_with(self, change: GuardedChange) -> bool:
        """Whether an item would be named for two purposes."""
        return any(_target(action) in self._by_item for action in self._missing(change))

    def has_room_for(self, change: GuardedChange) -> bool:
        return len(self.actions) + len(self._missing(change)) <= _MOST

    def _missing(self, change: GuardedChange) -> list[Action]:
        return [
            action
            for action in change.actions
            if "ConditionCheck" not in action or self._by_item.get(_target(action)) != action
        ]


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
