"""Governance in process: its real handlers over moto's tables, keys, mail and executions, with a clock held still."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from functools import partial
from io import StringIO
from types import ModuleType, SimpleNamespace
from typing import Any

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from moto import mock_aws
from moto.dynamodb.models import dynamodb_backends
from moto.ses.models import ses_backends

from event_contracts import DENYLIST_ENFORCERS, ArtistPurged, Context, Envelope
from governance import bootstrap
from governance.adapters.audit_trail import AuditTrail
from governance.adapters.casebook import CaseBook
from governance.adapters.signer import KmsSigner
from governance.adapters.surfaces import PublicSurfaces
from governance.domain.case import Case
from governance.domain.decisions import approve
from governance.handlers import (
    complete_purge,
    consume,
    http,
    purge_progress,
    relay_outbox,
    start_purge,
    verify_surfaces,
)
from service_kit import aws
from service_kit.ids import SubjectHasher
from service_kit.publisher import EventPublisher
from service_kit.settings import secret_bytes

REGION = "eu-west-2"
DEFAULT_ACCOUNT_ID = "123456789012"  # moto's
SENDER = "removals@directory.example"
HANDLE = "inkwell.nova"
EMAIL = "Nova@inkwell.example"
REASON = "I would like my profile to be removed."
HASHER = SubjectHasher(key=b"test identity key")
LAMBDA_CONTEXT = SimpleNamespace(
    aws_request_id="request-1",
    function_name="f",
    memory_limit_in_mb=128,
    invoked_function_arn="arn",
    function_version="1",
)


@dataclass
class StillClock:
    moment: datetime = datetime(2026, 6, 1, 9, 0, tzinfo=timezone.utc)

    def now(self) -> datetime:
        return self.moment

    def advance(self, **amount: float) -> None:
        self.moment += timedelta(**amount)


@dataclass
class RecordedBus:
    """Stands where EventBridge is."""

    details: list[dict[str, Any]] = field(default_factory=list)

    def put_events(self, *, Entries: list[dict[str, Any]]) -> dict[str, Any]:  # noqa: N803 - boto3's name
        self.details += [json.loads(entry["Detail"]) for entry in Entries]
        return {"FailedEntryCount": 0, "Entries": [{} for _ in Entries]}


@dataclass
class PublicSite:
    """What visitors see: the ids that are listed, and whether the site answers at all."""

    listed: set[str] = field(default_factory=set)
    up: bool = True
    asked: list[str] = field(default_factory=list)

    def answer(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(str(request.url))
        if not self.up:
            raise httpx.ConnectError("down", request=request)
        path = request.url.path
        if path.startswith("/v1/artists/"):
            return httpx.Response(200 if path.rsplit("/", 1)[1] in self.listed else 410)
        if path in {"/v1/artists", "/v1/suggest"}:
            return httpx.Response(200, json={"items": [{"id": listed} for listed in sorted(self.listed)]})
        return httpx.Response(404)


class LocalKms:
    """Signs as KMS does; moto's signs a digest as if it were the message."""

    def __init__(self) -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())

    def sign(self, *, KeyId: str, Message: bytes, MessageType: str, SigningAlgorithm: str) -> dict[str, bytes]:  # noqa: N803
        assert (MessageType, SigningAlgorithm) == ("DIGEST", "ECDSA_SHA_256")
        return {"Signature": self._key.sign(Message, ec.ECDSA(Prehashed(SHA256())))}

    def get_public_key(self, *, KeyId: str) -> dict[str, bytes]:  # noqa: N803
        return {"PublicKey": self._key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)}


class World:
    """One deployed governance context; `run_streams` does what its two stream functions would do."""

    HANDLE = HANDLE
    EMAIL = EMAIL
    REASON = REASON
    hasher = HASHER
    handle_key = HASHER.handle_key(HANDLE)

    def __init__(self, *, clock: StillClock, bus: RecordedBus, site: PublicSite, state_machine_arn: str) -> None:
        self.clock = clock
        self.bus = bus
        self.site = site
        self._state_machine_arn = state_machine_arn
        self.log = StringIO()
        bootstrap.logger().registered_handler.setStream(self.log)  # type: ignore[attr-defined]

    # --- requesters
    def call(self, method: str, path: str, *, body: str | None = None, **options: Any) -> tuple[int, dict[str, Any]]:
        """Status and JSON body of one HTTP request."""
        answer = self.raw_call(method, path, body=body, **options)
        return answer["statusCode"], json.loads(answer["body"])

    def raw_call(
        self,
        method: str,
        path: str,
        *,
        body: str | None = None,
        content_type: str | None = "application/json",
        query: str = "",
        base64_encoded: bool = False,
    ) -> dict[str, Any]:
        event = {
            "version": "2.0",
            "routeKey": "$default",
            "rawPath": path,
            "rawQueryString": query,
            "queryStringParameters": dict(pair.split("=") for pair in query.split("&") if pair),
            "headers": {"content-type": content_type} if content_type else {},
            "requestContext": {"http": {"method": method, "path": path}, "stage": "$default", "requestId": "1"},
            "body": body,
            "isBase64Encoded": base64_encoded,
        }
        return http.handler(event, LAMBDA_CONTEXT)  # type: ignore[arg-type]

    def post(self, **changed: Any) -> tuple[int, dict[str, Any]]:
        """Submit a good request with some fields changed; a field that is `...` is left out."""
        fields = {"profile": HANDLE, "email": EMAIL, "relation": "self", "reason": REASON} | changed
        return self.call(
            "POST",
            "/v1/removal-requests",
            body=json.dumps({name: value for name, value in fields.items() if value is not ...}),
        )

    def requested(self, **changed: Any) -> str:
        status, answer = self.post(**changed)
        assert status == 202, answer
        return str(answer["ticket"])

    def status(self, ticket: str) -> dict[str, Any]:
        status, answer = self.call("GET", f"/v1/removal-requests/{ticket}")
        assert status == 200, answer
        return answer

    # --- the moderator
    @property
    def casebook(self) -> CaseBook:
        return bootstrap.casebook()

    def case(self, ticket: str) -> Case:
        return self.casebook.dossier(ticket).case

    def approved(self, **changed: Any) -> str:
        ticket = self.requested(**changed)
        self.casebook.decide(ticket, partial(approve, now=self.clock.now(), actor="mod-1"))
        return ticket

    # --- the other contexts
    def acknowledge(
        self,
        ticket: str,
        context: Context,
        *,
        version: int | None = None,
        aliases: Iterable[str] = (),
    ) -> dict[str, Any]:
        """Deliver one `ArtistPurged`; answers what the queue is told."""
        payload = ArtistPurged(
            ticket=ticket,
            case_version=version or self.case(ticket).case_version,
            context=context,
            aliases=tuple(aliases),
            items_removed=3,
        )
        return self.deliver(payload)

    def deliver(self, payload: ArtistPurged) -> dict[str, Any]:
        envelope = Envelope.wrap(payload, producer=payload.context, now=self.clock.now(), correlation_id="run")
        body = json.dumps({"detail": envelope.model_dump(mode="json")})
        event = {"Records": [{"messageId": "m1", "body": body, "eventSource": "aws:sqs", "receiptHandle": "r"}]}
        return dict(consume.handler(event, LAMBDA_CONTEXT))  # type: ignore[arg-type]

    def acknowledge_all(self, ticket: str) -> None:
        for context in sorted(DENYLIST_ENFORCERS):
            self.acknowledge(ticket, context)

    # --- the machinery
    def stream(self) -> list[dict[str, Any]]:
        """Every record of the Requests table's stream so far."""
        shard = dynamodb_backends[DEFAULT_ACCOUNT_ID][REGION].tables["requests"].stream_shard
        assert shard
        return [record.to_json() for record in shard.items]

    def run_streams(self) -> None:
        """Give all records of the stream to both stream functions, also those that they have had before.

        Every execution that is there then takes its first step.
        """
        for handler in (relay_outbox.handler, start_purge.handler):
            assert handler({"Records": self.stream()}, LAMBDA_CONTEXT) == {"batchItemFailures": []}  # type: ignore[arg-type]
        for name in self.executions():
            self.progress(name.rsplit("-", 1)[0])

    def published(self, event_type: str) -> list[dict[str, Any]]:
        """Payloads of the events of a type, once each, in order."""
        once = {detail["id"]: detail for detail in self.bus.details}
        return [detail["data"] for detail in once.values() if detail["type"] == event_type]

    def executions(self) -> list[str]:
        states = aws.client("stepfunctions")
        return sorted(
            run["name"] for run in states.list_executions(stateMachineArn=self._state_machine_arn)["executions"]
        )

    def progress(self, ticket: str) -> dict[str, Any]:
        return dict(purge_progress.handler({"ticket": ticket}, LAMBDA_CONTEXT))  # type: ignore[arg-type]

    def verify(self, ticket: str) -> dict[str, Any]:
        return dict(verify_surfaces.handler({"ticket": ticket}, LAMBDA_CONTEXT))  # type: ignore[arg-type]

    def complete(self, verified: dict[str, Any]) -> bool:
        return complete_purge.handler(verified, LAMBDA_CONTEXT)["completed"]  # type: ignore[arg-type]

    def completed(self, **changed: Any) -> str:
        """A ticket whose removal went all the way."""
        ticket = self.approved(**changed)
        self.run_streams()
        self.acknowledge_all(ticket)
        assert self.complete(self.verify(ticket))
        self.run_streams()
        return ticket

    # --- what is left behind
    def mails(self) -> list[Any]:
        return list(ses_backends[DEFAULT_ACCOUNT_ID][REGION].sent_messages)

    def items(self, table: str) -> list[dict[str, Any]]:
        return list(aws.table(table).scan(ConsistentRead=True)["Items"])

    def stored_text(self) -> str:
        return json.dumps([self.items(table) for table in ("requests", "denylist", "audit")], default=str)

    def denied(self, key: str) -> bool:
        found = [item for item in self.items("denylist") if item["PK"] == f"DENIED#{key}"]
        return bool(found and found[0]["tickets"])

    def decisions(self) -> list[str]:
        return [entry.record.decision for entry in AuditTrail(table=aws.table("audit")).entries()]


@pytest.fixture(scope="package", autouse=True)
def _aws_clients() -> Iterator[None]:
    """Clients are slow to build, so they serve all tests of the package; moto answers each test from nothing."""
    with pytest.MonkeyPatch.context() as environment:
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
            environment.setenv(name, "testing")
        environment.setenv("AWS_DEFAULT_REGION", REGION)
        environment.delenv("AWS_ENDPOINT_URL", raising=False)
        _forget(aws)
        yield
    _forget(aws)


def _forget(module: ModuleType) -> None:
    """What a new Lambda environment does: nothing built before is there."""
    for built in vars(module).values():
        if hasattr(built, "cache_clear") and built.__module__ == module.__name__:
            built.cache_clear()


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    with mock_aws():
        _forget(bootstrap)
        secret_bytes.cache_clear()
        yield _deployed(monkeypatch)


def _deployed(monkeypatch: pytest.MonkeyPatch) -> World:
    machine = _create_machine()
    environment = {
        "STAGE": "test",
        "BUS_NAME": "directory-test",
        "CLAIMS_BUCKET": "claims",
        "TABLE_NAME": _create_table("requests", stream=True),
        "DENYLIST_TABLE": _create_table("denylist"),
        "AUDIT_TABLE": _create_table("audit"),
        "IDENTITY_SECRET_ARN": _create_secret(),
        "DEAD_LETTER_URL": aws.client("sqs").create_queue(QueueName="dead")["QueueUrl"],
        "STATE_MACHINE_ARN": machine,
        "SIGNING_KEY_ID": "key-1",
        "SENDER_ADDRESS": SENDER,
        "PUBLIC_URL_PARAMETER": "/directory/public-url",
        "REMOVAL_RATE_PER_SECOND": "50",  # the clock stands still while a test asks for all it needs
    }
    aws.client("ssm").put_parameter(Name="/directory/public-url", Value="https://directory.example", Type="String")
    aws.client("sesv2").create_email_identity(EmailIdentity=SENDER)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    clock, bus, site = StillClock(), RecordedBus(), PublicSite()
    publisher = EventPublisher(events=bus, bus_name="directory-test", producer=Context.GOVERNANCE)
    visitor = httpx.Client(base_url="https://directory.example", transport=httpx.MockTransport(site.answer))
    signer = KmsSigner(kms=LocalKms(), key_id="key-1")
    monkeypatch.setattr(bootstrap, "signer", lambda: signer)
    monkeypatch.setattr(bootstrap, "clock", lambda: clock)
    monkeypatch.setattr(bootstrap, "publisher", lambda: publisher)
    monkeypatch.setattr(bootstrap, "surfaces", lambda: PublicSurfaces(http=visitor))
    return World(clock=clock, bus=bus, site=site, state_machine_arn=machine)


def _create_table(name: str, *, stream: bool = False) -> str:
    options = {"StreamSpecification": {"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"}} if stream else {}
    aws.client("dynamodb").create_table(
        TableName=name,
        KeySchema=[{"AttributeName": "PK", "KeyType": "HASH"}, {"AttributeName": "SK", "KeyType": "RANGE"}],
        AttributeDefinitions=[{"AttributeName": part, "AttributeType": "S"} for part in ("PK", "SK")],
        BillingMode="PAY_PER_REQUEST",
        **options,
    )
    return name


def _create_secret() -> str:
    secrets = aws.client("secretsmanager")
    arn: str = secrets.create_secret(Name="identity", SecretString="test identity key")["ARN"]
    return arn


def _create_machine() -> str:
    states = aws.client("stepfunctions")
    arn: str = states.create_state_machine(
        name="purge",
        definition=json.dumps({"StartAt": "End", "States": {"End": {"Type": "Succeed"}}}),
        roleArn=f"arn:aws:iam::{DEFAULT_ACCOUNT_ID}:role/purge",
    )["stateMachineArn"]
    return arn
