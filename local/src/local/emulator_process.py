"""Runs MiniStack on its own environment's Python, so that it is quick, ends in time, saves all and says that it has.

Its own server spends half of the emulator's time on HTTP, and gives open connections three seconds to finish when it is
asked to end: one waiting receiver uses them up. MiniStack saves how far each stream of a table was read, but not what
is in the stream: after a restart nothing would be read until as much is there again. It hands a function at most ten
messages, as soon as there is one, whatever batch and window the function's mapping asks for. And it looks for changes
in a stream once a second, where Lambda looks four times.
"""

# ruff: noqa: SLF001 - what MiniStack lacks can be added nowhere else

import contextlib
import copy
import os
import signal
import threading
import time
from pathlib import Path
from typing import Any

import uvicorn  # type: ignore[import-not-found]
from ministack.app import app  # type: ignore[import-not-found]
from ministack.core.concurrency import esm_wake  # type: ignore[import-not-found]
from ministack.services import dynamodb, lambda_svc, sqs  # type: ignore[import-not-found]

_LOOK_EVERY_SECONDS = 0.25
_UNREAD = 200  # of a stream's records, the most that can be unread when a run ends


def _save_streams() -> None:
    get_state, load_state = dynamodb.get_state, dynamodb.load_persisted_state

    def with_streams() -> dict[str, Any]:
        records, trimmed = copy.deepcopy((dynamodb._stream_records, dynamodb._stream_trimmed))
        for table, stream in records._data.items():
            read = max(0, len(stream) - _UNREAD)
            del stream[:read]
            trimmed._data[table] = trimmed._data.get(table, 0) + read
        return {**get_state(), "stream_records": records, "stream_trimmed": trimmed}

    def load(data: dict[str, Any]) -> None:
        load_state(data)
        dynamodb._stream_records.update(data.get("stream_records", {}))
        dynamodb._stream_trimmed.update(data.get("stream_trimmed", {}))

    dynamodb.get_state, dynamodb.load_persisted_state = with_streams, load


def _look_as_often_as_lambda() -> None:
    def wake() -> None:
        while True:
            time.sleep(_LOOK_EVERY_SECONDS)
            esm_wake.set()

    threading.Thread(target=wake, daemon=True).start()


def _keep_batching_windows() -> None:
    allowed, receive = lambda_svc._sqs_esm_concurrency, sqs._receive_messages_for_esm

    def allowed_when_due(mapping: dict[str, Any], function: Any, config: Any, queue: dict[str, Any]) -> int:
        return allowed(mapping, function, config, queue) if _is_due(mapping, queue["messages"]) else 0

    def receive_all(queue_url: str, at_most: int) -> list[dict[str, Any]]:
        batch: list[dict[str, Any]] = []
        while len(batch) < at_most and (more := receive(queue_url, at_most - len(batch))):
            batch += more
        return batch

    lambda_svc._sqs_esm_concurrency, sqs._receive_messages_for_esm = allowed_when_due, receive_all


def _is_due(mapping: dict[str, Any], messages: list[dict[str, Any]]) -> bool:
    now = time.time()
    arrived = [max(message["sent_at"], message.get("visible_at", 0)) for message in messages]
    waiting = [since for since in arrived if since <= now]
    window = mapping["MaximumBatchingWindowInSeconds"]
    return not window or len(waiting) >= mapping["BatchSize"] or now - min(waiting, default=now) >= window


class _Ended(BaseException):
    """SIGTERM has come."""


def _end(*_: object) -> None:
    raise _Ended


def _serve() -> None:
    """Until SIGTERM; the server saves everything, then passes the signal on."""
    signal.signal(signal.SIGTERM, _end)
    with contextlib.suppress(_Ended):
        uvicorn.run(
            app,
            host="127.0.0.1",
            port=int(os.environ["GATEWAY_PORT"]),
            loop="uvloop",
            http="httptools",
            ws="none",
            lifespan="on",
            server_header=False,
            date_header=False,  # MiniStack says both itself
            access_log=False,
            log_level="warning",
            timeout_keep_alive=75,  # as long as MiniStack's own server: clients keep their connections
            timeout_graceful_shutdown=0.2,  # a waiting receiver would use up all the time that there is for saving
        )


if __name__ == "__main__":
    _save_streams()
    _keep_batching_windows()
    _look_as_often_as_lambda()
    _serve()
    (Path(os.environ["STATE_DIR"]) / "complete").touch()  # read by local.saved_state
