"""The tantivy index: its fields, and how an artist is written into it."""

import json
from pathlib import Path

from tantivy import Document, Index, Schema, SchemaBuilder

from search_engine import geo, ordering
from search_engine.entry import Terms, terms_of
from search_engine.model import ArtistDocument
from search_engine.plan import LONGEST_START, Field

FORMAT = 2  # part of the address of every snapshot: raise it with any change of this module's output

_WORD_FIELDS = (Field.NAME, Field.HANDLE, Field.START, Field.PLACE, Field.STUDIO, Field.KEY, Field.BIO)
_WHOLE_FIELDS = ("id", Field.WHOLE_NAME, Field.WHOLE_HANDLE, "place", "cell")
_FACET_FIELDS = (Field.STYLE, "area", "studio", "point")
KEY_FIELDS = tuple(f"key_{part}" for part in range(ordering.KEY_PARTS))
BEST_FIRST = ("best_rank", *KEY_FIELDS)
_NUMBER_FIELDS = ("version", "updated", *BEST_FIRST)


def build_schema() -> Schema:
    """Only tokenizers that are built in: registered ones are not stored with an index."""
    builder = SchemaBuilder()
    for words_of in _WORD_FIELDS:
        builder.add_text_field(words_of, tokenizer_name="whitespace", index_option="basic")
    for field in (*_WHOLE_FIELDS, *_FACET_FIELDS):
        builder.add_text_field(field, tokenizer_name="raw", index_option="basic", fast=field in _FACET_FIELDS)
    for number in _NUMBER_FIELDS:
        builder.add_integer_field(number, fast=True)
    builder.add_float_field("rank_weight", fast=True)
    builder.add_bytes_field("document", stored=True)
    return builder.build()


def open_index(path: Path) -> Index:
    """The index in a directory, read when asked and not whenever a file changes."""
    index = Index.open(str(path))
    index.config_reader("manual")
    index.reload()
    return index


def to_tantivy(document: ArtistDocument) -> Document:
    """The artist as an index entry; the stored copy carries the broader styles too."""
    terms = terms_of(document)
    best_rank = ordering.best_rank(document)
    record = document.to_json() | {"styles": terms[Field.STYLE]}
    entry = Document()
    entry.add_text("id", document.id)
    entry.add_bytes("document", json.dumps(record, separators=(",", ":")).encode())
    entry.add_integer("version", document.version)
    entry.add_integer("best_rank", best_rank)
    entry.add_float("rank_weight", ordering.rank_weight(best_rank))
    for field, number in zip(KEY_FIELDS, ordering.key_parts(document), strict=True):
        entry.add_integer(field, number)
    entry.add_integer("updated", int(document.updated_at.timestamp() * 1_000_000))
    for field, values in (terms | _starts(terms) | _geography(document)).items():
        for value in values:
            entry.add_text(field, value)
    return entry


def from_tantivy(entry: Document) -> ArtistDocument:
    """The artist behind `to_tantivy`."""
    stored: bytes = entry["document"][0]
    return ArtistDocument.from_json(json.loads(stored))


def _starts(terms: Terms) -> Terms:
    who = (*terms[Field.NAME], *terms[Field.HANDLE])
    lengths = range(1, LONGEST_START + 1)
    return {Field.START: tuple({word[:length] for word in who for length in lengths})}


def _geography(document: ArtistDocument) -> Terms:
    points = set(document.points)
    return {
        "point": tuple(geo.point_term(point) for point in points),
        "cell": tuple({cell for point in points for cell in geo.cell_terms(point)}),
    }
