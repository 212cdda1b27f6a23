"""What the search API says: results, facets, styles, areas and suggestions as JSON (requirements §4)."""

from collections.abc import Iterable
from typing import Any

from search_engine.model import (
    ArtistDocument,
    FacetCount,
    Hit,
    Picture,
    SearchRequest,
    SearchResult,
    Suggestion,
)
from style_taxonomy import STYLES

Json = dict[str, Any]


def search_answer(request: SearchRequest, result: SearchResult) -> Json:
    """One page of artists. The embedded index is the primary, so no answer is a degraded one."""
    return {
        "items": [_item(hit) for hit in result.items],
        "total": result.total,
        "facets": {
            "styles": [
                {"slug": facet.value, "name": _style_name(facet.value), "count": facet.count}
                for facet in result.facets.styles
            ],
            "areas": [{"name": facet.value, "count": facet.count} for facet in result.facets.areas],
        },
        "pagination": {
            "page": request.page,
            "limit": request.limit,
            "hasMore": result.has_more,
            "nextCursor": result.next_cursor,
        },
        "degraded": False,
    }


def _item(hit: Hit) -> Json:
    document = hit.document
    return {
        "id": document.id,
        "name": document.name,
        "handle": document.handle,
        "styles": list(document.styles),
        "location": _location(document),
        "studios": [
            {"id": studio, "name": name}
            for studio, name in zip(document.studio_ids, document.studio_names, strict=True)
        ],
        "picture": _picture(document.picture, document) if document.picture else None,
        "distance_km": None if hit.distance_km is None else round(hit.distance_km, 2),
        "updated_at": document.updated_at.isoformat(),
    }


def _location(document: ArtistDocument) -> Json | None:
    """The first studio's place; areas run from the city to its districts."""
    if not document.areas and not document.points:
        return None
    point = document.points[0] if document.points else None
    return {
        "area": document.areas[1] if len(document.areas) > 1 else next(iter(document.areas), ""),
        "city": next(iter(document.areas), ""),
        "country": document.country,
        "lat": point.lat if point else None,
        "lng": point.lng if point else None,
    }


def _picture(picture: Picture, document: ArtistDocument) -> Json:
    styles = " and ".join(_style_name(slug).lower() for slug in document.styles[:2])
    return {
        "src": picture.path,
        "srcset": [{"src": one.path, "width": one.width, "type": one.media_type} for one in picture.renditions],
        "width": picture.width,
        "height": picture.height,
        "placeholder": picture.placeholder,
        "colour": picture.colour,
        "alt": f"{styles.capitalize() or 'Tattoo'} work by {document.name}",
    }


def _style_name(slug: str) -> str:
    style = STYLES.get(slug)
    return style.name if style else slug


def styles_answer(counts: Iterable[FacetCount]) -> Json:
    """Every style somebody has, most frequent first (A24–A28)."""
    return {
        "items": [
            {
                "slug": facet.value,
                "name": _style_name(facet.value),
                "count": facet.count,
                "description": STYLES[facet.value].description if facet.value in STYLES else "",
            }
            for facet in counts
        ]
    }


def areas_answer(counts: Iterable[FacetCount]) -> Json:
    return {"items": [{"name": facet.value, "count": facet.count} for facet in counts]}


def suggest_answer(suggestions: Iterable[Suggestion]) -> Json:
    return {
        "items": [
            {"kind": suggestion.kind, "text": suggestion.text, "value": suggestion.value, "id": suggestion.id}
            for suggestion in suggestions
        ]
    }
