"""Searching, in the engine and through the whole handler."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timezone
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlencode

import tantivy
from aws_lambda_powertools.event_handler import APIGatewayHttpResolver

from search_api.handlers.http import build_app
from search_engine.model import ArtistDocument, Point, SearchRequest
from search_engine.tantivy_engine import TantivyEngine
from search_engine.tantivy_index import TantivyIndex
from service_kit.logs import get_logger
from service_kit.site import Site
from style_taxonomy import STYLES
from tests.benchmarks.measurement import Measurement, throughput

_ARTISTS = 20_000


def _document(number: int) -> ArtistDocument:
    slugs = list(STYLES)
    return ArtistDocument(
        id=f"ar_{number:032x}",
        version=1,
        name=f"Artist{number} Surname{number % 997}",
        bio="Tattoos by appointment",
        styles=(slugs[number % len(slugs)], slugs[number // 7 % len(slugs)]),
        studio_ids=(f"st_{number % 4000:032x}",),
        studio_names=(f"Studio {number % 4000}",),
        areas=(f"Town{number % 300}",),
        points=(Point(lat=50 + number % 500 / 100, lng=-3 + number % 300 / 100),),
        updated_at=datetime(2026, 11, 1, tzinfo=timezone.utc),
    )


@contextmanager
def _index() -> Iterator[tuple[TantivyEngine, tantivy.Index]]:
    with TemporaryDirectory() as folder:
        index = TantivyIndex(Path(folder))
        index.upsert(_document(number) for number in range(_ARTISTS))
        index.commit()
        yield TantivyEngine.open(Path(folder)), _bare_index()


def _bare_index() -> tantivy.Index:
    schema = tantivy.SchemaBuilder().add_text_field("name", stored=True).add_text_field("styles").build()
    index = tantivy.Index(schema)
    writer = index.writer(64_000_000, 1)
    for number in range(_ARTISTS):
        document = _document(number)
        writer.add_document(tantivy.Document(name=document.name, styles=" ".join(document.styles)))
    writer.commit()
    index.reload()
    return index


def measure() -> list[Measurement]:
    """A search with totals, facets and typo tolerance, against a bare tantivy query; then through the whole handler."""
    with _index() as (engine, bare_index):
        request = SearchRequest(q="artist77", styles=("blackwork",), limit=20)
        searcher = bare_index.searcher()
        query = bare_index.parse_query("artist77", ["name"])
        site = Site(origin="https://directory.example", pages=("/",), shell="")
        app = build_app(engine=lambda: engine, site=lambda: site, logger=_quiet())

        def ours() -> int:
            engine.search(request)
            return 1

        def bare() -> int:
            searcher.search(query, 20)
            return 1

        return [
            throughput(
                f"search among {_ARTISTS:,} artists",
                "searches/s/core",
                ours,
                baseline="bare tantivy query",
                bare=bare,
            ),
            throughput(
                "GET /v1/artists in the handler",
                "requests/s/core",
                _requests(app, "/v1/artists", {"style": "blackwork"}),
                baseline="bare Powertools route",
                bare=_requests(_bare_app(), "/v1/artists", {}),
            ),
        ]


def _quiet() -> Any:
    logger = get_logger("benchmark")
    logger.setLevel("CRITICAL")
    return logger


def _bare_app() -> APIGatewayHttpResolver:
    app = APIGatewayHttpResolver()

    @app.get("/v1/artists")
    def _nothing() -> dict[str, int]:
        return {"total": 0}

    return app


class _Context:
    aws_request_id = "benchmark"


def _requests(app: APIGatewayHttpResolver, path: str, query: dict[str, str]) -> Callable[[], int]:
    event = {
        "version": "2.0",
        "rawPath": path,
        "rawQueryString": urlencode(query),
        "headers": {},
        "requestContext": {"http": {"method": "GET", "path": path}, "stage": "$default"},
    }

    def ask() -> int:
        app.resolve(dict(event), _Context())  # type: ignore[arg-type]
        return 1

    return ask
