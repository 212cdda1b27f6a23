"""No Instagram source: production's default until one is agreed with the platform."""

from event_contracts import ScrapeFailure
from instagram_scraper.domain.profile import ProfileFailed, ProfileOutcome


class DisabledSource:
    """Answers every handle at once, without a request."""

    host = "none"
    name = "none"
    licence = "none"

    async def fetch(self, handle: str) -> ProfileOutcome:  # noqa: ARG002
        return ProfileFailed(reason=ScrapeFailure.SOURCE_DISABLED)
