"""`python -m event_contracts`: write schemas, examples and pages; `--check` only says whether they are current."""

import argparse
import sys
from pathlib import Path

from event_contracts.generate import files


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m event_contracts", description=__doc__)
    parser.add_argument("--root", type=Path, default=Path(), help="the repository (default: here)")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when a file is out of date")
    arguments = parser.parse_args()
    generated = files(arguments.root)
    stale = [path for path, text in generated.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    if arguments.check:
        for path in stale:
            print(f"out of date: {path}", file=sys.stderr)
        return 1 if stale else 0
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(generated[path], encoding="utf-8")
    print(f"{len(stale)} of {len(generated)} files written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
