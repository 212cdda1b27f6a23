"""From the engine-independent plan and filters to the query language of OpenSearch."""

from typing import Any

from search_engine import places, styles
from search_engine.model import SearchRequest, Sort, StyleMatch
from search_engine.opensearch_schema import LONGEST_BEGINNING
from search_engine.plan import All, Best, Field, Kind, Match, Node, compile_query
from search_engine.text import fold

Json = dict[str, Any]

_EVERY_BUCKET = 50_000
_MOST_EXPANSIONS = 1000
LIVE: Json = {"term": {"live": True}}


def search_body(request: SearchRequest) -> Json:
    """The query without its page: results pass `post_filter`, each facet only the filters that are not its own."""
    style, location = _style_filters(request), _location_filters(request.location)
    return {
        "query": _text_query(request.q, [LIVE, *_geo_filters(request)]),
        "post_filter": _every([*style, *location]),
        "aggs": {
            "styles": {"filter": _every(location), "aggs": {"values": values_of(Field.STYLE)}},
            "areas": {"filter": _every(style), "aggs": {"values": values_of("area")}},
        },
        "sort": _sort(request),
        "track_total_hits": True,
        "_source": ["document"],
    }


def values_of(field: str) -> Json:
    """Counts every value of a field."""
    return {"terms": {"field": str(field), "size": _EVERY_BUCKET}}


def node_query(node: Node) -> Json:
    """One node of a plan as a query that scores exactly the node's points."""
    match node:
        case Match(field, kind, text, points):
            return {"constant_score": {"filter": _match_query(field, kind, text), "boost": points}}
        case Best(parts):
            return {"dis_max": {"queries": [node_query(part) for part in parts]}}
        case All(parts):
            return {"bool": {"must": [node_query(part) for part in parts]}}


def _text_query(q: str, filters: list[Json]) -> Json:
    plan = compile_query(q)
    if plan is None:
        return {"bool": {"filter": filters}}
    required = node_query(plan.required) if plan.required else {"match_all": {}}
    return {"bool": {"filter": filters, "must": [required], "should": [node_query(node) for node in plan.bonus]}}


def _match_query(field: Field, kind: Kind, text: str) -> Json:
    match kind:
        case Kind.TERM if field is Field.START:
            who = (Field.NAME, Field.HANDLE)
            return {"bool": {"should": [_match_query(part, Kind.PREFIX, text) for part in who]}}
        case Kind.TERM:
            return {"term": {field: text}}
        case Kind.PREFIX:
            short = len(text) <= LONGEST_BEGINNING
            return {"term": {f"{field}.beginning": text}} if short else {"prefix": {field: text}}
        case Kind.FUZZY_PREFIX:
            return _fuzzy(f"{field}.beginning", text, 1)
        case Kind.FUZZY_1 | Kind.FUZZY_2:
            return _fuzzy(field, text, 1 if kind is Kind.FUZZY_1 else 2)


def _fuzzy(field: str, text: str, edits: int) -> Json:
    return {"fuzzy": {field: {"value": text, "fuzziness": edits, "max_expansions": _MOST_EXPANSIONS}}}


def _every(filters: list[Json]) -> Json:
    return {"bool": {"filter": filters}}


def _style_filters(request: SearchRequest) -> list[Json]:
    slugs = sorted({styles.style_slug(style) for style in request.styles})
    if not slugs:
        return []
    if request.style_match is StyleMatch.ANY:
        return [{"terms": {Field.STYLE: slugs}}]
    return [{"term": {Field.STYLE: slug}} for slug in slugs]


def _location_filters(location: str) -> list[Json]:
    if not location:
        return []
    return [{"term": {"place": term}} for term in places.location_terms(location)] or [{"match_none": {}}]


def _geo_filters(request: SearchRequest) -> list[Json]:
    filters: list[Json] = []
    if request.near is not None and request.radius_km is not None:
        centre = {"lat": request.near.lat, "lon": request.near.lng}
        filters.append({"geo_distance": {"distance": f"{request.radius_km!r}km", "location": centre}})
    if (box := request.bbox) is not None:
        corners = {"top": box.north, "bottom": box.south, "left": box.west, "right": box.east}
        filters.append({"geo_bounding_box": {"location": corners}})
    return filters


def _sort(request: SearchRequest) -> list[Json]:
    by_name = {"name_key": "asc"}
    match request.sort:
        case Sort.NAME:
            return [by_name]
        case Sort.UPDATED:
            return [{"updated": "desc"}, by_name]
        case Sort.DISTANCE if request.near is not None:
            centre = {"lat": request.near.lat, "lon": request.near.lng}
            return [{"_geo_distance": {"location": centre, "order": "asc", "unit": "km", "mode": "min"}}, by_name]
    return [{"_score": "desc"}, {"best_key": "asc"}] if fold(request.q) else [{"best_key": "asc"}]
