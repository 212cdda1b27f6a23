"""An in-process AWS with a table, a bus, a queue pair and a claims bucket."""

from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any

import pytest

from tests.embedded_aws import create_bucket, create_table


@dataclass(frozen=True)
class FixedClock:
    moment: datetime = datetime(2026, 11, 1, 2, 0, tzinfo=timezone.utc)

    def now(self) -> datetime:
        return self.moment


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def table(aws: None) -> Any:
    return create_table("Things")


@pytest.fixture
def claims_bucket(aws: None) -> str:
    create_bucket("claims")
    return "claims"
