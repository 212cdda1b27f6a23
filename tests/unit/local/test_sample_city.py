"""The fictional city: varied, complete, and the same for the same seed."""

import io
import json
import re
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from PIL import Image
from uk_postcodes_parsing import ukpostcode

from local.recordings import load_recordings
from local.sample_city import art, generate, generator
from local.sample_city.city import plan_city
from local.sample_city.model import Account, City, Outcome
from local.sample_city.places import overpass_elements
from local.sample_city.profiles import Evidence, profile_of
from local.sample_city.sites import STRUCTURES, site_files
from local.sample_city.styles import STYLES

HANDLE = re.compile(r"(?!.*\.$)(?!.*\.\.)[a-z0-9_][a-z0-9._]{0,29}")  # as Instagram allows them


@pytest.fixture(scope="module")
def city() -> City:
    return plan_city(generator.DEFAULT_SEED)


@pytest.fixture
def quick_art(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand-in pictures: the city's files without the time it takes to draw them."""
    monkeypatch.setattr(generator, "draw_flash", lambda *, style, seed, size: f"{style} {seed} {size}".encode())
    monkeypatch.setattr(
        generator, "draw_emblem", lambda *, style, seed, initials: f"{style} {seed} {initials}".encode()
    )


def files_of(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_city_is_as_large_and_as_mixed_as_promised(city: City) -> None:
    with_account = [artist for artist in city.artists if artist.handle]
    assert len(city.studios) >= 42
    assert len(city.artists) >= 150
    assert 0.55 < len(with_account) / len(city.artists) < 0.68
    assert {line.role.value for studio in city.studios for line in studio.roster} == {
        "owner", "resident", "guest", "apprentice", "piercer",
    }  # fmt: skip
    assert {artist.account for artist in with_account} == set(Account)
    assert {studio.outcome for studio in city.studios} == set(Outcome)


def test_every_website_structure_is_used_by_some_studio(city: City) -> None:
    assert {studio.structure for studio in city.studios} - {None} == set(STRUCTURES)


def test_every_style_has_artists_with_pictures(city: City) -> None:
    shown = Counter(style for a in city.artists if a.account is Account.PUBLIC and a.handle for style in a.styles)
    assert set(shown) == set(STYLES)
    assert all(1 <= len(a.styles) <= 3 for a in city.artists if a.styles)


def test_people_handles_and_numbers_are_unique_and_plainly_invented(city: City) -> None:
    handles = [artist.handle for artist in (*city.artists, *city.strangers) if artist.handle]
    assert all(HANDLE.fullmatch(handle) and "qx" in handle for handle in handles)
    for values in (handles, [a.instagram_id for a in city.artists if a.handle], [a.name for a in city.artists]):
        assert len(set(values)) == len(values)
    assert all(re.fullmatch(r"\+44 1632 960\d{3}", studio.phone) for studio in city.studios)


def test_addresses_parse_as_postcodes_that_nobody_has(city: City) -> None:
    for place in (place for studio in city.studios for place in studio.places):
        parsed = ukpostcode.parse(place.postcode)
        assert parsed is not None
        assert (parsed.area, parsed.postcode) == ("QX", place.postcode)


def test_every_roster_name_can_be_read_from_its_site_unless_a_browser_is_needed(city: City) -> None:
    for studio in city.studios:
        files = site_files(studio)
        text = " ".join(content if isinstance(content, str) else content.decode("cp1252") for content in files.values())
        for line in studio.roster:
            if studio.structure in {"fancy_names", "vintage"}:
                continue
            assert line.name in text, (studio.slug, line.name)
            assert line.shown_handle is None or line.shown_handle in text.lower(), (studio.slug, line.shown_handle)


def test_an_artist_without_an_account_gets_none_on_any_page(city: City) -> None:
    for studio in city.studios:
        own = {line.shown_handle for line in studio.roster} | {studio.handle, "gone.longago.qxold"}
        text = " ".join(str(content).lower() for content in site_files(studio).values())
        found = set(re.findall(r"https?://(?:www\.)?instagram\.com/([a-z0-9._]+)", text)) - {"p"}
        assert found <= own, studio.slug


def test_a_renamed_account_keeps_its_number_and_a_taken_handle_has_another(city: City) -> None:
    lines = [line for studio in city.studios for line in studio.roster]
    aliases = {(line.shown_handle, line.artist.handle) for line in lines if line.shown_handle != line.artist.handle}
    (stranger,) = city.strangers
    taken = [pair for pair in aliases if pair[0] == stranger.handle]
    assert len(taken) == 1
    assert stranger.instagram_id not in {artist.instagram_id for artist in city.artists}
    renamed = [pair for pair in aliases if pair[1] and pair[1].endswith(".newqx")]
    assert len(renamed) == 1


def test_one_studio_has_two_outlets_and_one_is_mapped_twice(city: City) -> None:
    elements = overpass_elements(city.studios)
    names = Counter(element["tags"]["name"] for element in elements)
    assert [name for name, count in names.items() if count == 2] == ["Rook & Raven", "Hare & Compass Tattoo"]
    assert {element["type"] for element in elements} == {"node", "way", "relation"}
    assert all(("lat" in element) != ("center" in element) for element in elements)


def test_a_profile_whose_styles_show_in_hashtags_tags_each_of_its_styles(city: City) -> None:
    for artist in (artist for artist in city.artists if artist.handle and artist.styles):
        profile = profile_of(artist, generator.DEFAULT_SEED)
        text = (profile.biography + " ".join(post.caption for post in profile.posts)).lower()
        if profile.evidence is Evidence.HASHTAGS:
            for style in artist.styles:
                assert any(f"{tag.lower()}" in text for tag in STYLES[style].tags), (artist.key, style)
        else:
            tags = re.findall(r"[#＃](\w+)", text)
            known = {tag.lower() for words in STYLES.values() for tag in words.tags}
            assert not known & set(tags)


def test_the_same_seed_writes_the_same_bytes_and_another_seed_another_city(tmp_path: Path, quick_art: None) -> None:
    for name, seed in (("a", 3), ("b", 3), ("c", 4)):
        generate(tmp_path / name, seed=seed, processes=1)
    first = files_of(tmp_path / "a")
    assert first == files_of(tmp_path / "b")
    assert first != files_of(tmp_path / "c")


def test_a_city_that_is_already_there_is_left_untouched(tmp_path: Path, quick_art: None) -> None:
    generate(tmp_path / "city", seed=3, processes=1)
    overpass = tmp_path / "city" / "overpass.json"
    overpass.write_text("touched")
    assert generate(tmp_path / "city", seed=3, processes=1) == load_recordings(tmp_path / "city")
    assert overpass.read_text() == "touched"


def test_a_city_of_other_content_is_written_anew(
    tmp_path: Path, quick_art: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    generate(tmp_path / "city", seed=3, processes=1)
    (tmp_path / "city" / "left-over.txt").write_text("old")
    monkeypatch.setattr(generator, "content_version", lambda: "other")
    generate(tmp_path / "city", seed=3, processes=1)
    assert not (tmp_path / "city" / "left-over.txt").exists()


def test_every_image_a_profile_names_is_recorded_and_nobody_unreadable_has_any(tmp_path: Path, quick_art: None) -> None:
    recordings = generate(tmp_path, seed=3, processes=1)
    answers = [
        json.loads(path.read_text()) for path in tmp_path.glob("instagram/*.json") if ".status." not in path.name
    ]
    for user in (answer["data"]["user"] for answer in answers):
        nodes = [edge["node"] for edge in user["edge_owner_to_timeline_media"]["edges"]]
        assert not (user["is_private"] and nodes)
        for url in (user["profile_pic_url_hd"], *(node["display_url"] for node in nodes)):
            address = urlsplit(url)
            assert (tmp_path / "media" / str(address.hostname) / address.path[1:]).is_file()
    expected = json.loads((tmp_path / "expected.json").read_text())
    (denied,) = [artist for artist in expected["artists"] if artist["denied"]]
    assert (denied["instagram"],) == recordings.denied_handles


@pytest.mark.parametrize("style", [*sorted(STYLES), None])
def test_a_picture_is_drawn_in_every_style_at_the_size_asked_for(style: str | None) -> None:
    picture = Image.open(io.BytesIO(art.draw_flash(style=style, seed=11, size=(320, 400))))
    assert (picture.format, picture.size) == ("JPEG", (320, 400))
    colours = picture.convert("L").histogram()
    assert any(colours[:110])
    assert any(colours[201:])


def test_pictures_follow_from_their_seed_alone() -> None:
    def draw(seed: int) -> list[bytes]:
        flash = [
            art.draw_flash(style=style, seed=seed, size=(240, 300)) for style in ("dotwork", "watercolour", "lettering")
        ]
        return [*flash, art.draw_emblem(style="blackwork", seed=seed, initials="AB")]

    first = draw(5)
    assert draw(5) == first
    assert all(one != other for one, other in zip(first, draw(6), strict=True))
