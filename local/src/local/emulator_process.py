"""Runs MiniStack on its own environment's Python, so that it ends in time, saves all and says that it has.

It saves when it has been asked to end, after open connections got three seconds to finish; one waiting receiver
uses them up, and what is left until it would be killed may not suffice. And it saves how far each stream of a table
was read, but not what is in the stream: after a restart nothing would be read until as much is there again.
"""

# ruff: noqa: SLF001 - what MiniStack keeps and does not save is nowhere else

import copy
import os
from pathlib import Path
from typing import Any

from hypercorn.config import Config  # type: ignore[import-not-found]
from ministack.app import main  # type: ignore[import-not-found]
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


if __name__ == "__main__":
    Config.graceful_timeout = 0.2
    _save_streams()
    main()
    (Path(os.environ["STATE_DIR"]) / "complete").touch()  # read by local.saved_state
