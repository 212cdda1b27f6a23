"""One studio, however many sources and elements list it (AGG-02)."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from rapidfuzz import fuzz

from discovery.domain.places import Point
from discovery.domain.websites import own_host
from service_kit.ids import fold_name

REACH_METRES = 1_000
"""No two records further apart than this are ever the same studio: a chain's branches share website and name."""

_SAME_PREMISES_METRES = 250
_NEXT_DOOR_METRES = 120
_ALIKE = 88  # per cent
_GENERIC = frozenset(
    [
        "tattoo",
        "tattoos",
        "tattooist",
        "tattooing",
        "studio",
        "studios",
        "shop",
        "parlour",
        "parlor",
        "piercing",
        "piercings",
        "body",
        "art",
        "the",
        "and",
        "co",
        "ltd",
        "limited",
        "custom",
        "gallery",
        "collective",
    ]
)
_CROWD = 3

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """What identifies a studio. `refs` are its names in the sources; `host` is a website that is its own."""

    refs: frozenset[str]
    name: str
    point: Point
    host: str | None
    phone: str | None
    postcode: str


def traits(
    *, refs: Iterable[str], name: str, point: Point, website: str | None, phone: str | None, postcode: str
) -> Traits:
    return Traits(
        refs=frozenset(refs),
        name=fold_name(name),
        point=point,
        host=own_host(website),
        phone=phone,
        postcode=postcode.replace(" ", "").upper(),
    )


def same_studio(one: Traits, other: Traits) -> bool:
    """Symmetric. A shared reference decides; else evidence must fit the distance."""
    if one.refs & other.refs:
        return True
    metres = one.point.metres_to(other.point)
    if metres > REACH_METRES:
        return False
    if _equal(one.host, other.host) or _equal(one.phone, other.phone):
        moved_house = one.postcode and other.postcode and one.postcode != other.postcode
        return metres <= _SAME_PREMISES_METRES or not moved_house
    if _differ(one.host, other.host) and _differ(one.phone, other.phone):
        return False
    if one.name == other.name:
        return metres <= _SAME_PREMISES_METRES
    return metres <= _NEXT_DOOR_METRES and _names_alike(one.name, other.name)


def _names_alike(one: str, other: str) -> bool:
    """By the words that are theirs alone: every second name ends in "tattoo studio"."""
    own, others = (_distinctive(name) for name in (one, other))
    return bool(own and others) and fuzz.token_sort_ratio(own, others) >= _ALIKE


def _distinctive(name: str) -> str:
    return " ".join(word for word in name.split() if word not in _GENERIC)


def _equal(one: str | None, other: str | None) -> bool:
    return one is not None and one == other


def _differ(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one != other


def hosts_of_a_crowd(everyone: Iterable[Traits]) -> frozenset[str]:
    """Hosts that places with different names give as theirs: an aggregator's, whatever it is called."""
    names: dict[str, list[str]] = defaultdict(list)
    for one in sorted(everyone, key=lambda t: (t.name, sorted(t.refs))):
        if one.host and not any(_names_alike(one.name, name) or one.name == name for name in names[one.host]):
            names[one.host].append(one.name)
    return frozenset(host for host, given in names.items() if len(given) >= _CROWD)


def groups(things: Sequence[T], *, key: Callable[[T], Traits]) -> list[list[T]]:
    """Things that are one studio together, whatever order they come in: the connected parts of `same_studio`."""
    leader = list(range(len(things)))

    def find(index: int) -> int:
        while leader[index] != index:
            leader[index] = leader[leader[index]]
            index = leader[index]
        return index

    known = [key(thing) for thing in things]
    for index, one in enumerate(known):
        for earlier in range(index):
            if find(index) != find(earlier) and same_studio(one, known[earlier]):
                leader[find(index)] = find(earlier)
    together: dict[int, list[T]] = defaultdict(list)
    for index, thing in enumerate(things):
        together[find(index)].append(thing)
    return list(together.values())
