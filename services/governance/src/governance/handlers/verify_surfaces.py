"""Step of the purge's state machine: governance looks for itself. `{"ticket"}` in, what `complete_purge` takes out."""

from typing import Any, TypedDict

from aws_lambda_powertools.utilities.typing import LambdaContext

from governance import bootstrap


class Verified(TypedDict):
    """What was seen, and of which version of the case."""

    ticket: str
    case_version: int
    clean: bool
    surfaces: dict[str, bool]


def handler(event: dict[str, Any], _: LambdaContext) -> Verified:
    case = bootstrap.casebook().dossier(event["ticket"]).case
    surfaces = bootstrap.surfaces().check(
        subject_keys=case.subject_keys, handle=case.contact.handle if case.contact else None
    )
    bootstrap.logger().info("surfaces_checked", ticket=case.ticket, surfaces=surfaces)
    return Verified(ticket=case.ticket, case_version=case.case_version, clean=all(surfaces.values()), surfaces=surfaces)
