"""Structured logs that cannot carry personal data: only named fields of known shape leave the process (GOV-08)."""

import re
from typing import Any

from aws_lambda_powertools import Logger
from aws_lambda_powertools.logging.formatter import LambdaPowertoolsFormatter

_WORKED_OUT_BY_THE_LOGGER = frozenset(
    {
        "level", "location", "timestamp", "service", "correlation_id", "message", "exception_name",
        "function_name", "function_memory_size", "function_arn", "function_request_id", "cold_start",
        "stack_trace", "xray_trace_id", "stage",
    }
)  # fmt: skip
_PLAIN = re.compile(r"^[A-Za-z0-9_.:/ -]{0,120}$")
_REDACTED = "[redacted]"


def _harmless(value: object) -> object:
    """Numbers, opaque ids and codes pass; free text, addresses and anything with an `@` do not."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, str) and _PLAIN.fullmatch(value) and "//" not in value and "instagram.com" not in value:
        return value
    if isinstance(value, list | tuple):
        return [_harmless(item) for item in value]
    if isinstance(value, dict):
        return {key: _harmless(item) for key, item in value.items()}
    return _REDACTED


class ScrubbingFormatter(LambdaPowertoolsFormatter):
    """Redacts every field that is not a number, an id or a code. Exception messages go too: they quote their input."""

    def serialize(self, log: Any) -> str:
        clean: dict[str, Any] = {
            key: value if key in _WORKED_OUT_BY_THE_LOGGER else _harmless(value)
            for key, value in log.items()
            if key != "exception"
        }
        if "stack_trace" in clean:  # file and line are the cause; the message may quote a name
            frames = clean.pop("stack_trace")
            clean["stack"] = [
                f"{frame['file'].rsplit('/', 1)[-1]}:{frame['line']}"
                for frame in (frames or {}).get("frames", [])
                if "file" in frame and "line" in frame
            ]
        return super().serialize(clean)


def get_logger(service: str) -> Logger:
    """The service's logger. Messages are constant snake_case event names; everything variable is a keyword field."""
    return Logger(service=service, logger_formatter=ScrubbingFormatter(), log_uncaught_exceptions=False)
