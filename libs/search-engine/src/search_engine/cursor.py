"""Where the next page starts.

A cursor names the last artist shown by id, so it holds no personal data, and the next page follows that artist even if
others have come or gone meanwhile.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from hashlib import blake2b

from search_engine.model import SearchRequest
from search_engine.port import InvalidCursor

_VERSION = 1


@dataclass(frozen=True, slots=True)
class Cursor:
    """`offset` results have been shown, the last of them `artist_id`."""

    offset: int
    artist_id: str


def encode_cursor(cursor: Cursor, request: SearchRequest) -> str:
    """The cursor as URL-safe text, bound to the search it continues."""
    payload = json.dumps([_VERSION, _fingerprint(request), cursor.offset, cursor.artist_id], separators=(",", ":"))
    return urlsafe_b64encode(payload.encode()).rstrip(b"=").decode()


def decode_cursor(text: str, request: SearchRequest) -> Cursor:
    """The cursor behind `encode_cursor`. InvalidCursor if it is damaged or continues another search."""
    try:
        raw = text.encode("ascii")
        version, fingerprint, offset, artist_id = json.loads(urlsafe_b64decode(raw + b"=" * (-len(raw) % 4)))
    except (ValueError, TypeError) as error:
        raise InvalidCursor("damaged") from error
    if version != _VERSION or fingerprint != _fingerprint(request):
        raise InvalidCursor("belongs to another search")
    if type(offset) is not int or offset < 1 or not isinstance(artist_id, str):
        raise InvalidCursor("damaged")
    return Cursor(offset=offset, artist_id=artist_id)


def _fingerprint(request: SearchRequest) -> str:
    """What decides the order and the set of results; the size of a page may change on the way."""
    parts = (
        request.q,
        sorted(request.styles),
        request.style_match,
        request.location,
        request.near and (request.near.lat, request.near.lng),
        request.radius_km,
        request.bbox and (request.bbox.west, request.bbox.south, request.bbox.east, request.bbox.north),
        request.sort,
    )
    return blake2b(repr(parts).encode("utf-8", "backslashreplace"), digest_size=6).hexdigest()
