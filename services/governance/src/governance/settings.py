"""Settings of the governance functions. Each class holds what one kind of function needs, and fails without it."""

from service_kit.settings import ServiceSettings


class Settings(ServiceSettings):
    """What every governance function gets. `table_name` is the Requests table."""

    denylist_table: str
    audit_table: str


class IntakeSettings(Settings):
    """For the function that takes requests: how many a second."""

    removal_rate_per_second: int


class StartSettings(Settings):
    """For the function that starts purges."""

    state_machine_arn: str


class SurfaceSettings(Settings):
    """For the functions that know the public address: where the web stack, deployed after this one, has written it."""

    public_url_parameter: str


class CompletionSettings(SurfaceSettings):
    """For the function that certifies and confirms."""

    signing_key_id: str
    sender_address: str
