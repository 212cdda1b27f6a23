"""Logs carry ids, codes and numbers, and nothing else whatever a caller passes (GOV-08, A51)."""

import io
import json
from typing import Any

import pytest
from aws_lambda_powertools import Logger

from service_kit.logs import ScrubbingFormatter


@pytest.fixture
def stream() -> io.StringIO:
    return io.StringIO()


@pytest.fixture
def logger(stream: io.StringIO) -> Logger:
    return Logger(service=f"test-{id(stream)}", logger_formatter=ScrubbingFormatter(), stream=stream)


def _last(stream: io.StringIO) -> dict[str, Any]:
    line: dict[str, Any] = json.loads(stream.getvalue().splitlines()[-1])
    return line


@pytest.mark.parametrize(
    "personal",
    [
        "@ink.by.nobody",
        "mail@example.org",
        "Zoë O'Neil",
        "https://instagram.com/nobody",
        "instagram.com/nobody",
        "x" * 200,
    ],
)
def test_a_field_that_looks_like_a_person_is_redacted(logger: Logger, stream: io.StringIO, personal: str) -> None:
    logger.info("event_handled", detail=personal, nested={"list": [personal]})
    assert personal not in stream.getvalue()
    assert _last(stream)["detail"] == "[redacted]"


def test_ids_codes_and_numbers_pass(logger: Logger, stream: io.StringIO) -> None:
    logger.info("event_handled", subject="ar_" + "a1" * 16, count=3, reason="login_wall", share=0.5)
    line = _last(stream)
    assert (line["subject"], line["count"], line["reason"]) == ("ar_" + "a1" * 16, 3, "login_wall")


def test_an_exceptions_message_is_dropped_but_its_place_is_kept(logger: Logger, stream: io.StringIO) -> None:
    try:
        raise ValueError("no profile for zoe_inks")  # noqa: TRY301 - the message is the point
    except ValueError:
        logger.exception("event_failed")
    line = _last(stream)
    assert "zoe_inks" not in stream.getvalue()
    assert line["exception_name"] == "ValueError"
    assert any(place.startswith("test_logs.py:") for place in line["stack"])
