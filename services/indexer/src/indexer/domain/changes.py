"""What an event asks of the index."""

from dataclasses import dataclass
from typing import Any

from event_contracts import ArtistPublished, ArtistWithdrawn, Envelope
from event_contracts.claims import SearchClaim
from search_engine.model import ArtistDocument
from service_kit.consumer import Received
from service_kit.errors import PermanentError


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """An artist's new public form, or its end (`document` is None)."""

    artist_id: str
    version: int
    document: ArtistDocument | None
    cause: Envelope


def published(received: Received, *, claim: dict[str, Any]) -> Change:
    """The change behind `artist.published.v1`; a document that cannot be read is a permanent failure."""
    event: ArtistPublished = received.payload
    try:
        document = ArtistDocument.from_json(SearchClaim.model_validate(claim).document)
    except (ValueError, KeyError, TypeError) as error:
        raise PermanentError("unreadable_document") from error
    if (document.id, document.version) != (event.artist_id, event.version):
        raise PermanentError("document_of_another_event")
    return Change(artist_id=event.artist_id, version=event.version, document=document, cause=received.envelope)


def withdrawn(received: Received) -> Change:
    """The change behind `artist.withdrawn.v1`."""
    event: ArtistWithdrawn = received.payload
    return Change(artist_id=event.artist_id, version=event.version, document=None, cause=received.envelope)
