"""Step of the purge's state machine: who has acknowledged, who has not. `{"ticket"}` in, `Progress` out."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from governance import bootstrap
from governance.domain.progress import Progress, progress


def handler(event: dict[str, Any], _: LambdaContext) -> Progress:
    return progress(bootstrap.casebook().dossier(event["ticket"]), now=bootstrap.clock().now())
