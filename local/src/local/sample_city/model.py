"""What the fictional city is made of: studios, what their websites say, and the people behind the accounts."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What somebody does at a studio."""

    OWNER = "owner"
    RESIDENT = "resident"
    GUEST = "guest"
    APPRENTICE = "apprentice"
    PIERCER = "piercer"


class Account(StrEnum):
    """How an artist's Instagram account answers."""

    PUBLIC = "public"
    PRIVATE = "private"
    GONE = "gone"
    THROTTLED = "throttled"
    LOGIN_WALL = "login wall"


class Outcome(StrEnum):
    """What a right run of the directory makes of a studio."""

    LISTED = "listed"
    NEEDS_BROWSER = "needs a browser"
    UNREACHABLE = "unreachable"
    DISALLOWED = "disallowed by robots.txt"
    CLOSED = "closed"
    NO_WEBSITE = "no website"
    NOT_A_STUDIO = "not a studio"


@dataclass(frozen=True, slots=True, kw_only=True)
class Artist:
    """A fictional person; `handle` is the account's name today, `None` without an account."""

    key: str
    name: str
    styles: tuple[str, ...]
    handle: str | None = None
    instagram_id: str | None = None
    account: Account = Account.PUBLIC


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One line of a studio's roster as its website gives it; `shown_handle` may be old or somebody else's by now."""

    artist: Artist
    name: str
    role: Role
    shown_handle: str | None

    @property
    def slug(self) -> str:
        """The artist's part of a page address."""
        return self.artist.key

    @property
    def blurb(self) -> str:
        """A sentence about the artist, of the kind studios write."""
        first = self.artist.name.split()[0]
        styles = " and ".join(style.replace("-", " ") for style in self.artist.styles[:2])
        return {
            Role.OWNER: f"{first} opened the doors here and still draws every day: {styles}, mostly.",
            Role.RESIDENT: f"Come to {first} for {styles}. Custom work only, by appointment.",
            Role.GUEST: f"{first} visits us a few weeks a year with a book full of {styles}.",
            Role.APPRENTICE: f"{first} is learning the trade with us and takes on small {styles} pieces.",
            Role.PIERCER: f"{first} looks after all our piercings, from first lobes to full curations.",
        }[self.role]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An address of a studio: WGS84 degrees and the parts of a UK address."""

    latitude: float
    longitude: float
    number: str
    street: str
    district: str
    postcode: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Studio:
    """A studio with its website's structure (a name in `sites.STRUCTURES`; `None` without a website of its own)."""

    slug: str
    name: str
    structure: str | None
    places: tuple[Place, ...]
    phone: str
    roster: tuple[Listing, ...]
    handle: str | None
    outcome: Outcome = Outcome.LISTED

    @property
    def host(self) -> str:
        """The website's host, under a top-level domain that can never exist."""
        return f"{self.slug}.example"

    @property
    def email(self) -> str:
        """The front desk's address."""
        return f"hello@{self.host}"


@dataclass(frozen=True, slots=True, kw_only=True)
class City:
    """Everything the generator decided before it writes a file."""

    studios: tuple[Studio, ...]
    artists: tuple[Artist, ...]
    strangers: tuple[Artist, ...]
    denied_handles: tuple[str, ...]
