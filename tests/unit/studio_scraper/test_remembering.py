"""Answers about texts are remembered, but never more than a little of what was read."""

import pytest

from studio_scraper.domain import reading
from studio_scraper.domain.remembering import Memory


def test_an_answer_is_found_out_once_until_too_much_was_read() -> None:
    memory = Memory(at_most=100)
    asked: list[str] = []

    @memory
    def length(text: str) -> int:
        asked.append(text)
        return len(text)

    memory.make_room(60)
    assert (length("inks"), length("inks"), asked) == (4, 4, ["inks"])
    memory.make_room(40)
    assert (length("inks"), asked) == (4, ["inks"])
    memory.make_room(1)
    assert (length("inks"), asked) == (4, ["inks", "inks"])


def test_every_page_that_is_read_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    page = "<h1>Jo Hill</h1>"
    memory = Memory(at_most=len(page))
    monkeypatch.setattr(reading, "remembered", memory)
    asked: list[str] = []
    answer = memory(asked.append)

    for _ in range(2):
        reading.read_page(url="https://studio.example/", html=page)
        answer("the same")
    assert asked == ["the same", "the same"]
