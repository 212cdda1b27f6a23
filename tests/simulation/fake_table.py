"""DynamoDB in memory, as the services use it: one client over all tables, streams, transactions across tables.

Checked against moto by `test_fakes.py`. Small pages and unprocessed keys are the rule here, not the exception.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Self, TypeVar

from boto3.dynamodb.conditions import ConditionBase
from botocore.exceptions import ClientError

from tests.simulation.expressions import ExpressionError, Item, Question, update

Key = tuple[str, str]
Around = Callable[[str, Callable[[], Any]], Any]
"""Runs an operation, given its name: where faults are put in."""
T = TypeVar("T")

_PAGE = 20
_BATCH = 25
_MAX_TRANSACTION = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamRecord:
    """One change of one item, as the table's stream tells it."""

    table: str
    key: Key
    old: Item | None
    new: Item | None


@dataclass(slots=True)
class _Table:
    indexes: Mapping[str, str]
    partitions: dict[str, dict[str, Item]] = field(default_factory=dict)

    def get(self, key: Key) -> Item | None:
        return self.partitions.get(key[0], {}).get(key[1])

    def items(self) -> Iterator[Item]:
        for partition in self.partitions.values():
            yield from partition.values()


def straight(_: str, operation: Callable[[], T]) -> T:
    """No faults."""
    return operation()


class FakeDynamo:
    """All tables. `around` wraps every operation; `changes` collects the records of all streams, in order."""

    def __init__(self, *, around: Around = straight) -> None:
        self.around = around
        self.changes: list[StreamRecord] = []
        self._tables: dict[str, _Table] = {}

    def create(self, name: str, *, indexes: Mapping[str, str] | None = None) -> "FakeTable":
        """A table; `indexes` are names of global indexes and the prefix of their `pk` and `sk` attributes."""
        self._tables[name] = _Table(indexes or {})
        return FakeTable(self, name)

    def items(self, table: str) -> list[Item]:
        """Everything in a table, for the checker."""
        return list(self._tables[table].items())

    def peek(self, table: str, partition: str) -> bool:
        """Whether anything lies under a partition key, for the checker."""
        return bool(self._tables[table].partitions.get(partition))

    def backup(self, table: str) -> list[Item]:
        """What a backup taken now would hold."""
        return [copy(item) for item in self.items(table)]

    def restore(self, table: str, items: list[Item]) -> None:
        """A table as a backup has it. Streams tell nothing of it."""
        restored = self._tables[table] = _Table(self._tables[table].indexes)
        for item in items:
            restored.partitions.setdefault(item["PK"], {})[item["SK"]] = item

    # --- the client's operations

    def get_item(self, *, TableName: str, Key: Item, ConsistentRead: bool = False) -> Item:
        found = self.around("get_item", lambda: self._tables[TableName].get(_key(Key)))
        return {} if found is None else {"Item": copy(found)}

    def put_item(self, *, TableName: str, **request: Any) -> Item:
        return self._single("put_item", "Put", {"TableName": TableName, **request})

    def update_item(self, *, TableName: str, **request: Any) -> Item:
        return self._single("update_item", "Update", {"TableName": TableName, **request})

    def delete_item(self, *, TableName: str, **request: Any) -> Item:
        return self._single("delete_item", "Delete", {"TableName": TableName, **request})

    def transact_write_items(self, *, TransactItems: list[Item]) -> Item:
        return self.around("transact_write_items", lambda: self._transact(TransactItems))  # type: ignore[no-any-return]

    def batch_get_item(self, *, RequestItems: dict[str, Item]) -> Item:
        return self.around("batch_get_item", lambda: self._batch_get(RequestItems))  # type: ignore[no-any-return]

    def query(self, *, TableName: str, **request: Any) -> Item:
        return self.around("query", lambda: self._page(TableName, **request))  # type: ignore[no-any-return]

    def scan(self, *, TableName: str, FilterExpression: str | ConditionBase | None = None, **request: Any) -> Item:
        question = _question(FilterExpression, request)
        found = [copy(item) for item in self.items(TableName) if question.holds(item)]
        return self.around("scan", lambda: {"Items": found, "Count": len(found)})  # type: ignore[no-any-return]

    def get_paginator(self, operation: str) -> "_Pages":
        return _Pages({"query": self.query, "scan": self.scan}[operation])

    # --- how they work

    def _single(self, operation: str, kind: str, request: Item) -> Item:
        def write() -> Item:
            try:
                if not self._allows(request, kind):
                    raise client_error("ConditionalCheckFailedException", operation)
                old = self._write(kind, request)
            except ExpressionError as error:
                raise client_error("ValidationException", operation) from error
            return {"Attributes": copy(old)} if old and request.get("ReturnValues") == "ALL_OLD" else {}

        return self.around(operation, write)  # type: ignore[no-any-return]

    def _transact(self, actions: list[Item]) -> Item:
        parts = [(kind, request) for action in actions for kind, request in action.items()]
        targets = [(request["TableName"], _target(kind, request)) for kind, request in parts]
        if len(parts) > _MAX_TRANSACTION or len(set(targets)) < len(targets):
            raise client_error("ValidationException", "TransactWriteItems")
        try:
            allowed = [self._allows(request, kind) for kind, request in parts]
        except ExpressionError as error:
            raise client_error("ValidationException", "TransactWriteItems") from error
        reasons = [{"Code": "None" if one else "ConditionalCheckFailed"} for one in allowed]
        if any(reason["Code"] != "None" for reason in reasons):
            raise client_error("TransactionCanceledException", "TransactWriteItems", CancellationReasons=reasons)
        for kind, request in parts:
            if kind != "ConditionCheck":
                self._write(kind, request)
        return {}

    def _allows(self, request: Item, kind: str) -> bool:
        there = self._tables[request["TableName"]].get(_target(kind, request)) or {}
        return _question(request.get("ConditionExpression"), request).holds(there)

    def _write(self, kind: str, request: Item) -> Item | None:
        table, key = self._tables[request["TableName"]], _target(kind, request)
        old = table.get(key)
        new: Item | None = None
        if kind == "Put":
            new = normal(request["Item"])
        elif kind == "Update":
            values = normal(request.get("ExpressionAttributeValues") or {})
            before = old or {"PK": key[0], "SK": key[1]}
            new = update(request["UpdateExpression"], before, request.get("ExpressionAttributeNames"), values)
        if new is None:
            table.partitions.get(key[0], {}).pop(key[1], None)
        else:
            table.partitions.setdefault(key[0], {})[key[1]] = new
        if old != new:
            self.changes.append(StreamRecord(table=request["TableName"], key=key, old=old, new=new))
        return old

    def _batch_get(self, requests: dict[str, Item]) -> Item:
        responses: dict[str, list[Item]] = {}
        unprocessed: dict[str, Item] = {}
        for name, request in requests.items():
            keys = [_key(key) for key in request["Keys"]]
            if len(keys) > 100 or len(set(keys)) < len(keys) or not keys:
                raise client_error("ValidationException", "BatchGetItem")
            found = (self._tables[name].get(key) for key in keys[:_BATCH])
            responses[name] = [copy(item) for item in found if item is not None]
            if keys[_BATCH:]:
                unprocessed[name] = {**request, "Keys": request["Keys"][_BATCH:]}
        return {"Responses": responses, "UnprocessedKeys": unprocessed}

    def _page(
        self,
        table: str,
        *,
        KeyConditionExpression: str | ConditionBase,
        IndexName: str | None = None,
        ScanIndexForward: bool = True,
        Limit: int = _PAGE,
        ExclusiveStartKey: Item | None = None,
        ConsistentRead: bool = False,
        **request: Any,
    ) -> Item:
        prefix = self._tables[table].indexes[IndexName] if IndexName else None
        pk, sk = (f"{prefix}pk", f"{prefix}sk") if prefix else ("PK", "SK")
        question, stored = _question(KeyConditionExpression, request), self._tables[table]
        items = stored.items() if prefix else stored.partitions.get(question.partition, {}).values()
        matching = [item for item in items if pk in item and sk in item and question.holds(item)]
        matching.sort(key=lambda item: (item[sk], item["PK"], item["SK"]), reverse=not ScanIndexForward)
        if ExclusiveStartKey:
            seen = [n for n, item in enumerate(matching) if _key(item) == _key(ExclusiveStartKey)]
            after = [n for n, item in enumerate(matching) if item[sk] > ExclusiveStartKey[sk]]
            matching = matching[seen[0] + 1 :] if seen else matching[after[0] :] if after else []
        page = matching[: min(Limit, _PAGE)]
        answer: Item = {"Items": [copy(item) for item in page], "Count": len(page)}
        if len(page) < len(matching):
            last = page[-1]
            answer["LastEvaluatedKey"] = {name: last[name] for name in dict.fromkeys(("PK", "SK", pk, sk))}
        return answer


class FakeTable:
    """A boto3 Table resource over the fake."""

    def __init__(self, dynamo: FakeDynamo, name: str) -> None:
        self.name = name
        self.client = dynamo

    @property
    def meta(self) -> Self:
        return self

    def get_item(self, **request: Any) -> Item:
        return self.client.get_item(TableName=self.name, **request)

    def put_item(self, **request: Any) -> Item:
        return self.client.put_item(TableName=self.name, **request)

    def update_item(self, **request: Any) -> Item:
        return self.client.update_item(TableName=self.name, **request)

    def delete_item(self, **request: Any) -> Item:
        return self.client.delete_item(TableName=self.name, **request)

    def query(self, **request: Any) -> Item:
        return self.client.query(TableName=self.name, **request)

    def scan(self, **request: Any) -> Item:
        return self.client.scan(TableName=self.name, **request)

    def batch_writer(self) -> "_BatchWriter":
        return _BatchWriter(self)


class _Pages:
    def __init__(self, read: Callable[..., Item]) -> None:
        self._read = read

    def paginate(self, **request: Any) -> Iterator[Item]:
        """Asked for page by page, as somebody deletes what they were shown."""
        while True:
            page = self._read(**request)
            yield page
            if "LastEvaluatedKey" not in page:
                return
            request["ExclusiveStartKey"] = page["LastEvaluatedKey"]


class _BatchWriter:
    """Not atomic, as the real one: what was written before a failure stays."""

    def __init__(self, table: FakeTable) -> None:
        self._table = table
        self._doomed: list[Item] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, failed: type[BaseException] | None, *_: object) -> None:
        while self._doomed:
            self._table.delete_item(Key=self._doomed.pop(0))

    def delete_item(self, *, Key: Item) -> None:
        self._doomed.append(Key)


def _key(item: Item) -> Key:
    return item["PK"], item["SK"]


def _target(kind: str, request: Item) -> Key:
    return _key(request["Item"] if kind == "Put" else request["Key"])


def _question(expression: str | ConditionBase | None, request: Item) -> Question:
    values = normal(request.get("ExpressionAttributeValues") or {})
    return Question.of(expression, request.get("ExpressionAttributeNames"), values)


def client_error(code: str, operation: str, *, status: int = 400, **more: Any) -> ClientError:
    """A refusal as botocore raises it."""
    response: Any = {"Error": {"Code": code, "Message": code}, "ResponseMetadata": {"HTTPStatusCode": status}, **more}
    return ClientError(response, operation)


def normal(value: Any) -> Any:
    """A value as it comes back from the table; raises for what the table does not take."""
    if value is None or isinstance(value, str | bytes | bool):
        return value
    if isinstance(value, int | Decimal):
        return Decimal(value)
    if isinstance(value, dict):
        return {name: normal(member) for name, member in value.items()}
    if isinstance(value, list | tuple):
        return [normal(member) for member in value]
    if isinstance(value, set | frozenset) and value:
        return {normal(member) for member in value}
    raise TypeError(f"item: a value of type {type(value).__name__} cannot be stored")


def copy(value: Any) -> Any:
    """A copy that shares nothing which can be changed."""
    if isinstance(value, dict):
        return {name: copy(member) for name, member in value.items()}
    if isinstance(value, list):
        return [copy(member) for member in value]
    return set(value) if isinstance(value, set) else value
