"""Opaque, deterministic ids: keyed hashes, so that replays and parallel discoveries agree without a mint."""

import hashlib
import hmac
import secrets
import unicodedata

_HEX_LENGTH = 32  # 128 bits: no collision among all people on Earth, and short enough for an address


def fold_name(name: str) -> str:
    """A person's or a studio's name as it is compared: NFKC, no diacritics, lower case, single spaces."""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).casefold())
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in plain).split())


def new_ticket() -> str:
    """A removal request's reference: 128 random bits, so that it cannot be guessed."""
    return "rr_" + secrets.token_urlsafe(16)


class SubjectHasher:
    """Makes the ids that name studios and artists. The key never changes silently: it is the identity of everybody."""

    def __init__(self, *, key: bytes) -> None:
        self._key = key

    def _digest(self, text: str) -> str:
        return hmac.new(self._key, text.encode(), hashlib.sha256).hexdigest()[:_HEX_LENGTH]

    def handle_key(self, handle: str) -> str:
        """Key of a normalised Instagram handle (`service_kit.handles`)."""
        return "hk_" + self._digest("ig-handle:" + handle)

    def artist_id(self, numeric_id: str) -> str:
        """Id of the person behind an Instagram account: the numeric id decides (AGG-10)."""
        return "ar_" + self._digest("ig-id:" + numeric_id)

    def name_key(self, *, studio_id: str, name: str) -> str:
        """Id of an artist known only by name at one studio."""
        return "ar_" + self._digest(f"name:{studio_id}:{fold_name(name)}")

    def studio_id(self, source_ref: str) -> str:
        """Id of a studio, minted from the first source reference that showed it (e.g. `osm:node/1`)."""
        return "st_" + self._digest("studio:" + source_ref)

    def requester_key(self, text: str) -> str:
        """Key under which one requester's identical requests are recognised as one."""
        return "rq_" + self._digest("requester:" + text)
