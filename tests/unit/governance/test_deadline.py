"""Five UK business days."""

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.domain.deadline import deadline_after, is_business_day

MOMENTS = st.integers(min_value=1_700_000_000, max_value=2_080_000_000).map(
    lambda seconds: datetime.fromtimestamp(seconds, timezone.utc)
)


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2026-06-01T09:00", "2026-06-08"),  # a plain Monday
        ("2026-06-06T23:59", "2026-06-12"),  # a Saturday
        ("2026-04-01T12:00", "2026-04-10"),  # over Good Friday and Easter Monday
        ("2026-12-23T10:00", "2027-01-04"),  # over Christmas, the substitute day for Boxing Day, and New Year
        ("2023-05-03T10:00", "2023-05-11"),  # over the Coronation's bank holiday, a single occasion
    ],
)
def test_bank_holidays_and_weekends_do_not_count(received: str, due: str) -> None:
    deadline = deadline_after(datetime.fromisoformat(received).replace(tzinfo=timezone.utc))
    assert deadline == datetime.fromisoformat(due + "T17:00+00:00")


def test_boxing_day_on_a_saturday_is_made_up_for_on_monday() -> None:
    assert not is_business_day(date(2026, 12, 28))


@given(MOMENTS)
def test_exactly_five_business_days_lie_after_the_day_of_receipt(received: datetime) -> None:
    deadline = deadline_after(received)
    days = [received.date() + timedelta(days=n) for n in range(1, (deadline.date() - received.date()).days + 1)]
    assert sum(is_business_day(day) for day in days) == 5
    assert is_business_day(deadline.date())


@given(MOMENTS, st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=30)))
def test_who_asks_later_is_never_due_earlier(received: datetime, later: timedelta) -> None:
    assert deadline_after(received) <= deadline_after(received + later)
