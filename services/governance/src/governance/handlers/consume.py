"""Takes the contexts' acknowledgements; further keys they name share the fate of the case."""

from functools import partial
from typing import Any

from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.typing import LambdaContext

from event_contracts import ArtistPurged
from governance import bootstrap
from governance.domain.decisions import heed_aliases
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
    """Keep the acknowledgement, then decide about what it names beyond the case. Twice is as good as once."""
    purged: ArtistPurged = received.payload
    now = bootstrap.clock().now()
    bootstrap.casebook().acknowledge(purged, at=now)
    decision = partial(heed_aliases, now=now, aliases=purged.aliases)
    bootstrap.casebook().decide(purged.ticket, decision, also=purged.aliases)
