"""How the OpenSearch adapter takes the answers of the server; what it finds is in the contracts."""

from datetime import UTC, datetime
from typing import Any

import pytest
from opensearchpy import ConnectionError as NoConnection
from opensearchpy import NotFoundError

from search_engine import ArtistDocument, SearchRequest, SearchUnavailable
from search_engine.opensearch_engine import OpenSearchEngine, OpenSearchIndex

IVY = ArtistDocument(id="1", version=3, name="Ivy", updated_at=datetime(2026, 1, 1, tzinfo=UTC))


class Server:
    """Answers every bulk entry with the next status, and searches with an error."""

    def __init__(self, *statuses: int, error: Exception | None = None) -> None:
        self.statuses = statuses
        self.error = error
        self.written: list[dict[str, Any]] = []
        self.indices = self

    def exists_alias(self, **_: Any) -> bool:
        return True

    def bulk(self, *, index: str, body: list[dict[str, Any]]) -> dict[str, Any]:
        if self.error:
            raise self.error
        self.written = body
        ids = [line["index"]["_id"] for line in body[::2]]
        pairs = zip(ids, self.statuses, strict=True)
        return {"items": [{"index": {"_id": entry, "status": status}} for entry, status in pairs]}

    def search(self, **_: Any) -> dict[str, Any]:
        assert self.error
        raise self.error


def index(server: Server) -> OpenSearchIndex:
    return OpenSearchIndex(server, "artists")  # type: ignore[arg-type]


def test_an_outdated_entry_is_a_success_that_changes_nothing() -> None:
    assert index(Server(201, 409)).withdraw({"new": 1, "outdated": 1}) == {"new"}


@pytest.mark.parametrize("status", [403, 429, 500, 503])
def test_a_server_that_is_overloaded_or_rebuilding_is_to_be_asked_again(status: int) -> None:
    with pytest.raises(SearchUnavailable):
        index(Server(201, status)).withdraw({"1": 1, "2": 1})


def test_an_entry_the_index_cannot_hold_is_a_mistake_not_an_outage() -> None:
    with pytest.raises(ValueError, match="1"):
        index(Server(400)).upsert([IVY])


def test_a_withdrawal_outranks_the_upsert_of_its_version() -> None:
    server = Server(201)
    index(server).upsert([IVY])
    upsert = server.written[0]["index"]
    index(server).withdraw({"1": 3})
    withdrawal = server.written[0]["index"]
    assert withdrawal["version"] > upsert["version"]
    assert {upsert["version_type"], withdrawal["version_type"]} == {"external_gte"}
    assert server.written[1] == {"id": "1", "live": False}


def test_nothing_to_write_asks_nobody() -> None:
    assert index(Server(error=AssertionError())).upsert([]) == frozenset()


@pytest.mark.parametrize(
    "error", [NoConnection("N/A", "refused", Exception()), NotFoundError(404, "no such index", {})]
)
def test_a_server_or_index_that_is_away_is_unavailable(error: Exception) -> None:
    engine = OpenSearchEngine(Server(error=error), "artists")  # type: ignore[arg-type]
    for ask in (
        lambda: engine.search(SearchRequest()),
        lambda: engine.get("1"),
        lambda: engine.suggest("ivy", 3),
        engine.style_counts,
        lambda: index(Server(error=error)).upsert([IVY]),
    ):
        with pytest.raises(SearchUnavailable):
            ask()
