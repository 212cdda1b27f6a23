"""Last step of the purge's state machine: confirm, certify, erase. `verify_surfaces`' answer in, `Completion` out.

Every effect is recorded before the next begins, so the step can be repeated from anywhere: the confirmation's address
is erased in the write that records the sending (a crash between the two sends it once more, never not at all), and the
certificate, the erasure, the audit entry and `PurgeCompleted` are one transaction.
"""

from functools import partial
from typing import Any, TypedDict

from aws_lambda_powertools.utilities.typing import LambdaContext

from governance import bootstrap
from governance.domain.case import Case, State
from governance.domain.decisions import complete, email_of, is_proven, record_notice
from governance.domain.errors import UndeliverableError


class Completion(TypedDict):
    """False when the case was widened since it was verified: follow the purge again."""

    ticket: str
    completed: bool


def handler(event: dict[str, Any], _: LambdaContext) -> Completion:
    ticket, case_version, surfaces = event["ticket"], int(event["case_version"]), event["surfaces"]
    casebook = bootstrap.casebook()
    dossier = casebook.dossier(ticket)
    if is_proven(dossier, case_version=case_version, surfaces=surfaces):
        _confirm(dossier.case)
        casebook.decide(
            ticket,
            partial(
                complete,
                now=bootstrap.clock().now(),
                case_version=case_version,
                surfaces=surfaces,
                signer=bootstrap.signer(),
            ),
        )
        dossier = casebook.dossier(ticket)
    completed = dossier.case.state is State.COMPLETED
    bootstrap.logger().info("purge_completed" if completed else "purge_goes_on", ticket=ticket)
    return Completion(ticket=ticket, completed=completed)


def _confirm(case: Case) -> None:
    address = email_of(case)
    if not address:
        return
    refused = False
    try:
        bootstrap.mail().send(ticket=case.ticket, to=address)
    except UndeliverableError:
        refused = True
    now = bootstrap.clock().now()
    bootstrap.casebook().decide(case.ticket, partial(record_notice, now=now, refused=refused))
