"""Runs MiniStack on its own environment's Python, so that it is quick, ends in time, saves all and says that it has.

Its own server spends half of the emulator's time on HTTP, and gives open connections three seconds to finish when it is
asked to end: one waiting receiver uses them up. And MiniStack saves how far each stream of a table was read, but not
what is in the stream: after a restart nothing would be read until as much is there again.
"""

# ruff: noqa: SLF001 - what MiniStack keeps and does not save is nowhere else

import contextlib
import copy
import os
import signal
from pathlib import Path
from typing import Any

import uvicorn  # type: ignore[import-not-found]
from ministack.app import app  # type: ignore[import-not-found]
from ministack.services import dynamodb  # type: ignore[import-not-found]

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
    _serve()
    (Path(os.environ["STATE_DIR"]) / "complete").touch()  # read by local.saved_state
