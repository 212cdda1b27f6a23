"""No profile is older than 48 hours, for 17,000 artists and within the politeness limits (AGG-06)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.freshness.model import Plan, simulate
from tests.freshness.scenarios import DAYS, PRODUCTION, PROMISE, SCENARIOS


@pytest.mark.parametrize("plan", SCENARIOS.values(), ids=SCENARIOS.keys())
def test_no_profile_grows_older_than_promised(plan: Plan) -> None:
    result = simulate(plan, days=DAYS)

    assert result.all_read_after is not None
    assert result.all_read_after <= PROMISE
    assert result.oldest <= PROMISE


@pytest.mark.parametrize(
    "changed",
    [{"refresh_after": timedelta(hours=48)}, {"batch_an_hour": 300}, {"profile_pause": timedelta(seconds=10)}],
    ids=["asked for too late", "too few asked for", "a pause too long"],
)
def test_the_simulation_notices_settings_that_do_not_suffice(changed: dict[str, object]) -> None:
    plan = replace(PRODUCTION, **changed)  # type: ignore[arg-type]
    result = simulate(plan, days=10)

    assert result.all_read_after is None or max(result.all_read_after, result.oldest) > PROMISE
