import io
import json
import sys
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from style_inference import __main__ as command

Run = Callable[[bytes], tuple[int, list[dict[str, Any]], str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    def call(stdin: bytes) -> tuple[int, list[dict[str, Any]], str]:
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(stdin)))
        code = command.main([])
        out, err = capsys.readouterr()
        return code, [json.loads(line) for line in out.splitlines()], err

    return call


def test_each_profile_gets_a_line_with_its_styles_and_their_evidence(run: Run) -> None:
    code, lines, err = run(
        b'{"id": "a", "bio": "#dotwork", "captions": []}\n\n{"id": "b", "bio": "", "captions": ["x"]}\n'
    )
    assert (code, err) == (0, "")
    assert [(line["id"], line["styles"]) for line in lines] == [("a", ["dotwork"]), ("b", [])]
    assert lines[0]["evidence"][0]["evidence"] == [
        {"source": "bio", "index": 0, "matched_term": "dotwork", "kind": "hashtag"}
    ]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"nonsense", "no JSON"),
        (b"[]", "expected an object"),
        (b'{"id": "a", "captions": []}', "bio is missing"),
        (b'{"id": "a", "bio": 1, "captions": []}', "id and bio must be texts"),
        (b'{"id": "a", "bio": "", "captions": "x"}', "captions must be a list of texts"),
        (b"\xff", "utf-8"),
    ],
)
def test_a_malformed_line_ends_the_run_with_one_readable_line(run: Run, line: bytes, reason: str) -> None:
    code, lines, err = run(b'{"id": "a", "bio": "", "captions": []}\n' + line + b"\n")
    assert code == 1
    assert len(lines) == 1
    assert err.startswith("line 2: not a profile: ")
    assert reason in err
    assert err.count("\n") == 1
