"""Telling people's names from the other short texts of a website, and comparing them."""

import re
import unicodedata

from studio_scraper.domain import vocabulary as words
from studio_scraper.domain.remembering import remembered

_UNDECOMPOSED = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ё": "е"})
_WORD = re.compile(r"[^\W_]+")
_ASIDE = re.compile(r"\s*[(\[]([^)\]]*)[)\]]|\s*[\"“”„«»]([^\"“”„«»]*)[\"“”„«»]|(?<=\s)['‘]([^'’]+)['’](?=\s)")
_ASIDE_MARK = re.compile(r"[(\[\"“”„«»'‘]")  # few texts have any
_NICKNAME_FIRST = re.compile(r"[\"“„][^\W\d][\w ]*[\"”“] \w")
_NICKNAME_LAST = re.compile(r"\w [\"“„][^\W\d][\w .]*[\"”“]$")
_PRONOUNS = re.compile(r"^(?:she|he|they|her|him|them|his|hers|theirs|any|all|pronouns)(?:\s+\w+){0,3}$")
_MAY_BE_DECORATION = re.compile(r"[^\x00-\x7f]|[\^`]")
_TOKEN = re.compile(r"^[^\W_](?:[\w'’.-]*[\w.])?$")
_EDGES = " \t\r\n-–—•|·*_~,:;'\"“”‘’→←»«›‹…<>/\\#†‡"
_FORBIDDEN = re.compile(r"[@?!:;/&+%=<>{}\[\]#€£$|•·→\n©®™~]|\.{2}|https?")
_HUMP = re.compile(r"(?<=[^\W\dA-Z_])[A-Z]")
_ABBREVIATED = re.compile(r"\b(?:\w|[JS]r)\.$")
_MAX_NAME = 42
_SHORT = 3
_BRAND_ENDS = words.word_set("ink inks tattoo tattoos tattooing piercing piercings")
_MAX_STREET = 4  # words


@remembered
def fold(text: str) -> str:
    """Lower case words without accents or punctuation, one space between: what names are compared by."""
    if text.isascii():
        return " ".join(_WORD.findall(text.lower()))
    decomposed = unicodedata.normalize("NFKD", text.casefold()).casefold()
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(_WORD.findall(bare.translate(_UNDECOMPOSED)))


@remembered
def slug_words(text: str) -> frozenset[str]:
    """The folded words of a slug, class attribute or identifier: ``teamMember-card`` → team, member, card."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])|[\W_\d]+", " ", text)
    return frozenset(fold(spaced).split())


@remembered
def tidy(text: str) -> str:
    """The text for display: compatibility letters made plain, emoji and decoration dropped, spaces collapsed."""
    if text.isascii():
        return " ".join(text.split())
    kept = _MAY_BE_DECORATION.sub(_undecorated, unicodedata.normalize("NFKC", text))
    return " ".join(unicodedata.normalize("NFC", kept).split())


def _undecorated(found: re.Match[str]) -> str:
    return " " if unicodedata.category(found[0]) in {"So", "Sk", "Cf", "Co", "Cn", "Mn", "Me"} else found[0]


@remembered
def person_name(text: str, *, trusted: bool = False) -> str | None:
    """The text as a name to show, or None when it can be no person's name.

    ``trusted``: the place says that a name stands here, so lower case, digits and trade names ("Jo Ink") will do.
    """
    if len(text) > 2 * _MAX_NAME or text.lstrip().startswith("#"):
        return None
    shown = _without_asides(_without_edges(tidy(text)))
    if shown.endswith(".") and not _ABBREVIATED.search(shown):
        shown = shown.rstrip(".")
    if not 2 <= len(shown) <= _MAX_NAME or _FORBIDDEN.search(shown):
        return None
    tokens = _ASIDE.sub("", shown).split() or shown.split()
    if any(_is_brand(token) for token in tokens):
        return None
    if not 1 <= len(tokens) <= 4 or not all(_TOKEN.match(token) for token in tokens):
        return None
    if not _spelt_like_a_name(tokens, trusted=trusted) or not _worded_like_a_name(tokens, trusted=trusted):
        return None
    return _unshout(shown)


def _is_brand(token: str) -> bool:
    """Whether words written as one are a hashtag or a brand: "SmallTownInk", "JosInk"; "McDonald" is a name."""
    humps = [hump.start() for hump in _HUMP.finditer(token)]
    return len(humps) > 1 or bool(humps and fold(token[humps[-1] :]) in _BRAND_ENDS)


def _without_edges(text: str) -> str:
    """Drop decoration around a name, but neither quotation mark of "“Spud” Jenkins" and "Jo Hill “Spud”"."""
    bare = text.strip(_EDGES)
    start = text.find(bare)
    end = start + len(bare)
    start -= bool(start and _NICKNAME_FIRST.match(text[start - 1 :]))
    end += bool(text[end:] and _NICKNAME_LAST.search(text[: end + 1]))
    return text[start:end]


def _without_asides(text: str) -> str:
    """Drop pronouns and roles in brackets; a nickname in brackets or quotes stays."""

    def keep(match: re.Match[str]) -> str:
        aside = fold(match[1] or match[2] or match[3] or "")
        noise = (
            not aside
            or "@" in match[0]
            or any(char.isdigit() for char in aside)
            or _PRONOUNS.match(aside)
            or words.ANY_ROLE.search(aside)
        )
        return "" if noise else match[0]

    return _without_edges(_ASIDE.sub(keep, text)) if _ASIDE_MARK.search(text) else text


def _spelt_like_a_name(tokens: list[str], *, trusted: bool) -> bool:
    if trusted:
        return any(char.isalpha() for char in tokens[0]) and sum(map(len, tokens)) <= _MAX_NAME
    if any(char.isdigit() for token in tokens for char in token):
        return False
    return (
        all(not token[0].islower() or fold(token) in words.PARTICLES for token in tokens) and not tokens[0][0].islower()
    )


def _worded_like_a_name(tokens: list[str], *, trusted: bool) -> bool:
    folded = [word for index, token in enumerate(tokens) for word in _words_of(token, first=index == 0)]
    if trusted:
        while len(folded) > 1 and folded[-1] in words.TRADE_TAIL:
            folded.pop()
    if len(folded) == 1 and (folded[0] in words.PEOPLE or _is_job(folded[0])):
        return False
    if folded and folded[0] in words.ONE_PERSON:  # "Tatuador Jo"
        return False
    if _names_street(folded):
        return False
    if not folded or any(word in words.NEVER_IN_A_NAME or word in words.TRADE_TAIL for word in folded):
        return False
    own = [word for word in folded[:-1] if word not in words.NOT_A_NAME_ALONE and word not in words.PARTICLES]
    own += [folded[-1]] if folded[-1] not in words.NOT_A_NAME_ALONE else []
    nickname = (len(folded) == 1 and folded[0] in words.NICKNAMES) or (len(folded) == 2 and folded[0] in words.ARTICLES)
    return (bool(own) or (trusted and nickname)) and not words.PLACEHOLDER.match(" ".join(folded))


@remembered
def is_street(text: str) -> bool:
    """Whether a text is the name of a street, which is what many a branch of a studio is called."""
    return len(text) <= _MAX_NAME and _names_street(fold(text).split())


def _names_street(folded: list[str]) -> bool:
    return 1 < len(folded) <= _MAX_STREET and (folded[-1] in words.STREET_ENDS or folded[0] in words.STREET_BEGINS)


def _is_job(word: str) -> bool:
    return words.ANY_ROLE.fullmatch(word) is not None or words.OTHER_TRADE.fullmatch(word) is not None


def _words_of(token: str, *, first: bool) -> list[str]:
    """A token's folded words; the short half of a later double name ("Dato-on", "Do-hyun") says nothing by itself.

    What underscores join is an account's name, and one word: "jo_or_sam".
    """
    parts = fold(token.replace("_", "")).split()
    if first or len(parts) < 2:
        return parts
    longest = max(map(len, parts))
    return [part for part in parts if len(part) > min(_SHORT, longest - 1)]


def _unshout(name: str) -> str:
    if not name.isupper() or len(name) < 3:
        return name
    return " ".join(
        word.capitalize() if (len(word) > 2 and "." not in word) or fold(word) in words.HONORIFICS else word
        for word in name.split()
    )


def same_person(one: str, other: str) -> bool:
    """Equal when folded, or one is how the other begins ("Mara", "Mara Quill", "Mara Quill Sands")."""
    first, second = fold(one), fold(other)
    if first == second or first.replace(" ", "") == second.replace(" ", ""):
        return True
    shorter, longer = sorted((first.split(), second.split()), key=len)
    if 0 < len(shorter) < len(longer) and longer[: len(shorter)] == shorter:
        return True
    return first in _other_forms(other) or second in _other_forms(one)


@remembered
def _other_forms(name: str) -> frozenset[str]:
    """The nickname inside a name, and the name without it: "Jo (Spud) Hill" → spud, jo hill."""
    asides = [fold(match[1] or match[2] or match[3] or "") for match in _ASIDE.finditer(name)]
    return frozenset((*asides, fold(_ASIDE.sub(" ", name)))) - {""} if asides else frozenset()


def names_alike(name: str, handle: str) -> bool:
    """Whether a handle is made of the name: holds one of its words (3 letters or more), or its letters in a row."""
    compact = re.sub(r"[._\d]", "", handle)
    parts = [word for word in fold(name).split() if word not in words.TRADE_TAIL]
    same = "".join(parts) in {compact, re.sub(r"[._]", "", handle)}
    return any(len(word) > 2 and word in compact for word in parts) or (same and bool(parts))
