"""What an artist is found by: the terms of every text field, the same in every adapter."""

from search_engine import places, styles
from search_engine.model import ArtistDocument
from search_engine.plan import Field
from search_engine.text import fold, words, words_and_whole

Terms = dict[str, tuple[str, ...]]


def stored_styles(document: ArtistDocument) -> tuple[str, ...]:
    """The artist's styles as slugs, followed by the broader styles they belong to: what filters and facets go by."""
    return styles.with_broader(styles.style_slug(style) for style in document.styles)


def terms_of(document: ArtistDocument) -> Terms:
    """Field → terms; `area` and `studio` are facet values, see `places.SEPARATOR`."""
    name, handle = words_and_whole(document.name), words_and_whole(document.handle or "")
    studio = tuple(word for studio_name in document.studio_names for word in words_and_whole(studio_name))
    place = places.place_words(areas=document.areas, postcodes=document.postcodes)
    studios = dict(zip(document.studio_ids, document.studio_names, strict=True))
    return {
        Field.WHOLE_NAME: (fold(document.name),),
        Field.WHOLE_HANDLE: ("".join(words(document.handle or "")),),
        Field.NAME: name,
        Field.HANDLE: handle,
        Field.STYLE: stored_styles(document),
        Field.PLACE: place,
        Field.STUDIO: studio,
        Field.KEY: tuple(dict.fromkeys((*name, *handle, *place, *studio))),
        Field.BIO: tuple(dict.fromkeys(words(document.bio))),
        "place": places.place_terms(areas=document.areas, postcodes=document.postcodes, country=document.country),
        "area": places.area_values(document.areas),
        "studio": tuple(f"{studio_id}{places.SEPARATOR}{label}" for studio_id, label in studios.items()),
    }
