"""``python -m instagram_scraper worker``: reads profiles while its queue holds messages, until it is told to stop."""

import argparse
import asyncio
from collections.abc import Sequence

from instagram_scraper.worker import work


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m instagram_scraper")
    parser.add_argument("command", choices=["worker"], help="read profiles as the queue names them")
    parser.parse_args(arguments)
    asyncio.run(work())


if __name__ == "__main__":
    main()
