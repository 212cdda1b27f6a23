"""The promise of GOV-04: a removal is done within five UK business days; bank holidays are not business days."""

from datetime import date, datetime, time, timedelta, timezone

import holidays

BUSINESS_DAYS = 5
_SATURDAY = 5
# Days are counted in UTC, so no time zone data is needed: 17:00 UTC always lies inside that day in London, and a UTC
# date is never later than London's. The deadline can only come out earlier than the promise, never later.
_CLOSE_OF_BUSINESS = time(17, tzinfo=timezone.utc)


def is_business_day(day: date) -> bool:
    """Monday to Friday, except the bank holidays of England and Wales."""
    return day.weekday() < _SATURDAY and day not in holidays.country_holidays("GB", subdiv="ENG", years=day.year)


def deadline_after(received_at: datetime) -> datetime:
    """Close of business (17:00 UTC) on the fifth business day after the day of receipt."""
    day = received_at.astimezone(timezone.utc).date()
    counted = 0
    while counted < BUSINESS_DAYS:
        day += timedelta(days=1)
        counted += is_business_day(day)
    return datetime.combine(day, _CLOSE_OF_BUSINESS)
