"""What can happen in the directory. The pydantic models are the source of the schemas, examples and pages.

A payload carries opaque ids, versions, slugs and a claim key; never a name, handle, bio, e-mail or image address.
Producers validate strictly (`extra="forbid"`); `event_contracts.catalogue.parse` reads them tolerantly.
"""

from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field

from event_contracts.types import (
    ArtistId,
    ClaimKey,
    Confidence,
    Context,
    GoneReason,
    HandleKey,
    Instant,
    Role,
    ScrapeFailure,
    StudioFailure,
    StudioId,
    StyleSlug,
    SubjectKey,
    Ticket,
    Version,
    WithdrawalReason,
)


class EventData(BaseModel):
    """Base of all payloads. `TYPE` is the rule's detail-type, `SUBJECT_FIELD` the id the event is about."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    TYPE: ClassVar[str]
    SUBJECT_FIELD: ClassVar[str]

    @property
    def subject(self) -> str:
        return str(getattr(self, self.SUBJECT_FIELD))


class _Studio(EventData):
    SUBJECT_FIELD: ClassVar[str] = "studio_id"

    studio_id: StudioId
    version: Version


class StudioDiscovered(_Studio):
    """A studio was found for the first time. The claim holds its facts (name, address, website, coordinates)."""

    TYPE: ClassVar[str] = "studio.discovered.v1"

    claim: ClaimKey


class StudioUpdated(_Studio):
    """A known studio's facts changed, or its website is due for another visit."""

    TYPE: ClassVar[str] = "studio.updated.v1"

    claim: ClaimKey


class StudioClosed(_Studio):
    """A studio is gone from every source, confirmed by a second look."""

    TYPE: ClassVar[str] = "studio.closed.v1"


class ArtistIdentified(EventData):
    """A studio's website names an artist. `artist_id` is set when the site names no account, else `handle_key`."""

    TYPE: ClassVar[str] = "artist.identified.v1"
    SUBJECT_FIELD: ClassVar[str] = "subject_key"

    subject_key: SubjectKey
    handle_key: HandleKey | None
    name_key: SubjectKey
    studio_id: StudioId
    role: Role
    confidence: Confidence
    observed_at: Instant
    claim: ClaimKey


class ArtistLeftStudio(EventData):
    """A studio's website no longer names an artist it used to name."""

    TYPE: ClassVar[str] = "artist.left_studio.v1"
    SUBJECT_FIELD: ClassVar[str] = "subject_key"

    subject_key: SubjectKey
    studio_id: StudioId
    observed_at: Instant


class StudioScrapeFailed(EventData):
    """A studio's website gave no roster this time; the last known roster stands."""

    TYPE: ClassVar[str] = "studio.scrape_failed.v1"
    SUBJECT_FIELD: ClassVar[str] = "studio_id"

    studio_id: StudioId
    reason: StudioFailure
    observed_at: Instant


class ArtistScraped(EventData):
    """An Instagram profile was read. The claim holds handle, name, bio, captions and stored images."""

    TYPE: ClassVar[str] = "artist.scraped.v1"
    SUBJECT_FIELD: ClassVar[str] = "artist_id"

    artist_id: ArtistId
    handle_key: HandleKey
    observed_at: Instant
    image_count: int = Field(ge=0)
    claim: ClaimKey


class ArtistGone(EventData):
    """An Instagram profile is private, gone, or lives under another handle now."""

    TYPE: ClassVar[str] = "artist.gone.v1"
    SUBJECT_FIELD: ClassVar[str] = "handle_key"

    handle_key: HandleKey
    artist_id: ArtistId | None
    reason: GoneReason
    observed_at: Instant


class ArtistScrapeFailed(EventData):
    """An Instagram profile could not be read this time; what the studio's website says stands."""

    TYPE: ClassVar[str] = "artist.scrape_failed.v1"
    SUBJECT_FIELD: ClassVar[str] = "handle_key"

    handle_key: HandleKey
    reason: ScrapeFailure
    observed_at: Instant


class InferredStyle(BaseModel):
    """One style with how sure the model is and how many pieces of evidence it rests on."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    slug: StyleSlug
    confidence: Confidence
    evidence_count: int = Field(ge=1)


class StylesInferred(EventData):
    """The styles of an artist, from the profile observed at `observed_at`. May be empty: nothing is guessed."""

    TYPE: ClassVar[str] = "styles.inferred.v1"
    SUBJECT_FIELD: ClassVar[str] = "artist_id"

    artist_id: ArtistId
    observed_at: Instant
    taxonomy_version: str
    styles: tuple[InferredStyle, ...]


class ArtistPublished(EventData):
    """A profile's public form changed. The claim holds the search document."""

    TYPE: ClassVar[str] = "artist.published.v1"
    SUBJECT_FIELD: ClassVar[str] = "artist_id"

    artist_id: ArtistId
    version: Version
    claim: ClaimKey


class ArtistWithdrawn(EventData):
    """A profile is no longer public."""

    TYPE: ClassVar[str] = "artist.withdrawn.v1"
    SUBJECT_FIELD: ClassVar[str] = "artist_id"

    artist_id: ArtistId
    version: Version
    reason: WithdrawalReason


class ArtistRefreshDue(EventData):
    """A profile was read so long ago that it should be read again, before it is 48 h old."""

    TYPE: ClassVar[str] = "artist.refresh_due.v1"
    SUBJECT_FIELD: ClassVar[str] = "handle_key"

    handle_key: HandleKey
    due_since: Instant


class ArtistIndexed(EventData):
    """A published version is searchable."""

    TYPE: ClassVar[str] = "artist.indexed.v1"
    SUBJECT_FIELD: ClassVar[str] = "artist_id"

    artist_id: ArtistId
    version: Version


class RemovalRequested(EventData):
    """Somebody asked for a profile's removal; a moderator, or a proof of control, decides."""

    TYPE: ClassVar[str] = "removal.requested.v1"
    SUBJECT_FIELD: ClassVar[str] = "ticket"

    ticket: Ticket
    received_at: Instant


class ArtistDenylisted(EventData):
    """A removal was approved. Every context purges these subjects, refuses them from now on, and acknowledges.

    Raised again with a higher `case_version` when an acknowledgement names further keys of the same person.
    """

    TYPE: ClassVar[str] = "artist.denylisted.v1"
    SUBJECT_FIELD: ClassVar[str] = "ticket"

    ticket: Ticket
    case_version: Version
    subject_keys: tuple[SubjectKey, ...] = Field(min_length=1)


class ArtistReinstated(EventData):
    """A denial was lifted on a proved request. Nothing old comes back; fresh collection is allowed again."""

    TYPE: ClassVar[str] = "artist.reinstated.v1"
    SUBJECT_FIELD: ClassVar[str] = "ticket"

    ticket: Ticket
    case_version: Version
    subject_keys: tuple[SubjectKey, ...] = Field(min_length=1)


class ArtistPurged(EventData):
    """A context holds nothing about the subjects any more. `aliases` are further keys of the same person it knew."""

    TYPE: ClassVar[str] = "artist.purged.v1"
    SUBJECT_FIELD: ClassVar[str] = "ticket"

    ticket: Ticket
    case_version: Version
    context: Context
    aliases: tuple[SubjectKey, ...]
    items_removed: int = Field(ge=0)


class PurgeCompleted(EventData):
    """Every context acknowledged and every public surface was found empty; a certificate exists."""

    TYPE: ClassVar[str] = "purge.completed.v1"
    SUBJECT_FIELD: ClassVar[str] = "ticket"

    ticket: Ticket
    completed_at: Instant
