"""From the engine-independent plan and filters to tantivy queries."""

from collections.abc import Callable, Iterable

from tantivy import Occur, Query, Schema

from search_engine import places, styles
from search_engine.geo import BoxRegion, CircleRegion, Cover, PointMap, Region
from search_engine.model import SearchRequest, StyleMatch
from search_engine.plan import All, Best, Field, Kind, Match, Node, Plan, compile_query

_EDITS = {Kind.PREFIX: 0, Kind.FUZZY_1: 1, Kind.FUZZY_PREFIX: 1, Kind.FUZZY_2: 2}
_UNFINISHED = frozenset({Kind.PREFIX, Kind.FUZZY_PREFIX})


def request_query(schema: Schema, request: SearchRequest, points: Callable[[], PointMap]) -> Query:
    """All filters and the text of a search. `points` is asked for the point map only if the search is geographic."""
    plan = compile_query(request.q)
    regions: list[Region] = []
    if request.near is not None and request.radius_km is not None:
        regions.append(CircleRegion(request.near, request.radius_km))
    if request.bbox is not None:
        regions.append(BoxRegion(request.bbox))
    filters = (
        _style_query(schema, request),
        _location_query(schema, request.location),
        *(cover_query(schema, points().cover(region)) for region in regions),
    )
    return join(text_query(schema, plan) if plan else None, filters)


def text_query(schema: Schema, plan: Plan) -> Query:
    """The free-text part; its score is the sum of the plan's points."""
    bonus = [(Occur.Should, node_query(schema, node)) for node in plan.bonus]
    required = node_query(schema, plan.required) if plan.required else Query.all_query()
    return Query.boolean_query([(Occur.Must, required), *bonus])


def node_query(schema: Schema, node: Node) -> Query:
    """One node of a plan as a query that scores exactly the node's points."""
    match node:
        case Match(field, kind, text, points):
            return Query.const_score_query(_match_query(schema, field, kind, text), points)
        case Best(parts):
            return Query.disjunction_max_query([node_query(schema, part) for part in parts])
        case All(parts):
            return Query.boolean_query([(Occur.Must, node_query(schema, part)) for part in parts])


def _match_query(schema: Schema, field: Field, kind: Kind, text: str) -> Query:
    if kind is Kind.TERM:
        return term_query(schema, field, text)
    # A fuzzy query of distance 0 is the fastest prefix query there is.
    return Query.fuzzy_term_query(schema, field, text, _EDITS[kind], prefix=kind in _UNFINISHED)


def term_query(schema: Schema, field: str, text: str) -> Query:
    """Exactly this term."""
    return Query.term_query(schema, field, text, "basic")


def join(text: Query | None, filters: Iterable[Query | None]) -> Query:
    """Everything required; only `text` scores."""
    required = [(Occur.Must, Query.const_score_query(query, 0.0)) for query in filters if query is not None]
    if text is not None:
        required.append((Occur.Must, text))
    return Query.boolean_query(required) if required else Query.all_query()


def cover_query(schema: Schema, cover: Cover) -> Query:
    """Artists with a point in a region."""
    # For this many terms a union of single terms is faster than tantivy's term set.
    parts = (("cell", cover.cells), ("point", cover.points))
    return any_of([term_query(schema, field, term) for field, terms in parts for term in terms])


def any_of(queries: list[Query]) -> Query:
    """At least one of the queries; none of them finds nothing."""
    return Query.boolean_query([(Occur.Should, query) for query in queries]) if queries else Query.empty_query()


def _style_query(schema: Schema, request: SearchRequest) -> Query | None:
    slugs = {styles.style_slug(style) for style in request.styles}
    if not slugs:
        return None
    terms = [term_query(schema, Field.STYLE, slug) for slug in sorted(slugs)]
    if request.style_match is StyleMatch.ANY:
        return any_of(terms)
    return Query.boolean_query([(Occur.Must, term) for term in terms])


def _location_query(schema: Schema, location: str) -> Query | None:
    if not location:
        return None
    terms = [term_query(schema, "place", term) for term in places.location_terms(location)]
    return Query.boolean_query([(Occur.Must, term) for term in terms]) if terms else Query.empty_query()
