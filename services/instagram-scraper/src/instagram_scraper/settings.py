"""What the environment says."""

from enum import StrEnum

from pydantic import Field

from service_kit.settings import ServiceSettings


class Source(StrEnum):
    """Where profiles are read."""

    WEB_PROFILE = "web_profile"
    GRAPH_API = "graph_api"
    DISABLED = "disabled"


class Settings(ServiceSettings):
    """`playback_url` is set where recordings are played; `graph_api_secret_arn` is for the Graph API source alone.

    `picture_delay_seconds`: between two pictures from one host; their hosts are networks made for handing files out.
    `avif_pictures`: pictures also as AVIF, for two to three times the processor time.
    """

    media_bucket: str
    instagram_source: Source = Source.DISABLED
    graph_api_secret_arn: str = ""
    playback_url: str = ""
    avif_pictures: bool = True
    polite_delay_seconds: float = Field(default=2.0, ge=0)
    picture_delay_seconds: float = Field(default=0.5, ge=0)
    concurrency: int = Field(default=8, ge=1, le=64)
    visibility_seconds: int = Field(default=180, ge=10)
