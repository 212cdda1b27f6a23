"""A profile as it is kept for the other contexts: the body of the claim."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from event_contracts.claims import Post, ProfileFacts, Provenance, StoredImage
from instagram_scraper.domain.ports import InstagramSource, WantedPicture
from instagram_scraper.domain.profile import RemoteProfile

PICTURES_OF_POSTS = 9
_POSTS = 12
_LONGEST_NAME, _LONGEST_BIO, _LONGEST_CAPTION = 100, 1_000, 2_200
_PICTURE_REF = "picture:"


def picture_ref(profile: RemoteProfile) -> str | None:
    """What the profile's picture is known by: the name in its address, without host, size and signature."""
    if not profile.picture_url:
        return None
    return _PICTURE_REF + profile.picture_url.partition("?")[0].rsplit("/", 1)[-1]


def wanted_pictures(profile: RemoteProfile) -> list[WantedPicture]:
    """The picture and those of the latest posts, the picture first."""
    ref = picture_ref(profile)
    own = [WantedPicture(ref=ref, url=profile.picture_url)] if ref and profile.picture_url else []
    posts = [WantedPicture(ref=post.ref, url=post.picture_url) for post in profile.posts if post.picture_url]
    return own + posts[:PICTURES_OF_POSTS]


def profile_facts(
    profile: RemoteProfile,
    *,
    images: Mapping[str, StoredImage],
    former_handle_keys: Iterable[str],
    source: InstagramSource,
    now: datetime,
) -> ProfileFacts:
    """The claim's body; texts are cut to what the network itself allows."""
    return ProfileFacts(
        handle=profile.handle,
        name=profile.name[:_LONGEST_NAME],
        bio=profile.bio[:_LONGEST_BIO],
        picture=images.get(picture_ref(profile) or ""),
        posts=tuple(
            Post(caption=post.caption[:_LONGEST_CAPTION], posted_at=post.posted_at, image=images.get(post.ref))
            for post in profile.posts[:_POSTS]
        ),
        former_handle_keys=tuple(sorted(former_handle_keys)),
        provenance=Provenance(
            source=source.name,
            url=f"https://www.instagram.com/{profile.handle}/",
            licence=source.licence,
            fetched_at=now,
        ),
    )
