"""What counts as a removal request, field by field (A44)."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.domain.intake import RemovalForm, read_form
from service_kit.http import Problem

GOOD = {
    "profile": "inkwell.nova",
    "email": "nova@inkwell.example",
    "relation": "self",
    "reason": "Please take me out of it.",
}
PUBLIC_ID = "ar_" + "0123456789abcdef" * 2


def _refused(body: object) -> dict[str, str]:
    with pytest.raises(Problem) as caught:
        read_form(body)
    assert caught.value.status == 400
    return {param.name: param.reason for param in caught.value.invalid_params}


@pytest.mark.parametrize(
    ("given_profile", "understood"),
    [
        ("@Inkwell.Nova", "inkwell.nova"),
        ("https://www.instagram.com/inkwell.nova/?hl=en", "inkwell.nova"),
        (PUBLIC_ID, PUBLIC_ID),
        (f"https://directory.example/artists/{PUBLIC_ID}", PUBLIC_ID),
        (f"/artists/{PUBLIC_ID}/?from=search#gallery", PUBLIC_ID),
        (f"  {PUBLIC_ID}  ", PUBLIC_ID),
    ],
)
def test_a_profile_may_be_named_in_every_usual_way(given_profile: str, understood: str) -> None:
    assert read_form(GOOD | {"profile": given_profile}).profile == understood


@pytest.mark.parametrize(
    ("field", "bad"),
    [
        ("profile", "two words"),
        ("profile", "https://www.instagram.com/p/abc/"),
        ("profile", "https://other.example/inkwell"),
        ("profile", "a" * 501),
        ("profile", "ink\u0000well"),
        ("profile", 7),
        ("profile", None),
        ("profile", "   "),
        ("profile", ["inkwell"]),
        ("email", "nova"),
        ("email", "nova@inkwell"),
        ("email", "nova@inkwell..example"),
        ("email", "no va@inkwell.example"),
        ("email", "nova@inkwell.example\r\nBcc: all@inkwell.example"),
        ("email", "a" * 65 + "@inkwell.example"),
        ("email", "nova@" + "inkwell." * 40 + "example"),
        ("email", "nova@192.0.2.1"),
        ("email", True),
        ("relation", "friend"),
        ("relation", ""),
        ("reason", "too short"),
        ("reason", "a         "),
        ("reason", "x" * 2_001),
        ("reason", "a reason with a bell\u0007 in it"),
        ("reason", "a reason with half a character \ud800"),
    ],
)
def test_a_bad_field_is_named_with_its_reason(field: str, bad: object) -> None:
    assert list(_refused(GOOD | {field: bad})) == [field]


def test_every_bad_field_is_named_at_once() -> None:
    assert _refused({"profile": "no no", "email": "x", "relation": "y", "reason": "z"}).keys() == GOOD.keys()


def test_every_missing_field_is_named_at_once() -> None:
    assert _refused({}) == dict.fromkeys(GOOD, "is required")


def test_unknown_fields_are_refused_beside_the_bad_ones() -> None:
    assert _refused(GOOD | {"phone": "0113", "email": "x"}).keys() == {"phone", "email"}


@pytest.mark.parametrize("body", [None, [], "text", 3, True])
def test_a_body_that_is_no_object_is_refused(body: object) -> None:
    assert _refused(body).keys() == {"body"}


def test_a_reason_may_have_several_lines() -> None:
    assert read_form(GOOD | {"reason": "First line.\r\nSecond line.\t"}).reason == "First line.\r\nSecond line."


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(st.one_of(JSON, st.fixed_dictionaries({}, optional=dict.fromkeys(GOOD, JSON))))
def test_no_json_value_is_answered_otherwise_than_with_a_form_or_a_problem(body: Any) -> None:
    answer: RemovalForm | Problem
    try:
        answer = read_form(body)
    except Problem as problem:
        answer = problem
    if isinstance(answer, Problem):
        assert answer.invalid_params
        assert json.dumps([[param.name, param.reason] for param in answer.invalid_params])


@given(st.emails())
def test_an_address_that_is_accepted_has_one_at_sign_and_no_space(email: str) -> None:
    try:
        accepted = read_form(GOOD | {"email": email}).email
    except Problem:
        return
    assert accepted.count("@") == 1
    assert not any(char.isspace() for char in accepted)
