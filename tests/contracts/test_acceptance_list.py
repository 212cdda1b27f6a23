"""docs/acceptance.md says which file shows which line, and says so truly."""

import re

from local.config import ROOT

_PAGE = ROOT / "docs" / "acceptance.md"
_ROW = re.compile(r"^\| (A\d\d) \| .+? \| (.+) \|$", re.MULTILINE)
_LINK = re.compile(r"\]\((.+?)\)")


def test_every_line_is_there_once_and_in_order() -> None:
    assert [line for line, _ in _ROW.findall(_PAGE.read_text())] == [f"A{number:02}" for number in range(1, 61)]


def test_a_file_that_is_named_for_a_line_names_the_line() -> None:
    for line, where in _ROW.findall(_PAGE.read_text()):
        for link in _LINK.findall(where):
            text = (_PAGE.parent / link).read_text()
            assert f'acceptance("{line}")' in text or f"test('{line} " in text or f"test(`{line} " in text, (line, link)


def test_a_line_without_a_file_is_open() -> None:
    for line, where in _ROW.findall(_PAGE.read_text()):
        assert _LINK.search(where) or "open" in where, line
