"""Runs MiniStack on its own environment's Python, so that it ends in time and says that everything is saved.

It saves when it has been asked to end, after open connections got three seconds to finish; one waiting receiver
uses them up, and what is left until it would be killed may not suffice.
"""

import os
from pathlib import Path

from hypercorn.config import Config  # type: ignore[import-not-found]
from ministack.app import main  # type: ignore[import-not-found]

if __name__ == "__main__":
    Config.graceful_timeout = 0.2
    main()
    (Path(os.environ["STATE_DIR"]) / "complete").touch()  # read by local.saved_state
