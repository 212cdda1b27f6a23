"""The recordings folder and the command that wraps saved websites into one."""

import json
from pathlib import Path
from typing import Any

import pytest

from local.recordings import RecordingsError, load_recordings, main, wrap_studios


def save_site(studios: Path, slug: str, *, entry: str = "index.html", **truth: object) -> None:
    page = studios / slug / entry
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(f"<h1>{slug}</h1>")
    (studios / slug / "truth.json").write_text(json.dumps({"entry": entry, "artists": [{"name": "secret"}], **truth}))


@pytest.fixture
def studios(tmp_path: Path) -> Path:
    folder = tmp_path / "studios"
    save_site(folder, "blue_moon", studio_name="Blue Moon", city="Testham")
    save_site(folder, "red", studio_name="Red", entry="public/start page.html")
    (folder / "INDEX.json").write_text("[]")
    return folder


def elements(out: Path) -> dict[str, dict[str, Any]]:
    answer = json.loads((out / "overpass.json").read_text())
    return {element["tags"]["name"]: element for element in answer["elements"]}


def test_every_saved_site_becomes_a_host_and_a_studio_on_the_map(studios: Path, tmp_path: Path) -> None:
    wrap_studios(studios=studios, out=tmp_path / "out")
    assert sorted(path.name for path in (tmp_path / "out/sites").iterdir()) == ["blue-moon.example", "red.example"]
    found = elements(tmp_path / "out")
    assert found["Blue Moon"]["tags"] == {
        "name": "Blue Moon",
        "shop": "tattoo",
        "website": "https://blue-moon.example/",
        "addr:city": "Testham",
    }


def test_a_site_that_starts_elsewhere_is_linked_at_its_entry(studios: Path, tmp_path: Path) -> None:
    wrap_studios(studios=studios, out=tmp_path / "out")
    assert elements(tmp_path / "out")["Red"]["tags"]["website"] == "https://red.example/public/start%20page.html"


def test_no_truth_is_copied(studios: Path, tmp_path: Path) -> None:
    wrap_studios(studios=studios, out=tmp_path / "out")
    files = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert files
    assert not any(b"secret" in path.read_bytes() for path in files)


def test_studios_lie_inside_the_area_and_apart_from_each_other(studios: Path, tmp_path: Path) -> None:
    for number in range(40):
        save_site(studios, f"s{number}", studio_name=f"S{number}")
    area = wrap_studios(studios=studios, out=tmp_path / "out").area
    places = {(element["lat"], element["lon"]) for element in elements(tmp_path / "out").values()}
    assert len(places) == 42
    assert all(area.south < lat < area.north and area.west < lon < area.east for lat, lon in places)


def test_wrapping_again_replaces_what_was_wrapped_before(studios: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    wrap_studios(studios=studios, out=out)
    (studios / "red" / "truth.json").unlink()
    wrap_studios(studios=studios, out=out)
    assert [path.name for path in (out / "sites").iterdir()] == ["blue-moon.example"]


def test_a_folder_with_something_else_in_it_is_never_overwritten(studios: Path, tmp_path: Path) -> None:
    precious = tmp_path / "out" / "thesis.txt"
    precious.parent.mkdir()
    precious.write_text("years of work")
    with pytest.raises(RecordingsError, match="left alone"):
        wrap_studios(studios=studios, out=precious.parent)
    assert precious.exists()


def test_an_entry_outside_its_site_is_refused(studios: Path, tmp_path: Path) -> None:
    save_site(studios, "sly", studio_name="Sly")
    (studios / "sly" / "truth.json").write_text(json.dumps({"entry": "../red/truth.json", "studio_name": "Sly"}))
    with pytest.raises(RecordingsError, match="not a file of the site"):
        wrap_studios(studios=studios, out=tmp_path / "out")


@pytest.mark.parametrize("spoil", ["missing", "empty", "a file", "broken truth"])
def test_a_bad_folder_ends_with_one_readable_line_and_code_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], spoil: str
) -> None:
    source = tmp_path / "in"
    if spoil == "empty":
        source.mkdir()
    elif spoil == "a file":
        source.write_text("")
    elif spoil == "broken truth":
        save_site(source, "red", studio_name="Red")
        (source / "red" / "truth.json").write_text("{")
    assert main([str(source), str(tmp_path / "out")]) == 2
    output = capsys.readouterr()
    assert output.out == ""
    assert output.err.count("\n") == 1
    assert str(source) in output.err
    assert not (tmp_path / "out").exists()


def test_the_command_says_what_it_wrote(studios: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(studios), str(tmp_path / "out")]) == 0
    assert "2 studios" in capsys.readouterr().out
    assert load_recordings(tmp_path / "out").denied_handles == ()


@pytest.mark.parametrize(
    ("manifest", "complaint"),
    [("{", "JSON"), ('{"name": "x"}', "area"), ('{"name": "x", "area": 1, "extra": 2}', "area")],
)
def test_a_bad_manifest_is_named_with_what_is_wrong(tmp_path: Path, manifest: str, complaint: str) -> None:
    (tmp_path / "recordings.json").write_text(manifest)
    with pytest.raises(RecordingsError, match=complaint):
        load_recordings(tmp_path)


def test_an_area_without_an_inside_is_refused(tmp_path: Path) -> None:
    area = {"name": "A", "country": "GB", "south": 54, "west": -2, "north": 53, "east": -1}
    (tmp_path / "recordings.json").write_text(json.dumps({"name": "x", "area": area}))
    with pytest.raises(RecordingsError, match="south must be below north"):
        load_recordings(tmp_path)
