"""What of a person is public, and under which id: a pure function of the facts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from event_contracts import GoneReason, Role
from event_contracts.claims import ProfileFacts, Provenance, RosterFacts, StoredImage, StudioFacts
from event_contracts.events import InferredStyle
from profile_api.domain.facts import Known, Membership
from profile_api.domain.persons import Person, persons
from profile_api.domain.studio import Studio

MAX_IMAGES = 12
MAX_STYLES = 10

_STANDING = [Role.OWNER, Role.RESIDENT, Role.APPRENTICE, Role.PIERCER, Role.GUEST]
_ACCOUNT_LOST = {GoneReason.NOT_FOUND, GoneReason.RENAMED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Workplace:
    """A studio the artist works at now."""

    studio: StudioFacts
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicProfile:
    """Everything that is shown about an artist. Workplaces come in order of standing, the chief one first."""

    id: str
    name: str
    handle: str | None
    bio: str
    role: Role
    styles: tuple[InferredStyle, ...]
    picture: StoredImage | None
    images: tuple[StoredImage, ...]
    workplaces: tuple[Workplace, ...]
    provenance: tuple[Provenance, ...]
    checked_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedTo:
    """An id under which the artist is no longer shown, and the one that replaced it."""

    id: str


Form = PublicProfile | MovedTo


def public_forms(known: Known, studios: Mapping[str, Studio]) -> dict[str, Form]:
    """The public form of every key that has one; a key that is missing shows nothing."""
    forms: dict[str, Form] = {}
    for person in persons(known):
        if person.settled:
            forms |= _settled_forms(person, studios)
        else:
            forms |= _forms_of_bare_names(person, studios)
    return forms


def studios_named_by(known: Known) -> frozenset[str]:
    return frozenset(fact.studio_id for fact in known.values() if isinstance(fact, Membership) and fact.present)


def _settled_forms(person: Person, studios: Mapping[str, Studio]) -> dict[str, Form]:
    profile = _profile(person, public_id=person.id, memberships=person.memberships, studios=studios)
    if profile is None:
        return {}
    return {**{alias: MovedTo(id=person.id) for alias in person.aliases}, person.id: profile}


def _forms_of_bare_names(person: Person, studios: Mapping[str, Studio]) -> dict[str, Form]:
    """While the account waits to be read, names that stand on a site without it are shown as such."""
    bare = [m for m in person.memberships if m.subject_key != person.id]
    profiles = (_profile(person, public_id=m.subject_key, memberships=[m], studios=studios) for m in bare)
    return {profile.id: profile for profile in profiles if profile}


def _profile(
    person: Person, *, public_id: str, memberships: Iterable[Membership], studios: Mapping[str, Studio]
) -> PublicProfile | None:
    engagements = _engagements(memberships, studios)
    if not engagements or person.checked_at is None:
        return None
    snapshot = person.live_snapshot
    read = snapshot.profile if snapshot else None
    standing, first, _ = engagements[0]
    workplaces: dict[str, Workplace] = {}
    for role, _, studio in engagements:
        workplaces.setdefault(studio.studio_id, Workplace(studio=studio, role=role))
    return PublicProfile(
        id=public_id,
        name=first.name,
        handle=read.handle if read else _handle_on_site(person, engagements),
        bio=read.bio if read else "",
        role=standing,
        styles=_styles(person) if read else (),
        picture=read.picture if read else None,
        images=_images(read) if read else (),
        workplaces=tuple(workplaces.values()),
        provenance=_provenance(engagements, read),
        checked_at=person.checked_at,
    )


Engagement = tuple[Role, RosterFacts, StudioFacts]


def _engagements(memberships: Iterable[Membership], studios: Mapping[str, Studio]) -> list[Engagement]:
    """Present memberships at known, open studios: by standing, then by how sure the evidence is."""
    found: list[Engagement] = []
    for membership in memberships:
        studio = studios.get(membership.studio_id)
        if membership.present and membership.roster and studio and studio.facts and not studio.closed:
            found.append((membership.roster.role, membership.roster, studio.facts))
    found.sort(key=lambda e: (_STANDING.index(e[0]), -e[1].confidence, e[2].studio_id, e[1].name))
    return found


def _handle_on_site(person: Person, engagements: list[Engagement]) -> str | None:
    """The handle the site gives; not one that leads nowhere, or to somebody else by now."""
    if any(gone.reason in _ACCOUNT_LOST for gone in person.gone):
        return None
    return next((roster.handle for _, roster, _ in engagements if roster.handle), None)


def _styles(person: Person) -> tuple[InferredStyle, ...]:
    inferred = person.styles.styles if person.styles else ()
    return tuple(sorted(inferred, key=lambda style: (-style.confidence, style.slug))[:MAX_STYLES])


def _images(read: ProfileFacts) -> tuple[StoredImage, ...]:
    newest_first = sorted((post for post in read.posts if post.image), key=lambda post: post.posted_at, reverse=True)
    by_hash = {post.image.content_hash: post.image for post in newest_first if post.image}
    return tuple(by_hash.values())[:MAX_IMAGES]


def _provenance(engagements: list[Engagement], read: ProfileFacts | None) -> tuple[Provenance, ...]:
    sources = [read.provenance] if read else []
    for _, roster, studio in engagements:
        sources += [roster.provenance, *studio.provenance]
    latest: dict[tuple[str, str | None], Provenance] = {}
    for source in sources:
        place = (source.source, source.url)
        if place not in latest or latest[place].fetched_at < source.fetched_at:
            latest[place] = source
    return tuple(latest.values())
