"""The artists' Instagram answers, in the shape of `web_profile_info`, with bios and captions as messy as life."""

import random
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from local.sample_city.model import Account, Artist
from local.sample_city.plan import CITY_NAME
from local.sample_city.styles import COMMON_TAGS, STYLES, TRAP_TAGS

MEDIA_HOST = "scontent.qx-cdn.example"
SIZES = ((512, 640), (512, 512))  # as large as the page shows them on a laptop; every pixel costs whoever starts it
_LATEST_POST = 1_785_000_000  # 25 July 2026
_SHORTCODE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz0123456789-_"

REFUSALS: dict[Account, tuple[int, dict[str, object]]] = {
    Account.THROTTLED: (429, {"message": "Please wait a few minutes before you try again.", "status": "fail"}),
    Account.LOGIN_WALL: (401, {"message": "Please log in to continue.", "require_login": True, "status": "fail"}),
    Account.GONE: (404, {"data": {"user": None}, "status": "fail"}),
}


class Evidence(StrEnum):
    """Where a profile gives its styles away, if at all."""

    HASHTAGS = "hashtags"
    TEXT = "text"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A post and the picture to draw for it; `style` is `None` for a piercer's."""

    shortcode: str
    style: str | None
    caption: str
    size: tuple[int, int]
    taken_at: int
    art_seed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """An account's public face."""

    artist: Artist
    biography: str
    evidence: Evidence
    posts: tuple[Post, ...]


_OPENINGS = (
    "{styles} tattooer at a certain studio in {city}",
    "tattooing {styles} since forever · she/they · {city} UK",
    "✨ {styles} ✨ custom pieces only",
    "Books OPEN 📖 {styles} – {city}",
    "I draw {styles} and drink too much tea ☕️",
    "{city} 🏴󠁧󠁢󠁥󠁮󠁧󠁿 | {styles} | vegan inks 🌱",
    "𝔱𝔞𝔱𝔱𝔬𝔬𝔢𝔯 • {styles}",
    "Tatuażystka w {city}, {styles} 🖤 PL/EN",
    "Tatuadora en {city} · {styles} · ES/EN/PT",
    "Tätowiererin · {styles} · aus Liebe zur Linie",
    "{styles}\n📍 {city}\n✉️ bookings by e-mail only",
    "mother of two cats. {styles}. no DMs pls",
)
_CLOSINGS = (
    "",
    "\nGuest spots: ask!",
    "\n👇 book here",
    "\nno walk-ins",
    "\nDeposits non-refundable 🙏",
    "\nQX1 · Tue–Sat",
    "\n2 spots left in March",
)
_PLAIN_OPENINGS = (
    "Tattooer in {city}. Booking for spring 🌷",
    "drawing things on people • {city}",
    "📍{city} – e-mail for appointments",
)
_CAPTIONS = (
    "{subject} for the loveliest {who} 🖤 thank you for sitting so well!",
    "{subject}. Available as a one-off, message me 📩",
    "Fresh from this week: {subject} ✨",
    "{subject} – about four hours, two podcasts and one sandwich",
    "Made this {subject} ages ago and finally got to tattoo it 😭",
    "Dzisiaj: {subject} 🌿 dziękuję!",
    "{subject} para {who} 💐 gracias por la confianza",
    "would love to do more like this: {subject}",
    "Flash friday ⚡️ {subject}, palm-sized, £{price}",
    "Healed {subject}, one year on 👀",
)
_CLIENTS = ("Sam", "a nurse on her day off", "J.", "my favourite regular", "two sisters", "a very patient human")
_PIERCING_TAGS = ("piercing", "helix", "septumpiercing", "curatedear", "titaniumjewellery", "uappp", "piercedears")


def profile_of(artist: Artist, seed: int) -> Profile:
    """What the account shows: bio, three to seven posts, and where its styles can be read."""
    chance = random.Random(f"{seed}:{artist.key}")  # noqa: S311 - a fictional person
    evidence = chance.choices(list(Evidence), weights=(82, 10, 8))[0] if artist.styles else Evidence.NONE
    amount = chance.choices((3, 4, 5, 6, 7), weights=(30, 40, 20, 8, 2))[0]
    return Profile(
        artist=artist,
        biography=_biography(artist, evidence, chance),
        evidence=evidence,
        posts=tuple(_post(artist, evidence, number, chance) for number in range(amount)),
    )


def profile_answer(profile: Profile) -> dict[str, Any]:
    """The body of `web_profile_info` for a profile that answers."""
    artist = profile.artist
    private = artist.account is Account.PRIVATE
    edges = [] if private else [{"node": _node(artist, post)} for post in profile.posts]
    picture = f"https://{MEDIA_HOST}/v/t51.2885-19/{artist.instagram_id}.jpg?stp=dst-jpg_s320x320&_nc_cat=1"
    user = {
        "biography": profile.biography,
        "external_url": None,
        "edge_followed_by": {"count": 40 + len(artist.key) * 137},
        "edge_follow": {"count": 20 + len(artist.name) * 11},
        "full_name": artist.name,
        "id": artist.instagram_id,
        "is_business_account": True,
        "is_private": private,
        "is_verified": False,
        "profile_pic_url": picture,
        "profile_pic_url_hd": picture,
        "username": artist.handle,
        "edge_owner_to_timeline_media": {
            "count": len(profile.posts) + 112,
            "page_info": {"has_next_page": not private, "end_cursor": None if private else "QXFleGxleQ=="},
            "edges": edges,
        },
    }
    return {"data": {"user": user}, "status": "ok"}


def picture_path(artist: Artist) -> str:
    """The profile picture's path on the media host."""
    return f"v/t51.2885-19/{artist.instagram_id}.jpg"


def post_path(artist: Artist, post: Post) -> str:
    """A post image's path on the media host."""
    return f"v/t51.2885-15/{artist.instagram_id}_{post.shortcode}_n.jpg"


def _node(artist: Artist, post: Post) -> dict[str, Any]:
    url = f"https://{MEDIA_HOST}/{post_path(artist, post)}?stp=dst-jpg_e35&_nc_cat=1&oe=6A7B8C9D"
    return {
        "__typename": "GraphImage",
        "id": str(3_300_000_000_000_000_000 + post.art_seed),
        "shortcode": post.shortcode,
        "dimensions": {"height": post.size[1], "width": post.size[0]},
        "display_url": url,
        "owner": {"id": artist.instagram_id, "username": artist.handle},
        "is_video": False,
        "accessibility_caption": None,
        "edge_media_to_caption": {"edges": [{"node": {"text": post.caption}}] if post.caption else []},
        "taken_at_timestamp": post.taken_at,
        "thumbnail_src": url,
    }


def _biography(artist: Artist, evidence: Evidence, chance: random.Random) -> str:
    if not artist.styles:
        return f"Piercer 💎 {CITY_NAME} · implant-grade titanium only\nconsultations free"
    if evidence is Evidence.NONE:
        return chance.choice(_PLAIN_OPENINGS).format(city=CITY_NAME)
    words = [style.replace("-", " ") for style in artist.styles]
    if evidence is Evidence.HASHTAGS and chance.random() < 0.6:
        words = ["#" + chance.choice(STYLES[style].tags) for style in artist.styles]
    joined = chance.choice((" & ", " / ", ", ", " + ", " ")).join(words)
    return chance.choice(_OPENINGS).format(styles=joined, city=CITY_NAME) + chance.choice(_CLOSINGS)


def _post(artist: Artist, evidence: Evidence, number: int, chance: random.Random) -> Post:
    # The first style is the artist's main one; every style shows up in the first three posts.
    style = artist.styles[number % len(artist.styles)] if artist.styles else None
    if style and number >= len(artist.styles) and chance.random() < 0.5:
        style = artist.styles[0]
    caption = "" if number == 5 and chance.random() < 0.5 else _caption(style, evidence, chance)
    return Post(
        shortcode="D" + "".join(chance.choices(_SHORTCODE_LETTERS, k=10)),
        style=style,
        caption=caption,
        size=SIZES[0] if chance.random() < 0.7 else SIZES[1],
        taken_at=_LATEST_POST - number * 345_600 - chance.randrange(300_000),
        art_seed=chance.randrange(1_000_000_000),
    )


def _caption(style: str | None, evidence: Evidence, chance: random.Random) -> str:
    subject = chance.choice(STYLES[style].subjects) if style else "a neat little ear stack"
    text = chance.choice(_CAPTIONS).format(
        subject=subject, who=chance.choice(_CLIENTS), price=chance.randrange(8, 30) * 10
    )
    tags = chance.sample(COMMON_TAGS, chance.randrange(2, 6))
    if style is None:
        tags += chance.sample(_PIERCING_TAGS, 4)
    elif evidence is Evidence.HASHTAGS:
        tags += chance.sample(STYLES[style].tags, min(len(STYLES[style].tags), chance.choice((1, 2, 3))))
        if chance.random() < 0.12:
            tags.append(chance.choice(TRAP_TAGS))
    chance.shuffle(tags)
    return text + _tag_block(tags, chance)


def _tag_block(tags: list[str], chance: random.Random) -> str:
    """Hashtags as people set them: after dots, without spaces, in capitals, with a full-width sign or emoji between."""
    form = chance.randrange(6)
    if form == 0:
        return "\n.\n.\n.\n" + " ".join(f"#{tag}" for tag in tags)
    if form == 1:
        return "\n" + "".join(f"#{tag}" for tag in tags)
    if form == 2:
        return " " + " ".join(f"#{tag.upper()}" for tag in tags)
    if form == 3:
        return "\n" + " ".join(f"＃{tag}" for tag in tags)
    if form == 4:
        return "\n" + "🌙".join(f"#{tag}" for tag in tags) + "🌙"
    return "\n\n" + "\n".join(f"#{tag}" for tag in tags)
