"""Which facts an event tells, given what its claim holds."""

from event_contracts import (
    ArtistGone,
    ArtistIdentified,
    ArtistLeftStudio,
    ArtistScraped,
    ArtistScrapeFailed,
    StylesInferred,
)
from event_contracts.claims import ProfileFacts, RosterFacts
from profile_api.domain.facts import LONG_AGO, Binding, Fact, Gone, Link, Membership, Snapshot, Styles, Unread


def identified(event: ArtistIdentified, roster: RosterFacts) -> tuple[Fact, ...]:
    membership = Membership(
        subject_key=event.subject_key,
        studio_id=event.studio_id,
        observed_at=event.observed_at,
        present=True,
        roster=roster.model_copy(update={"role": event.role, "confidence": event.confidence}),
        name_keys=frozenset({event.name_key}),
        first_identified_at=event.observed_at,
    )
    if event.handle_key is None:
        return (membership,)
    return membership, Link(subject_key=event.name_key, handle_key=event.handle_key)


def left_studio(event: ArtistLeftStudio) -> tuple[Fact, ...]:
    return (
        Membership(
            subject_key=event.subject_key, studio_id=event.studio_id, observed_at=event.observed_at, present=False
        ),
    )


def scraped(event: ArtistScraped, profile: ProfileFacts) -> tuple[Fact, ...]:
    account, current = event.artist_id, event.handle_key
    bindings = [
        Binding(subject_key=current, account=account, first_seen=event.observed_at, last_seen=event.observed_at),
        # A former handle was the account's before anybody else was seen under it.
        *(
            Binding(subject_key=former, account=account, first_seen=LONG_AGO, last_seen=LONG_AGO)
            for former in profile.former_handle_keys
            if former != current
        ),
    ]
    links = (Link(subject_key=account, handle_key=binding.subject_key) for binding in bindings)
    snapshot = Snapshot(subject_key=account, handle_key=current, observed_at=event.observed_at, profile=profile)
    return (snapshot, *bindings, *links)


def scrape_failed(event: ArtistScrapeFailed) -> tuple[Fact, ...]:
    return (Unread(subject_key=event.handle_key, observed_at=event.observed_at, reason=event.reason),)


def gone(event: ArtistGone) -> tuple[Fact, ...]:
    end = Gone(
        subject_key=event.handle_key, account=event.artist_id, observed_at=event.observed_at, reason=event.reason
    )
    # A private account may be known by nothing else, and has to be found by who asks to be forgotten.
    return (end, Link(subject_key=event.artist_id, handle_key=event.handle_key)) if event.artist_id else (end,)


def styles_inferred(event: StylesInferred) -> tuple[Fact, ...]:
    return (
        Styles(
            subject_key=event.artist_id,
            observed_at=event.observed_at,
            taxonomy_version=event.taxonomy_version,
            styles=event.styles,
        ),
    )
