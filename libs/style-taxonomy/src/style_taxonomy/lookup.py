"""From what people write to a slug, and from a slug to what people write."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from style_taxonomy.styles import STYLES

_AND = re.compile(r"\s*[&+]\s*|(?<=[a-z])\s+['’]?n['’]?\s+(?=[a-z])")
_NOT_A_LETTER = re.compile(r"[\W_]+")
_UNDECOMPOSED = str.maketrans("łøđħıæœþð", "lodhiaotd")
_SMALL_CAPITALS = str.maketrans("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘǫʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnopqrstuvwyz")
_BLACK_LETTERS = {first + i: ord("a") + i for first in (0x1F150, 0x1F170) for i in range(26)}


class _Marks(dict[int, int | None]):
    """For `str.translate`: accents and invisible characters go. Each character is looked up once."""

    def __missing__(self, code: int) -> int | None:
        goes = 0x300 <= code <= 0x36F or unicodedata.category(chr(code)) == "Cf"
        self[code] = None if goes else code
        return self[code]


_MARKS = _Marks()


def fold(text: str) -> str:
    """Lower case without accents, stylised letters (𝕓, ⓑ, 🅱, ʙ) and invisible characters; spacing stays."""
    if text.isascii():
        return text.lower()
    plain_letters = unicodedata.normalize("NFKC", text).translate(_BLACK_LETTERS).translate(_SMALL_CAPITALS)
    marks_apart = unicodedata.normalize("NFKD", plain_letters.casefold())
    return unicodedata.normalize("NFC", marks_apart.translate(_MARKS)).translate(_UNDECOMPOSED)


def _key(text: str) -> str:
    return _letters(_AND.sub(" and ", text))


def _letters(text: str) -> str:
    return _NOT_A_LETTER.sub("", text)


@cache
def synonyms() -> Mapping[str, tuple[str, ...]]:
    """Slug → the phrases a person may type for it, in the order of `STYLES`; no phrase stands under two slugs."""
    by_language = tomllib.loads(files("style_taxonomy").joinpath("aliases.toml").read_text(encoding="utf-8"))
    return MappingProxyType({slug: _phrases(by_language[slug]) for slug in STYLES})


def _phrases(by_language: Mapping[str, str]) -> tuple[str, ...]:
    listed = (phrase.strip() for phrases in by_language.values() for phrase in phrases.split(","))
    return tuple(dict.fromkeys(listed))


@cache
def _slugs() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for slug, phrases in synonyms().items():
        for phrase in map(fold, (slug, STYLES[slug].name, *phrases)):
            found |= {_letters(phrase): slug, _key(phrase): slug}  # "black n grey" is written "blackngrey" too
    return found


def slug_for(text: str) -> str | None:
    """The style a text names in full, whatever its case, accents, separators or language; None if it names none."""
    return _slugs().get(_key(fold(text)))


@cache
def with_descendants(slug: str) -> frozenset[str]:
    """The style and every narrower one. Raises KeyError for an unknown slug."""
    below = (with_descendants(style.slug) for style in STYLES.values() if style.parent == STYLES[slug].slug)
    return frozenset({slug}).union(*below)
