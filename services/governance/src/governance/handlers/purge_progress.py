"""Step of the purge's state machine: who has acknowledged, who has not. `{"ticket"}` in, `Progress` out.

The first time it also marks the case as purging: that a purge is followed is known only once an execution asks.
"""

from functools import partial
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from governance import bootstrap
from governance.domain.decisions import begin_purge
from governance.domain.progress import Progress, progress


def handler(event: dict[str, Any], _: LambdaContext) -> Progress:
    ticket, now = event["ticket"], bootstrap.clock().now()
    bootstrap.casebook().decide(ticket, partial(begin_purge, now=now))
    return progress(bootstrap.casebook().dossier(ticket), now=now)
