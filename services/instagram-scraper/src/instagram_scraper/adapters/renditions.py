"""Turns somebody's picture file into small clean ones: judged before it is decoded, stripped of everything but pixels.

WebP at encoder effort 2 only: AVIF at a comparable cost (speed 10) is no smaller, and where it saves 35 % (speed 6) it
costs ten times the processor time (README, "Pictures").
"""

import base64
import contextlib
import hashlib
import io
from dataclasses import dataclass

import thumbhash
from PIL import Image, ImageCms, ImageOps

from event_contracts.claims import Rendition, StoredImage

MEDIA_TYPE = "image/webp"
_WIDTHS = (320, 640, 1080)
_QUALITY, _EFFORT = 78, 2
_FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")
_MOST_PIXELS = 40_000_000
_SMALLEST_SIDE, _LONGEST_SIDE = 16, 16_000
_HASH_SIDE = 24  # a larger one gives the same blur and costs twenty times as much
_WHITE = (255, 255, 255)


class NotAPictureError(ValueError):
    """The bytes are no picture that can be kept: another format, damaged, too small, or a bomb."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Processed:
    """A picture ready to be stored: what is known about it, and the files by their key under `/media/`."""

    image: StoredImage
    files: dict[str, bytes]


def process(raw: bytes, *, artist_id: str) -> Processed:
    """Renditions, dominant colour and placeholder of a picture file; raises `NotAPictureError`. Blocking, ~100 ms."""
    content_hash = hashlib.sha256(raw).hexdigest()[:32]
    try:
        picture = _decode(raw)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise NotAPictureError from error
    files: dict[str, bytes] = {}
    renditions: list[Rendition] = []
    largest = picture
    for width in reversed(_widths(picture.width)):
        picture = _resized(picture, width)
        largest = picture if not renditions else largest
        key = f"{artist_id}/{content_hash}/{width}.webp"
        files[key] = _encode(picture)
        renditions.append(Rendition(key=key, width=width, media_type=MEDIA_TYPE))
    image = StoredImage(
        content_hash=content_hash,
        width=largest.width,
        height=largest.height,
        colour=_dominant_colour(picture),
        placeholder=_placeholder(picture),
        renditions=tuple(reversed(renditions)),
    )
    return Processed(image=image, files=files)


def _widths(width: int) -> list[int]:
    """The house widths below the picture's own, and its own or the largest: nothing is blown up."""
    return [*(w for w in _WIDTHS if w < width), *([width] if width <= _WIDTHS[-1] else [])]


def _decode(raw: bytes) -> Image.Image:
    picture: Image.Image = Image.open(io.BytesIO(raw), formats=_FORMATS)
    width, height = picture.size
    if width * height > _MOST_PIXELS or max(width, height) > _LONGEST_SIDE or min(width, height) < _SMALLEST_SIDE:
        raise NotAPictureError
    picture.draft("RGB", (_WIDTHS[-1], _WIDTHS[-1]))  # a large JPEG is decoded smaller at once
    picture.load()
    profile = picture.info.get("icc_profile")
    picture = ImageOps.exif_transpose(picture)
    return _in_srgb(_flat(picture), profile)


def _flat(picture: Image.Image) -> Image.Image:
    if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        layer = picture.convert("RGBA")
        ground = Image.new("RGB", layer.size, _WHITE)
        ground.paste(layer, mask=layer.getchannel("A"))
        return ground
    return picture if picture.mode == "RGB" else picture.convert("RGB")


def _in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Colours of a wide-gamut photo as they look on any screen; an unusable profile is ignored."""
    if profile:
        with contextlib.suppress(ImageCms.PyCMSError, OSError, ValueError):
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            return ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB")) or picture
    return picture


def _resized(picture: Image.Image, width: int) -> Image.Image:
    if picture.width == width:
        return picture
    height = max(1, round(picture.height * width / picture.width))
    return picture.resize((width, height), Image.Resampling.BICUBIC, reducing_gap=3.0)


def _encode(picture: Image.Image) -> bytes:
    file = io.BytesIO()
    picture.save(file, "WEBP", quality=_QUALITY, method=_EFFORT, exif=b"", icc_profile=b"", xmp=b"")
    return file.getvalue()


def _dominant_colour(picture: Image.Image) -> str:
    """The most common of eight colours: what the eye takes for the picture's colour, not the mud of the average."""
    small = picture.resize((_HASH_SIDE, _HASH_SIDE)).quantize(8)
    palette = small.getpalette() or [0, 0, 0]
    _, index = max(small.getcolors(_HASH_SIDE**2) or [(1, 0)])
    red, green, blue = palette[int(index) * 3 : int(index) * 3 + 3]  # type: ignore[call-overload]
    return f"#{red:02x}{green:02x}{blue:02x}"


def _placeholder(picture: Image.Image) -> str:
    small = picture.copy()
    small.thumbnail((_HASH_SIDE, _HASH_SIDE))
    rgba = list(small.convert("RGBA").tobytes())
    return base64.b64encode(bytes(thumbhash.rgba_to_thumb_hash(small.width, small.height, rgba))).decode()
