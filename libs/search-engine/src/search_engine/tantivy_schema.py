"""The tantivy index: its fields, and how an artist is written into it."""

import json
from collections.abc import Iterable
from pathlib import Path

from tantivy import Document, Index, Schema, SchemaBuilder

from search_engine import geo, ordering, places, styles
from search_engine.model import ArtistDocument
from search_engine.plan import LONGEST_START, Field
from search_engine.text import fold, words, words_and_whole

FORMAT = 1  # part of the address of every snapshot: raise it with any change of this module's output

_WORD_FIELDS = (Field.NAME, Field.HANDLE, Field.START, Field.PLACE, Field.STUDIO, Field.KEY, Field.BIO)
_WHOLE_FIELDS = ("id", Field.WHOLE_NAME, Field.WHOLE_HANDLE, "place", "cell")
_FACET_FIELDS = (Field.STYLE, "area", "studio", "point")
_NUMBER_FIELDS = ("version", "best_rank", "name_rank", "updated")


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
    record = document.to_json()
    record["styles"] = styles.with_broader(styles.style_slug(style) for style in document.styles)
    best_rank = ordering.best_rank(document)
    entry = Document()
    entry.add_text("id", document.id)
    entry.add_bytes("document", json.dumps(record, separators=(",", ":")).encode())
    entry.add_integer("version", document.version)
    entry.add_integer("best_rank", best_rank)
    entry.add_float("rank_weight", ordering.rank_weight(best_rank))
    entry.add_integer("name_rank", ordering.name_rank(fold(document.name)))
    entry.add_integer("updated", int(document.updated_at.timestamp() * 1_000_000))
    for field, values in _texts(document, record["styles"]).items():
        for value in values:
            entry.add_text(field, value)
    return entry


def from_tantivy(entry: Document) -> ArtistDocument:
    """The artist behind `to_tantivy`."""
    stored: bytes = entry["document"][0]
    return ArtistDocument.from_json(json.loads(stored))


def _texts(document: ArtistDocument, slugs: tuple[str, ...]) -> dict[str, Iterable[str]]:
    studios = dict(zip(document.studio_ids, document.studio_names, strict=True))
    points = tuple(dict.fromkeys(document.points))
    name, handle = words_and_whole(document.name), words_and_whole(document.handle or "")
    studio_words = [word for studio in document.studio_names for word in words_and_whole(studio)]
    place_words = places.place_words(areas=document.areas, postcodes=document.postcodes)
    starts = {word[:length] for word in (*name, *handle) for length in range(1, LONGEST_START + 1)}
    return {
        Field.WHOLE_NAME: (fold(document.name),),
        Field.WHOLE_HANDLE: ("".join(words(document.handle or "")),),
        Field.NAME: name,
        Field.HANDLE: handle,
        Field.START: starts,
        Field.PLACE: place_words,
        Field.STUDIO: studio_words,
        Field.KEY: {*name, *handle, *place_words, *studio_words},
        Field.BIO: (fold(document.bio),),
        Field.STYLE: slugs,
        "place": places.place_terms(areas=document.areas, postcodes=document.postcodes, country=document.country),
        "area": places.area_values(document.areas),
        "studio": (f"{key}{places.SEPARATOR}{name}" for key, name in studios.items()),
        "point": (geo.point_term(point) for point in points),
        "cell": {cell for point in points for cell in geo.cell_terms(point)},
    }
