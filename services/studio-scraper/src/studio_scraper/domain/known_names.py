"""Given names that people bear in many countries: what tells "Filosofia" under a heading from "Fiorenza"."""

from functools import cache
from pathlib import Path

from studio_scraper.domain import vocabulary as words
from studio_scraper.domain.names import fold

FILE = Path(__file__).with_name("given_names.txt")
"""From Faker and Mimesis (both MIT), written by `python -m tests.benchmarks.given_names`."""


def bears_given_name(name: str) -> bool:
    """Whether a word of a name is a given name somewhere. Many nicknames are none, and some words are."""
    return not _given_names().isdisjoint(fold(name).split())


def begins_with_given_name(name: str) -> bool:
    """Whether a name can be somebody's in full: no "Lucky Cat", of which half is a name and half is not."""
    first, *others = fold(name).split() or [""]
    return bears_given_name(first) and words.NOT_A_NAME_ALONE.isdisjoint(others)


@cache
def _given_names() -> frozenset[str]:
    names = frozenset(FILE.read_text(encoding="utf-8").split())
    return names - words.NOT_A_NAME_ALONE - words.NEVER_IN_A_NAME - words.ARTICLES
