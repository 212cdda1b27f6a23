"""The fakes answer as moto does, to everything the services ask; so a history means something."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import boto3
import pytest
from boto3.dynamodb.conditions import Attr, Key
from botocore.exceptions import ClientError

from service_kit.paging import partition, scan
from tests.simulation.expressions import ExpressionError, compiled
from tests.simulation.fake_s3 import FakeS3
from tests.simulation.fake_table import FakeDynamo

Item = dict[str, Any]
Ask = Callable[[Any], Any]

NAME, OTHER = "things", "others"
HERE = {"PK": "a", "SK": "1"}
ITEM = {
    **HERE,
    "version": 3,
    "label": "Mira",
    "tags": {"x", "y"},
    "lines": [{"id": "e1"}],
    "none": None,
    "denied": True,
}


@pytest.fixture
def both(aws: None) -> list[Any]:
    """A table of the fake and one of moto, with the same items; both clients know a second, empty table."""
    dynamo = FakeDynamo()
    dynamo.create(OTHER)
    tables = [dynamo.create(NAME, indexes={"due": "gsi"}), _moto_table(NAME)]
    _moto_table(OTHER)
    for table in tables:
        table.put_item(Item=ITEM)
        for number in range(45):
            table.put_item(Item={"PK": "many", "SK": f"{number:03}", "gsipk": "DUE", "gsisk": f"{99 - number:03}"})
    return tables


def _moto_table(name: str) -> Any:
    return boto3.resource("dynamodb").create_table(
        TableName=name,
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": n, "AttributeType": "S"} for n in ("PK", "SK", "gsipk", "gsisk")],
        KeySchema=[{"AttributeName": "PK", "KeyType": "HASH"}, {"AttributeName": "SK", "KeyType": "RANGE"}],
        GlobalSecondaryIndexes=[
            {
                "IndexName": "due",
                "KeySchema": [
                    {"AttributeName": "gsipk", "KeyType": "HASH"},
                    {"AttributeName": "gsisk", "KeyType": "RANGE"},
                ],
                "Projection": {"ProjectionType": "ALL"},
            }
        ],
    )


def _answer(table: Any, ask: Ask) -> Any:
    try:
        answer = ask(table)
    except ClientError as error:
        reasons = [reason.get("Code") for reason in error.response.get("CancellationReasons", [])]
        return error.response["Error"]["Code"], reasons
    return {
        name: answer[name] for name in ("Item", "Items", "Attributes") if isinstance(answer, dict) and name in answer
    }


def _everything(table: Any) -> list[Item]:
    found: list[Item] = table.scan(ConsistentRead=True)["Items"]
    return sorted(found, key=lambda item: (item["PK"], item["SK"]))


def _put(condition: str, **values: Any) -> Ask:
    marks = {"ExpressionAttributeValues": {f":{name}": value for name, value in values.items()}} if values else {}
    return lambda t: t.put_item(Item={**HERE, "version": 4}, ConditionExpression=condition, **marks)


def _update(expression: str, *, names: dict[str, str] | None = None, condition: str = "", **values: Any) -> Ask:
    marks: Item = {"ExpressionAttributeValues": {f":{name}": value for name, value in values.items()}} if values else {}
    marks |= {"ExpressionAttributeNames": names} if names else {}
    marks |= {"ConditionExpression": condition} if condition else {}
    return lambda t: t.update_item(Key=HERE, UpdateExpression=expression, **marks)


def _transact(*actions: Callable[[str], Item]) -> Ask:
    return lambda t: t.meta.client.transact_write_items(TransactItems=[action(t.name) for action in actions])


def _check(condition: str, *, key: Item = HERE, **values: Any) -> Callable[[str], Item]:
    marks = {"ExpressionAttributeValues": {f":{name}": value for name, value in values.items()}} if values else {}
    return lambda name: {"ConditionCheck": {"TableName": name, "Key": key, "ConditionExpression": condition, **marks}}


def _new(sk: str, *, table: str | None = None) -> Callable[[str], Item]:
    return lambda name: {"Put": {"TableName": table or name, "Item": {"PK": "new", "SK": sk}}}


QUESTIONS: dict[str, Ask] = {
    "get": lambda t: t.get_item(Key=HERE, ConsistentRead=True),
    "get nothing": lambda t: t.get_item(Key={"PK": "a", "SK": "2"}),
    "client gets": lambda t: t.meta.client.get_item(TableName=t.name, Key=HERE, ConsistentRead=True),
    "put": lambda t: t.put_item(Item={**HERE, "name": "Otto"}),
    "put if absent": _put("attribute_not_exists(PK)"),
    "put if newer": _put("attribute_not_exists(PK) OR version <= :v", v=3),
    "put if older": _put("attribute_not_exists(PK) OR version < :v", v=3),
    "put if all": _put("attribute_not_exists(PK) OR version < :v OR (version = :v AND label <> :n)", v=3, n="Otto"),
    "put if not all": _put("attribute_not_exists(PK) OR version < :v OR (version = :v AND label <> :n)", v=3, n="Mira"),
    "put if bool": _put("attribute_not_exists(PK) OR denied = :no", no=False),
    "put unless absent_one differs": _put("absent_one <> :v", v=1),
    "put if absent_one equals": _put("absent_one = :v", v=1),
    "a reserved word": _update("SET name = :n", n="B"),
    "a reserved word in a condition": _put("name = :n", n="B"),
    "update": _update("SET label = :n, version = version + :one, #o = :o", names={"#o": "outbox"}, n="B", one=1, o=[]),
    "update what is absent_one": _update("SET absent_one = absent_one + :one", one=1),
    "remove": _update("REMOVE label, lines"),
    "add to a set": _update("SET label = :n ADD tags :more", n="B", more={"z"}),
    "add a new set": _update("ADD others :more", more={"z"}),
    "delete from a set": _update("DELETE tags :less", less={"x"}),
    "delete all of a set": _update("DELETE tags :less", less={"x", "y"}),
    "set, remove, add": _update("SET version = :v REMOVE label ADD tags :more", v=9, more={"z"}),
    "update on condition": _update("SET label = :n", condition="attribute_exists(PK)", n="B"),
    "update against condition": _update("SET label = :n", condition="version = :v", n="B", v=1),
    "delete": lambda t: t.delete_item(Key=HERE, ReturnValues="ALL_OLD"),
    "delete nothing": lambda t: t.delete_item(Key={"PK": "a", "SK": "2"}, ReturnValues="ALL_OLD"),
    "query text": lambda t: t.meta.client.query(
        TableName=t.name, KeyConditionExpression="PK = :pk", ExpressionAttributeValues={":pk": "a"}, ConsistentRead=True
    ),
    "query last": lambda t: t.query(KeyConditionExpression=Key("PK").eq("many"), ScanIndexForward=False, Limit=1),
    "query prefix": lambda t: t.query(KeyConditionExpression=Key("PK").eq("many") & Key("SK").begins_with("00")),
    "query index": lambda t: t.query(
        IndexName="due", KeyConditionExpression=Key("gsipk").eq("DUE") & Key("gsisk").lte("060"), Limit=5
    ),
    "scan": lambda t: t.scan(FilterExpression=Attr("SK").eq("1"), ConsistentRead=True),
    "transaction": _transact(_check("attribute_exists(PK)"), _new("1"), _new("2", table=OTHER)),
    "transaction refused": _transact(
        _check("version = :v", v=1), _check("attribute_exists(PK)", key={"PK": "b", "SK": "1"}), _new("1")
    ),
    "transaction partly refused": _transact(_new("1"), _check("version = :v", v=1)),
    "transaction of deletes": _transact(lambda name: {"Delete": {"TableName": name, "Key": HERE}}, _new("1")),
    "transaction with update": _transact(
        lambda name: {
            "Update": {
                "TableName": name,
                "Key": {"PK": "fresh", "SK": "1"},
                "UpdateExpression": "SET label = :n ADD tags :t",
                "ConditionExpression": "attribute_not_exists(PK)",
                "ExpressionAttributeValues": {":n": "C", ":t": {"q"}},
            }
        }
    ),
}  # fmt: skip


@pytest.mark.parametrize("ask", QUESTIONS.values(), ids=QUESTIONS.keys())
def test_the_table_answers_and_changes_as_motos_does(ask: Ask, both: list[Any]) -> None:
    fake, moto = both
    assert _answer(fake, ask) == _answer(moto, ask)
    assert _everything(fake) == _everything(moto)


def test_pages_come_one_after_the_other(both: list[Any]) -> None:
    def walk(table: Any, **query: Any) -> list[str]:
        keys: list[str] = []
        while True:
            page = table.query(**query)
            keys += [item["SK"] for item in page["Items"]]
            if "LastEvaluatedKey" not in page:
                return keys
            query["ExclusiveStartKey"] = page["LastEvaluatedKey"]

    fake, moto = both
    for query in (
        {"KeyConditionExpression": Key("PK").eq("many"), "Limit": 7},
        {"KeyConditionExpression": Key("PK").eq("many"), "ScanIndexForward": False},
        {"KeyConditionExpression": Key("gsipk").eq("DUE"), "IndexName": "due", "Limit": 7},
    ):
        assert walk(fake, **query) == walk(moto, **query)


def test_a_paginator_turns_the_pages(both: list[Any]) -> None:
    fake, moto = both
    assert list(partition(fake, "many")) == list(partition(moto, "many", Limit=7))
    mira = Attr("label").eq("Mira")
    assert list(scan(fake, FilterExpression=mira)) == list(scan(moto, FilterExpression=mira, Limit=7))


def test_a_batch_is_read_in_parts(both: list[Any]) -> None:
    def walk(table: Any) -> list[str]:
        request: Item = {table.name: {"Keys": [{"PK": "many", "SK": f"{n:03}"} for n in range(60)]}}
        found: list[str] = []
        while request:
            answer = table.meta.client.batch_get_item(RequestItems=request)
            found += [item["SK"] for item in answer["Responses"][table.name]]
            request = answer.get("UnprocessedKeys") or {}
        return sorted(found)

    fake, moto = both
    assert walk(fake) == walk(moto)
    twice = [HERE, HERE]
    assert _answer(fake, lambda t: t.meta.client.batch_get_item(RequestItems={t.name: {"Keys": twice}})) == _answer(
        moto, lambda t: t.meta.client.batch_get_item(RequestItems={t.name: {"Keys": twice}})
    )


def test_a_transaction_may_not_touch_an_item_twice(both: list[Any]) -> None:
    for table in both:
        with pytest.raises(ClientError) as refused:
            table.meta.client.transact_write_items(TransactItems=[_new("1")(table.name), _new("1")(table.name)])
        assert refused.value.response["Error"]["Code"] == "ValidationException"


def test_what_was_read_can_be_changed_without_changing_the_table(both: list[Any]) -> None:
    fake, _ = both
    item = fake.get_item(Key=HERE)["Item"]
    item["tags"].add("mine")
    item["lines"].append("mine")
    assert fake.get_item(Key=HERE)["Item"]["tags"] == {"x", "y"}
    assert fake.get_item(Key=HERE)["Item"]["version"] == Decimal(3)


@pytest.mark.parametrize("value", [1.5, set(), object()])
def test_what_a_table_cannot_store_is_refused(value: Any, both: list[Any]) -> None:
    for table in both:
        with pytest.raises((TypeError, ClientError)):
            table.put_item(Item={**HERE, "value": value})


def test_the_stream_tells_every_change_with_both_images() -> None:
    dynamo = FakeDynamo()
    table = dynamo.create(NAME)
    table.put_item(Item={**HERE, "name": "Mira"})
    table.put_item(Item={**HERE, "name": "Mira"})
    with table.batch_writer() as batch:
        batch.delete_item(Key=HERE)
    told = [(record.old and record.old["name"], record.new and record.new["name"]) for record in dynamo.changes]
    assert told == [(None, "Mira"), ("Mira", None)]


@pytest.mark.parametrize("text", ["a =", "a = :b c", "size(a)", "a ~ :b"])
def test_an_expression_the_fake_does_not_know_is_refused(text: str) -> None:
    with pytest.raises(ExpressionError):
        compiled(text)


@pytest.fixture
def buckets(aws: None) -> list[Any]:
    moto = boto3.client("s3")
    moto.create_bucket(Bucket="bucket", CreateBucketConfiguration={"LocationConstraint": "eu-west-2"})
    moto.put_bucket_versioning(Bucket="bucket", VersioningConfiguration={"Status": "Enabled"})
    return [FakeS3(), moto]


def _story(s3: Any) -> list[Any]:
    """What a claim store, a media bucket and a snapshot do, and what they are told."""
    told: list[Any] = []

    def do(operation: str, **request: Any) -> Any:
        try:
            answer = getattr(s3, operation)(Bucket="bucket", **request)
        except ClientError as error:
            told.append((error.response["Error"]["Code"], error.response["ResponseMetadata"]["HTTPStatusCode"]))
            return {}
        told.append(answer["Body"].read() if "Body" in answer else operation)
        return answer

    first = do("put_object", Key="x/1", Body=b"one", ContentType="text/plain")
    do("put_object", Key="x/1", Body=b"two", IfNoneMatch="*")
    do("put_object", Key="x/1", Body=b"two", IfMatch=first["ETag"])
    do("put_object", Key="x/1", Body=b"three", IfMatch=first["ETag"])
    do("put_object", Key="x/2", Body=b"new", IfNoneMatch="*")
    latest = do("get_object", Key="x/1")
    do("get_object", Key="x/1", IfNoneMatch=latest["ETag"])
    do("get_object", Key="x/1", IfNoneMatch=first["ETag"])
    do("get_object", Key="y")
    for number in range(12):
        do("put_object", Key=f"many/{number:02}", Body=b"m")
    for prefix in ("x/", "many/", "none/"):
        doomed = []
        for page in s3.get_paginator("list_object_versions").paginate(Bucket="bucket", Prefix=prefix):
            doomed += [{"Key": v["Key"], "VersionId": v["VersionId"]} for v in page.get("Versions", [])]
        told.append([version["Key"] for version in doomed])
        if doomed:
            do("delete_objects", Delete={"Objects": doomed, "Quiet": True})
    do("get_object", Key="x/1")
    return told


def test_the_buckets_tell_the_same_story(buckets: list[Any]) -> None:
    fake, moto = (_story(s3) for s3 in buckets)
    assert fake == moto
