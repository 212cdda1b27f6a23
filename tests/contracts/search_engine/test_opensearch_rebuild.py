"""A rebuilt OpenSearch index is the same index without the remains of what was withdrawn."""

import os
from collections.abc import Callable
from typing import Any

import pytest

from search_engine import ArtistDocument, SearchRequest

pytestmark = pytest.mark.skipif("OPENSEARCH_URL" not in os.environ, reason="no OPENSEARCH_URL")


@pytest.mark.parametrize("adapter", [pytest.param("opensearch", marks=pytest.mark.enable_socket)], indirect=True)
def test_a_rebuild_keeps_artists_and_tombstones_and_drops_the_old_index(
    adapter: Any, artist: Callable[..., ArtistDocument]
) -> None:
    engine = adapter.load(*(artist(f"{number}", f"Name {number}", version=2) for number in range(30)))
    adapter.index.withdraw({"7": 2})
    before = adapter.commit().search(SearchRequest(limit=50))
    adapter.index.rebuild()
    assert engine.search(SearchRequest(limit=50)) == before
    assert adapter.index.upsert([artist("7", version=2), artist("8", version=1)]) == frozenset()
    assert adapter.load(artist("7", version=3)).get("7") is not None
    adapter.index.rebuild()
    assert engine.search(SearchRequest()).total == 30
