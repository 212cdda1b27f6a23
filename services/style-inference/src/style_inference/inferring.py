"""What happens when a profile was read, and when the taxonomy has changed since: its texts become styles."""

from collections.abc import Sequence
from functools import partial
from itertools import islice

import uuid6
from pydantic import ValidationError

from event_contracts import ArtistScraped
from event_contracts.claims import ProfileFacts
from service_kit.claims import ClaimStore
from service_kit.consumer import Handlers, Received
from service_kit.denylist import SubjectDeniedError
from service_kit.errors import PermanentError
from style_inference.adapters.inferences import InferenceTable, Observation
from style_inference.domain import infer
from style_taxonomy import TAXONOMY_VERSION


class ProfileInference:
    """Handles `ArtistScraped`, once per observation; and infers again under a new taxonomy, fetching nothing."""

    def __init__(self, *, claims: ClaimStore, inferences: InferenceTable) -> None:
        self._claims = claims
        self._inferences = inferences

    def look_ahead(self, batch: Sequence[Received]) -> Handlers:
        """Ask at once who of a batch is denied; each write asks again for itself. Answers the handlers."""
        scraped = (received.payload for received in batch if isinstance(received.payload, ArtistScraped))
        denied = self._inferences.denied_among(key for one in scraped for key in Observation.of(one).subject_keys)
        return {ArtistScraped: partial(self._infer_profile, denied=denied)}

    def _infer_profile(self, received: Received, *, denied: frozenset[str]) -> None:
        """A denied artist's texts are not even read."""
        seen, cause = Observation.of(received.payload), received.envelope
        if denied.isdisjoint(seen.subject_keys):
            self._infer(seen, correlation_id=cause.correlationid, causation_id=str(cause.id))

    def infer_again(self, *, at_most: int) -> int:
        """Make inferences of an older taxonomy again from the texts that were read then; answers how many.

        Where the texts are no more (claims expire) the styles stay until the profile is read again.
        """
        if self._inferences.is_applied(TAXONOMY_VERSION):
            return 0
        run_id, looked_at = str(uuid6.uuid7()), 0
        for seen in islice(self._inferences.outdated(TAXONOMY_VERSION), at_most):
            looked_at += 1
            try:
                denied = self._inferences.denied_among(seen.subject_keys)
                inferred = not denied and self._infer(seen, correlation_id=run_id, causation_id=None)
            except PermanentError:
                inferred = False
            if not inferred:
                self._inferences.leave(seen, taxonomy_version=TAXONOMY_VERSION)
        if not looked_at:
            self._inferences.all_are_under(TAXONOMY_VERSION)
        return looked_at

    def _infer(self, seen: Observation, *, correlation_id: str, causation_id: str | None) -> bool:
        """False when the artist was denied, or a newer observation inferred, meanwhile."""
        profile = self._read(seen.claim)
        inference = infer(bio=profile.bio, captions=[post.caption for post in profile.posts])
        try:
            return self._inferences.save(seen, inference, correlation_id=correlation_id, causation_id=causation_id)
        except SubjectDeniedError:
            return False

    def _read(self, claim: str) -> ProfileFacts:
        try:
            return ProfileFacts.model_validate(self._claims.get(claim))
        except ValidationError as error:
            raise PermanentError("unreadable_claim") from error
