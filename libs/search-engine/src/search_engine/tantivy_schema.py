"""The tantivy index: its fields, and how an artist is written into it."""

import json
from pathlib import Path

from tantivy import Document, Index, Schema, SchemaBuilder

from search_engine import geo, ordering, places, styles
from search_engine.model import ArtistDocument
from search_engine.plan import Field
from search_engine.text import fold, words, words_and_whole

FORMAT = 1  # part of the address of every snapshot: raise it with any change of this module's output
SEPARATOR = "\x1f"

_WORD_FIELDS = (Field.NAME, Field.HANDLE, Field.PLACE, Field.STUDIO, Field.BIO)
_WHOLE_FIELDS = ("id", Field.WHOLE_NAME, Field.WHOLE_HANDLE, "place", "cell")
_FACET_FIELDS = (Field.STYLE, "area", "studio", "point")
_NUMBER_FIELDS = ("version", "best_rank", "name_rank", "updated")


def build_schema() -> Schema:
    """Only tokenizers that are built in: registered ones are not stored with an index."""
    builder = SchemaBuilder()
    for field in _WORD_FIELDS:
        builder.add_text_field(field, tokenizer_name="whitespace", index_option="basic")
    for field in _WHOLE_FIELDS:
        builder.add_text_field(field, tokenizer_name="raw", index_option="basic")
    for field in _FACET_FIELDS:
        builder.add_text_field(field, tokenizer_name="raw", index_option="basic", fast=True)
    for field in _NUMBER_FIELDS:
        builder.add_integer_field(field, fast=True)
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
    entry = Document()
    entry.add_text("id", document.id)
    entry.add_bytes("document", json.dumps(record, separators=(",", ":")).encode())
    entry.add_integer("version", document.version)
    entry.add_integer("best_rank", ordering.best_rank(document))
    entry.add_integer("name_rank", ordering.name_rank(fold(document.name)))
    entry.add_integer("updated", int(document.updated_at.timestamp() * 1_000_000))
    for field, values in _texts(document, record["styles"]).items():
        for value in values:
            entry.add_text(field, value)
    return entry


def from_tantivy(entry: Document) -> ArtistDocument:
    """The artist behind `to_tantivy`."""
    return ArtistDocument.from_json(json.loads(entry.get_first("document")))


def _texts(document: ArtistDocument, slugs: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    areas = places.area_labels(document.areas)
    where = {"postcodes": document.postcodes, "areas": document.areas}
    studios = dict(zip(document.studio_ids, document.studio_names, strict=True))
    points = tuple(dict.fromkeys(document.points))
    return {
        Field.WHOLE_NAME: (fold(document.name),),
        Field.WHOLE_HANDLE: ("".join(words(document.handle or "")),),
        Field.NAME: (" ".join(words_and_whole(document.name)),),
        Field.HANDLE: (" ".join(words_and_whole(document.handle or "")),),
        Field.PLACE: (" ".join(places.place_words(**where)),),
        Field.STUDIO: tuple(" ".join(words_and_whole(name)) for name in document.studio_names),
        Field.BIO: (fold(document.bio),),
        Field.STYLE: slugs,
        "place": tuple(places.place_terms(country=document.country, **where)),
        "area": tuple(f"{key}{SEPARATOR}{label}" for key, label in areas.items()),
        "studio": tuple(f"{key}{SEPARATOR}{name}" for key, name in studios.items()),
        "point": tuple(geo.point_term(point) for point in points),
        "cell": tuple({cell for point in points for cell in geo.cell_terms(point)}),
    }
