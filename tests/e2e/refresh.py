"""Events as the contexts say them, made by hand; above all the one that has a profile read again."""

import json
from datetime import datetime, timezone
from uuid import uuid4

from event_contracts import ArtistRefreshDue, Context, Envelope
from service_kit.publisher import EventPublisher
from tests.e2e.driver import ApiDriver


def refresh_due(system: ApiDriver, handle: str) -> Envelope:
    now = datetime.now(timezone.utc)
    return Envelope.wrap(
        ArtistRefreshDue(handle_key=system.handle_key(handle), due_since=now),
        producer=Context.PROFILE_API,
        now=now,
        correlation_id=f"run-e2e-{uuid4().hex[:8]}",
    )


def publish(system: ApiDriver, envelope: Envelope) -> None:
    EventPublisher(
        events=system.aws.client("events"),
        bus_name=system.aws.parameter("platform/bus-name"),
        producer=Context.PROFILE_API,
    ).publish([envelope])


def wrapped_by_the_bus(envelope: Envelope) -> str:
    """The body of the message that EventBridge makes of an event."""
    return json.dumps(
        {
            "version": "0",
            "id": str(envelope.id),
            "detail-type": envelope.type,
            "source": envelope.source,
            "account": "123456789012",
            "time": envelope.time.isoformat(),
            "region": "eu-west-2",
            "resources": [],
            "detail": envelope.model_dump(mode="json"),
        }
    )
