"""From what the sources show of a tile, and what is known there, to the next step of every studio. Pure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from pydantic import HttpUrl

from discovery.domain.matching import Traits, groups, hosts_of_a_crowd, same_studio, traits
from discovery.domain.places import Area, Point, Tile
from discovery.domain.records import Finding, SourceRecord
from discovery.domain.studio import KnownStudio, Step, closed, discovered, seen
from discovery.domain.websites import own_host
from event_contracts.claims import Provenance, StudioFacts

_NO_TIE = (False, 0, False)
_TOLD = ("website", "instagram", "phone", "address", "area", "city", "postcode")


def survey_steps(
    records: Iterable[SourceRecord],
    *,
    known: Iterable[KnownStudio],
    tile: Tile,
    areas: Iterable[Area],
    run_id: str,
    now: datetime,
    mint: Callable[[str], str],
) -> list[Step]:
    """One step for every studio that stands in the tile. Studios found to be one keep the older id; the other closes.
    Of a studio found to be two, the one that holds the reference its id was made from keeps it.

    `records` (of studios) and `known` reach a little over the tile's edges, so that both neighbours see a studio on the
    border alike.
    """
    places = list(areas)
    shown = sorted(groups(sorted(records, key=lambda r: r.ref), key=_traits), key=_first_ref)
    steps: list[Step] = []
    for found, same in zip(shown, _known_as(shown, known, mint=mint), strict=True):
        if not tile.contains(_best_first(found)[0].point):
            continue
        refs = frozenset(record.ref for record in found)
        studio_id = same[0].id if same else mint(min(refs))
        facts = combined(found, studio_id=studio_id, country=tile.country, areas=places)
        if same:
            steps.append(seen(same[0], facts, refs=refs, run_id=run_id, now=now))
            steps += [closed(double) for double in same[1:] if not double.closed]
        else:
            steps.append(discovered(facts, refs=refs, run_id=run_id, now=now))
    return steps


def _known_as(
    shown: Sequence[Sequence[SourceRecord]], known: Iterable[KnownStudio], *, mint: Callable[[str], str]
) -> list[list[KnownStudio]]:
    """For each group of records, whom it was known as, the one that stays first. Nobody is known as two groups."""
    same: list[list[KnownStudio]] = [[] for _ in shown]
    for studio in known:
        ties = [_tie(studio, found, mint=mint) for found in shown]
        strongest = max(ties, default=_NO_TIE)
        if strongest != _NO_TIE:
            same[ties.index(strongest)].append(studio)
    for studios in same:
        studios.sort(key=lambda studio: (studio.closed, studio.first_seen_at, studio.id))
    return same


def _tie(studio: KnownStudio, found: Sequence[SourceRecord], *, mint: Callable[[str], str]) -> tuple[bool, int, bool]:
    """What ties a known studio to a group, the strongest first: its id's own reference, shared ones, evidence."""
    own = any(mint(record.ref) == studio.id for record in found)
    shared = sum(record.ref in studio.refs for record in found)
    return own, shared, any(same_studio(_traits(studio), _traits(record)) for record in found)


def combined(records: Iterable[SourceRecord], *, studio_id: str, country: str, areas: Iterable[Area]) -> StudioFacts:
    """The facts of one studio from all records about it: each from the record that tells most."""
    best = _best_first(records)
    point = best[0].point
    told = {field: next((r for r in best if getattr(r, field)), best[0]) for field in _TOLD}
    city = told["city"].city or _nearest(areas, point)
    website = told["website"].website
    return StudioFacts(
        studio_id=studio_id,
        name=best[0].name,
        website=HttpUrl(website) if website else None,
        instagram=told["instagram"].instagram,
        phone=told["phone"].phone,
        address=told["address"].address,
        area=told["area"].area or city,
        city=city,
        postcode=told["postcode"].postcode,
        country=country,
        lat=point.lat,
        lng=point.lng,
        provenance=tuple(_provenance(record, told, is_best=record is best[0]) for record in best),
    )


def _provenance(record: SourceRecord, told: Mapping[str, SourceRecord], *, is_best: bool) -> Provenance:
    """Where a record is from, and which of the studio's fields it tells."""
    fields = [field for field, teller in told.items() if teller is record and getattr(record, field)]
    whole = ["name", "lat", "lng"] if is_best else []
    return record.provenance.model_copy(update={"fields": (*whole, *fields)})


def _best_first(records: Iterable[SourceRecord]) -> list[SourceRecord]:
    def emptiness(record: SourceRecord) -> int:
        told = (record.website, record.instagram, record.phone, record.address, record.city, record.postcode)
        return sum(not fact for fact in told)

    return sorted(records, key=lambda record: (emptiness(record), record.ref))


def _nearest(areas: Iterable[Area], point: Point) -> str:
    return min(areas, key=lambda area: (area.centre.metres_to(point), area.name)).name


def without_crowded_websites(records: Sequence[SourceRecord]) -> list[SourceRecord]:
    """A website that differently named places give is nobody's: it is taken away, and that is noted."""
    crowded = hosts_of_a_crowd(_traits(record) for record in records)
    return [
        replace(record, website=None, findings=record.findings | {Finding.CROWDED_WEBSITE})
        if own_host(record.website) in crowded
        else record
        for record in records
    ]


def _first_ref(found: Sequence[SourceRecord]) -> str:
    return min(record.ref for record in found)


def _traits(one: SourceRecord | KnownStudio) -> Traits:
    if isinstance(one, SourceRecord):
        return traits(
            refs=[one.ref],
            name=one.name,
            point=one.point,
            website=one.website,
            phone=one.phone,
            postcode=one.postcode,
        )
    facts = one.facts
    return traits(
        refs=one.refs,
        name=facts.name,
        point=Point(lat=facts.lat, lng=facts.lng),
        website=str(facts.website) if facts.website else None,
        phone=facts.phone,
        postcode=facts.postcode,
    )
