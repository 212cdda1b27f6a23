"""``python -m instagram_scraper worker``: reads profiles while its queue holds messages, until it is told to stop."""

import argparse
import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from instagram_scraper import bootstrap
from service_kit.fetching import open_session


async def work() -> None:
    """Run until SIGTERM; what is in flight is finished first."""
    settings = bootstrap.settings()
    # Every blocking AWS call of every message in flight has a thread: none waits for another's.
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(2 * settings.concurrency + 4))
    async with open_session(playback=settings.playback_url, connections=4 * settings.concurrency) as session:
        worker = bootstrap.worker(session)
        worker.stop_on_signals()
        await worker.run()


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m instagram_scraper")
    parser.add_argument("command", choices=["worker"], help="read profiles as the queue names them")
    parser.parse_args(arguments)
    asyncio.run(work())


if __name__ == "__main__":
    main()
