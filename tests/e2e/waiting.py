"""Waiting for a condition, never for a while."""

from collections.abc import Callable
from typing import TypeVar, cast

import httpx
from tenacity import retry, retry_if_exception_type, retry_if_result, stop_after_delay, wait_fixed

T = TypeVar("T")


def eventually(question: Callable[[], T | None], *, within: float = 30, every: float = 0.5) -> T:
    """The first true answer; the last failed assertion, or a `RetryError`, when there is none in time (seconds)."""

    @retry(
        retry=retry_if_result(lambda answer: not answer)
        | retry_if_exception_type((AssertionError, httpx.TransportError)),
        stop=stop_after_delay(within),
        wait=wait_fixed(every),
        reraise=True,
    )
    def ask() -> T:
        return cast("T", question())

    return ask()
