"""What the environment says."""

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from service_kit.settings import ServiceSettings


class BrowserSettings(BaseSettings):
    """`studio_scraper_browser`: a Chromium for pages that scripts fill in; empty: such pages are only reported."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore")

    studio_scraper_browser: str = ""


class Settings(ServiceSettings, BrowserSettings):
    """`playback_url` is set where recordings are played instead of the open web."""

    playback_url: str = ""
    polite_delay_seconds: float = Field(default=2.0, ge=0)
    concurrency: int = Field(default=8, ge=1, le=64)
    visibility_seconds: int = Field(default=180, ge=10)
