"""A small folder of recordings, made afresh for each test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from local.playback import Playback
from local.recordings import Area, Recordings, overpass_answer, write_json, write_manifest


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Recordings with nothing in them but a valid manifest and an empty Overpass answer."""
    area = Area(name="Testham", country="GB", south=53.0, west=-2.0, north=53.1, east=-1.9)
    write_json(tmp_path / "overpass.json", overpass_answer([]))
    write_manifest(tmp_path, Recordings(name="test", area=area))
    return tmp_path


@pytest.fixture
async def playback(folder: Path) -> AsyncIterator[Playback]:
    """The folder, being played."""
    async with Playback(folder=folder) as running:
        yield running
