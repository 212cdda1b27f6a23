"""The journal: one item per event, without personal data, counted once however often it is delivered."""

from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from boto3.dynamodb.conditions import Key
from moto import mock_aws

from event_contracts import CATALOGUE, Envelope, parse
from event_contracts.examples import EXAMPLES
from operations.journal import Journal, entry_of
from service_kit.consumer import Received


@pytest.fixture
def table(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    with mock_aws():
        yield boto3.resource("dynamodb", region_name="eu-west-2").create_table(
            TableName="Journal",
            KeySchema=[{"AttributeName": "PK", "KeyType": "HASH"}, {"AttributeName": "SK", "KeyType": "RANGE"}],
            AttributeDefinitions=[{"AttributeName": k, "AttributeType": "S"} for k in ("PK", "SK")],
            BillingMode="PAY_PER_REQUEST",
        )


@pytest.mark.parametrize("event_type", sorted(CATALOGUE))
def test_every_event_is_kept_once_for_a_week(table: Any, event_type: str) -> None:
    envelope = Envelope.model_validate(EXAMPLES[event_type])
    received = Received(payload=parse(envelope), envelope=envelope)
    journal = Journal(table=table)
    journal.write([entry_of(received), entry_of(received)])
    journal.write([entry_of(received)])
    items = table.query(KeyConditionExpression=Key("PK").eq(f"RUN#{envelope.correlationid}"))["Items"]
    assert [item["type"] for item in items] == [event_type]
    assert items[0]["expires_at"] == int(envelope.time.timestamp()) + 7 * 24 * 3600
