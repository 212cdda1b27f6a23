"""The total order of results, and the numbers with which an index sorts without reading documents."""

from search_engine.model import ArtistDocument
from search_engine.plan import MOST_POINTS
from search_engine.text import fold

KEY_PARTS = 6
_PART_BYTES = 7
_NAME_CHARS = 12
_CHAR_BITS = 5
_NAME_BITS = _NAME_CHARS * _CHAR_BITS
_STEP_BITS = 9
# Order-preserving codes of what folded text consists of. A digit or a letter beyond "z" shares its code with others, so
# the rank ends there: equal ranks are settled by the full key, unequal ranks never contradict it.
_CODES = {" ": 1, **{chr(ord("a") + i): 3 + i for i in range(26)}}
_DIGIT, _BEYOND_Z = 2, 29


def name_key(document: ArtistDocument) -> tuple[str, str]:
    """What follows every other criterion: the folded name, then the id, which is unique."""
    return fold(document.name), document.id


def key_parts(document: ArtistDocument) -> tuple[int, ...]:
    """The beginning of `name_key` as numbers below 2**56 whose order is that of the key: 42 bytes of name and id."""
    # No folded name holds a zero, and bytes of UTF-8 sort as the text does.
    key = "\0".join(name_key(document)).encode()[: KEY_PARTS * _PART_BYTES].ljust(KEY_PARTS * _PART_BYTES, b"\0")
    return tuple(int.from_bytes(key[at : at + _PART_BYTES], "big") for at in range(0, len(key), _PART_BYTES))


def name_rank(name: str) -> int:
    """The beginning of a folded name as a number below 2**60 whose order agrees with `name_key`."""
    rank = 0
    lossy = False
    for char in name[:_NAME_CHARS].ljust(_NAME_CHARS, "\0"):
        code = 0
        if char != "\0" and not lossy:
            code = _CODES.get(char, _DIGIT if char < "a" else _BEYOND_Z)
            lossy = code in (_DIGIT, _BEYOND_Z)
        rank = rank << _CHAR_BITS | code
    return rank


def completeness(document: ArtistDocument) -> int:
    """How much there is to see, 0 to 7: a picture counts most, then style, place and words."""
    facts = (document.picture is not None, bool(document.styles), bool(document.areas or document.points))
    return 3 * facts[0] + facts[1] + facts[2] + bool(document.bio) + (document.images_count >= 3)


def best_rank(document: ArtistDocument) -> int:
    """Most complete first, then by name: the order of artists who answer a query equally well. Below 2**63."""
    return (7 - completeness(document)) << _NAME_BITS | name_rank(fold(document.name))


def rank_weight(rank: int) -> float:
    """The best rank in 512 steps as a weight too small to lift a score to the next whole point.

    tantivy multiplies a score by log2(2 + weight): it then returns equally good answers nearly sorted, and few
    of them remain to be settled. Finer steps would fall below the resolution of its 32-bit scores.
    """
    steps = 1 << _STEP_BITS
    better_than = steps - 1 - (rank >> _NAME_BITS + 3 - _STEP_BITS)
    return float(2 ** (1 + better_than / steps / (MOST_POINTS + 1)) - 2)
