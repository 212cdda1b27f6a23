"""Writes the sample city as a folder of recordings."""

import hashlib
import shutil
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from local.recordings import (
    OVERPASS,
    SITE_BEHAVIOUR,
    Area,
    Recordings,
    load_recordings,
    overpass_answer,
    write_json,
    write_manifest,
)
from local.sample_city.art import draw_emblem, draw_flash
from local.sample_city.city import plan_city
from local.sample_city.expected import expected_findings
from local.sample_city.model import Account, Artist, City
from local.sample_city.places import overpass_elements
from local.sample_city.plan import CITY_NAME, COUNTRY
from local.sample_city.profiles import (
    MEDIA_HOST,
    REFUSALS,
    Evidence,
    Profile,
    picture_path,
    post_path,
    profile_answer,
    profile_of,
)
from local.sample_city.sites import site_behaviour, site_files

DEFAULT_SEED = 1847
_STAMP = "content-version.txt"
_PROCESSES = 2
_AREA = Area(name=CITY_NAME, country=COUNTRY, south=53.955, west=-2.635, north=54.015, east=-2.535)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Drawing:
    """One picture to draw; a profile picture when there is no size."""

    path: Path
    style: str | None
    seed: int
    size: tuple[int, int] | None
    initials: str = ""


def generate(out: Path, *, seed: int = DEFAULT_SEED, processes: int = _PROCESSES) -> Recordings:
    """Write the city into `out`, unless this very city is already there; the same seed gives the same bytes."""
    stamp = f"{content_version()} {seed}\n"
    stamp_file = out / _STAMP
    if stamp_file.is_file() and stamp_file.read_text(encoding="utf-8") == stamp:
        return load_recordings(out)
    shutil.rmtree(out, ignore_errors=True)
    city = plan_city(seed)
    profiles = {artist.key: profile_of(artist, seed) for artist in city.artists if artist.handle}
    _write_places(out, city)
    _write_accounts(out, city, profiles)
    _draw(list(_drawings(out, city, profiles)), processes)
    write_json(out / "expected.json", expected_findings(city, profiles))
    recordings = Recordings(name=f"{CITY_NAME} (fictional)", area=_AREA, denied_handles=city.denied_handles)
    write_manifest(out, recordings)
    stamp_file.write_text(stamp, encoding="utf-8")
    return recordings


def content_version() -> str:
    """What the city's content depends on besides the seed: this package's own files, as a short digest."""
    digest = hashlib.blake2b(digest_size=8)
    for file in sorted(Path(__file__).parent.rglob("*")):
        if file.suffix in {".py", ".woff"}:
            digest.update(file.read_bytes())
    return digest.hexdigest()


def _write_places(out: Path, city: City) -> None:
    write_json(out / OVERPASS, overpass_answer(overpass_elements(city.studios)))
    for studio in city.studios:
        folder = out / "sites" / studio.host
        for path, content in site_files(studio).items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content if isinstance(content, bytes) else content.encode())
        if behaviour := site_behaviour(studio):
            write_json(folder / SITE_BEHAVIOUR, behaviour)


def _write_accounts(out: Path, city: City, profiles: dict[str, Profile]) -> None:
    folder = out / "instagram"
    for profile in profiles.values():
        artist = profile.artist
        if artist.account in REFUSALS:
            status, body = REFUSALS[artist.account]
            write_json(folder / f"{artist.handle}.status.json", {"status": status, "body": body})
        else:
            write_json(folder / f"{artist.handle}.json", profile_answer(profile))
    for former, artist in _former_handles(city):
        write_json(folder / f"{former}.json", profile_answer(profiles[artist.key]))
    for stranger in city.strangers:
        shop = Profile(artist=stranger, biography="📱 Phone cases from £4! Worldwide", evidence=Evidence.NONE, posts=())
        write_json(folder / f"{stranger.handle}.json", profile_answer(shop))


def _former_handles(city: City) -> Iterator[tuple[str, Artist]]:
    """Handles that websites still show for accounts renamed since, unless somebody else has taken them."""
    taken = {stranger.handle for stranger in city.strangers} | {studio.handle for studio in city.studios}
    for studio in city.studios:
        for line in studio.roster:
            shown = line.shown_handle
            if shown and shown != line.artist.handle and shown not in taken:
                yield shown, line.artist


def _drawings(out: Path, city: City, profiles: dict[str, Profile]) -> Iterator[_Drawing]:
    media = out / "media" / MEDIA_HOST
    for profile in profiles.values():
        artist = profile.artist
        if artist.account in REFUSALS:
            continue
        style = artist.styles[0] if artist.styles else None
        initials = "".join(part[0] for part in artist.name.split())[:2]
        identity = int(artist.instagram_id or 0)
        yield _Drawing(path=media / picture_path(artist), style=style, seed=identity, size=None, initials=initials)
        if artist.account is Account.PUBLIC:
            for post in profile.posts:
                yield _Drawing(
                    path=media / post_path(artist, post), style=post.style, seed=post.art_seed, size=post.size
                )
    for stranger in city.strangers:
        yield _Drawing(path=media / picture_path(stranger), style=None, seed=1, size=None, initials="SC")


def _draw(drawings: list[_Drawing], processes: int) -> None:
    for folder in {drawing.path.parent for drawing in drawings}:
        folder.mkdir(parents=True, exist_ok=True)
    if processes == 1:
        for drawing in drawings:
            _draw_one(drawing)
        return
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        for _ in pool.map(_draw_one, drawings, chunksize=16):
            pass


def _draw_one(drawing: _Drawing) -> None:
    if drawing.size is None:
        picture = draw_emblem(style=drawing.style, seed=drawing.seed, initials=drawing.initials)
    else:
        picture = draw_flash(style=drawing.style, seed=drawing.seed, size=drawing.size)
    drawing.path.write_bytes(picture)
