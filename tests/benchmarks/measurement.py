"""What a measurement is: a value as a ratio to a named baseline, both taken in the same run."""

import time
from collections.abc import Callable
from dataclasses import dataclass

_SECONDS = 1.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """A ratio of 1 is as fast as the baseline; whether more is better depends on the unit."""

    name: str
    value: float
    unit: str
    baseline: str
    ratio: float


def rate(work: Callable[[], int]) -> float:
    """Units of work per second of processor time, after one warm-up."""
    work()
    done, start = 0, time.process_time()
    while time.process_time() - start < _SECONDS:
        done += work()
    return done / (time.process_time() - start)


def throughput(name: str, unit: str, work: Callable[[], int], *, baseline: str, bare: Callable[[], int]) -> Measurement:
    """Ours and a bare way of doing the least that has to be done, one after the other."""
    value, base = rate(work), rate(bare)
    return Measurement(name=name, value=round(value, 1), unit=unit, baseline=baseline, ratio=round(value / base, 3))
