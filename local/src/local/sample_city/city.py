"""Turns the plan into people, addresses and rosters; everything follows from the seed."""

import itertools
import random
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from local.sample_city.model import Account, Artist, City, Listing, Place, Role, Studio
from local.sample_city.names import DISTRICTS, FIRST_NAMES, LAST_NAMES, STREETS
from local.sample_city.plan import CENTRE, POSTCODE_LETTERS, ROLES, STUDIOS, StudioPlan
from local.sample_city.styles import STYLES

_HANDLE_FORMS = (
    "{first}.{last}.qxink",
    "qx.{last}tattoo",
    "_{first}{initial}.qx_",
    "{first}_tattoos_qx",
    "inkby{first}.qx",
    "{last}.{first}.qxl",
    "qx_{first}_{last}",
    "{first}__{initial}.qxtattooer",
)
_ACCOUNTS = {7: Account.PRIVATE, 19: Account.GONE, 33: Account.PRIVATE, 41: Account.THROTTLED, 56: Account.GONE} | {
    63: Account.LOGIN_WALL,
    74: Account.PRIVATE,
    88: Account.GONE,
}
_DENIED = 11
_RENAMED = 3
_TAKEN_OVER = 26
_TRAVELLING = 49


def plan_city(seed: int) -> City:
    """Decide the whole city; the same seed gives the same city."""
    planner = _Planner(random.Random(seed))  # noqa: S311 - a fictional city
    studios = [planner.studio(plan) for plan in STUDIOS]
    accounts = [artist for artist in planner.artists if artist.handle]
    return _with_lives_of_their_own(studios, planner.artists, accounts)


@dataclass(slots=True)
class _Planner:
    random: random.Random
    artists: list[Artist] = field(default_factory=list)
    _names: Iterator[str] = field(init=False)
    _styles: Iterator[str] = field(init=False)
    _phones: Iterator[int] = field(init=False)
    _spots: set[tuple[str, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        firsts, lasts = list(FIRST_NAMES), list(LAST_NAMES)
        self.random.shuffle(firsts)
        self.random.shuffle(lasts)
        # Two cycles of coprime lengths give a new pair each time until long after the last artist.
        self._names = (
            f"{first} {last}" for first, last in zip(itertools.cycle(firsts), itertools.cycle(lasts[:97]), strict=False)
        )
        styles = sorted(STYLES)
        self.random.shuffle(styles)
        self._styles = itertools.cycle(styles)
        self._phones = iter(self.random.sample(range(960_000, 961_000), len(STUDIOS)))

    def studio(self, plan: StudioPlan) -> Studio:
        slug = _plain(plan.name)
        return Studio(
            slug=slug,
            name=plan.name,
            structure=plan.structure,
            places=tuple(self._place() for _ in range(plan.outlets)),
            phone=f"+44 1632 {next(self._phones)}",
            roster=tuple(self._listing(letter) for letter in plan.crew),
            handle=f"{slug.replace('-', '')[:20]}.qx" if plan.has_account else None,
            outcome=plan.outcome,
        )

    def _listing(self, letter: str) -> Listing:
        role = ROLES[letter.lower()]
        name = next(self._names)
        artist = Artist(key=_plain(name), name=name, styles=self._styles_of(role))
        if letter.isupper():
            number = sum(1 for known in self.artists if known.handle)
            artist = replace(
                artist,
                handle=self._handle(name),
                instagram_id=str(990_000_000_000 + 7919 * (number + 1)),
                account=_ACCOUNTS.get(number, Account.PUBLIC),
            )
        self.artists.append(artist)
        return Listing(artist=artist, name=name, role=role, shown_handle=artist.handle)

    def _styles_of(self, role: Role) -> tuple[str, ...]:
        if role is Role.PIERCER:
            return ()
        first = next(self._styles)
        kin = STYLES[first].kin
        return (first, *self.random.sample(kin, min(len(kin), self.random.choice((0, 0, 1, 1, 1, 2)))))

    def _handle(self, name: str) -> str:
        first, last = (_plain(part).replace("-", "") for part in name.split(" ", 1))
        handle = self.random.choice(_HANDLE_FORMS).format(first=first, last=last[:12], initial=last[0])
        taken = {artist.handle for artist in self.artists}
        return self._handle(name) if handle in taken else handle

    def _place(self) -> Place:
        district, outcode, north, east = self.random.choice(DISTRICTS)
        street = self.random.choice(STREETS)
        number = str(self.random.randrange(2, 120))
        if (street, number) in self._spots:
            return self._place()
        self._spots.add((street, number))
        letters = "".join(self.random.choices(POSTCODE_LETTERS, k=2))
        return Place(
            latitude=round(CENTRE[0] + north + self.random.gauss(0, 0.0026), 6),
            longitude=round(CENTRE[1] + east + self.random.gauss(0, 0.0042), 6),
            number=number,
            street=street,
            district=district,
            postcode=f"{outcode} {self.random.randrange(1, 10)}{letters}",
        )


def _with_lives_of_their_own(studios: list[Studio], artists: list[Artist], accounts: list[Artist]) -> City:
    """Apply what happens to accounts: a rename, a take-over, a guest at two studios, an early opt-out."""
    renamed, taken, travelling = accounts[_RENAMED], accounts[_TAKEN_OVER], accounts[_TRAVELLING]
    moved = {
        renamed.key: replace(renamed, handle=f"{renamed.key.replace('-', '.')[:20]}.newqx"),
        taken.key: replace(taken, handle=f"the.real.{taken.key.split('-')[0]}.qx"),
    }
    visitors = [
        Listing(
            artist=moved.get(who.key, who), name=who.name, role=Role.GUEST, shown_handle=moved.get(who.key, who).handle
        )
        for who in (renamed, taken, travelling)
    ]
    stranger = Artist(
        key="stranger",
        name="Snap Case Outlet",
        styles=(),
        handle=taken.handle,
        instagram_id="991777000111",
    )
    return City(
        studios=tuple(_revised(studio, moved, visitors) for studio in studios),
        artists=tuple(moved.get(artist.key, artist) for artist in artists),
        strangers=(stranger,),
        denied_handles=(str(accounts[_DENIED].handle),),
    )


def _revised(studio: Studio, moved: dict[str, Artist], visitors: list[Listing]) -> Studio:
    roster = tuple(replace(line, artist=moved.get(line.artist.key, line.artist)) for line in studio.roster)
    if studio.structure == "guest_calendar":
        roster += tuple(visitors)
    if studio.structure == "owner_is_studio":
        roster = (replace(roster[0], shown_handle=studio.handle), *roster[1:])
    handle = roster[0].shown_handle if studio.structure == "solo" else studio.handle
    return replace(studio, roster=roster, handle=handle)


def _plain(name: str) -> str:
    """A name as a slug: ASCII letters and digits, hyphens between."""
    folded = unicodedata.normalize("NFKD", name).replace("ł", "l").encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", folded.lower().replace("'", "")).strip("-")
