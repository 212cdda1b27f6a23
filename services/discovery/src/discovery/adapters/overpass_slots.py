"""When an Overpass instance has a slot for us: what its `/api/status` says."""

import re
from typing import Final

_FREE: Final = re.compile(r"^\s*([0-9]{1,6}) slots? available now", re.MULTILINE)
_LATER: Final = re.compile(r"^\s*Slot available after:.*\bin (-?[0-9]{1,6}) seconds?", re.MULTILINE)


def seconds_until_slot(status: str) -> int | None:
    """Seconds until the first slot is free, 0 when one is; None when the text does not say."""
    if any(int(count) > 0 for count in _FREE.findall(status)):
        return 0
    waits = [max(0, int(seconds)) for seconds in _LATER.findall(status)]  # a slot may have been free for a moment
    return min(waits, default=None)
