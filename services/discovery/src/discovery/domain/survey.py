"""From what the sources show of a tile, and what is known there, to the next step of every studio. Pure."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from pydantic import HttpUrl

from discovery.domain.matching import Traits, groups, hosts_of_a_crowd, traits
from discovery.domain.places import Area, Point, Tile
from discovery.domain.records import SourceRecord
from discovery.domain.studio import KnownStudio, Step, closed, discovered, seen
from discovery.domain.websites import own_host
from event_contracts.claims import StudioFacts

Candidate = SourceRecord | KnownStudio


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
    """One step for every studio that stands in the tile. `records` and `known` reach a little over its edges, so that
    both neighbours see a studio on the border alike. Studios found to be one keep the older id; the other closes.
    """
    named = _without_crowded_websites([record for record in records if record.name])
    by_id = {studio.id: studio for studio in known}
    candidates: list[Candidate] = [*sorted(named, key=lambda r: r.ref), *(by_id[id_] for id_ in sorted(by_id))]
    places = list(areas)
    steps: list[Step] = []
    for group in groups(candidates, key=_traits):
        found = [one for one in group if isinstance(one, SourceRecord)]
        if not found or not tile.contains(_best_first(found)[0].point):
            continue
        refs = frozenset(record.ref for record in found)
        first_id = mint(min(refs))
        same = [one for one in group if isinstance(one, KnownStudio)] or [*filter(None, [by_id.get(first_id)])]
        same.sort(key=lambda studio: (studio.closed, studio.first_seen_at, studio.id))
        facts = combined(found, studio_id=same[0].id if same else first_id, country=tile.country, areas=places)
        if same:
            steps.append(seen(same[0], facts, refs=refs, run_id=run_id, now=now))
            steps += [closed(double) for double in same[1:] if not double.closed]
        else:
            steps.append(discovered(facts, refs=refs, run_id=run_id, now=now))
    return steps


def combined(records: Iterable[SourceRecord], *, studio_id: str, country: str, areas: Iterable[Area]) -> StudioFacts:
    """The facts of one studio from all records about it: each from the record that tells most."""
    best = _best_first(records)
    point = best[0].point
    city = _first(record.city for record in best) or _nearest(areas, point)
    website = _first(record.website or "" for record in best)
    return StudioFacts(
        studio_id=studio_id,
        name=best[0].name,
        website=HttpUrl(website) if website else None,
        instagram=_first(record.instagram or "" for record in best) or None,
        phone=_first(record.phone or "" for record in best) or None,
        address=_first(record.address for record in best),
        area=_first(record.area for record in best) or city,
        city=city,
        postcode=_first(record.postcode for record in best),
        country=country,
        lat=point.lat,
        lng=point.lng,
        provenance=tuple(record.provenance for record in best),
    )


def _best_first(records: Iterable[SourceRecord]) -> list[SourceRecord]:
    def emptiness(record: SourceRecord) -> int:
        told = (record.website, record.instagram, record.phone, record.address, record.city, record.postcode)
        return sum(not fact for fact in told)

    return sorted(records, key=lambda record: (emptiness(record), record.ref))


def _first(values: Iterable[str]) -> str:
    return next((value for value in values if value), "")


def _nearest(areas: Iterable[Area], point: Point) -> str:
    return min(areas, key=lambda area: (area.centre.metres_to(point), area.name)).name


def _without_crowded_websites(records: list[SourceRecord]) -> list[SourceRecord]:
    crowded = hosts_of_a_crowd(_traits(record) for record in records)
    return [replace(record, website=None) if own_host(record.website) in crowded else record for record in records]


def _traits(one: Candidate) -> Traits:
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
