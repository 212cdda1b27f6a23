"""`python -m style_inference`: reads profiles as JSON lines from stdin, writes their styles as JSON lines.

`python -m style_inference evaluate FILE` scores it against a JSON list of labelled profiles (`evaluation.Case`).
"""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from style_inference.domain import infer
from style_inference.evaluation import Case, Score, evaluate


def main(arguments: Sequence[str] | None = None) -> int:
    """The filter, or the command that is asked for."""
    parser = argparse.ArgumentParser(prog="python -m style_inference", description=__doc__.partition(":")[2].strip())
    commands = parser.add_subparsers(dest="command")
    commands.add_parser("evaluate", help="score labelled profiles").add_argument("file", type=Path, metavar="FILE")
    asked = parser.parse_args(arguments)
    return _evaluate(asked.file) if asked.command else _filter()


def _evaluate(file: Path) -> int:
    scores = evaluate(TypeAdapter(list[Case]).validate_json(file.read_bytes()))
    names = [field.name for field in fields(Score)]
    print(f"{'kind':10}" + "".join(f"{name:>19}" for name in names))
    for kind, score in scores.items():
        shown = (f"{value:>19}" if isinstance(value, int) else f"{value:>19.3f}" for value in asdict(score).values())
        print(f"{kind:10}" + "".join(shown))
    return 0


def _filter() -> int:
    """0, or 1 after naming the first line that is no `{"id", "bio", "captions"}`."""
    for number, line in enumerate(sys.stdin.buffer, start=1):
        if not line.strip():
            continue
        try:
            key, bio, captions = _profile(json.loads(line))
        except (ValueError, TypeError, KeyError) as error:
            sys.stderr.write(f"line {number}: not a profile: {_reason(error)}\n")
            return 1
        result = infer(bio=bio, captions=captions)
        answer = {
            "id": key,
            "styles": [style.slug for style in result.styles],
            "evidence": [asdict(style) for style in result.styles],
            "unknown_tags": result.unknown_tags,
            "taxonomy_version": result.taxonomy_version,
        }
        sys.stdout.write(json.dumps(answer) + "\n")
    return 0


def _profile(line: Any) -> tuple[str, str, list[str]]:
    if not isinstance(line, dict):
        raise TypeError("expected an object")
    key, bio, captions = line["id"], line["bio"], line["captions"]
    if not (isinstance(key, str) and isinstance(bio, str)):
        raise TypeError("id and bio must be texts")
    if not (isinstance(captions, list) and all(isinstance(text, str) for text in captions)):
        raise TypeError("captions must be a list of texts")
    return key, bio, captions


def _reason(error: Exception) -> str:
    match error:
        case KeyError():
            return f"{error.args[0]} is missing"
        case json.JSONDecodeError():
            return "no JSON"
    return str(error)


if __name__ == "__main__":
    raise SystemExit(main())
