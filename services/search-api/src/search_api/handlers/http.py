"""GET /v1/artists, /v1/styles, /v1/areas, /v1/suggest and /health; for crawlers /robots.txt and /sitemap….xml."""

from collections.abc import Callable
from functools import cache
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs

from aws_lambda_powertools import Logger
from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, Response
from aws_lambda_powertools.utilities.typing import LambdaContext

from search_api import bootstrap
from search_api.domain import answers, crawling
from search_api.domain.parameters import Parameters, read_search, read_suggest
from search_engine.port import InvalidCursor, SearchEngine, SearchUnavailable
from service_kit.http import (
    InvalidParam,
    Problem,
    http_app,
    invalid_request,
    json_response,
    refuse_other_methods,
    reject_unknown_parameters,
)
from service_kit.site import Site

_CACHE_SECONDS = 5  # with what the snapshot takes, well within the 30 s in which a removal must be invisible
_RETRY_AFTER_SECONDS = "10"


def build_app(
    *, engine: Callable[[], SearchEngine], site: Callable[[], Site], logger: Logger
) -> APIGatewayHttpResolver:
    """The routes around an engine, and around the site that the artists are pages of."""
    app = http_app(logger=logger)

    def parameters() -> Parameters:
        # Not the router's own reading: it takes the comma of `near=53.8,-1.5` for a list.
        return parse_qs(app.current_event.raw_event.get("rawQueryString", ""), keep_blank_values=True)

    @app.get("/v1/artists")
    def search() -> Response[str]:
        return _answer(_search(_available(engine), parameters()))

    @app.get("/v1/styles")
    def styles() -> Response[str]:
        reject_unknown_parameters(parameters(), known=())
        return _answer(answers.styles_answer(_available(engine).style_counts()))

    @app.get("/v1/areas")
    def areas() -> Response[str]:
        reject_unknown_parameters(parameters(), known=())
        return _answer(answers.areas_answer(_available(engine).area_counts()))

    @app.get("/v1/suggest")
    def suggest() -> Response[str]:
        typed, limit = read_suggest(parameters())
        return _answer(answers.suggest_answer(_available(engine).suggest(typed, limit)))

    @app.get("/health")
    def health() -> Response[str]:
        return json_response({"status": "ok"})

    _add_crawling(app, engine=engine, site=site)
    for rule in ("/v1/artists", "/v1/styles", "/v1/areas", "/v1/suggest", "/health"):
        refuse_other_methods(app, rule=rule, allowed=["GET"])
    return app


def _add_crawling(app: APIGatewayHttpResolver, *, engine: Callable[[], SearchEngine], site: Callable[[], Site]) -> None:
    @app.get("/robots.txt")
    def robots() -> Response[str]:
        return _file(crawling.robots(site().origin), "text/plain; charset=utf-8")

    @app.get("/sitemap.xml")
    def index() -> Response[str]:
        return _sitemap(crawling.sitemap_index(site().origin))

    @app.get("/sitemap-pages.xml")
    def pages() -> Response[str]:
        return _sitemap(crawling.sitemap_of_pages(site().origin, site().pages))

    @app.get(rf"/sitemap-[{crawling.PARTS}]\.xml")
    def artists() -> Response[str]:
        part = app.current_event.path.removeprefix("/sitemap-")[0]
        listed = _available(engine).listed(crawling.beginnings(part))
        return _sitemap(crawling.sitemap_of_artists(site().origin, listed))


def _sitemap(document: bytes) -> Response[str]:
    return _file(document.decode(), "application/xml")


def _file(text: str, content_type: str) -> Response[str]:
    return Response(
        status_code=int(HTTPStatus.OK),
        content_type=content_type,
        body=text,
        headers={"Cache-Control": f"public, max-age={_CACHE_SECONDS}"},
    )


def _answer(body: answers.Json) -> Response[str]:
    return json_response(body, cache_seconds=_CACHE_SECONDS)


def _search(engine: SearchEngine, parameters: Parameters) -> answers.Json:
    request = read_search(parameters)
    try:
        return answers.search_answer(request, engine.search(request))
    except InvalidCursor as error:
        raise invalid_request([InvalidParam("cursor", "is not one of this search")]) from error


def _available(engine: Callable[[], SearchEngine]) -> SearchEngine:
    try:
        return engine()
    except SearchUnavailable as error:
        raise Problem(
            HTTPStatus.SERVICE_UNAVAILABLE,
            kind="search-unavailable",
            title="Search is not available",
            detail="The index cannot be reached at the moment. Profiles can be opened all the same.",
            headers={"Retry-After": _RETRY_AFTER_SECONDS},
        ) from error


@cache
def _app() -> APIGatewayHttpResolver:
    return build_app(engine=bootstrap.engine, site=bootstrap.site, logger=bootstrap.logger())


def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    return _app().resolve(event, context)
