"""Settings of the search API; it owns no table, hashes no identity and publishes nothing."""

from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    model_config = SettingsConfigDict(frozen=True, extra="ignore")

    snapshot_bucket: str
    site_parameter: str
