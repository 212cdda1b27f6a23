"""A text as clauses of tokens: words, hashtags, handles and commas, folded."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from style_taxonomy import fold


class TokenKind(Enum):
    WORD = auto()
    HASHTAG = auto()
    HANDLE = auto()
    COMMA = auto()


@dataclass(frozen=True, slots=True)
class Token:
    kind: TokenKind
    text: str


@dataclass(frozen=True, slots=True)
class Clause:
    """Tokens between two breaks; `question` when a question mark closes it."""

    tokens: tuple[Token, ...]
    question: bool = False


# Scripts that write words without spaces, or glue endings to them: every character is a token of its own.
_UNSPACED = "\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\u0e00-\u0e7f"
# An article that lost its vowel: in "l'aquarelle" and "dell'irezumi" it is a word of its own.
_ELIDED = r"(?:d|l|qu|dell|all|nell|sull|dall)(?=['’]\w\w)"
_TOKEN = re.compile(
    rf"""
    (?P<markup></?[a-z][^<>]{{0,200}}>)
  | (?P<url>https?://\S+|www\.\S+)
  | [#]\s?(?P<hashtag>[^\W\d_]\w*(?:[-&]\w+)*|\d+\w*[^\W\d]\w*)
  | @(?P<handle>[\w.]+)
  | (?P<unspaced>[{_UNSPACED}])
  | (?P<word>{_ELIDED}|[^\W_](?:&|/)[^\W_](?![^\W_])|[^\W_{_UNSPACED}]+(?:['’][^\W_{_UNSPACED}]+)*)
  | (?P<and>[&+])
  | (?P<joint>(?<=\w)[-‐‑'’_](?=\w)|[-‐‑/]|["“”'‘’„«»])
  | (?P<comma>[,、،:*])
  | (?P<space>\s)
  | (?P<break>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_WORD = re.compile(
    rf"[{_UNSPACED}]|{_ELIDED}|[^\W_](?:&|/)[^\W_](?![^\W_])|[^\W_{_UNSPACED}]+(?:['’][^\W_{_UNSPACED}]+)*|[&+]"
)
_SPACED_LETTERS = re.compile(r"(?<!\w)(?:[^\W\d_] ){3,}[^\W\d_](?!\w)")
# No words of their own: the ending of "tatuador(a)" or "tattoo(s)", and the "no." of a number.
_NO_WORD = re.compile(r"(?<=[a-z])\([a-z]{1,3}\)|(?<!\w)n[or]\.\s?(?=\d)")
_ADDRESS = re.compile(
    r"""
    \b\w{3,}(?:strasse|str\.|gasse|allee|straat|gracht|laan|gatan)(?!\w)
  | \b\d+[a-z]?,?\s(?:\w+\s){1,3}?(?:street|road|lane|avenue|terrace|crescent)\b(?!\s(?:art|style))
  | \b\d+[a-z]?,?\srue\s(?:(?:de|du|des|la|les)\s){0,2}\w+
  | \b(?:rue|rua|via|viale|calle|ulica|ul|улица|ул)\b\.?\s(?:\w{1,5}\s){0,2}\w+,?\s\d+
    """,
    re.VERBOSE,
)


def clauses(text: str) -> tuple[Clause, ...]:
    """The clauses of a text in order; punctuation, line ends, bullets and emoji part them."""
    together = _SPACED_LETTERS.sub(lambda spaced: spaced.group().replace(" ", ""), fold(text))
    return tuple(_clauses(_ADDRESS.sub(" ", _NO_WORD.sub("", together))))


def _clauses(text: str) -> Iterator[Clause]:
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text):
        if token := _token(match):
            tokens.append(token)
        elif match.lastgroup == "break" or match.group() == "\n":
            if tokens:
                yield Clause(tuple(tokens), question=match.group() == "?")
            tokens = []
    if tokens:
        yield Clause(tuple(tokens))


def plain_words(folded: str) -> list[str]:
    """The words of a folded text, as `clauses` would read them."""
    if folded.isascii() and folded.isalnum():
        return [folded]
    return [_plain(word) for word in _WORD.findall(folded)]


def _plain(word: str) -> str:
    return "and" if word in "&+" else word.replace("'", "").replace("’", "")


def _token(match: re.Match[str]) -> Token | None:
    text = match.group(match.lastgroup or 0)
    match match.lastgroup:
        case "hashtag":
            return Token(TokenKind.HASHTAG, text)
        case "handle":
            return Token(TokenKind.HANDLE, text)
        case "word" | "unspaced" | "and":
            return Token(TokenKind.WORD, _plain(text))
        case "comma":
            return Token(TokenKind.COMMA, ",")
    return None
