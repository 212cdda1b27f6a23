"""Ends a task at a chosen place: before or after a call to a store, or while it waits. Nothing here takes real time."""

import asyncio
from collections.abc import Callable, Coroutine, Generator
from dataclasses import dataclass, field
from functools import partial
from types import coroutine
from typing import Any


class Killed(BaseException):
    """The process is gone: nothing catches it."""


def kill() -> None:
    raise Killed


class Steps:
    """Wraps what touches stores; before or after the step with a given number something happens.

    A killed process takes no further step: what still runs of it (pictures are fetched together) is killed at its next.
    """

    def __init__(self, plan: dict[int, Callable[[], object]], *, after: bool = False) -> None:
        self.plan = plan
        self.after = after
        self.count = 0
        self.dead = False

    def around(self, target: Any) -> Any:
        return _Around(target, self)


class _Around:
    def __init__(self, target: Any, steps: Steps) -> None:
        self._target, self._steps = target, steps

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._target, name)

        def step(*arguments: Any, **options: Any) -> Any:
            return self._taken(lambda: method(*arguments, **options))

        return step

    def _taken(self, method: Callable[[], Any]) -> Any:
        steps = self._steps
        if steps.dead:
            raise Killed
        steps.count += 1
        happening = steps.plan.get(steps.count, lambda: None)
        try:
            if not steps.after:
                happening()
            result = method()
            if steps.after:
                happening()
        except Killed:
            steps.dead = True
            raise
        return result


@dataclass(slots=True)
class Waits:
    """Cancels the task that awaits `watch(...)` at its wait with the number `cancel_at`; 0 cancels nothing."""

    cancel_at: int = 0
    count: int = field(default=0, init=False)

    @coroutine
    def watch(self, work: Coroutine[Any, Any, Any]) -> Generator[Any, None, Any]:
        resume: Callable[[], Any] = partial(work.send, None)
        while True:
            try:
                waits_for = resume()
            except StopIteration as end:
                return end.value
            self.count += 1
            if self.count == self.cancel_at:
                task = asyncio.current_task()
                assert task
                task.cancel()
            try:
                yield waits_for
                resume = partial(work.send, None)
            except BaseException as error:
                resume = partial(work.throw, error)


async def cancelled_at(number: int, work: Coroutine[Any, Any, Any]) -> bool:
    """Run `work` as a task that is cancelled at its wait with this number; False when it came to its end before."""
    task = asyncio.create_task(Waits(cancel_at=number).watch(work))
    await asyncio.wait([task])
    if task.cancelled():
        return True
    task.result()
    return False


async def in_turn(function: Callable[..., Any], /, *arguments: Any, **options: Any) -> Any:
    """Stands for `asyncio.to_thread`: no thread, and a wait before the call as well as one after it."""
    await asyncio.sleep(0)
    result = function(*arguments, **options)
    await asyncio.sleep(0)
    return result
