"""GET /v1/artists, /v1/styles, /v1/areas, /v1/suggest and /health."""

from collections.abc import Callable
from functools import cache
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs

from aws_lambda_powertools import Logger
from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, Response
from aws_lambda_powertools.utilities.typing import LambdaContext

from search_api import bootstrap
from search_api.domain import answers
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

_CACHE_SECONDS = 5  # with what the snapshot takes, well within the 30 s in which a removal must be invisible
_RETRY_AFTER_SECONDS = "10"


def build_app(*, engine: Callable[[], SearchEngine], logger: Logger) -> APIGatewayHttpResolver:
    """The routes around an engine."""
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

    for rule in ("/v1/artists", "/v1/styles", "/v1/areas", "/v1/suggest", "/health"):
        refuse_other_methods(app, rule=rule, allowed=["GET"])
    return app


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
    return build_app(engine=bootstrap.engine, logger=bootstrap.logger())


def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    return _app().resolve(event, context)
