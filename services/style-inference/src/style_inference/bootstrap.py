"""Builds what the handlers need, once per process."""

from functools import cache

from aws_lambda_powertools import Logger

from event_contracts import Context
from service_kit import aws
from service_kit.claims import S3ClaimStore
from service_kit.clock import SystemClock
from service_kit.consumer import DeadLetterParker
from service_kit.enforcement import DenylistEnforcer
from service_kit.logs import get_logger
from service_kit.publisher import EventPublisher
from service_kit.settings import ServiceSettings
from style_inference.adapters.inferences import InferenceTable
from style_inference.domain import infer
from style_inference.inferring import ProfileInference


@cache
def settings() -> ServiceSettings:
    return ServiceSettings()


@cache
def logger() -> Logger:
    return get_logger(Context.STYLE_INFERENCE)


@cache
def inferences() -> InferenceTable:
    return InferenceTable(table=aws.table(settings().table_name), clock=SystemClock())


@cache
def profile_inference() -> ProfileInference:
    infer(bio="tattoo", captions=["#tattoo"])  # has the lexicon read: a quarter of a second no artist shall wait for
    claims = S3ClaimStore(s3=aws.client("s3"), bucket=settings().claims_bucket, producer=Context.STYLE_INFERENCE)
    return ProfileInference(claims=claims, inferences=inferences())


@cache
def enforcer() -> DenylistEnforcer:
    return DenylistEnforcer(
        table=aws.table(settings().table_name),
        context=Context.STYLE_INFERENCE,
        purge=inferences().purge,
        clock=SystemClock(),
    )


@cache
def parker() -> DeadLetterParker:
    return DeadLetterParker(sqs=aws.client("sqs"), dead_letter_url=settings().dead_letter_url)


@cache
def publisher() -> EventPublisher:
    return EventPublisher(events=aws.client("events"), bus_name=settings().bus_name, producer=Context.STYLE_INFERENCE)
