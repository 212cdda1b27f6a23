"""Typed settings from environment variables; a missing one fails at start with the variable's name."""

from functools import cache

from pydantic_settings import BaseSettings, SettingsConfigDict


class ServiceSettings(BaseSettings):
    """What every function and task gets. Each service adds its own fields in its `settings.py`."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore")

    stage: str
    bus_name: str
    claims_bucket: str
    table_name: str
    identity_secret_arn: str
    queue_url: str = ""
    dead_letter_url: str = ""


@cache
def secret_bytes(secret_arn: str) -> bytes:
    """A secret's value, read once per process."""
    from service_kit.aws import client  # noqa: PLC0415 - only functions that hash identities pay for this client

    value: str = client("secretsmanager").get_secret_value(SecretId=secret_arn)["SecretString"]
    return value.encode()
