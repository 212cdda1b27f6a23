"""What happens when a profile was read: its texts become styles, once per observation."""

from pydantic import ValidationError

from event_contracts import ArtistScraped, EventData
from event_contracts.claims import ProfileFacts
from service_kit.claims import ClaimStore
from service_kit.consumer import EventHandler, Received
from service_kit.denylist import SubjectDeniedError
from service_kit.errors import PermanentError
from style_inference.adapters.inferences import InferenceTable
from style_inference.domain import infer


class ProfileInference:
    """Handles `ArtistScraped`."""

    def __init__(self, *, claims: ClaimStore, inferences: InferenceTable) -> None:
        self._claims = claims
        self._inferences = inferences

    @property
    def handlers(self) -> dict[type[EventData], EventHandler]:
        return {ArtistScraped: self.infer_profile}

    def infer_profile(self, received: Received) -> None:
        """A denied artist's texts are not even read."""
        scraped: ArtistScraped = received.payload
        if self._inferences.is_denied(scraped):
            return
        profile = self._read(scraped)
        inference = infer(bio=profile.bio, captions=[post.caption for post in profile.posts])
        try:
            self._inferences.save(scraped, inference, cause=received.envelope)
        except SubjectDeniedError:
            return

    def _read(self, scraped: ArtistScraped) -> ProfileFacts:
        try:
            return ProfileFacts.model_validate(self._claims.get(scraped.claim))
        except ValidationError as error:
            raise PermanentError("unreadable_claim") from error
