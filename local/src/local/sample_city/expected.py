"""What a right run of the directory finds in the sample city: the answer sheet for tests and demonstrations."""

from typing import Any

from local.sample_city.model import Artist, City, Listing, Outcome, Studio
from local.sample_city.profiles import Profile


def expected_findings(city: City, profiles: dict[str, Profile]) -> dict[str, Any]:
    """Studios with their outcome and roster, and each reachable artist once, however many studios name them."""
    denied = set(city.denied_handles)
    artists: dict[str, dict[str, Any]] = {}
    for studio in city.studios:
        if studio.outcome is not Outcome.LISTED:
            continue
        for line in studio.roster:
            entry = artists.setdefault(line.artist.key, _artist(line.artist, profiles.get(line.artist.key), denied))
            entry["studios"].append(studio.name)
    return {
        "studios": [_studio(studio) for studio in city.studios],
        "artists": list(artists.values()),
    }


def _studio(studio: Studio) -> dict[str, Any]:
    return {
        "name": studio.name,
        "host": studio.host if studio.structure else None,
        "structure": studio.structure,
        "outcome": studio.outcome.value,
        "outlets": len(studio.places),
        "studio_instagram": studio.handle,
        "roster": [_line(line) for line in studio.roster],
    }


def _line(line: Listing) -> dict[str, Any]:
    return {"name": line.name, "role": line.role.value, "instagram": line.shown_handle}


def _artist(artist: Artist, profile: Profile | None, denied: set[str]) -> dict[str, Any]:
    return {
        "name": artist.name,
        "instagram": artist.handle,
        "instagram_id": artist.instagram_id,
        "account": artist.account.value if artist.handle else None,
        "denied": artist.handle in denied,
        "styles": sorted(artist.styles),
        "style_evidence": profile.evidence.value if profile else None,
        "studios": [],
    }
