"""When the search snapshot is lost, the directory announces everybody once more (`python -m profile_api republish`)."""

from typing import Any

import pytest

from profile_api import bootstrap, commands
from service_kit import aws
from tests.unit.profile_api.conftest import BUCKET, TABLE, account, handle_key


@pytest.fixture
def cast(world: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Rowan is public, Wren has moved on, Sable is denied."""
    world.tell(
        world.studio("blackthorn"),
        *(world.identified(name, studio="blackthorn", handle=name.lower()) for name in ("Rowan", "Wren", "Sable")),
        *(world.scraped(name, number=number) for name, number in (("rowan", "1"), ("wren", "2"), ("sable", "3"))),
        world.left(handle_key("wren"), studio="blackthorn", day=1),
    )
    world.deny(account("3"))
    monkeypatch.setenv("DIRECTORY_TABLE", TABLE)
    monkeypatch.setenv("CLAIMS_BUCKET", BUCKET)
    for built in (aws, bootstrap):
        for one in vars(built).values():
            if hasattr(one, "cache_clear"):
                one.cache_clear()
    return world


def test_everybody_public_is_announced_again_unchanged_under_a_later_version(
    cast: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    before, document, shown = cast.announced(account("1")), cast.document(account("1")), cast.published()
    untouched = [item for item in cast.items() if item["PK"] in {f"ARTIST#{account(n)}" for n in "23"}]

    assert commands.main(["--stage", "prod", "republish"]) == 0

    after = cast.announced(account("1"))
    assert after["type"] == "artist.published.v1"
    assert after["data"]["version"] > before["data"]["version"]
    assert cast.document(account("1")) == {**document, "version": after["data"]["version"]}
    assert cast.published() == shown
    assert [item for item in cast.items() if item["PK"] in {f"ARTIST#{account(n)}" for n in "23"}] == untouched
    assert capsys.readouterr().out.startswith("1 public artist(s)")


def test_an_artist_who_is_denied_meanwhile_is_not_announced(cast: Any) -> None:
    cast.deny(account("1"), case_version=2)
    cast.projector.announce_again(account("1"), run_id="run-2")
    assert cast.announced(account("1")) is None


def test_without_a_directory_it_says_so(cast: Any, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    monkeypatch.setenv("DIRECTORY_TABLE", "NoSuchTable")
    assert commands.main(["--stage", "prod", "republish"]) == 1
    assert "not everybody was announced" in capsys.readouterr().err
