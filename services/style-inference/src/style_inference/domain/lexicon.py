"""What words mean to the rules: the taxonomy's aliases and the tables of `data/`, ready for matching."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from style_inference.domain.phrases import ANY, Phrases, Words, words_of
from style_taxonomy import STYLES, fold, synonyms

_SEPARATOR = re.compile(r"\s*,\s*")
_NOT_A_LETTER = re.compile(r"[\W_]+")
# "and" in the languages that write "black & grey".
_AND_WORDS = frozenset({"and", "und", "et", "y", "e", "i", "a", "en", "och", "og", "ve", "ja", "и", "και", "n"})


class Sense(StrEnum):
    """What a phrase does in a clause; the values are the keys of `styles.toml` and `markers.toml`.

    Where one phrase has several senses, the one listed first here counts.
    """

    DECOY = "decoy"  # the word of a style that means something else here
    PLAIN = "plain"  # the words of a marker without its meaning
    LOOSE = "loose"  # names a style if the clause is about tattooing
    NAMED = "named"  # names a style
    STRONG = "strong"  # suggests a style by itself
    DENIAL = "denial"  # denies what follows
    DENIAL_AFTER = "denial_after"  # denies what stands before it
    PAST = "past"
    WISH = "wish"
    LEARNING = "learning"
    OPINION = "opinion"  # talked about, not done
    REVERSAL = "reversal"  # what follows is the artist's own work again
    MINE = "mine"  # so is what follows, even where others are spoken of
    ONLY = "only"  # what stands beside it is
    OTHERS = "others"  # the caption shows somebody else's work
    EXCEPTION = "exception"  # the caption shows what the artist does not usually do
    MORE = "more"  # takes an exception back
    OTHER_TRADE = "other_trade"  # in a bio: not a tattooer; elsewhere as "outside"
    OUTSIDE = "outside"  # another trade: painting, music, food
    TATTOOER = "tattooer"  # in a bio: a tattooer after all
    HINT = "hint"  # suggests a style together with another hint
    CRAFT = "craft"  # tattooing is being talked about
    FILLER = "filler"  # says nothing about the noun beside it


NAMING = frozenset({Sense.LOOSE, Sense.NAMED})
SUGGESTING = frozenset({Sense.STRONG, Sense.HINT})
_RANK = {sense: rank for rank, sense in enumerate(Sense)}

# Of phrases of one length in one place: names and markers first, then what takes a meaning away, then the vaguer ones.
_PREFERENCE = {Sense.PLAIN: 1, Sense.DECOY: 1} | dict.fromkeys(SUGGESTING | {Sense.LOOSE, Sense.CRAFT, Sense.FILLER}, 2)
_SHORTEST_TERM = 3
_SHORTEST_TERM_BY_SCRIPT = {True: 4, False: 2}


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a phrase says, and of which styles; none for a sense that concerns no style."""

    sense: Sense
    slugs: tuple[str, ...]


def key(folded: str) -> str:
    """A folded phrase without anything but letters and digits, as in a hashtag."""
    return folded if folded.isalpha() else _NOT_A_LETTER.sub("", folded.replace("&", "and"))


@cache
def _table(name: str) -> dict[str, dict[str, str]]:
    text = files("style_inference").joinpath("data", name).read_text(encoding="utf-8")
    table: dict[str, dict[str, str]] = tomllib.loads(fold(text))
    return table


def _listed(phrases: str) -> tuple[str, ...]:
    return tuple(filter(None, _SEPARATOR.split(phrases.strip())))


@cache
def _by_sense() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Slug → a style's sense, or "tags", → phrases."""
    table = _table("styles.toml")
    return {slug: {sense: _listed(text) for sense, text in table[slug].items()} for slug in STYLES}


@cache
def _aliases() -> Mapping[str, tuple[str, ...]]:
    """Slug → the folded aliases of the taxonomy, the slug and the name among them."""
    return {
        slug: tuple(fold("\n".join((slug, STYLES[slug].name, *phrases))).split("\n"))
        for slug, phrases in synonyms().items()
    }


@cache
def tag_terms() -> Mapping[str, tuple[str, ...]]:
    """Key of an alias → the styles it names in a hashtag."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for slug, own in _by_sense().items():
        for phrase in (*_aliases()[slug], *own.get("named", ()), *own.get("loose", ()), *own.get("tags", ())):
            if ANY not in phrase.split():
                found[key(phrase)][slug] = None
    long_enough = {
        term: tuple(slugs) for term, slugs in found.items() if len(term) >= _SHORTEST_TERM_BY_SCRIPT[term.isascii()]
    }
    return {
        term: slugs
        for term, slugs in long_enough.items()
        if term not in tag_pieces("not_a_style") and not _is_longer_form(term, long_enough)
    }


def _is_longer_form(term: str, terms: Mapping[str, object]) -> bool:
    """Whether the term is a shorter one followed by a word for tattoos."""
    tattoo = tag_pieces("tattoo")
    return any(term[:cut] in terms and term[cut:] in tattoo for cut in range(_SHORTEST_TERM, len(term)))


@cache
def tag_hints() -> Mapping[str, Meaning]:
    """Key of a motif or manner → what it suggests as a hashtag."""
    found: dict[tuple[str, Sense], dict[str, None]] = defaultdict(dict)
    for slug, own in _by_sense().items():
        for sense in SUGGESTING:
            for phrase in own.get(sense, ()):
                if ANY not in phrase.split() and key(phrase) not in tag_pieces("neutral"):
                    found[key(phrase), sense][slug] = None
    return {term: Meaning(sense, tuple(slugs)) for (term, sense), slugs in found.items()}


@cache
def tag_pieces(name: str) -> frozenset[str]:
    """The keys of a list of `tags.toml`: pieces of hashtags that name no style."""
    return frozenset(key(piece) for text in _table("tags.toml")[name].values() for piece in _listed(text))


@cache
def phrases() -> Phrases[Meaning]:
    """Everything the rules look for in a clause."""
    slugs: dict[tuple[Words, Sense], dict[str, None]] = defaultdict(dict)
    for phrase, sense, slug in _entries():
        slugs[phrase, sense][slug] = None
    loose = Phrases((words, None) for words, sense in slugs if sense is Sense.LOOSE)
    naming = {words for words, sense in slugs if sense in NAMING | SUGGESTING}
    meanings: dict[Words, Meaning] = {}
    for words, sense in sorted(slugs, key=lambda entry: _RANK[entry[1]]):
        if sense is Sense.DECOY and words in naming:  # a decoy for one style may be the word of another
            continue
        named = tuple(filter(None, slugs[words, sense]))
        effective = Sense.LOOSE if sense is Sense.NAMED and loose.is_phrase(words) else sense
        meanings.setdefault(words, Meaning(effective, named))
    return Phrases(meanings.items(), rank=lambda meaning: _PREFERENCE.get(meaning.sense, 0))


def _entries() -> Iterator[tuple[Words, Sense, str]]:
    for slug, own in _by_sense().items():
        for phrase in _aliases()[slug]:
            yield from ((words, Sense.NAMED, slug) for words in _variants(phrase))
        for sense in (Sense.DECOY, Sense.LOOSE, Sense.NAMED, Sense.STRONG, Sense.HINT):
            for phrase in own.get(sense, ()):
                yield from ((words, sense, slug) for words in _variants(phrase))
    for name, languages in _table("markers.toml").items():
        for text in languages.values():
            yield from ((words_of(phrase), Sense(name), "") for phrase in _listed(text))


def _variants(phrase: str) -> Iterator[Words]:
    """A phrase as written, and with "&" for its inner "and"."""
    words = words_of(phrase)
    yield words
    if not _AND_WORDS.isdisjoint(words[1:-1]):
        yield (words[0], *("and" if word in _AND_WORDS else word for word in words[1:-1]), words[-1])
