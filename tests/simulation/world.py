"""The fictional world that is looked at: studios with websites, people, and their accounts. It changes over time.

Everybody's texts carry a mark that names their account and its edition (`zq41003r2`), so that the checker can tell
whose words it has found, wherever they are.
"""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from event_contracts import GoneReason, ScrapeFailure, StudioFailure
from event_contracts.claims import Provenance, StudioFacts
from instagram_scraper.domain.profile import (
    ProfileFailed,
    ProfileGone,
    ProfileOutcome,
    ProfileRead,
    RemotePost,
    RemoteProfile,
)
from service_kit.ids import SubjectHasher
from studio_scraper.domain.crawl import Crawl, CrawlFailedError, Unchanged, Validators
from studio_scraper.domain.models import Evidence, EvidenceKind, Mention, PageReading
from studio_scraper.domain.models import Role as SiteRole

HASHER = SubjectHasher(key=b"the simulation's key")
MARK = re.compile(r"zq(\d+)r\d+")

_FIRST = ("Mira", "Otto", "Saskia", "Bram", "Yuna", "Caspian", "Delphine", "Ezra", "Ines", "Lorcan", "Petra", "Tomas")
_LAST = ("Quillon", "Farrow", "Vantongeren", "Ashdown", "Okonjo", "Brightwell", "Castellan", "Driscoll", "Hallewell")
_STUDIOS = ("Copper Heron", "Ninth Needle", "Tall Ship", "Salt and Thistle")
_STYLES = ("#blackwork", "#dotwork", "#japanesetattoo", "#realism", "#traditionaltattoo")
_ROLES = (SiteRole.RESIDENT, SiteRole.RESIDENT, SiteRole.OWNER, SiteRole.GUEST)


@dataclass(slots=True)
class Account:
    """An Instagram account. `edition` changes with its words; the last of its `handles` is the one it has."""

    number: int
    handles: list[str]
    style: str
    edition: int = 1
    private: bool = False
    deleted: bool = False

    @property
    def handle(self) -> str:
        return self.handles[-1]

    @property
    def id(self) -> str:
        return HASHER.artist_id(str(self.number))

    @property
    def mark(self) -> str:
        return f"zq{self.number}r{self.edition}"


@dataclass(slots=True)
class Person:
    """Somebody who tattoos, with or without an account."""

    name: str
    account: Account | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """How a studio's website names somebody; `handle` may be outdated."""

    name: str
    handle: str | None
    role: SiteRole

    @property
    def handle_key(self) -> str | None:
        return HASHER.handle_key(self.handle) if self.handle else None


@dataclass(slots=True)
class Studio:
    """A studio and its website. `down`: it cannot be read; `partial`: not all of it can."""

    number: int
    name: str
    listings: dict[str, Listing] = field(default_factory=dict)
    closed: bool = False
    down: bool = False
    partial: bool = False

    @property
    def id(self) -> str:
        return HASHER.studio_id(f"osm:node/{self.number}")

    @property
    def website(self) -> str:
        return f"https://studio{self.number}.example/"

    def facts(self, now: datetime) -> StudioFacts:
        return StudioFacts.model_validate(
            {
                "studio_id": self.id,
                "name": self.name,
                "website": self.website,
                "address": f"{self.number} Needle Street",
                "area": "Headingley",
                "city": "Leeds",
                "postcode": "LS6 1AA",
                "country": "GB",
                "lat": 53.8 + self.number / 1000,
                "lng": -1.56,
                "provenance": [Provenance(source="OpenStreetMap", licence="ODbL", fetched_at=now)],
            }
        )

    def page(self) -> PageReading:
        mentions = tuple(
            Mention(
                name=listing.name,
                instagram=listing.handle,
                role=listing.role,
                evidence=Evidence(url=self.website, kind=EvidenceKind.JSON_LD, locator="script", excerpt=""),
            )
            for listing in self.listings.values()
        )
        return PageReading(url=self.website, studio_names=(self.name,), mentions=mentions, text_length=900)


class World:
    """Who is where. `refusing`: how many further looks Instagram refuses."""

    def __init__(self, *, random_source: random.Random) -> None:
        self._random = random_source
        self._names = [f"{first} {last}" for first in _FIRST for last in _LAST]
        self._random.shuffle(self._names)
        self._numbers = 41_000
        self._stays: set[str] = set()
        self.people: list[Person] = []
        self.studios = [Studio(number=number, name=name) for number, name in enumerate(_STUDIOS, start=1)]
        self.refusing = 0
        self.shared_handles: set[str] = set()
        """Handles that more than one account has had."""
        self.seen_at: dict[str, set[tuple[str, str | None]]] = {}
        """Every (studio id, handle) under which a name ever stood on a website."""
        for studio in self.studios:  # a website that names nobody at all counts as unread, so somebody always stays
            name = self._names.pop()
            self._stays.add(name)
            self.people.append(Person(name=name))
            self._put(studio, Listing(name=name, handle=None, role=SiteRole.OWNER))
        for _ in range(4):
            self.somebody_new()

    # --- what happens

    @property
    def happenings(self) -> list[tuple[int, Callable[[], str | None]]]:
        """What may happen, with how often; each answers what did, or None."""
        return [
            (5, self.somebody_new),
            (5, self.somebody_moves),
            (4, self.somebody_renames),
            (3, self.handle_is_taken_over),
            (4, self.somebody_writes),
            (2, self.somebody_hides),
            (1, self.account_is_deleted),
            (2, self.website_learns_handle),
            (1, self.website_fails),
            (2, self.instagram_refuses),
            (1, self.studio_closes),
        ]

    def somebody_new(self) -> str | None:
        if not self._names:
            return None
        person = Person(name=self._names.pop())
        if self._random.random() < 0.75:
            person.account = self._new_account(self._handle_for(person.name))
        self.people.append(person)
        studio = self._open_studio()
        if studio:
            self._list(person, studio)
        return f"{person.name} appears ({person.account.handle if person.account else 'no account'})"

    def somebody_moves(self) -> str | None:
        listed = [
            (studio, name) for studio in self._open_studios() for name in studio.listings if name not in self._stays
        ]
        if not listed:
            return None
        studio, name = self._random.choice(listed)
        del studio.listings[name]
        person = next(person for person in self.people if person.name == name)
        target = self._open_studio() if self._random.random() < 0.6 else None
        if target:
            self._list(person, target)
        return f"{name} leaves {studio.name}" + (f" for {target.name}" if target else "")

    def somebody_renames(self) -> str | None:
        account = self._some_account()
        if account is None:
            return None
        before = account.handle
        account.handles.append(f"{before.partition('_')[0]}_{self._random.randrange(1000)}")
        if self._random.random() < 0.5:
            self._update_listings(before, account.handle)
        return f"@{before} is @{account.handle} now"

    def handle_is_taken_over(self) -> str | None:
        """The owner gives a handle up, and somebody else takes it: a newcomer or an artist who is listed."""
        account = self._some_account()
        if account is None:
            return None
        handle = account.handle
        others = [p.account for p in self.people if p.account and p.account is not account and not p.account.deleted]
        if self._random.random() < 0.3:
            account.deleted = True
        else:
            account.handles.append(f"{handle.partition('_')[0]}_{self._random.randrange(1000)}")
        self.shared_handles.add(handle)
        if others and self._random.random() < 0.5:
            taker = self._random.choice(others)
            before = taker.handle
            taker.handles.append(handle)
            if self._random.random() < 0.5:
                self._update_listings(before, handle)
            return f"@{before} takes over @{handle}"
        newcomer = self._new_account(handle)
        self.people.append(Person(name=f"Stranger {newcomer.number}", account=newcomer))
        return f"a stranger takes over @{handle}"

    def somebody_writes(self) -> str | None:
        account = self._some_account()
        if account is None:
            return None
        account.edition += 1
        account.style = self._random.choice(_STYLES)
        return f"@{account.handle} writes something new"

    def somebody_hides(self) -> str | None:
        account = self._some_account()
        if account is None:
            return None
        account.private = not account.private
        return f"@{account.handle} is {'private' if account.private else 'public'} now"

    def account_is_deleted(self) -> str | None:
        account = self._some_account()
        if account is None:
            return None
        account.deleted = True
        return f"@{account.handle} is deleted"

    def website_learns_handle(self) -> str | None:
        """A website names the account that an artist has today, or no longer names any."""
        listed = [(studio, listing) for studio in self._open_studios() for listing in studio.listings.values()]
        if not listed:
            return None
        studio, listing = self._random.choice(listed)
        person = next(person for person in self.people if person.name == listing.name)
        handle = person.account.handle if person.account and self._random.random() < 0.8 else None
        self._put(studio, Listing(name=listing.name, handle=handle, role=listing.role))
        return f"{studio.name} gives {handle or 'no handle'} for {listing.name}"

    def website_fails(self) -> str | None:
        studio = self._open_studio()
        if studio is None:
            return None
        studio.down, studio.partial = self._random.choice([(True, False), (False, True), (False, False)])
        return f"{studio.name}'s website is {'down' if studio.down else 'broken' if studio.partial else 'fine'}"

    def instagram_refuses(self) -> str:
        self.refusing = self._random.randrange(1, 5)
        return f"Instagram refuses {self.refusing} looks"

    def studio_closes(self) -> str | None:
        if len(self._open_studios()) < 3:
            return None
        studio = self._open_studio()
        if studio is None:
            return None
        studio.closed = True
        return f"{studio.name} closes"

    def calm(self) -> None:
        """From here on every website and profile can be read."""
        self.refusing = 0
        for studio in self.studios:
            studio.down = studio.partial = False

    # --- what is seen of it

    def look_at_site(self, website: str, known: Validators) -> Crawl | Unchanged:
        studio = next(studio for studio in self.studios if studio.website == website)
        if studio.down:
            raise CrawlFailedError(StudioFailure.UNREACHABLE)
        return Crawl(entry_url=website, pages=(studio.page(),), complete=not studio.partial)

    def look_at_profile(self, handle: str, now: datetime) -> ProfileOutcome:
        if self.refusing:
            self.refusing -= 1
            return ProfileFailed(reason=ScrapeFailure.LOGIN_WALL)
        account = self.holder(handle)
        if account is None:
            return ProfileGone(reason=GoneReason.NOT_FOUND)
        if account.private:
            return ProfileGone(reason=GoneReason.PRIVATE, numeric_id=str(account.number))
        return ProfileRead(profile=_profile(account, now))

    def holder(self, handle: str) -> Account | None:
        """Whose the handle is today."""
        return next(
            (
                person.account
                for person in self.people
                if person.account and person.account.handle == handle and not person.account.deleted
            ),
            None,
        )

    def held_by(self, name: str) -> set[str]:
        """Every handle that somebody has ever had."""
        accounts = (person.account for person in self.people if person.name == name and person.account)
        return {handle for account in accounts for handle in account.handles}

    # --- details

    def _new_account(self, handle: str) -> Account:
        self._numbers += 1
        return Account(number=self._numbers, handles=[handle], style=self._random.choice(_STYLES))

    def _handle_for(self, name: str) -> str:
        return name.lower().replace(" ", ".")

    def _some_account(self) -> Account | None:
        accounts = [person.account for person in self.people if person.account and not person.account.deleted]
        return self._random.choice(accounts) if accounts else None

    def _open_studios(self) -> list[Studio]:
        return [studio for studio in self.studios if not studio.closed]

    def _open_studio(self) -> Studio | None:
        studios = self._open_studios()
        return self._random.choice(studios) if studios else None

    def _list(self, person: Person, studio: Studio) -> None:
        known = person.account and not person.account.deleted and self._random.random() < 0.8
        handle = person.account.handle if person.account and known else None
        self._put(studio, Listing(name=person.name, handle=handle, role=self._random.choice(_ROLES)))

    def _put(self, studio: Studio, listing: Listing) -> None:
        studio.listings[listing.name] = listing
        self.seen_at.setdefault(listing.name, set()).add((studio.id, listing.handle))

    def _update_listings(self, before: str, after: str) -> None:
        for studio in self._open_studios():
            for listing in list(studio.listings.values()):
                if listing.handle == before:
                    self._put(studio, Listing(name=listing.name, handle=after, role=listing.role))


def _profile(account: Account, now: datetime) -> RemoteProfile:
    posts = tuple(
        RemotePost(
            ref=f"post-{account.number}-{account.edition}-{number}",
            caption=f"{account.mark} {account.style}",
            posted_at=now - timedelta(days=number),
            picture_url=f"https://pictures.example/{account.mark}/{number}.jpg",
        )
        for number in range(2)
    )
    return RemoteProfile(
        numeric_id=str(account.number),
        handle=account.handle,
        name=f"Account {account.mark}",
        bio=f"Books open {account.mark} {account.style}",
        picture_url=f"https://pictures.example/{account.mark}/face.jpg",
        posts=posts,
    )
