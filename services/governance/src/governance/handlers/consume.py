"""Takes the contexts' acknowledgements; further keys they name widen the case."""

from functools import partial
from typing import Any

from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.typing import LambdaContext

from event_contracts import ArtistPurged
from governance import bootstrap
from governance.domain.decisions import widen
from service_kit.consumer import Received, consume


def handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    return consume(
        event,
        context,
        handlers={ArtistPurged: on_purged},
        parker=bootstrap.parker(),
        logger=bootstrap.logger(),
    )


def on_purged(received: Received) -> None:
    """Keep the acknowledgement, then deny what it names beyond the case. Twice is as good as once."""
    purged: ArtistPurged = received.payload
    now = bootstrap.clock().now()
    bootstrap.casebook().acknowledge(purged, at=now)
    bootstrap.casebook().decide(purged.ticket, partial(widen, now=now, aliases=purged.aliases), also=purged.aliases)
