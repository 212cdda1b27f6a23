"""Settings of the discovery functions."""

from typing import Annotated

from pydantic import field_validator
from pydantic_settings import NoDecode

from discovery.domain.places import Area
from service_kit.settings import ServiceSettings


class DiscoverySettings(ServiceSettings):
    """`areas` is JSON; `studio_sources` names adapters, separated by commas: overpass, google_places."""

    areas: tuple[Area, ...]
    studio_sources: Annotated[tuple[str, ...], NoDecode] = ("overpass",)
    playback_url: str = ""
    google_api_key_secret_arn: str = ""
    revisit_after_hours: float = 20
    """Less than the day between two runs, so that every run offers every studio's website for a visit."""

    @field_validator("studio_sources", mode="before")
    @classmethod
    def _names(cls, value: object) -> object:
        return tuple(name.strip() for name in value.split(",") if name.strip()) if isinstance(value, str) else value
