"""Reads what is public, for the HTTP function: one query, and a last look at the denylist."""

from dataclasses import dataclass
from typing import Any

from profile_api.adapters.presenter import StyleName, artist_body, studio_body
from service_kit.denylist import DenylistCopy
from service_kit.paging import partition


class Removed(Exception):
    """It was here and is no more, or somebody asked that it never be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """The profile is now under another id."""

    to: str


class DirectoryReader:
    """Public profiles and studios. Answers are JSON types; None for what was never known."""

    def __init__(self, *, table: Any, style_name: StyleName) -> None:
        self._table = table
        self._denylist = DenylistCopy(table=table)
        self._style_name = style_name

    def artist(self, artist_id: str) -> dict[str, Any] | Moved | None:
        """Raises `Removed` for a profile that was taken down and for a denied id."""
        items = list(partition(self._table, f"ARTIST#{artist_id}"))
        if self._denylist.denied_among([artist_id]):
            raise Removed
        profile = next((item for item in items if item["SK"] == "PROFILE"), None)
        match profile and profile["state"]:
            case "published":
                return artist_body(items, style_name=self._style_name)
            case "moved":
                return Moved(to=profile["moved_to"])  # type: ignore[index]
            case "withdrawn":
                raise Removed
            case _:
                return None

    def studio(self, studio_id: str) -> dict[str, Any] | None:
        """Raises `Removed` for a studio that has closed."""
        items = {item["SK"]: item for item in partition(self._table, f"STUDIO#{studio_id}")}
        profile = items.get("PROFILE")
        if profile is None:
            return None
        if profile["closed"]:
            raise Removed
        roster = {sk.removeprefix("ARTIST#"): item for sk, item in items.items() if sk.startswith("ARTIST#")}
        denied = self._denylist.denied_among(roster)
        return studio_body(profile, (item for artist_id, item in roster.items() if artist_id not in denied))
