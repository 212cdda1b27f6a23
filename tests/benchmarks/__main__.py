"""`python -m tests.benchmarks`: measures, each as a ratio to a named baseline in the same run. A ratio of 1 is as fast.

Prints a table and writes `.local/bench.json`: {name: {"value", "unit", "baseline", "ratio"}}.
"""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlencode

import tantivy
from aws_lambda_powertools.event_handler import APIGatewayHttpResolver
from parsel import Selector
from rich.console import Console
from rich.table import Table

from local.config import ROOT
from local.sample_city import generate
from search_api.handlers.http import build_app
from search_engine.model import ArtistDocument, Point, SearchRequest
from search_engine.tantivy_engine import TantivyEngine
from search_engine.tantivy_index import TantivyIndex
from service_kit.logs import get_logger
from studio_scraper.domain.reading import read_page
from style_inference.domain import infer
from style_taxonomy import STYLES
from tests.benchmarks.rosters import Accuracy, leave_one_out
from tests.labelled_sites import fictional_sites, real_sites

_SECONDS = 1.5
_ARTISTS = 20_000


@dataclass(frozen=True)
class Measurement:
    name: str
    value: float
    unit: str
    baseline: str
    ratio: float


def _rate(work: Callable[[], int]) -> float:
    """Units of work per second of processor time, after one warm-up."""
    work()
    done, start = 0, time.process_time()
    while time.process_time() - start < _SECONDS:
        done += work()
    return done / (time.process_time() - start)


def _faster_is_higher(
    name: str, unit: str, work: Callable[[], int], baseline: str, bare: Callable[[], int]
) -> Measurement:
    value, base = _rate(work), _rate(bare)
    return Measurement(name=name, value=round(value, 1), unit=unit, baseline=baseline, ratio=round(value / base, 3))


def extraction() -> Measurement:
    """Reading a studio's page, against parsing it and walking every link and heading with bare parsel."""
    folder = ROOT / ".local" / "sample-city"
    generate(folder)
    pages = [path.read_text(encoding="utf-8", errors="replace") for path in sorted((folder / "sites").rglob("*.html"))]

    def ours() -> int:
        for html in pages:
            read_page(url="https://studio.example/", html=html)
        return len(pages)

    def bare() -> int:
        for html in pages:
            selector = Selector(text=html)
            selector.css("a::attr(href)").getall()
            selector.css("h1, h2, h3, h4").xpath("string()").getall()
        return len(pages)

    return _faster_is_higher("read a studio page", "pages/s/core", ours, "bare parsel", bare)


def inference() -> Measurement:
    """Styles of a profile, against splitting its texts into words."""
    bio = "Blackwork & fine line · no realism · bold will hold"
    captions = ["Back piece in progress #dotwork #mandala #leeds", "Healed script, mostly lettering these days"] * 6

    def ours() -> int:
        infer(bio=bio, captions=captions)
        return 1

    def bare() -> int:
        for text in (bio, *captions):
            text.casefold().split()
        return 1

    return _faster_is_higher("infer styles of a profile", "profiles/s/core", ours, "splitting into words", bare)


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


def searching() -> list[Measurement]:
    """A search with totals, facets and typo tolerance, against a bare tantivy query; then through the whole handler."""
    with _index() as (engine, bare_index):
        request = SearchRequest(q="artist77", styles=("blackwork",), limit=20)
        searcher = bare_index.searcher()
        query = bare_index.parse_query("artist77", ["name"])
        app = build_app(engine=lambda: engine, logger=_quiet())

        def ours() -> int:
            engine.search(request)
            return 1

        def bare() -> int:
            searcher.search(query, 20)
            return 1

        return [
            _faster_is_higher(
                f"search among {_ARTISTS:,} artists", "searches/s/core", ours, "bare tantivy query", bare
            ),
            _faster_is_higher(
                "GET /v1/artists in the handler",
                "requests/s/core",
                _requests(app, "/v1/artists", {"style": "blackwork"}),
                "bare Powertools route",
                _requests(_bare_app(), "/v1/artists", {}),
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


def rosters() -> list[Measurement]:
    """How right the rosters are, each site with a table of evidence fitted without it; the baseline is the goal."""
    fictional, real = fictional_sites(), real_sites()
    if not real:
        print("rosters: no folder of real websites (STUDIO_SITES), so the fictional ones only")
    return [
        *_accuracy("fictional", leave_one_out(fictional, real)),
        *(_accuracy("real", leave_one_out(real, fictional)) if real else []),
    ]


def _accuracy(sites: str, found: Accuracy) -> list[Measurement]:
    goals = {
        "artists, precision": (found.precision, 0.9),
        "artists, recall": (found.recall, 0.9),
        "artists, F1": (found.f1, 0.9),
        "handles, precision": (found.handle_precision, 0.97),
        "handles, recall": (found.handle_recall, 0.92),
        "studio handles": (found.studio_accounts, 0.95),
        "calibration error": (found.calibration_error, 0.1),
    }
    return [
        Measurement(
            name=f"{sites} sites left out: {what}",
            value=round(value, 4),
            unit="share",
            baseline=f"goal {goal:g}",
            ratio=round(value / goal, 3),
        )
        for what, (value, goal) in goals.items()
    ]


def last_run() -> list[Measurement]:
    """From a studio's discovery to its artists being searchable, as the last `make run` on this machine saw it."""
    report = ROOT / ".local" / "last-run.json"
    if not report.exists():
        return []
    waits = json.loads(report.read_text()).get("seconds_from_discovered_to_searchable", {})
    goal = 10.0
    return [
        Measurement(name=f"discovered → searchable, {name}", value=value, unit="s", baseline="10 s", ratio=value / goal)
        for name, value in waits.items()
    ]


def main() -> None:
    measurements = [extraction(), inference(), *searching(), *rosters(), *last_run()]
    table = Table(box=None, header_style="dim", padding=(0, 2, 0, 0))
    for column in ("benchmark", "value", "unit", "ratio", "baseline"):
        table.add_column(column, justify="right" if column in {"value", "ratio"} else "left")
    for m in measurements:
        table.add_row(
            m.name, f"{m.value:,.4g}" if m.unit == "share" else f"{m.value:,.1f}", m.unit, f"{m.ratio:.3f}", m.baseline
        )
    Console().print(table)
    out = ROOT / ".local" / "bench.json"
    out.parent.mkdir(exist_ok=True)
    out.write_text(
        json.dumps(
            {
                m.name: {"value": m.value, "unit": m.unit, "baseline": m.baseline, "ratio": m.ratio}
                for m in measurements
            },
            indent=2,
            ensure_ascii=False,
        )
        + "\n"
    )


if __name__ == "__main__":
    main()
