"""Downloads pictures, makes renditions beside the event loop, and stores them."""

import asyncio
import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

from aws_lambda_powertools import Logger

from event_contracts.claims import StoredImage
from instagram_scraper.adapters.objects import MediaBucket
from instagram_scraper.adapters.polite import DisallowedError, PoliteFetcher
from instagram_scraper.adapters.renditions import NotAPictureError, Processed, process
from instagram_scraper.domain.ports import WantedPicture
from service_kit.fetching import FetchError, FetchLimits

_LIMITS = FetchLimits(max_bytes=8_000_000, total_seconds=30, max_redirects=3)
_REASONS = {DisallowedError: "host_not_asked", NotAPictureError: "not_a_picture"}


class PictureKeeper:
    """Keeps pictures once: a known source is not downloaded again, a known content not stored again."""

    def __init__(self, *, fetcher: PoliteFetcher, media: MediaBucket, logger: Logger, avif: bool = False) -> None:
        self._avif = avif
        self._fetcher = fetcher
        self._media = media
        self._logger = logger
        # Pillow lets other threads run while it decodes and encodes: as many threads as processors use them all.
        self._processors = ThreadPoolExecutor(os.cpu_count(), thread_name_prefix="renditions")

    async def keep(
        self, artist_id: str, wanted: Sequence[WantedPicture], *, held: Mapping[str, StoredImage]
    ) -> dict[str, StoredImage]:
        """Stored pictures by reference; one that cannot be had is left out and tried again at the next refresh."""
        fresh = [picture for picture in wanted if picture.ref not in held]
        # Whatever fails, nothing is on its way into the bucket when this returns: the caller may forget the artist.
        ends = await asyncio.gather(*(self._keep_one(artist_id, picture) for picture in fresh), return_exceptions=True)
        stored = [_unless_failed(end) for end in ends]
        known = {picture.ref: held[picture.ref] for picture in wanted if picture.ref in held}
        return known | {picture.ref: image for picture, image in zip(fresh, stored, strict=True) if image}

    async def _keep_one(self, artist_id: str, picture: WantedPicture) -> StoredImage | None:
        try:
            answer = await self._fetcher.get(picture.url, limits=_LIMITS)
            if answer.status != 200:
                self._logger.info("picture_skipped", artist_id=artist_id, status=answer.status)
                return None
            processed = await self._process(answer.body, artist_id)
        except (FetchError, DisallowedError, NotAPictureError) as error:
            reason = error.failure.value if isinstance(error, FetchError) else _REASONS[type(error)]
            self._logger.info("picture_skipped", artist_id=artist_id, reason=reason)
            return None
        for rendition in processed.image.renditions:
            body = processed.files[rendition.key]
            await asyncio.to_thread(self._media.put, rendition.key, body, media_type=rendition.media_type)
        return processed.image

    async def _process(self, raw: bytes, artist_id: str) -> Processed:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._processors, lambda: process(raw, artist_id=artist_id, avif=self._avif))


def _unless_failed(end: StoredImage | BaseException | None) -> StoredImage | None:
    if isinstance(end, BaseException):
        raise end
    return end
