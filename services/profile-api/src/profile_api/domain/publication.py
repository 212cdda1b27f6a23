"""From one public form to the next: versions, digests and what is announced."""

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from event_contracts import ScrapeFailure, WithdrawalReason
from event_contracts.claims import StoredImage
from profile_api.domain.facts import Known, Snapshot
from profile_api.domain.persons import Person, facts_of, is_handle, persons
from profile_api.domain.profile import Form, MovedTo, PublicProfile
from search_engine.model import ArtistDocument, Picture, Point, Rendition

ASK_AGAIN = timedelta(hours=6)
"""After this time a profile that could not be read is asked for again, and so is one that nothing came of."""

_CARD_WIDTH = 480
_NOT_SHOWN = {"provenance", "phone", "instagram"}


class State(StrEnum):
    """What stands under a public id."""

    PUBLISHED = "published"
    MOVED = "moved"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What stands under a public id since `updated_at`. `digest` tells one public form from another."""

    state: State
    version: int
    digest: str
    updated_at: datetime
    checked_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The next standing of an id, and whether the index must hear of it: as a new form or as a withdrawal.

    `first` says that nothing stood there before.
    """

    id: str
    first: bool
    form: Form | None
    standing: Standing
    announced: bool = False
    withdrawal: WithdrawalReason | None = None


def change_of(
    subject_id: str, *, form: Form | None, before: Standing | None, now: datetime, again: bool = False
) -> Change | None:
    """The step from what stands to what should stand; None when there is none to take.

    `again`: what is public is announced once more although it has not changed, under a later version.
    """
    if form is None and (before is None or before.state is State.WITHDRAWN):
        return None
    state, digest = _state_of(form), digest_of(form)
    checked_at = form.checked_at if isinstance(form, PublicProfile) else None
    if before is not None and before.digest == digest:
        announced = again and state is State.PUBLISHED
        version = next_version(before, now) if announced else before.version
        standing = replace(before, checked_at=checked_at, version=version)
        if standing == before:
            return None
        return Change(id=subject_id, first=False, form=form, standing=standing, announced=announced)
    return Change(
        id=subject_id,
        first=before is None,
        form=form,
        standing=Standing(
            state=state, version=next_version(before, now), digest=digest, updated_at=now, checked_at=checked_at
        ),
        announced=state is State.PUBLISHED,
        withdrawal=_withdrawal(before, state),
    )


def _withdrawal(before: Standing | None, state: State) -> WithdrawalReason | None:
    if before is None or before.state is not State.PUBLISHED or state is State.PUBLISHED:
        return None
    return WithdrawalReason.MERGED if state is State.MOVED else WithdrawalReason.LEFT_EVERY_STUDIO


def _state_of(form: Form | None) -> State:
    match form:
        case PublicProfile():
            return State.PUBLISHED
        case MovedTo():
            return State.MOVED
        case None:
            return State.WITHDRAWN


def next_version(before: Standing | None, now: datetime) -> int:
    """Milliseconds, not a count: a purge forgets the count, and what comes after it must still be the later version."""
    return max(before.version + 1 if before else 1, int(now.timestamp() * 1000))


def digest_of(form: Form | None) -> str:
    """Equal for forms that show the same; when something was looked at makes no difference."""
    match form:
        case PublicProfile():
            shown = {
                "id": form.id,
                "name": form.name,
                "handle": form.handle,
                "bio": form.bio,
                "role": form.role,
                "styles": [style.model_dump() for style in form.styles],
                "pictures": [image and image.model_dump() for image in (form.picture, *form.images)],
                "studios": [[w.role, w.studio.model_dump(mode="json", exclude=_NOT_SHOWN)] for w in form.workplaces],
                "sources": [[source.source, source.url, source.licence] for source in form.provenance],
            }
        case MovedTo():
            shown = {"moved_to": form.id}
        case None:
            shown = {}
    return hashlib.sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()[:32]


def search_document(profile: PublicProfile, standing: Standing) -> ArtistDocument:
    """What the search index keeps of a profile."""
    studios = [workplace.studio for workplace in profile.workplaces]
    card = next(iter(profile.images), profile.picture)
    return ArtistDocument(
        id=profile.id,
        version=standing.version,
        name=profile.name,
        updated_at=standing.updated_at,
        handle=profile.handle,
        bio=profile.bio,
        styles=tuple(style.slug for style in profile.styles),
        studio_ids=tuple(studio.studio_id for studio in studios),
        studio_names=tuple(studio.name for studio in studios),
        areas=tuple(dict.fromkeys(place for studio in studios for place in (studio.city, studio.area) if place)),
        country=studios[0].country,
        postcodes=tuple(dict.fromkeys(studio.postcode for studio in studios if studio.postcode)),
        points=tuple(Point(lat=studio.lat, lng=studio.lng) for studio in studios),
        picture=_card_picture(card) if card else None,
        images_count=len(profile.images),
    )


def _card_picture(image: StoredImage) -> Picture | None:
    webp = sorted((r for r in image.renditions if r.media_type == "image/webp"), key=lambda r: r.width)
    if not webp:
        return None
    chosen = next((r for r in webp if r.width >= _CARD_WIDTH), webp[-1])
    return Picture(
        path="/media/" + chosen.key,
        width=chosen.width,
        height=max(1, round(image.height * chosen.width / image.width)),
        placeholder=image.placeholder,
        colour=image.colour,
        renditions=tuple(
            Rendition(path="/media/" + one.key, width=one.width, media_type=one.media_type)
            for one in sorted(image.renditions, key=lambda one: (one.media_type, one.width))
        ),
    )


def refresh_due(known: Known, *, asked_at: dict[str, datetime], every: timedelta) -> dict[str, datetime]:
    """When each handle of somebody who works at a studio should be read again: sooner when it could not be read, or
    when it was asked for and nothing has come of it yet."""
    due: dict[str, datetime] = {}
    for person in persons(known):
        if any(m.present for m in person.memberships):
            for key in _handles_to_read(person):
                answered, failed = _last_answer(key, person, known)
                asked = asked_at.get(key, answered)
                due[key] = max(answered, asked) + (min(every, ASK_AGAIN) if failed or asked > answered else every)
    return due


def _handles_to_read(person: Person) -> set[str]:
    snapshot = person.snapshot
    if snapshot and snapshot.handle_key in person.handle_keys:
        return {snapshot.handle_key}
    return {key for key in person.handle_keys if is_handle(key)}


def _last_answer(handle_key: str, person: Person, known: Known) -> tuple[datetime, bool]:
    """When something was last heard of a handle, at first that somebody has it, and whether it was a failure.

    A source that is switched off has not failed: it will not change.
    """
    heard = [(f.observed_at, False) for f in person.gone if f.subject_key == handle_key]
    heard += [(s.observed_at, False) for s in facts_of(known, Snapshot) if s.handle_key == handle_key]
    heard += [
        (f.observed_at, f.reason is not ScrapeFailure.SOURCE_DISABLED)
        for f in person.unread
        if f.subject_key == handle_key
    ]
    named = (m.first_identified_at or m.observed_at for m in person.memberships)
    return max(heard) if heard else (min(named), False)
