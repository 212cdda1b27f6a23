"""Lambda: `/v1/artists/{id}`, `/v1/studios/{id}`, and `/artists/{id}` as a page. Imports little, to start fast."""

import hashlib
import json
import os
import re
from functools import cache
from http import HTTPStatus
from typing import Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.utilities.typing import LambdaContext

from profile_api.adapters.pages import artist_page, removed_page, unknown_page
from profile_api.adapters.reader import DirectoryReader, Moved, Removed
from service_kit import aws
from service_kit.http import (
    Problem,
    http_app,
    json_response,
    not_found,
    refuse_other_methods,
    reject_unknown_parameters,
)
from service_kit.logs import get_logger
from service_kit.site import published_site
from style_taxonomy import STYLES

_CACHE_SECONDS = 15  # a removal must be invisible everywhere within 30 s
_ARTIST_ID = re.compile(r"(ar|hk)_[0-9a-f]{32}")
_STUDIO_ID = re.compile(r"st_[0-9a-f]{32}")

app = http_app(logger=get_logger("profile-api"))


def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    return app.resolve(event, context)


@cache
def reader() -> DirectoryReader:
    return DirectoryReader(table=aws.table(os.environ["TABLE_NAME"]), style_name=_style_name)


def _style_name(slug: str) -> str:
    style = STYLES.get(slug)
    return style.name if style else slug  # a newer taxonomy than this function's may have written it


@app.get("/v1/artists/<artist_id>")
def artist(artist_id: str) -> Response[str]:
    reject_unknown_parameters(app.current_event.query_string_parameters or {}, known=())
    if not _ARTIST_ID.fullmatch(artist_id):
        raise not_found("artist")
    try:
        found = reader().artist(artist_id)
    except Removed:
        raise _gone("This profile has been removed from the directory.") from None
    match found:
        case None:
            raise not_found("artist")
        case Moved(to=new_id):
            return json_response(
                {"id": new_id},
                status=HTTPStatus.PERMANENT_REDIRECT,
                cache_seconds=_CACHE_SECONDS,
                Location=f"/v1/artists/{new_id}",
            )
        case body:
            return _cacheable(body)


@app.get("/v1/studios/<studio_id>")
def studio(studio_id: str) -> Response[str]:
    reject_unknown_parameters(app.current_event.query_string_parameters or {}, known=())
    if not _STUDIO_ID.fullmatch(studio_id):
        raise not_found("studio")
    try:
        body = reader().studio(studio_id)
    except Removed:
        raise _gone("This studio has closed.") from None
    if body is None:
        raise not_found("studio")
    return _cacheable(body)


@app.route("/artists/.*", method=["GET", "HEAD"])
def page() -> Response[str]:
    """A profile as a page with its real status; what it shows, the page asks of `/v1/artists/{id}` like any visitor."""
    site = published_site(os.environ["SITE_PARAMETER"])
    artist_id = app.current_event.path.removeprefix("/artists/").removesuffix("/")
    if not _ARTIST_ID.fullmatch(artist_id):
        return _page(HTTPStatus.NOT_FOUND, unknown_page(site))
    try:
        found = reader().artist(artist_id)
    except Removed:
        return _page(HTTPStatus.GONE, removed_page(site))
    match found:
        case None:
            return _page(HTTPStatus.NOT_FOUND, unknown_page(site))
        case Moved(to=new_id):
            return _page(HTTPStatus.PERMANENT_REDIRECT, "", Location=f"/artists/{new_id}")
        case body:
            return _page(HTTPStatus.OK, artist_page(site, body))


refuse_other_methods(app, rule="/v1/artists/<artist_id>", allowed=["GET"])
refuse_other_methods(app, rule="/v1/studios/<studio_id>", allowed=["GET"])


def _gone(detail: str) -> Problem:
    return Problem(HTTPStatus.GONE, kind="gone", title="No longer here", detail=detail)


def _cacheable(body: dict[str, Any]) -> Response[str]:
    etag = '"' + hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()[:32] + '"'
    asked_for = app.current_event.headers.get("if-none-match", "")
    if etag in {tag.strip().removeprefix("W/") for tag in asked_for.split(",")}:
        return Response(
            status_code=int(HTTPStatus.NOT_MODIFIED),
            headers={"ETag": etag, "Cache-Control": f"public, max-age={_CACHE_SECONDS}"},
        )
    return json_response(body, cache_seconds=_CACHE_SECONDS, ETag=etag)


def _page(status: HTTPStatus, html: str, **headers: str) -> Response[str]:
    return Response(
        status_code=int(status),
        content_type="text/html; charset=utf-8",
        body=html,
        headers={"Cache-Control": f"public, max-age={_CACHE_SECONDS}", **headers},
    )
