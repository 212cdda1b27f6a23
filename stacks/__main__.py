"""`python -m stacks --stage prod`: synthesise offline, as the tests do; no Docker, network or credentials."""

import argparse
import json
import os
import runpy
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def synthesise(stage: str, out: Path) -> None:
    """Run the app without building function packages, so that nothing is fetched. Raises when a rule is violated."""
    os.environ["CDK_OUTDIR"] = str(out)
    os.environ["CDK_CONTEXT_JSON"] = json.dumps({"stage": stage, "aws:cdk:bundling-stacks": []})
    runpy.run_path(str(ROOT / "app.py"), run_name="__main__")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m stacks", description=__doc__)
    parser.add_argument("--stage", choices=["local", "staging", "prod"], default="prod")
    parser.add_argument("--out", type=Path, default=ROOT / "cdk.out")
    arguments = parser.parse_args()
    synthesise(arguments.stage, arguments.out)
    print(f"{len(list(arguments.out.glob('*.template.json')))} stacks in {arguments.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
