"""What reading a studio's website yields: evidence per page, and the roster it adds up to."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    OWNER = "owner"
    RESIDENT = "resident"
    GUEST = "guest"
    APPRENTICE = "apprentice"
    PIERCER = "piercer"


class EvidenceKind(StrEnum):
    """The structure of a page in which a name was found."""

    JSON_LD = "json-ld"
    MICRODATA = "microdata"
    PAGE_STATE = "page-state"
    CARD = "card"
    LISTING = "listing"
    NAVIGATION = "navigation"
    PERSON_PAGE = "person-page"
    ROLE_TEXT = "role-text"
    INSTAGRAM_LINK = "instagram-link"
    FORM_OPTION = "form-option"
    NAMESAKE = "namesake"
    ALT_TEXT = "alt-text"
    LINK_TEXT = "link-text"
    INTRODUCTION = "introduction"
    PROSE = "prose"


class Place(StrEnum):
    """Where on a page an Instagram account is named."""

    ORGANISATION = "organisation"
    CHROME = "chrome"
    CONTENT = "content"
    CREDIT = "credit"
    QUOTED = "quoted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One reason to believe: the page, how it was found, where (an element path) and a short excerpt."""

    url: str
    kind: EvidenceKind
    locator: str
    excerpt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A person named on a page, with what stands beside the name."""

    name: str
    evidence: Evidence
    role: Role | None = None
    instagram: str | None = None
    link: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """An Instagram account named on a page; ``beside`` is the person it stands next to, if any."""

    handle: str
    place: Place
    locator: str
    beside: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link to another page: its words, and whether it stands among people."""

    url: str
    text: str
    among_people: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PageReading:
    """All that one page says.

    ``subjects`` are names the page may be about, ``text_length`` is in characters, ``robots`` its robots meta tags.
    """

    url: str
    studio_names: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
    sightings: tuple[Sighting, ...] = ()
    links: tuple[Link, ...] = ()
    in_first_person: bool = False
    text_length: int = 0
    is_shell: bool = False
    robots: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterArtist:
    """An artist of the studio; ``confidence`` is between 0 and 1."""

    name: str
    instagram: str | None
    role: Role
    confidence: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """Who works at a studio. ``needs_browser``: the pages are filled in by JavaScript, so this may be incomplete."""

    studio_name: str | None
    studio_instagram: str | None
    artists: tuple[RosterArtist, ...]
    needs_browser: bool
