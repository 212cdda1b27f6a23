"""Builds what the handlers need, once per process."""

from functools import cache

from aws_lambda_powertools import Logger

from event_contracts import Context
from operations.journal import Journal
from service_kit.aws import client, table
from service_kit.consumer import DeadLetterParker
from service_kit.logs import get_logger
from service_kit.settings import ServiceSettings


@cache
def settings() -> ServiceSettings:
    return ServiceSettings()


@cache
def logger() -> Logger:
    return get_logger(Context.OPERATIONS)


@cache
def journal() -> Journal:
    return Journal(table=table(settings().table_name))


@cache
def parker() -> DeadLetterParker:
    return DeadLetterParker(sqs=client("sqs"), dead_letter_url=settings().dead_letter_url)
