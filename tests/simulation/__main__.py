"""Runs histories: `python -m tests.simulation --seeds 1000 --from 1`. Ends with 1 at the first broken promise."""

import argparse
import json
import os
import sys
from datetime import timedelta

from tests.simulation.outcome import Outcome, Settings
from tests.simulation.simulation import run

_SHOWN = 60


def main() -> int:
    options = _parser().parse_args()
    if os.environ.get("PYTHONHASHSEED") != "0":  # sets are walked in the order of hashes: the same one every time
        environment = {**os.environ, "PYTHONHASHSEED": "0"}
        command = [sys.executable, "-m", "tests.simulation", *sys.argv[1:]]
        os.execve(sys.executable, command, environment)  # noqa: S606 - this program itself again, and no shell
    settings = Settings(
        steps=options.steps, skew=timedelta(hours=options.skew), reinstated_return=options.reinstated_return
    )
    failed = 0
    for number, seed in enumerate(range(options.start, options.start + options.seeds), start=1):
        outcome = run(seed, settings)
        failed += outcome.violation is not None
        if options.json:
            print(json.dumps({"seed": seed, "violation": outcome.violation, "history": outcome.history}), flush=True)
            continue
        if outcome.violation:
            print(("\r" if not options.keep_going else "\n") + report(outcome, settings, shown=options.shown))
            if not options.keep_going:
                return 1
        elif options.whole:
            print("\n".join(outcome.history))
        print(f"\r{number} of {options.seeds} histories, {failed} broken", end="", flush=True)
    print()
    return 1 if failed and not options.json else 0


def report(outcome: Outcome, settings: Settings, *, shown: int = _SHOWN) -> str:
    """The end of a failed history, and how to see it again."""
    skew = settings.skew / timedelta(hours=1)
    again = f"python -m tests.simulation --seeds 1 --from {outcome.seed} --steps {settings.steps} --skew {skew:g}"
    left_out = max(0, len(outcome.history) - shown)
    return "\n".join(
        [
            f"Seed {outcome.seed} broke a promise: {outcome.violation}",
            f"  … {left_out} steps before these; `--shown {len(outcome.history)}` shows all",
            *outcome.history[left_out:],
            f"Again: {again}",
        ]
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    parser.add_argument("--seeds", type=int, default=25, help="how many histories (25)")
    parser.add_argument("--from", dest="start", type=int, default=1, help="the first seed (1)")
    parser.add_argument("--steps", type=int, default=Settings().steps, help="steps before everything comes to rest")
    parser.add_argument("--skew", type=float, default=1.0, help="hours by which clocks may differ (1)")
    parser.add_argument("--reinstated-return", action="store_true", help="promise that the reinstated come back, too")
    parser.add_argument("--shown", type=int, default=_SHOWN, help="how many steps of a broken history are printed")
    parser.add_argument("--whole", action="store_true", help="print the histories that went well, too")
    parser.add_argument("--keep-going", action="store_true", help="do not stop at the first broken promise")
    parser.add_argument("--json", action="store_true", help="one line of JSON for each history, for the tests")
    return parser


if __name__ == "__main__":
    sys.exit(main())
