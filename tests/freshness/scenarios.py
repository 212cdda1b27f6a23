"""Production's settings, and what may come in their way."""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from instagram_scraper.settings import Settings as ScraperSettings
from profile_api.domain.publication import ASK_AGAIN
from profile_api.settings import ProfileApiSettings
from stacks.settings import Settings as StageSettings
from tests.freshness.model import START, Plan

ARTISTS: Final = 17_000
DAYS: Final = 21
PROMISE: Final = timedelta(hours=48)

_stage = StageSettings(stage="prod")
PRODUCTION: Final = Plan(
    artists=ARTISTS,
    refresh_after=timedelta(hours=ProfileApiSettings.model_fields["refresh_after_hours"].default),
    ask_again=ASK_AGAIN,
    batch_an_hour=ProfileApiSettings.model_fields["refresh_batch"].default,
    in_flight=ScraperSettings.model_fields["concurrency"].default,
    profile_pause=timedelta(seconds=_stage.polite_delay_seconds),
    picture_pause=timedelta(seconds=_stage.picture_delay_seconds),
)


def _refusing(*, hours: float, every_days: int) -> tuple[tuple[timedelta, timedelta], ...]:
    starts = (timedelta(days=day, hours=7) for day in range(every_days, DAYS, every_days))
    return tuple((start, start + timedelta(hours=hours)) for start in starts)


def _with_refusals(*, hours: float, every_days: int) -> Plan:
    spans = tuple((START + since, START + until) for since, until in _refusing(hours=hours, every_days=every_days))
    return replace(PRODUCTION, refusing=spans)


SCENARIOS: Final = {
    "undisturbed": PRODUCTION,
    "ten minutes of refusals every day": _with_refusals(hours=1 / 6, every_days=1),
    "an hour of refusals every second day": _with_refusals(hours=1, every_days=2),
}
