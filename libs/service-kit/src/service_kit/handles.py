"""The one parser of Instagram addresses and handles.

As a filter: ``python -m service_kit.handles`` reads one address or handle a line and prints the folded handle, or an
empty line where there is none.
"""

import re
import sys
from html import unescape
from urllib.parse import unquote

_MAX_INPUT = 4_000
_LOOK_BACK = 20
_HANDLE = re.compile(r"(?!\.)[a-z0-9._]{1,30}(?<!\.)", re.ASCII)
_MENTION = re.compile(r"@([A-Za-z0-9._]{1,60})", re.ASCII)
_ADDRESS = re.compile(
    r"(?<![\w.@-])(?:https?:/{1,2}|//)?(?:(?:www|m|[a-z]{2}(?:-[a-z]{2})?)\.)?(?:instagram\.com|instagr\.am|ig\.me/m)"
    r"(?![\w.-])(?P<path>[^\s\"'<>,;]*)",
    re.IGNORECASE | re.ASCII,
)
_APP_LINK = re.compile(r"^instagram://user\?(?:.*&)?username=(?P<path>[\w.]+)", re.IGNORECASE | re.ASCII)
_ABSOLUTE = re.compile(r"https?://", re.IGNORECASE)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# First path segments that are Instagram's own pages. Some hold a profile's name in the next segment.
_RESERVED = _words(
    "about about-us accounts api archive ar badges blog business challenge channel create creators data developer "
    "developers directory direct download emails embed explore fragment_definitions graphql guides help hashtag "
    "invites legal lite locations location login logout media notifications oauth p paid press privacy "
    "profilecard qr reel reels s session settings share signup static store stories support tags tagged terms tv "
    "users user web www your_activity"
)
_HOLDS_NAME_NEXT = frozenset({"stories", "_u", "n"})
_NEVER_A_HANDLE = _RESERVED | _HOLDS_NAME_NEXT
_NOT_A_STORY_OWNER = frozenset({"highlights"})
# A host or file name fits a handle's alphabet; reading one as a handle would invent an account.
_HOST_OR_FILE = re.compile(r"(?:^www\.|\.(?:com|net|org|html?|php|aspx?|jpe?g|png|gif|svg|webp|css|js|co\.uk)$)")
_AT_RULES = _words(
    "media import font-face font keyframes charset supports namespace page layer container apply tailwind include "
    "property graph context type id"
)
_OTHER_NETWORK = re.compile(
    r"(?:tiktok|tik tok|youtube|twitter|telegram|snapchat|threads|venmo|cashapp|cash app|paypal|facebook|\bx)\W{0,4}$",
    re.IGNORECASE,
)


def instagram_handle(text: str) -> str | None:
    """The folded handle an address or bare handle names; None for posts, reserved pages, other hosts, other text."""
    decoded = _decoded(text[:_MAX_INPUT]).strip()
    if not decoded:
        return None
    app_link = _APP_LINK.match(decoded)
    if app_link:
        return _valid(app_link["path"])
    address = _ADDRESS.match(decoded)
    if address:
        return _from_path(address["path"]) or _first_address(decoded[address.end() :])
    if any(mark in decoded for mark in "/:?#") or any(char.isspace() for char in decoded):
        return None
    return _valid(decoded.removeprefix("@"))


def find_handles(text: str) -> tuple[str, ...]:
    """Every handle in running text, in order and once each: profile addresses and @mentions of Instagram accounts."""
    decoded = _decoded(text)
    found = [(match.start(), _from_path(match["path"])) for match in _ADDRESS.finditer(decoded)]
    found += [(match.start(), _mention(decoded, match)) for match in _MENTION.finditer(decoded)]
    return tuple(dict.fromkeys(handle for _, handle in sorted(found, key=lambda item: item[0]) if handle))


def _decoded(text: str) -> str:
    """Undo percent and entity encoding until nothing changes: real addresses arrive encoded up to three times."""
    for _ in range(8):
        plain = unescape(unquote(text))
        if plain == text:
            break
        text = plain
    return text


def _first_address(text: str) -> str | None:
    """Several addresses jammed into one field: the first that names a profile."""
    return next((handle for match in _ADDRESS.finditer(text) if (handle := _from_path(match["path"]))), None)


def _from_path(path: str) -> str | None:
    if path and path[0] not in "/?#":
        return None
    path = _ABSOLUTE.split(path, maxsplit=1)[0]
    segments = [part for part in re.split(r"[?#&]", path, maxsplit=1)[0].split("/") if part]
    if not segments or ".." in segments:
        return None
    first = segments[0].lower()
    if first in _HOLDS_NAME_NEXT:
        return _valid(segments[1]) if len(segments) > 1 and segments[1] not in _NOT_A_STORY_OWNER else None
    return _valid(segments[0].removeprefix("@"))


def _valid(candidate: str) -> str | None:
    handle = candidate.strip().rstrip(".,;:!)]}*\u200b").lower()
    if handle in _NEVER_A_HANDLE or not _HANDLE.fullmatch(handle) or not any(char.isalnum() for char in handle):
        return None
    return None if _HOST_OR_FILE.search(handle) else handle


def _mention(text: str, match: re.Match[str]) -> str | None:
    before, after = text[max(match.start() - _LOOK_BACK, 0) : match.start()], text[match.end() : match.end() + 2]
    if before and (before[-1].isalnum() or before[-1] in "._-+/%@="):  # an e-mail address, or another site's path
        return None
    name = match[1]
    if name.lower() in _AT_RULES or not any(char.isalpha() for char in name) or after[:1] in {"@", "-", "/"}:
        return None
    return None if _OTHER_NETWORK.search(before) else _valid(name)


def main() -> int:
    for line in sys.stdin:
        print(instagram_handle(line) or "")
    return 0


if __name__ == "__main__":
    sys.exit(main())
