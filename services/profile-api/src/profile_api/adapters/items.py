"""How the directory lies in its table: keys, and domain objects as items and back.

| what          | PK             | SK                     |                                                            |
|---------------|----------------|------------------------|------------------------------------------------------------|
| profile       | ARTIST#{id}    | PROFILE                | state, version, digest, `styles` String Set, `shown` JSON  |
| image         | ARTIST#{id}    | IMAGE#{content hash}   | `image` JSON, position                                     |
| style         | ARTIST#{id}    | STYLE#{slug}           | confidence; gsi1: place within the style                   |
| studio        | STUDIO#{id}    | PROFILE                | version, closed, `facts` JSON                              |
| on the roster | STUDIO#{id}    | ARTIST#{public id}     | name, role                                                 |
| named by site | STUDIO#{id}    | MEMBER#{subject key}   | whom to re-project when the studio changes                 |
| facts         | FACTS#{key}    | FACTS                  | `facts` JSON each, revision; gsi2: when a handle is due    |
| tombstone     | DENIED#{key}   | TOMBSTONE, WITHDRAWN   | no personal data                                           |
"""

import json
from collections.abc import Iterable
from datetime import datetime, timezone
from decimal import Decimal
from typing import Any

from event_contracts import Envelope
from event_contracts.claims import StudioFacts
from profile_api.domain.facts import FACT, Fact, FactId, fact_id
from profile_api.domain.profile import Form, MovedTo, PublicProfile
from profile_api.domain.publication import Standing, State
from profile_api.domain.studio import Studio
from service_kit.ids import fold_name
from service_kit.outbox import OUTBOX_ATTRIBUTE, outbox_entry

Item = dict[str, Any]

PROFILE = "PROFILE"
FACTS = "FACTS"
REFRESH_PARTITION = "REFRESH"


def facts_pk(key: str) -> str:
    return f"FACTS#{key}"


def artist_pk(artist_id: str) -> str:
    return f"ARTIST#{artist_id}"


def studio_pk(studio_id: str) -> str:
    return f"STUDIO#{studio_id}"


def instant_text(moment: datetime) -> str:
    """UTC, fixed width: sorts as time does."""
    return moment.astimezone(timezone.utc).isoformat(timespec="microseconds")


def facts_key(key: str) -> Item:
    return {"PK": facts_pk(key), "SK": FACTS}


def fact_texts(facts: Iterable[Fact]) -> list[str]:
    """In an order of their own, so that the same facts are the same item."""
    return [fact.model_dump_json() for fact in sorted(facts, key=lambda fact: fact.sort)]


def read_facts(item: Item) -> dict[FactId, Fact]:
    facts = [FACT.validate_json(text) for text in item["facts"]]
    return {fact_id(fact): fact for fact in facts}


def studio_item(studio: Studio) -> Item:
    return {
        "PK": studio_pk(studio.id),
        "SK": PROFILE,
        "version": studio.version,
        "closed": studio.closed,
        "facts": studio.facts.model_dump_json() if studio.facts else None,
    }


def read_studio(item: Item) -> Studio:
    return Studio(
        id=item["PK"].removeprefix("STUDIO#"),
        version=int(item["version"]),
        closed=item["closed"],
        facts=StudioFacts.model_validate_json(item["facts"]) if item["facts"] else None,
    )


def read_standing(item: Item) -> Standing:
    return Standing(
        state=State(item["state"]),
        version=int(item["version"]),
        digest=item["digest"],
        updated_at=datetime.fromisoformat(item["updated_at"]),
        checked_at=datetime.fromisoformat(item["checked_at"]) if item.get("checked_at") else None,
    )


def artist_items(subject_id: str, *, form: Form | None, standing: Standing, outbox: Envelope | None) -> list[Item]:
    """Everything that shall lie under `ARTIST#{id}`."""
    profile: Item = {
        "PK": artist_pk(subject_id),
        "SK": PROFILE,
        "state": str(standing.state),
        "version": standing.version,
        "digest": standing.digest,
        "updated_at": instant_text(standing.updated_at),
    }
    if standing.checked_at:
        profile["checked_at"] = instant_text(standing.checked_at)
    if outbox:
        profile[OUTBOX_ATTRIBUTE] = [outbox_entry(outbox)]
    match form:
        case PublicProfile():
            profile |= _shown(form)
            return [profile, *_image_items(form), *_style_items(form)]
        case MovedTo():
            return [profile | {"moved_to": form.id}]
        case None:
            return [profile]


def roster_items(profile: PublicProfile) -> list[Item]:
    """The artist on the roster of each of their studios."""
    return [
        {
            "PK": studio_pk(workplace.studio.studio_id),
            "SK": artist_pk(profile.id),
            "name": profile.name,
            "role": str(workplace.role),
        }
        for workplace in profile.workplaces
    ]


def _shown(profile: PublicProfile) -> Item:
    shown = {
        "handle": profile.handle,
        "bio": profile.bio,
        "role": profile.role,
        "picture": profile.picture and profile.picture.model_dump(mode="json"),
        "studios": [
            workplace.studio.model_dump(mode="json", exclude={"provenance", "phone", "instagram", "area", "country"})
            for workplace in profile.workplaces
        ],
        "provenance": [source.model_dump(mode="json", exclude={"expires_at"}) for source in profile.provenance],
    }
    item: Item = {
        "name": profile.name,
        "studio_ids": {workplace.studio.studio_id for workplace in profile.workplaces},
        "shown": json.dumps(shown, ensure_ascii=False),
    }
    if profile.styles:  # a set in DynamoDB cannot be empty
        item["styles"] = {style.slug for style in profile.styles}
    return item


def _image_items(profile: PublicProfile) -> list[Item]:
    return [
        {
            "PK": artist_pk(profile.id),
            "SK": f"IMAGE#{image.content_hash}",
            "position": position,
            "image": image.model_dump_json(),
        }
        for position, image in enumerate(profile.images)
    ]


def _style_items(profile: PublicProfile) -> list[Item]:
    place = profile.workplaces[0].studio
    return [
        {
            "PK": artist_pk(profile.id),
            "SK": f"STYLE#{style.slug}",
            "confidence": Decimal(str(style.confidence)),
            "gsi1pk": f"STYLE#{style.slug}",
            "gsi1sk": f"LOCATION#{place.country}#{fold_name(place.city)}#{profile.id}",
        }
        for style in profile.styles
    ]
