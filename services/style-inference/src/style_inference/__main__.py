"""`python -m style_inference`: reads profiles as JSON lines from stdin, writes their styles as JSON lines."""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from style_inference.domain import infer


def main(arguments: Sequence[str] | None = None) -> int:
    """0, or 1 after naming the first line that is no `{"id", "bio", "captions"}`."""
    argparse.ArgumentParser(prog="python -m style_inference", description=__doc__).parse_args(arguments)
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
