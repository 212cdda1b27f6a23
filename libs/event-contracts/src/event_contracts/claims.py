"""What lies behind an event's claim key: the forgettable payloads, which only their producer writes and deletes.

They may hold names, handles and texts. They never travel on the bus, in queues or in logs.
"""

from pydantic import BaseModel, ConfigDict, Field, HttpUrl

from event_contracts.types import Confidence, HandleKey, Instant, Role, StudioId


class ClaimBody(BaseModel):
    """Base of all claims: consumers ignore what a newer producer adds."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Provenance(ClaimBody):
    """Where facts come from, and what may be done with them (product decision table: source, licence, age)."""

    source: str
    url: str | None = None
    licence: str
    fetched_at: Instant
    expires_at: Instant | None = None
    fields: tuple[str, ...] | None = Field(
        default=None, description="Which of the claim's fields come from here; None: all of them"
    )


class StudioFacts(ClaimBody):
    """A studio as discovery knows it (claim of `studio.discovered.v1` and `studio.updated.v1`)."""

    studio_id: StudioId
    name: str
    website: HttpUrl | None = None
    instagram: str | None = Field(
        default=None, description="Normalised handle of the studio's own account, from its listing"
    )
    phone: str | None = None
    address: str = Field(description="House number and street as people write it; may be empty")
    area: str = Field(description="District or town the studio stands in, as people search it")
    city: str
    postcode: str = ""
    country: str = Field(description="ISO 3166-1 alpha-2")
    lat: float
    lng: float
    provenance: tuple[Provenance, ...]


class RosterFacts(ClaimBody):
    """An artist as a studio's website names them (claim of `artist.identified.v1`)."""

    name: str
    handle: str | None
    role: Role
    confidence: Confidence
    provenance: Provenance


class Rendition(ClaimBody):
    """One stored size of an image: `key` is the path under the CDN's `/media/`."""

    key: str
    width: int
    media_type: str


class StoredImage(ClaimBody):
    """An image kept once by content hash, in several sizes. Dimensions in pixels, of the largest rendition."""

    content_hash: str
    width: int
    height: int
    colour: str = Field(pattern=r"^#[0-9a-f]{6}$", description="Dominant colour")
    placeholder: str = Field(description="ThumbHash, base64, at most 40 characters")
    renditions: tuple[Rendition, ...]


class Post(ClaimBody):
    """A recent post: its caption and, when its picture was stored, the image."""

    caption: str
    posted_at: Instant
    image: StoredImage | None = None


class ProfileFacts(ClaimBody):
    """An Instagram profile as it was read (claim of `artist.scraped.v1`)."""

    handle: str
    name: str
    bio: str
    picture: StoredImage | None
    posts: tuple[Post, ...]
    former_handle_keys: tuple[HandleKey, ...] = ()
    provenance: Provenance


class SearchClaim(ClaimBody):
    """A profile's public form for search (claim of `artist.published.v1`): `search_engine.ArtistDocument` as JSON."""

    document: dict[str, object]
