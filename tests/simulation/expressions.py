"""The part of DynamoDB's expression language that the services use, compiled once per text."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any, Self

from boto3.dynamodb.conditions import ConditionBase, ConditionExpressionBuilder
from moto.dynamodb.parsing.reserved_keywords import ReservedKeywords

Item = dict[str, Any]
Names = dict[str, str]
Values = dict[str, Any]

_TOKEN = re.compile(r"\s*(<>|<=|>=|[=<>(),+-]|[:#]?[A-Za-z_]\w*)")
_ORDER: dict[str, Callable[[Any, Any], bool]] = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
}
_PARTITION = re.compile(r"\(*#?\w+ = (:\w+)")
_ABSENT = object()


class ExpressionError(ValueError):
    """DynamoDB would refuse it: it cannot be read, or names an attribute by a reserved word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What an expression is evaluated against."""

    item: Item
    names: Names
    values: Values

    def value(self, operand: str) -> Any:
        """The value an operand stands for; `_ABSENT` for an attribute that the item lacks."""
        if operand.startswith(":"):
            return self.values[operand]
        return self.item.get(self.attribute(operand), _ABSENT)

    def attribute(self, operand: str) -> str:
        return self.names[operand] if operand.startswith("#") else operand


Condition = Callable[[Scope], bool]


_GRAMMAR = frozenset({"AND", "OR", "SET", "REMOVE", "ADD", "DELETE"})
_RESERVED = frozenset(ReservedKeywords.get_reserved_keywords()) - _GRAMMAR


class _Tokens:
    def __init__(self, text: str) -> None:
        self._left = _tokens(text)[::-1]
        if _RESERVED & {token.upper() for token in self._left}:
            raise ExpressionError(f"expression: {text!r} uses a reserved word")

    def peek(self) -> str:
        return self._left[-1] if self._left else ""

    def take(self, expected: str | None = None) -> str:
        token = self._left.pop() if self._left else ""
        if not token or (expected is not None and token.upper() != expected):
            raise ExpressionError(f"expression: {token!r} where {expected!r} was expected")
        return token


def _tokens(text: str) -> list[str]:
    found: list[str] = []
    position = 0
    while text[position:].strip():
        match = _TOKEN.match(text, position)
        if match is None:
            raise ExpressionError(f"expression: cannot read {text[position:]!r}")
        found.append(match[1])
        position = match.end()
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """An expression with its placeholders, ready to be asked of many items."""

    text: str
    names: Names
    values: Values

    @classmethod
    def of(cls, expression: str | ConditionBase | None, names: Names | None, values: Values | None) -> Self:
        if isinstance(expression, ConditionBase):
            built = ConditionExpressionBuilder().build_expression(expression)
            names, values = built.attribute_name_placeholders, built.attribute_value_placeholders
            expression = built.condition_expression
        return cls(text=expression or "", names=names or {}, values=values or {})

    def holds(self, item: Item) -> bool:
        """Whether it is true of an item ({} for one that is not there); no question is true of all."""
        return not self.text or compiled(self.text)(Scope(item=item, names=self.names, values=self.values))

    @property
    def partition(self) -> str:
        """The value that a key condition asks the partition key to have; it comes first."""
        match = _PARTITION.match(self.text)
        if match is None:
            raise ExpressionError(f"expression: {self.text!r} names no partition")
        return str(self.values[match[1]])


@lru_cache(maxsize=1024)
def compiled(expression: str) -> Condition:
    tokens = _Tokens(expression)
    condition = _any_of(tokens)
    if tokens.peek():
        raise ExpressionError(f"expression: {tokens.peek()!r} is left over")
    return condition


def _any_of(tokens: _Tokens) -> Condition:
    parts = [_all_of(tokens)]
    while tokens.peek().upper() == "OR":
        tokens.take()
        parts.append(_all_of(tokens))
    return parts[0] if len(parts) == 1 else lambda scope: any(part(scope) for part in parts)


def _all_of(tokens: _Tokens) -> Condition:
    parts = [_one(tokens)]
    while tokens.peek().upper() == "AND":
        tokens.take()
        parts.append(_one(tokens))
    return parts[0] if len(parts) == 1 else lambda scope: all(part(scope) for part in parts)


def _one(tokens: _Tokens) -> Condition:
    if tokens.peek() == "(":
        tokens.take()
        inner = _any_of(tokens)
        tokens.take(")")
        return inner
    first = tokens.take()
    if tokens.peek() == "(":
        return _function(first, tokens)
    operator, second = tokens.take(), tokens.take()
    return _comparison(first, operator, second)


def _function(name: str, tokens: _Tokens) -> Condition:
    tokens.take("(")
    path = tokens.take()
    if name == "begins_with":
        tokens.take(",")
        prefix = tokens.take()
        tokens.take(")")
        return lambda scope: str(scope.value(path)).startswith(str(scope.value(prefix)))
    tokens.take(")")
    if name == "attribute_exists":
        return lambda scope: scope.value(path) is not _ABSENT
    if name == "attribute_not_exists":
        return lambda scope: scope.value(path) is _ABSENT
    raise ExpressionError(f"expression: unknown function {name!r}")


def _comparison(first: str, operator: str, second: str) -> Condition:
    if operator == "=":
        return lambda scope: _equal(scope.value(first), scope.value(second))
    if operator == "<>":
        return lambda scope: not _equal(scope.value(first), scope.value(second))
    ordered = _ORDER[operator]

    def compare(scope: Scope) -> bool:
        left, right = scope.value(first), scope.value(second)
        return type(left) is type(right) and left is not _ABSENT and ordered(left, right)

    return compare


def _equal(left: Any, right: Any) -> bool:
    return type(left) is type(right) and left is not _ABSENT and bool(left == right)


def update(expression: str, item: Item, names: Names | None, values: Values | None) -> Item:
    """The item after an update expression: SET (also `a = b + :c`), REMOVE, ADD and DELETE of sets and numbers."""
    scope = Scope(item=item, names=names or {}, values=values or {})
    after = dict(item)
    tokens = _Tokens(expression)
    while tokens.peek():
        clause = tokens.take().upper()
        _CLAUSES[clause](tokens, scope, after)
        while tokens.peek() == ",":
            tokens.take()
            _CLAUSES[clause](tokens, scope, after)
    return after


def _set(tokens: _Tokens, scope: Scope, after: Item) -> None:
    target = scope.attribute(tokens.take())
    tokens.take("=")
    value = _present(scope, tokens.take())
    if tokens.peek() in {"+", "-"}:
        sign = 1 if tokens.take() == "+" else -1
        value = value + sign * _present(scope, tokens.take())
    after[target] = value


def _present(scope: Scope, operand: str) -> Any:
    value = scope.value(operand)
    if value is _ABSENT:
        raise ExpressionError("update: refers to an attribute that does not exist in the item")
    return value


def _remove(tokens: _Tokens, scope: Scope, after: Item) -> None:
    after.pop(scope.attribute(tokens.take()), None)


def _add(tokens: _Tokens, scope: Scope, after: Item) -> None:
    target, value = scope.attribute(tokens.take()), scope.value(tokens.take())
    before = after.get(target)
    if isinstance(value, Decimal):
        after[target] = (before or Decimal(0)) + value
    else:
        after[target] = (before or set()) | value


def _delete(tokens: _Tokens, scope: Scope, after: Item) -> None:
    target, value = scope.attribute(tokens.take()), scope.value(tokens.take())
    left = after.pop(target, set()) - value
    if left:  # an empty set does not exist
        after[target] = left


_CLAUSES: dict[str, Callable[[_Tokens, Scope, Item], None]] = {
    "SET": _set,
    "REMOVE": _remove,
    "ADD": _add,
    "DELETE": _delete,
}
