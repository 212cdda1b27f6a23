"""The public side: `POST /v1/removal-requests` and the status behind a ticket (GOV-01)."""

import json
import re
from http import HTTPStatus
from typing import Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.utilities.typing import LambdaContext

from governance import bootstrap
from governance.domain.case import Case
from governance.domain.errors import UnknownTicketError
from governance.domain.intake import open_case, read_form
from service_kit.http import (
    InvalidParam,
    Problem,
    http_app,
    invalid_request,
    json_response,
    not_found,
    refuse_other_methods,
    reject_unknown_parameters,
    too_many_requests,
)
from service_kit.ids import new_ticket

_COLLECTION = "/v1/removal-requests"
_TICKET = re.compile(r"rr_[0-9A-Za-z_-]{22}")

app = http_app(logger=bootstrap.logger())


@app.post(_COLLECTION)
def submit() -> Response[str]:
    """Take a request; it is on disk before the answer goes out."""
    if not bootstrap.intake_limit().admits(bootstrap.clock().now()):
        raise too_many_requests(retry_after_seconds=1)
    reject_unknown_parameters(app.current_event.query_string_parameters or {}, known=())
    form = read_form(_json_body())
    ticket = bootstrap.casebook().open(
        open_case(form, ticket=new_ticket(), hasher=bootstrap.hasher(), now=bootstrap.clock().now())
    )
    status_url = f"{_COLLECTION}/{ticket}"
    return json_response({"ticket": ticket, "status_url": status_url}, status=HTTPStatus.ACCEPTED, Location=status_url)


@app.get(f"{_COLLECTION}/<ticket>")
def status(ticket: str) -> Response[str]:
    """Where a request stands. Whoever holds the ticket may know; it tells nothing about the artist."""
    reject_unknown_parameters(app.current_event.query_string_parameters or {}, known=())
    if not _TICKET.fullmatch(ticket):
        raise not_found("removal request")
    try:
        return json_response(_public_form(bootstrap.casebook().dossier(ticket).case))
    except UnknownTicketError:
        raise not_found("removal request") from None


refuse_other_methods(app, rule=_COLLECTION, allowed=["POST"])
refuse_other_methods(app, rule=f"{_COLLECTION}/<ticket>", allowed=["GET"])


def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    return app.resolve(event, context)


def _json_body() -> object:
    content_type = app.current_event.headers.get("content-type", "")
    if content_type.split(";")[0].strip().lower() != "application/json":
        raise Problem(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
            kind="unsupported-media-type",
            title="Unsupported media type",
            detail="Send the request as application/json.",
        )
    try:
        return json.loads(app.current_event.decoded_body or "")
    except (ValueError, RecursionError) as error:
        raise invalid_request([InvalidParam("body", "must be JSON")]) from error


def _public_form(case: Case) -> dict[str, object]:
    form: dict[str, object] = {
        "ticket": case.ticket,
        "state": case.state,
        "received_at": case.received_at.isoformat(),
        "deadline": case.deadline.isoformat(),
        "steps": [step.model_dump(mode="json") for step in case.history],
    }
    if case.rejection:
        form["reason"] = case.rejection
    if case.certificate:
        form["certificate"] = json.loads(case.certificate)
    return form
