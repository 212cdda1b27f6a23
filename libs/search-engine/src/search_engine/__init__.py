"""Search over artists: a model, two ports, and adapters for an embedded index and for OpenSearch.

Adapters are imported by name (`search_engine.tantivy_engine`, `.tantivy_index`, `.snapshot`, `.opensearch_engine`), so
that a reader loads only the one it uses.
"""

from search_engine.model import (
    ArtistDocument,
    BoundingBox,
    FacetCount,
    Facets,
    Hit,
    Picture,
    Point,
    Rendition,
    SearchRequest,
    SearchResult,
    Sort,
    StyleMatch,
    Suggestion,
    SuggestionKind,
)
from search_engine.port import InvalidCursor, SearchEngine, SearchIndex, SearchUnavailable

__all__ = [
    "ArtistDocument",
    "BoundingBox",
    "FacetCount",
    "Facets",
    "Hit",
    "InvalidCursor",
    "Picture",
    "Point",
    "Rendition",
    "SearchEngine",
    "SearchIndex",
    "SearchRequest",
    "SearchResult",
    "SearchUnavailable",
    "Sort",
    "StyleMatch",
    "Suggestion",
    "SuggestionKind",
]
