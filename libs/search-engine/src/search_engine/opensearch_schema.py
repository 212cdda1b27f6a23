"""The OpenSearch index: explicit mapping, and how an artist is written into it.

Words arrive folded (`text.fold`), so that both adapters compare the same text; synonyms are applied to the query.
"""

from typing import Any

from search_engine import ordering
from search_engine.entry import terms_of
from search_engine.model import ArtistDocument
from search_engine.places import SEPARATOR
from search_engine.plan import Field

LONGEST_BEGINNING = 20
MOST_RESULTS = 100_000  # how far page by page goes; cursors go on
_KEYWORD = {"type": "keyword"}
_WORD_FIELDS = (Field.NAME, Field.HANDLE, Field.PLACE, Field.STUDIO, Field.KEY, Field.BIO)
_KEYWORD_FIELDS = (
    Field.WHOLE_NAME,
    Field.WHOLE_HANDLE,
    Field.STYLE,
    "id",
    "place",
    "area",
    "studio",
    "name_key",
    "best_key",
)


def index_body() -> dict[str, Any]:
    """Settings and mapping. One shard, because the counts of a facet are exact only within one."""
    beginnings = {"type": "edge_ngram", "min_gram": 1, "max_gram": LONGEST_BEGINNING}
    return {
        "settings": {
            "index": {"number_of_shards": 1, "max_result_window": MOST_RESULTS},
            "analysis": {
                "filter": {"beginnings": beginnings},
                "analyzer": {"beginnings": {"tokenizer": "whitespace", "filter": ["beginnings"]}},
            },
        },
        "mappings": {"dynamic": "strict", "properties": _properties()},
    }


def _properties() -> dict[str, Any]:
    bare = {"type": "text", "norms": False, "index_options": "docs"}
    starts = bare | {"analyzer": "beginnings", "search_analyzer": "whitespace"}
    words_field = bare | {"analyzer": "whitespace", "fields": {"beginning": starts}}
    return {
        **dict.fromkeys((str(field) for field in _WORD_FIELDS), words_field),
        **dict.fromkeys((str(field) for field in _KEYWORD_FIELDS), _KEYWORD),
        "live": {"type": "boolean"},
        "updated": {"type": "long"},
        "location": {"type": "geo_point"},
        "document": {"type": "object", "enabled": False},
    }


def to_source(document: ArtistDocument) -> dict[str, Any]:
    """The artist as an index entry; the stored copy carries the broader styles too."""
    terms = terms_of(document)
    name_key = SEPARATOR.join(ordering.name_key(document))
    return {
        "id": document.id,
        "live": True,
        **{field: " ".join(values) if field in _WORD_FIELDS else values for field, values in terms.items()},
        "name_key": name_key,
        "best_key": f"{7 - ordering.completeness(document)}{SEPARATOR}{name_key}",
        "updated": int(document.updated_at.timestamp() * 1_000_000),
        "location": [{"lat": point.lat, "lon": point.lng} for point in document.points],
        "document": document.to_json() | {"styles": terms[Field.STYLE]},
    }


def from_source(source: dict[str, Any]) -> ArtistDocument:
    """The artist behind `to_source`."""
    return ArtistDocument.from_json(source["document"])


def tombstone(artist_id: str) -> dict[str, Any]:
    """What stays of a withdrawn artist. A deleted entry would be forgotten after a minute, and its version with it."""
    return {"id": artist_id, "live": False}
