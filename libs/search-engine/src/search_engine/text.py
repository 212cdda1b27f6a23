"""Text as the index compares it: without case, accents and punctuation. One definition for every adapter."""

import re
import unicodedata

_APOSTROPHES = re.compile("['`\u2018\u2019\u00b4\u02bc]")
_NOT_WORD_ASCII = re.compile("[^a-z0-9]+")
_NOT_WORD = re.compile(r"[\W_]+")
# Letters that Unicode does not decompose, as an English speaker would type them.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "\u0131": "i", "ħ": "h", "ŧ": "t"}
)


def fold(text: str) -> str:
    """Lower-case words separated by single spaces; "" when there is nothing to search for."""
    if text.isascii():
        return _NOT_WORD_ASCII.sub(" ", _APOSTROPHES.sub("", text.lower())).strip()
    decomposed = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text)).casefold()
    decomposed = unicodedata.normalize("NFKD", decomposed)
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return _NOT_WORD.sub(" ", bare.translate(_LETTERS)).strip()


def words(text: str) -> tuple[str, ...]:
    """The folded words of a text."""
    return tuple(fold(text).split())


def words_and_whole(text: str) -> tuple[str, ...]:
    """The words, and for several also all of them written together ("sarah.jones" is found by "sarahjones")."""
    parts = words(text)
    return (*parts, "".join(parts)) if len(parts) > 1 else parts


def is_encodable(text: str) -> bool:
    """False for half a character (a lone surrogate), which no index can hold and no index should be asked for."""
    return text.isascii() or not any("\ud800" <= char <= "\udfff" for char in text)


def allowed_typos(word: str) -> int:
    """Edits forgiven in a word: 1 from 4 letters, 2 from 8; none with digits, as in a postcode or a year."""
    if not word.isalpha() or len(word) > 32:
        return 0
    return 2 if len(word) >= 8 else 1 if len(word) >= 4 else 0


def within_edits(left: str, right: str, limit: int) -> bool:
    """Whether at most `limit` insertions, deletions, substitutions or swaps of neighbours turn one into the other."""
    if abs(len(left) - len(right)) > limit or len(set(left) ^ set(right)) > 2 * limit:
        return False
    before: list[int] = []
    previous = list(range(len(right) + 1))
    for i, char in enumerate(left, 1):
        row = [i]
        for j, other in enumerate(right, 1):
            cost = min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (char != other))
            if i > 1 and j > 1 and char == right[j - 2] and left[i - 2] == other:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return False
        before, previous = previous, row
    return previous[-1] <= limit
