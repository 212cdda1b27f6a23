"""The event contracts: generated files are current, examples are valid, nothing personal can travel."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from event_contracts import CATALOGUE, DENYLIST_ENFORCERS, Context, Envelope, UnknownEventError, parse, read_detail
from event_contracts.examples import EXAMPLES
from event_contracts.generate import files, schema

ROOT = Path(__file__).resolve().parents[2]
_PERSONAL = ("name", "handle", "bio", "email", "caption", "phone", "url", "image_url", "website", "address")


@pytest.mark.parametrize("event_type", sorted(CATALOGUE))
def test_an_example_satisfies_its_schema(event_type: str) -> None:
    jsonschema.Draft202012Validator(schema(event_type)).validate(EXAMPLES[event_type])


def test_the_committed_schemas_examples_and_pages_are_what_the_models_say() -> None:
    stale = [path for path, text in files(ROOT).items() if not path.exists() or path.read_text("utf-8") != text]
    assert stale == []


@pytest.mark.parametrize("event_type", sorted(CATALOGUE))
def test_no_event_has_a_field_for_personal_data(event_type: str) -> None:
    fields = set(CATALOGUE[event_type].model.model_fields)
    assert fields.isdisjoint(_PERSONAL)


@pytest.mark.parametrize("event_type", sorted(CATALOGUE))
@given(text=st.text(min_size=1, max_size=40).filter(lambda text: not text.startswith(("ar_", "hk_", "st_", "rr_"))))
def test_no_text_field_of_an_event_takes_free_text(event_type: str, text: str) -> None:
    model = CATALOGUE[event_type].model
    good = EXAMPLES[event_type]["data"]
    for name, value in good.items():
        if isinstance(value, str) and name not in {"taxonomy_version"}:
            with pytest.raises(ValidationError):
                model.model_validate({**good, name: f"{text} <of a person>"})


def test_every_event_has_a_producer_and_somebody_who_acts_on_it_or_journals_it() -> None:
    for entry in CATALOGUE.values():
        assert entry.producers
        assert Context.OPERATIONS in entry.consumers


def test_every_context_that_holds_artists_hears_of_denials_and_acknowledges_them() -> None:
    assert CATALOGUE["artist.denylisted.v1"].consumers >= DENYLIST_ENFORCERS
    assert CATALOGUE["artist.purged.v1"].producers == DENYLIST_ENFORCERS


def test_a_consumer_ignores_what_a_newer_producer_adds() -> None:
    detail: dict[str, Any] = json.loads(json.dumps(EXAMPLES["artist.indexed.v1"]))
    detail["data"]["added_later"] = 1
    detail["added_to_the_envelope"] = True
    _, payload = read_detail(detail)
    assert payload.model_dump()["version"] == 3


def test_a_producer_cannot_say_more_than_the_contract() -> None:
    with pytest.raises(ValidationError, match="added_later"):
        CATALOGUE["artist.indexed.v1"].model.model_validate({**EXAMPLES["artist.indexed.v1"]["data"], "added_later": 1})


def test_an_unknown_type_is_refused_by_name() -> None:
    envelope = Envelope.model_validate({**EXAMPLES["artist.indexed.v1"], "type": "artist.painted.v1"})
    with pytest.raises(UnknownEventError, match=r"artist\.painted\.v1"):
        parse(envelope)


def test_a_moment_without_a_time_zone_is_refused() -> None:
    model = CATALOGUE["artist.scraped.v1"].model
    with pytest.raises(ValidationError, match="observed_at"):
        model.model_validate({**EXAMPLES["artist.scraped.v1"]["data"], "observed_at": "2026-11-01T02:00:00"})
