"""What may happen between two steps of a handler: it is interrupted, refused, left without an answer, or killed."""

import random
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from tests.simulation.fake_table import client_error

_WRITES = frozenset({"put_item", "update_item", "delete_item", "transact_write_items", "put_object", "delete_objects"})


_FIRST_WRITE = 0  # between what was asked and what is concluded from it: nowhere else does a denial hurt as much


class Killed(BaseException):
    """The process is gone: no handler catches it."""


class Fault(StrEnum):
    """What happens at a call to a store."""

    INTERRUPTED = "interrupted"
    REFUSED = "refused"
    UNANSWERED = "unanswered"
    KILLED_BEFORE = "killed before"
    KILLED_AFTER = "killed after"


@dataclass(slots=True)
class Attempt:
    """One run of a handler: how many calls it made, and what shall happen at which."""

    plan: dict[int, Fault] = field(default_factory=dict)
    calls: int = 0
    happened: list[str] = field(default_factory=list)


class Faults:
    """Wraps every call to a store. `interruption` runs something else to its end before the call goes on."""

    def __init__(self, *, random_source: random.Random, interruption: Callable[[], None]) -> None:
        self._random = random_source
        self._interruption = interruption
        self._attempts: list[Attempt] = []
        self._thread = threading.get_ident()

    @property
    def depth(self) -> int:
        """How many handlers are under way; those outside wait for those inside."""
        return len(self._attempts)

    def attempt(self, plan: dict[int, Fault], work: Callable[[], Any]) -> tuple[Attempt, Any]:
        """Run a handler under a plan; `Killed` and failures come through."""
        attempt = Attempt(plan=plan)
        self._attempts.append(attempt)
        try:
            return attempt, work()
        finally:
            self._attempts.pop()

    def plan(self) -> dict[int, Fault]:
        """Mostly nothing; else one or two faults at early or late calls."""
        chance = self._random.random()
        if chance < 0.47:
            return {}
        if chance < 0.55:
            return {_FIRST_WRITE: Fault.INTERRUPTED}
        plan = {self._somewhere(): self._random.choice(_MISHAPS) for _ in range(1 if chance < 0.8 else 2)}
        if chance > 0.9:
            plan[min(plan)] = Fault.INTERRUPTED
        return plan

    def _somewhere(self) -> int:
        return 1 + int(self._random.expovariate(1 / 8))

    def around(self, operation: str, call: Callable[[], Any]) -> Any:
        """A store's hook. Calls of other threads (snapshot downloads) come in no order, so nothing happens there."""
        if not self._attempts or threading.get_ident() != self._thread:
            return call()
        attempt = self._attempts[-1]
        attempt.calls += 1
        fault = attempt.plan.pop(attempt.calls, None)
        if fault is None and operation in _WRITES:
            fault = attempt.plan.pop(_FIRST_WRITE, None)
        if fault is None:
            return call()
        attempt.happened.append(f"{fault} at call {attempt.calls} ({operation})")
        if fault is Fault.INTERRUPTED:
            self._interruption()
            return call()
        if fault is Fault.KILLED_BEFORE:
            raise Killed
        if fault is Fault.REFUSED or operation not in _WRITES:
            raise _refusal(operation)
        call()
        raise Killed if fault is Fault.KILLED_AFTER else client_error("InternalServerError", operation, status=500)


_MISHAPS = (
    Fault.INTERRUPTED,
    Fault.INTERRUPTED,
    Fault.REFUSED,
    Fault.UNANSWERED,
    Fault.KILLED_BEFORE,
    Fault.KILLED_AFTER,
)


def _refusal(operation: str) -> Exception:
    if operation == "transact_write_items":
        reasons = [{"Code": "TransactionConflict"}]
        return client_error("TransactionCanceledException", operation, CancellationReasons=reasons)
    return client_error("ServiceUnavailable", operation, status=503)
