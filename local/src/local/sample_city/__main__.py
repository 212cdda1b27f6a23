"""Command line: `python -m local.sample_city FOLDER` writes the sample city there."""

import argparse
from pathlib import Path

from local.sample_city.generator import DEFAULT_SEED, generate


def main() -> None:
    """Write the city, or leave it when it is already there."""
    parser = argparse.ArgumentParser(prog="python -m local.sample_city", description=main.__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=DEFAULT_SEED)
    chosen = parser.parse_args()
    recordings = generate(chosen.folder, seed=chosen.seed)
    print(f"{recordings.name} → {chosen.folder}")


if __name__ == "__main__":
    main()
