"""What only the embedded index has to get right: many ties in several segments, its files, its one writer."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from search_engine import ArtistDocument, Point, SearchRequest, SearchUnavailable, Sort
from search_engine.tantivy_engine import TantivyEngine
from search_engine.tantivy_index import TantivyIndex, read_tombstones

NOW = datetime(2026, 1, 1, tzinfo=UTC)
LEEDS = Point(lat=53.8, lng=-1.55)


def artist(key: str, name: str = "Same Name", **known: Any) -> ArtistDocument:
    return ArtistDocument(**{"id": key, "version": 1, "name": name, "updated_at": NOW, **known})


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> TantivyEngine:
    """2,400 artists that tie in everything but their id, in three segments and no useful order."""
    folder = tmp_path_factory.mktemp("crowd")
    index = TantivyIndex(folder)
    for part in range(3):
        numbers = [number * 1009 % 2400 for number in range(part, 2400, 3)]
        index.upsert(artist(f"{number:04}", styles=("celtic",), points=(LEEDS,)) for number in numbers)
        index.commit()
    return TantivyEngine.open(folder)


@pytest.mark.parametrize(
    "search",
    [
        SearchRequest(),
        SearchRequest(q="same"),
        SearchRequest(q="tattoo"),
        SearchRequest(sort=Sort.NAME),
        SearchRequest(sort=Sort.UPDATED, styles=("celtic",)),
        SearchRequest(sort=Sort.DISTANCE, near=LEEDS),
    ],
    ids=str,
)
def test_a_crowd_of_equals_is_paged_in_order_of_id(crowd: TantivyEngine, search: SearchRequest) -> None:
    for page in (1, 2, 47, 48):
        result = crowd.search(replace(search, page=page, limit=50))
        start = (page - 1) * 50
        assert [hit.document.id for hit in result.items] == [f"{number:04}" for number in range(start, start + 50)]
        assert (result.total, result.has_more) == (2400, page < 48)


def test_the_nearest_are_found_across_an_empty_country(tmp_path: Path) -> None:
    index = TantivyIndex(tmp_path)
    far = [Point(lat=50 + step / 1000, lng=-5) for step in range(1200)]
    index.upsert(artist(f"{step:04}", points=(point,)) for step, point in enumerate(far))
    index.upsert([artist("placeless")])
    index.commit()
    near = SearchRequest(near=Point(lat=58.5, lng=-5), sort=Sort.DISTANCE, limit=3)
    engine = TantivyEngine.open(tmp_path)
    assert [hit.document.id for hit in engine.search(near).items] == ["1199", "1198", "1197"]
    last = engine.search(replace(near, page=401))
    assert [hit.document.id for hit in last.items] == ["placeless"]
    assert last.items[0].distance_km is None


def test_a_few_matches_scattered_among_many_points_come_nearest_first(tmp_path: Path) -> None:
    index = TantivyIndex(tmp_path)
    points = [Point(lat=50 + step / 1000, lng=-1) for step in range(1000)]
    celtic = {0, 400, 999}
    index.upsert(
        artist(f"{step}", points=(point,), styles=("celtic",) if step in celtic else ())
        for step, point in enumerate(points)
    )
    index.commit()
    search = SearchRequest(near=Point(lat=50.5, lng=-1), sort=Sort.DISTANCE, styles=("celtic",), limit=2)
    assert [hit.document.id for hit in TantivyEngine.open(tmp_path).search(search).items] == ["400", "999"]


def test_a_reader_keeps_its_state_until_it_is_replaced(tmp_path: Path) -> None:
    index = TantivyIndex(tmp_path)
    index.upsert([artist("1")])
    index.commit()
    before = TantivyEngine.open(tmp_path)
    index.withdraw({"1": 1})
    index.commit()
    assert len(before) == 1
    assert len(TantivyEngine.open(tmp_path)) == 0


def test_an_index_goes_on_where_the_last_process_stopped(tmp_path: Path) -> None:
    first = TantivyIndex(tmp_path)
    first.upsert([artist("1", version=5)])
    first.withdraw({"2": 7})
    first.commit()
    again = TantivyIndex(tmp_path)
    assert again.upsert([artist("1", version=4), artist("2", version=7)]) == frozenset()
    assert again.upsert([artist("1", version=6), artist("2", version=8)]) == {"1", "2"}
    again.commit()
    assert read_tombstones(tmp_path) == {}


def test_a_second_writer_of_the_same_directory_is_told_to_wait(tmp_path: Path) -> None:
    first, second = TantivyIndex(tmp_path), TantivyIndex(tmp_path)
    first.upsert([artist("1")])
    with pytest.raises(SearchUnavailable):
        second.upsert([artist("2")])
    first.withdraw({"2": 3})
    first.commit()
    assert second.upsert([artist("1", version=0), artist("2", version=3), artist("3")]) == {"3"}


def test_what_was_never_committed_is_not_there(tmp_path: Path) -> None:
    TantivyIndex(tmp_path).upsert([artist("1")])
    assert len(TantivyEngine.open(tmp_path)) == 0


def test_a_rewritten_index_answers_as_before(tmp_path: Path) -> None:
    index = TantivyIndex(tmp_path / "old")
    index.upsert(artist(f"{i}", f"Name {i}", updated_at=NOW - timedelta(days=i)) for i in range(20))
    index.withdraw({"3": 1})
    index.commit()
    (tmp_path / "new").mkdir()
    index.rewrite(tmp_path / "new")
    for search in (SearchRequest(), SearchRequest(q="name"), SearchRequest(sort=Sort.UPDATED)):
        old, new = (TantivyEngine.open(tmp_path / name).search(search) for name in ("old", "new"))
        assert old == new
