"""Reads one handle: asks the denylist, looks, keeps what was seen in one write, and tidies up.

Any step can be the last one before a crash. The message is then handed over again, and the `Unsettled` note tells
whose objects may be stored without a table entry to show for it.
"""

import asyncio
from collections.abc import Mapping
from weakref import WeakValueDictionary

from event_contracts import ScrapeFailure
from event_contracts.claims import StoredImage
from instagram_scraper.domain import look as looks
from instagram_scraper.domain.backoff import Backoff
from instagram_scraper.domain.facts import profile_facts, wanted_pictures
from instagram_scraper.domain.hosts import HostGuard
from instagram_scraper.domain.look import Look, Request, Seen
from instagram_scraper.domain.ports import InstagramSource, Log, Objects, Pictures, Store, Widening
from instagram_scraper.domain.profile import ProfileFailed, ProfileGone, ProfileRead, RemoteProfile
from instagram_scraper.domain.records import Briefing, Change, KnownHandle, KnownPerson, Unsettled, Written, is_due
from service_kit.clock import Clock
from service_kit.errors import TransientError
from service_kit.ids import SubjectHasher


class _OutdatedError(TransientError):
    """Another look wrote about the person meanwhile: another task's, or one at another of their handles."""


class ProfileReader:
    """The use case of this context. Within a task, one handle is read by one request at a time."""

    def __init__(
        self,
        *,
        store: Store,
        objects: Objects,
        pictures: Pictures,
        source: InstagramSource,
        host: HostGuard,
        hasher: SubjectHasher,
        clock: Clock,
        logger: Log,
    ) -> None:
        self._store = store
        self._objects = objects
        self._pictures = pictures
        self._source = source
        self._host = host
        self._hasher = hasher
        self._clock = clock
        self._logger = logger
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def read(self, request: Request) -> None:
        """Read the handle if that is allowed and due. Raises `TransientError` when the message should come again."""
        async with self._locks.setdefault(request.handle_key, asyncio.Lock()):
            try:
                await self._attempt(request)
            except _OutdatedError:  # begun anew it sees what the other look wrote, and mostly need not ask again
                await self._attempt(request)

    async def _attempt(self, request: Request) -> None:
        brief = await self._brief(request)
        known = brief.known
        await self._settle(request.handle_key, known.unsettled, denied=brief.denied)
        if brief.denied:
            self._logger.info("denied_before_fetch", handle_key=request.handle_key)
            return
        handle = request.handle or (known.link.handle if known.link else None)
        now = self._clock.now()
        if handle is None:
            self._logger.info("refresh_of_unknown_handle", handle_key=request.handle_key)
        elif is_due(known.link, now=now, due_since=request.due_since):
            await self._look(Look(request=request, handle=handle, known=known, now=now), pause=brief.pause)
        else:
            await self._remember_name(request, known)

    async def _brief(self, request: Request) -> Briefing:
        """The denylist is asked before any fetch, by every key that leads to the person (AGG-07)."""
        return await asyncio.to_thread(
            self._store.brief, request.handle_key, name_key=request.name_key, host=self._host.host
        )

    async def _settle(self, handle_key: str, note: Unsettled | None, *, denied: bool) -> None:
        """An attempt was cut short: stored objects of the denied, and of people about whom nothing is held, go."""
        if note is None:
            return
        for artist_id in note.everybody:
            person = await self._person(artist_id)
            if (denied and artist_id == note.artist_id) or person is None or person.handle_key is None:
                await asyncio.to_thread(self._objects.forget, artist_id)
        await asyncio.to_thread(self._store.settle, handle_key)

    async def _remember_name(self, request: Request, known: KnownHandle) -> None:
        """Another studio names the same handle: the name leads to it from now on, for the denylist."""
        if known.link and request.name_key and request.name_key not in known.link.name_keys:
            await asyncio.to_thread(self._store.remember_name, known.link, request.name_key)

    async def _look(self, look: Look, *, pause: Backoff | None) -> None:
        if pause and pause.holds(look.now):
            await self._commit(look, looks.failed(look, ScrapeFailure.RATE_LIMITED, due_at=pause.until))
            return
        outcome = await self._source.fetch(look.handle)
        await self._host.note(outcome, now=look.now)
        match outcome:
            case ProfileRead():
                await self._keep(look, outcome.profile)
            case ProfileGone():
                await self._let_go(look, outcome)
            case ProfileFailed():
                await self._commit(look, looks.failed(look, outcome.reason))
                self._logger.info("profile_failed", handle_key=look.handle_key, reason=outcome.reason.value)

    async def _let_go(self, look: Look, outcome: ProfileGone) -> None:
        artist_id = self._hasher.artist_id(outcome.numeric_id) if outcome.numeric_id else None
        change = looks.gone(
            look,
            outcome.reason,
            artist_id=artist_id,
            person=await self._person(artist_id or look.owner),
            displaced=await self._person(look.former_owner(artist_id)),
        )
        if await self._begin(look, change.subject_keys, artist_id=artist_id) and await self._commit(look, change):
            await self._tidy(look, change)
            self._logger.info("profile_gone", handle_key=look.handle_key, reason=outcome.reason.value)

    async def _keep(self, look: Look, profile: RemoteProfile) -> None:
        artist_id = self._hasher.artist_id(profile.numeric_id)
        seen = Seen(
            artist_id=artist_id,
            answered_key=self._hasher.handle_key(profile.handle),
            person=await self._person(artist_id),
            displaced=await self._person(look.former_owner(artist_id)),
        )
        keys = look.subject_keys(artist_id, seen.answered_key)
        if not await self._begin(look, keys, artist_id=artist_id):
            return
        held = seen.person.images if seen.person else {}
        images = await self._pictures.keep(artist_id, wanted_pictures(profile), held=held)
        change = await self._with_claim(look, profile, seen=seen, images=images)
        if await self._commit(look, change):
            await self._tidy(look, change)
            await self._sweep(artist_id, images=images, before=held)
            self._logger.info("profile_read", handle_key=look.handle_key, artist_id=artist_id, pictures=len(images))

    async def _with_claim(
        self, look: Look, profile: RemoteProfile, *, seen: Seen, images: Mapping[str, StoredImage]
    ) -> Change:
        facts = profile_facts(
            profile,
            images=images,
            former_handle_keys=(seen.former_handle_keys | {seen.answered_key}) - {look.handle_key},
            source=self._source,
            now=look.now,
        )
        claim = await asyncio.to_thread(self._objects.put_claim, seen.artist_id, facts.model_dump(mode="json"))
        image_count = sum(post.image is not None for post in facts.posts)
        return looks.read(look, seen, claim=claim, image_count=image_count, images=images)

    async def _person(self, artist_id: str | None) -> KnownPerson | None:
        return await asyncio.to_thread(self._store.person, artist_id) if artist_id else None

    async def _begin(self, look: Look, subject_keys: frozenset[str], *, artist_id: str | None) -> bool:
        """Ask the denylist again now that the account is known, and note whose objects are about to change."""
        note = looks.unsettled(look, artist_id=artist_id)
        written = await asyncio.to_thread(self._store.begin, look.handle_key, note, subject_keys=subject_keys)
        if written is Written.DENIED:
            await self._refuse(look, subject_keys, artist_id=artist_id)
        return written is Written.COMMITTED

    async def _commit(self, look: Look, change: Change) -> bool:
        """Write a look's result; False when somebody involved is denied by now."""
        written = await asyncio.to_thread(self._store.commit, change)
        if written is Written.OUTDATED:
            raise _OutdatedError("looked_at_meanwhile")
        if written is Written.DENIED:
            await self._refuse(look, change.subject_keys, artist_id=change.link.artist_id)
        return written is Written.COMMITTED

    async def _refuse(self, look: Look, subject_keys: frozenset[str], *, artist_id: str | None) -> None:
        """Somebody denied was met: nothing is kept, and keys of theirs that governance does not know are reported."""
        denied = await asyncio.to_thread(self._store.denied_among, subject_keys)
        new_keys = (subject_keys - look.name_keys) - denied
        if denied and new_keys:
            widening = Widening(
                handle_key=look.handle_key,
                new_keys=new_keys,
                displaced=await self._person(look.former_owner(artist_id)),
                now=look.now,
                cause=look.request.cause,
            )
            await asyncio.to_thread(self._store.widen, min(denied), widening)
        await self._settle(look.handle_key, looks.unsettled(look, artist_id=artist_id), denied=True)
        self._logger.info("denied_after_fetch", handle_key=look.handle_key)

    async def _tidy(self, look: Look, change: Change) -> None:
        for artist_id in change.stripped:
            await asyncio.to_thread(self._objects.forget, artist_id)
        if not change.settles:
            await asyncio.to_thread(self._store.settle, look.handle_key)

    async def _sweep(
        self, artist_id: str, *, images: Mapping[str, StoredImage], before: Mapping[str, StoredImage]
    ) -> None:
        """Drop pictures that are neither shown now nor were until now; the latter may still be on somebody's screen."""
        if before:
            keep = {image.content_hash for image in (*images.values(), *before.values())}
            await asyncio.to_thread(self._objects.sweep, artist_id, keep=keep)
