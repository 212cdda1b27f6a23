"""Settings of the profile API's functions."""

from service_kit.settings import ServiceSettings


class ProfileApiSettings(ServiceSettings):
    """Hours and counts; the defaults are the product's promises (AGG-06)."""

    refresh_after_hours: int = 48
    refresh_batch: int = 500
