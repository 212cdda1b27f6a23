"""What the environment says."""

from pydantic import Field

from service_kit.settings import ServiceSettings


class Settings(ServiceSettings):
    """`playback_url` is set where recordings are played instead of the open web."""

    playback_url: str = ""
    polite_delay_seconds: float = Field(default=2.0, ge=0)
    concurrency: int = Field(default=8, ge=1, le=64)
    visibility_seconds: int = Field(default=180, ge=10)
