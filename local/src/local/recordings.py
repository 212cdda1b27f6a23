"""Folders of recorded websites, places and profiles, and the command that makes one out of saved studio websites."""

import argparse
import json
import math
import re
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Self
from urllib.parse import quote

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

MANIFEST = "recordings.json"
OVERPASS = "overpass.json"
SITE_BEHAVIOUR = ".site.json"

_NOT_PART_OF_A_SITE = shutil.ignore_patterns("truth.json", "MANIFEST.json", "INDEX.json")
_GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))

Latitude = Annotated[float, Field(ge=-90, le=90)]
Longitude = Annotated[float, Field(ge=-180, le=180)]


class RecordingsError(Exception):
    """A folder of recordings, or one to wrap, cannot be used; the message is one readable line."""


class Area(BaseModel):
    """The place the studios are in: a name, an ISO country code and a box in WGS84 degrees."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(min_length=1)
    country: str = Field(pattern=r"^[A-Z]{2}$")
    south: Latitude
    west: Longitude
    north: Latitude
    east: Longitude

    @model_validator(mode="after")
    def _has_an_inside(self) -> Self:
        if not (self.south < self.north and self.west < self.east):
            raise ValueError("south must be below north, and west left of east")
        return self


class Recordings(BaseModel):
    """The manifest `recordings.json`: what the folder holds and which handles were denied before the first run."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(min_length=1)
    area: Area
    denied_handles: tuple[str, ...] = ()


class SiteBehaviour(BaseModel):
    """The optional `.site.json` of a recorded site: how it answers beyond handing out its files."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    dead: bool = False
    status: dict[str, int] = {}
    redirects: dict[str, str] = {}
    delay_seconds: float = Field(default=0, ge=0)


class _Truth(BaseModel):
    """What the wrapper may know of a saved site: where it starts, what it is called, which city it is in."""

    entry: str = Field(min_length=1)
    studio_name: str | None = None
    city: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _SavedSite:
    folder: Path
    truth: _Truth

    @property
    def host(self) -> str:
        return re.sub(r"[^a-z0-9]+", "-", self.folder.name.lower()).strip("-") + ".example"

    @property
    def name(self) -> str:
        return self.truth.studio_name or self.folder.name

    @property
    def website(self) -> str:
        path = "" if self.truth.entry == "index.html" else quote(self.truth.entry)
        return f"https://{self.host}/{path}"


def load_recordings(folder: Path) -> Recordings:
    """Read and check the manifest of a folder of recordings; raises `RecordingsError`."""
    if not folder.is_dir():
        raise RecordingsError(f"{folder} is not a folder of recordings: there is no such folder")
    manifest = folder / MANIFEST
    if not manifest.is_file():
        raise RecordingsError(f"{folder} is not a folder of recordings: it has no {MANIFEST}")
    try:
        return Recordings.model_validate_json(manifest.read_bytes())
    except ValidationError as error:
        raise RecordingsError(f"{manifest} cannot be used: {_first_problem(error)}") from error


def write_json(path: Path, value: object) -> None:
    """Write `value` as readable UTF-8 JSON, making the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def write_manifest(folder: Path, recordings: Recordings) -> None:
    """Write `recordings.json`; written last, it marks the folder as complete."""
    write_json(folder / MANIFEST, recordings.model_dump(mode="json"))


def overpass_answer(elements: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """An Overpass API answer (version 0.6) around `elements`."""
    return {
        "version": 0.6,
        "generator": "Overpass API (recorded)",
        "osm3s": {
            "timestamp_osm_base": "2026-01-01T00:00:00Z",
            "copyright": "The data included in this document is from www.openstreetmap.org. "
            "The data is made available under ODbL.",
        },
        "elements": list(elements),
    }


def wrap_studios(*, studios: Path, out: Path) -> Recordings:
    """Make recordings of saved studio websites (one folder each, with a `truth.json`); raises `RecordingsError`.

    Only `entry`, `studio_name` and `city` of a truth file are looked at, and no truth file is copied.
    """
    if not studios.is_dir():
        raise RecordingsError(f"{studios} is not a folder of saved studio websites: there is no such folder")
    sites = list(_saved_sites(studios))
    if not sites:
        raise RecordingsError(f"{studios} holds no saved studio website: no sub-folder has a truth.json")
    if out.exists() and (not out.is_dir() or (any(out.iterdir()) and not (out / MANIFEST).is_file())):
        raise RecordingsError(f"{out} is not empty and is not a folder of recordings, so it is left alone")
    if out.resolve().is_relative_to(studios.resolve()) or studios.resolve().is_relative_to(out.resolve()):
        raise RecordingsError(f"{out} and {studios} lie inside one another: choose another folder to write to")
    shutil.rmtree(out, ignore_errors=True)
    recordings = Recordings(
        name=f"Saved websites of {len(sites)} studios",
        area=Area(name="Saved studios", country="GB", south=53.955, west=-2.645, north=54.015, east=-2.525),
    )
    for site in sites:
        shutil.copytree(site.folder, out / "sites" / site.host, ignore=_NOT_PART_OF_A_SITE)
    points = _spread(recordings.area, len(sites))
    elements = [_osm_node(number, site, point) for number, (site, point) in enumerate(zip(sites, points, strict=True))]
    write_json(out / OVERPASS, overpass_answer(elements))
    write_manifest(out, recordings)
    return recordings


def _saved_sites(studios: Path) -> Iterator[_SavedSite]:
    for truth_file in sorted(studios.glob("*/truth.json")):
        try:
            truth = _Truth.model_validate_json(truth_file.read_bytes())
        except ValidationError as error:
            raise RecordingsError(f"{truth_file} cannot be used: {_first_problem(error)}") from error
        folder = truth_file.parent
        entry = (folder / truth.entry).resolve()
        if not (entry.is_relative_to(folder.resolve()) and entry.is_file()):
            raise RecordingsError(f"{truth_file} cannot be used: its entry {truth.entry!r} is not a file of the site")
        yield _SavedSite(folder=folder, truth=truth)


def _spread(area: Area, count: int) -> Iterator[tuple[float, float]]:
    """`count` points (latitude, longitude) evenly over the middle of an area: a sunflower spiral."""
    for number in range(count):
        reach = 0.45 * math.sqrt((number + 0.5) / count)
        angle = number * _GOLDEN_ANGLE
        yield (
            round((area.south + area.north) / 2 + (area.north - area.south) * reach * math.sin(angle), 6),
            round((area.west + area.east) / 2 + (area.east - area.west) * reach * math.cos(angle), 6),
        )


def _osm_node(number: int, site: _SavedSite, point: tuple[float, float]) -> dict[str, Any]:
    tags = {"name": site.name, "shop": "tattoo", "website": site.website}
    if site.truth.city:
        tags["addr:city"] = site.truth.city
    return {"type": "node", "id": 990_000_000_000 + number, "lat": point[0], "lon": point[1], "tags": tags}


def _first_problem(error: ValidationError) -> str:
    problem = error.errors(include_url=False, include_input=False)[0]
    where = ".".join(str(part) for part in problem["loc"])
    return f"{where}: {problem['msg']}" if where else problem["msg"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Command line: wrap a folder of saved studio websites; 0 on success, 2 with one line when a folder is bad."""
    parser = argparse.ArgumentParser(prog="python -m local.recordings", description=main.__doc__)
    parser.add_argument("studios_folder", type=Path, help="one sub-folder for each saved site, with its truth.json")
    parser.add_argument("out_folder", type=Path, help="the folder of recordings to write")
    chosen = parser.parse_args(arguments)
    try:
        recordings = wrap_studios(studios=chosen.studios_folder, out=chosen.out_folder)
    except (RecordingsError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    print(f"{recordings.name} → {chosen.out_folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
