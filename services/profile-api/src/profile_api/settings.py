"""Settings of the profile API's functions."""

from service_kit.settings import ServiceSettings


class ProfileApiSettings(ServiceSettings):
    """Hours and counts. The defaults keep the product's promise that no profile is older than 48 h: `tests/freshness`
    shows it for 17,000 artists, a slow first read and hosts that ask for pauses (AGG-06)."""

    refresh_after_hours: int = 36
    refresh_batch: int = 1000
