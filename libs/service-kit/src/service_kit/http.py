"""The HTTP side of a service: one resolver, and RFC 9457 problems for every error (requirements §4)."""

import json
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any

from aws_lambda_powertools import Logger
from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, Response
from aws_lambda_powertools.event_handler.exceptions import NotFoundError

PROBLEM_TYPE = "application/problem+json"
_PROBLEM_BASE = "https://tattoo-artist-directory.example/errors#"
_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


class InvalidParam(Exception):
    """One parameter or field that cannot be accepted: its name and why, as people read it."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(name)
        self.name = name
        self.reason = reason


class Problem(Exception):
    """An error answer. `kind` is its stable name in the error catalogue (`/errors#kind`)."""

    def __init__(
        self,
        status: HTTPStatus,
        *,
        kind: str,
        title: str,
        detail: str,
        invalid_params: Iterable[InvalidParam] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(kind)
        self.status = status
        self.kind = kind
        self.title = title
        self.detail = detail
        self.invalid_params = tuple(invalid_params)
        self.headers = dict(headers or {})


def invalid_request(invalid_params: Iterable[InvalidParam]) -> Problem:
    params = tuple(invalid_params)
    return Problem(
        HTTPStatus.BAD_REQUEST,
        kind="invalid-request",
        title="The request is not valid",
        detail="Check " + ", ".join(sorted({param.name for param in params})) + ".",
        invalid_params=params,
    )


def not_found(what: str) -> Problem:
    return Problem(
        HTTPStatus.NOT_FOUND, kind="not-found", title="Not found", detail=f"There is no such {what} in the directory."
    )


def too_many_requests(*, retry_after_seconds: int) -> Problem:
    return Problem(
        HTTPStatus.TOO_MANY_REQUESTS,
        kind="too-many-requests",
        title="Too many requests",
        detail="You are asking faster than the limit allows. Wait as many seconds as Retry-After says.",
        headers={"Retry-After": str(retry_after_seconds)},
    )


def http_app(*, logger: Logger) -> APIGatewayHttpResolver:
    """A resolver that answers every error, also an unexpected one, as a problem whose `instance` stands in the log."""
    app = APIGatewayHttpResolver(serializer=lambda body: json.dumps(body, ensure_ascii=False, separators=(",", ":")))

    def request_id() -> str:
        return str(app.lambda_context.aws_request_id)

    def as_response(problem: Problem) -> Response[str]:
        logger.info("problem_answered", status=int(problem.status), kind=problem.kind, instance=request_id())
        return problem_response(problem, instance=request_id())

    @app.exception_handler(Problem)
    def _problem(problem: Problem) -> Response[str]:
        return as_response(problem)

    @app.not_found
    def _no_route(_: NotFoundError) -> Response[str]:
        return as_response(not_found("page"))

    @app.exception_handler(Exception)
    def _unexpected(_: Exception) -> Response[str]:
        logger.exception("request_failed", instance=request_id())  # noqa: LOG004 - runs inside the resolver's handler
        return as_response(
            Problem(
                HTTPStatus.INTERNAL_SERVER_ERROR,
                kind="internal",
                title="Something went wrong",
                detail="The request could not be answered. It has been recorded; please try again.",
            )
        )

    return app


def refuse_other_methods(app: APIGatewayHttpResolver, *, rule: str, allowed: Iterable[str]) -> None:
    """Answer 405 with `Allow` for the verbs a route does not have."""
    permitted = sorted(set(allowed))
    refused = [method for method in _METHODS if method not in permitted]

    def refuse(**_: str) -> Response[str]:
        raise Problem(
            HTTPStatus.METHOD_NOT_ALLOWED,
            kind="method-not-allowed",
            title="Method not allowed",
            detail="This address answers " + ", ".join(permitted) + ".",
            headers={"Allow": ", ".join(permitted)},
        )

    app.route(rule, method=refused)(refuse)


def problem_body(problem: Problem, *, instance: str) -> dict[str, Any]:
    """The members of RFC 9457; `instance` is the request's id wherever one is known."""
    body: dict[str, Any] = {
        "type": _PROBLEM_BASE + problem.kind,
        "title": problem.title,
        "status": int(problem.status),
        "detail": problem.detail,
        "instance": instance,
    }
    if problem.invalid_params:
        body["invalid-params"] = [{"name": p.name, "reason": p.reason} for p in problem.invalid_params]
    return body


def problem_response(problem: Problem, *, instance: str) -> Response[str]:
    return Response(
        status_code=int(problem.status),
        content_type=PROBLEM_TYPE,
        body=json.dumps(problem_body(problem, instance=instance)),
        headers={"Cache-Control": "no-store", **problem.headers},
    )


def json_response(
    body: Any, *, status: HTTPStatus = HTTPStatus.OK, cache_seconds: int = 0, **headers: str
) -> Response[str]:
    """A JSON answer; `cache_seconds` is how long the CDN and the browser may keep it."""
    cache = f"public, max-age={cache_seconds}" if cache_seconds else "no-store"
    return Response(
        status_code=int(status),
        content_type="application/json",
        body=json.dumps(body, ensure_ascii=False, separators=(",", ":")),
        headers={"Cache-Control": cache, **{name.replace("_", "-"): value for name, value in headers.items()}},
    )


def reject_unknown_parameters(given: Iterable[str], *, known: Iterable[str]) -> None:
    """400 naming each query parameter that the route does not have."""
    unknown = sorted(set(given) - set(known))
    if unknown:
        raise invalid_request(InvalidParam(name, "is not a parameter of this address") for name in unknown)
