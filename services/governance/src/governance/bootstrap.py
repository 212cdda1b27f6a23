"""Builds what the handlers need, once per process."""

from functools import cache
from typing import TYPE_CHECKING

from aws_lambda_powertools import Logger

from event_contracts import Context
from governance.adapters.audit_trail import AuditTrail
from governance.adapters.casebook import CaseBook
from governance.adapters.denylist_table import DenylistTable
from governance.adapters.executions import PurgeExecutions
from governance.adapters.intake_limit import IntakeLimit
from governance.adapters.mail import ConfirmationMail
from governance.adapters.signer import KmsSigner
from governance.settings import CompletionSettings, IntakeSettings, Settings, StartSettings, SurfaceSettings
from service_kit.aws import client, table
from service_kit.clock import Clock, SystemClock
from service_kit.consumer import DeadLetterParker
from service_kit.ids import SubjectHasher
from service_kit.logs import get_logger
from service_kit.publisher import EventPublisher
from service_kit.settings import ServiceSettings, secret_bytes

if TYPE_CHECKING:
    from governance.adapters.surfaces import PublicSurfaces

METRICS_NAMESPACE = "TattooArtistDirectory"
_SURFACE_TIMEOUT_SECONDS = 5.0


@cache
def settings() -> Settings:
    return Settings()


@cache
def logger() -> Logger:
    return get_logger(Context.GOVERNANCE)


@cache
def clock() -> Clock:
    return SystemClock()


@cache
def casebook() -> CaseBook:
    return casebook_of(requests=settings().table_name, denylist=settings().denylist_table, audit=settings().audit_table)


def casebook_of(*, requests: str, denylist: str, audit: str) -> CaseBook:
    """The casebook over three tables, by name."""
    return CaseBook(
        requests=table(requests),
        denylist=DenylistTable(table=table(denylist)),
        audit=AuditTrail(table=table(audit)),
    )


@cache
def intake_limit() -> IntakeLimit:
    return IntakeLimit(requests=table(settings().table_name), per_second=IntakeSettings().removal_rate_per_second)


@cache
def hasher() -> SubjectHasher:
    return SubjectHasher(key=secret_bytes(settings().identity_secret_arn))


@cache
def public_base_url() -> str:
    """Read when it is first needed: the web stack, which knows the address, is deployed after this one."""
    path = SurfaceSettings().public_url_parameter
    value: str = client("ssm").get_parameter(Name=path)["Parameter"]["Value"]
    return value


@cache
def parker() -> DeadLetterParker:
    return DeadLetterParker(sqs=client("sqs"), dead_letter_url=settings().dead_letter_url)


@cache
def publisher() -> EventPublisher:
    return EventPublisher(events=client("events"), bus_name=ServiceSettings().bus_name, producer=Context.GOVERNANCE)


@cache
def executions() -> PurgeExecutions:
    return PurgeExecutions(states=client("stepfunctions"), state_machine_arn=StartSettings().state_machine_arn)


@cache
def surfaces() -> "PublicSurfaces":
    import httpx  # noqa: PLC0415 - only the function that looks at the surfaces pays for the client

    from governance.adapters.surfaces import PublicSurfaces  # noqa: PLC0415

    return PublicSurfaces(http=httpx.Client(base_url=public_base_url(), timeout=_SURFACE_TIMEOUT_SECONDS))


@cache
def mail() -> ConfirmationMail:
    known = CompletionSettings()
    return ConfirmationMail(ses=client("sesv2"), sender=known.sender_address, public_base_url=public_base_url())


@cache
def signer() -> KmsSigner:
    return KmsSigner(kms=client("kms"), key_id=CompletionSettings().signing_key_id)
