"""What words mean to the rules: the taxonomy's aliases and the tables of `data/`, ready for matching."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from style_taxonomy import STYLES, fold, synonyms

from style_inference.domain.phrases import Phrases, words_of

_SEPARATOR = re.compile(r"\s*,\s*")
_NOT_A_LETTER = re.compile(r"[\W_]+")


class Sense(StrEnum):
    """What a phrase does in a clause. The names are the keys of the tables in `data/`."""

    NAMED = "named"  # a style, beyond doubt
    LOOSE = "loose"  # a style, if the clause is about tattooing
    STRONG = "strong"  # suggests a style by itself
    HINT = "hint"  # suggests a style together with another hint
    DECOY = "decoy"  # the word of a style that means something else here
    CRAFT = "craft"  # tattooing is being talked about
    FILLER = "filler"  # says nothing about the noun beside it
    DENIAL = "denial"
    DENIAL_AFTER = "denial_after"  # denies what stands before it
    PAST = "past"
    WISH = "wish"
    LEARNING = "learning"
    OPINION = "opinion"
    OUTSIDE = "outside"  # another trade: painting, music, food
    REVERSAL = "reversal"  # what follows is the artist's own work again
    ONLY = "only"  # what stands before it or follows is
    OTHERS = "others"  # the caption shows somebody else's work
    EXCEPTION = "exception"  # the caption shows something the artist does not usually do
    MORE = "more"  # takes an exception back: "more of these please"
    PLAIN = "plain"  # a marker's words without its meaning


STYLE_SENSES = frozenset({Sense.NAMED, Sense.LOOSE, Sense.STRONG, Sense.HINT})


@dataclass(frozen=True, slots=True)
class Meaning:
    """The senses of one phrase: per style, or one that concerns no style."""

    sense: Sense
    slugs: tuple[str, ...] = ()


def key(text: str) -> str:
    """A phrase without anything but letters and digits, as in a hashtag."""
    return _NOT_A_LETTER.sub("", fold(text.replace("&", " and ")))


def _table(name: str) -> Mapping[str, Mapping[str, str]]:
    table: Mapping[str, Mapping[str, str]] = tomllib.loads(
        files("style_inference").joinpath("data", name).read_text(encoding="utf-8")
    )
    return table


def _listed(phrases: str) -> Iterator[str]:
    return filter(None, _SEPARATOR.split(phrases.strip()))


@cache
def _styles() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Slug → sense or "tags" → phrases."""
    table = _table("styles.toml")
    return {slug: {sense: tuple(_listed(text)) for sense, text in table[slug].items()} for slug in STYLES}


# Languages whose nouns change at the end: their words are matched by their stems.
_INFLECTED = ("pl", "cs", "tr", "ru", "uk", "el", "fi", "hu", "ro")
_SHORTEST_STEM = 5
_CASE_ENDING = re.compile(r"(?<=\w{5})(?:[aeiouyаеёиоуыэюяьйіїєαειουωης]{1,2}|ии|ος|ες|ας|ım|im)$")


def _stemmed(phrase: str) -> str:
    return " ".join(_CASE_ENDING.sub("", word) + "*" if len(word) > _SHORTEST_STEM else word for word in phrase.split())


@cache
def tag_terms() -> Mapping[str, tuple[str, ...]]:
    """Key of an alias → the styles it names in a hashtag."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for slug in STYLES:
        own = _styles()[slug]
        for phrase in (*synonyms()[slug], slug, *own.get("named", ()), *own.get("loose", ()), *own.get("tags", ())):
            if term := key(phrase):
                found[term][slug] = None
    for term in _listed(_table("tags.toml")["pieces"]["not_a_style"]):
        found.pop(key(term), None)
    return {term: tuple(slugs) for term, slugs in found.items()}


@cache
def tag_hints() -> Mapping[str, tuple[str, ...]]:
    """Key of a motif or manner → the styles it suggests as a hashtag of its own."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for slug in STYLES:
        for phrase in (*_styles()[slug].get("strong", ()), *_styles()[slug].get("hint", ())):
            if not set("*_") & set(phrase):
                found[key(phrase)][slug] = None
    return {term: tuple(slugs) for term, slugs in found.items()}


@cache
def tag_pieces(name: str) -> frozenset[str]:
    """The keys of a list of `tags.toml`: pieces of hashtags that are no style."""
    return frozenset(key(piece) for piece in _listed(_table("tags.toml")["pieces"][name]))


@cache
def phrases() -> Phrases[Meaning]:
    """Everything the rules look for in a clause."""
    merged: dict[tuple[tuple[str, ...], Sense], dict[str, None]] = defaultdict(dict)
    for phrase, sense, slug in _entries():
        merged[words_of(phrase), sense][slug] = None
    strongest: dict[tuple[str, ...], Meaning] = {}
    for (words, sense), slugs in merged.items():
        if words not in strongest or _RANK[sense] < _RANK[strongest[words].sense]:
            strongest[words] = Meaning(sense, tuple(filter(None, slugs)))
    return Phrases((" ".join(words), meaning) for words, meaning in strongest.items())


# Where one phrase has several senses the first of these counts.
_RANK = {
    sense: rank
    for rank, sense in enumerate(
        (Sense.DECOY, Sense.PLAIN, Sense.LOOSE, Sense.NAMED, Sense.STRONG, Sense.HINT, *Sense)
    )
}
_RANK |= {sense: len(_RANK) + rank for rank, sense in enumerate(Sense) if sense not in STYLE_SENSES | {Sense.DECOY, Sense.PLAIN}}


def _entries() -> Iterator[tuple[str, Sense, str]]:
    for slug, own in _styles().items():
        yield from _with_and((p, Sense.NAMED, slug) for p in (*synonyms()[slug], STYLES[slug].name))
        for sense in (*STYLE_SENSES, Sense.DECOY):
            yield from _with_and((p, sense, slug) for p in own.get(sense, ()))
    for slug, by_language in _aliases_by_language():
        yield from ((_stemmed(p), Sense.NAMED, slug) for lang in _INFLECTED for p in by_language.get(lang, ()))
    for name, languages in _table("markers.toml").items():
        yield from ((phrase, Sense(name), "") for text in languages.values() for phrase in _listed(text))
