"""Turns somebody's picture file into small clean ones: judged before it is decoded, stripped of everything but pixels.

Why these encoders, efforts and qualities: docs/adr/0015-picture-formats.md has the measurements.
"""

import base64
import contextlib
import hashlib
import io
from dataclasses import dataclass

import thumbhash
from PIL import Image, ImageCms, ImageOps

from event_contracts.claims import Rendition, StoredImage

_WIDTHS = (320, 640, 1080)
_WEBP_QUALITY, _WEBP_EFFORT = 76, 0
_AVIF_SPEED = 10
# Looks like the WebP file of its width; the last holds for every larger width. Small pictures take a higher one.
_AVIF_QUALITY = ((320, 66), (640, 56), (_WIDTHS[-1], 50))
_FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")
_MOST_PIXELS = 40_000_000
_SMALLEST_SIDE, _LONGEST_SIDE = 16, 16_000
_HASH_SIDE = 16  # a larger one gives the same blur; the cost grows with its square
_WHITE = (255, 255, 255)


class NotAPictureError(ValueError):
    """The bytes are no picture that can be kept: another format, damaged, too small, or a bomb."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Processed:
    """A picture ready to be stored: what is known about it, and each rendition's file by its key under `/media/`."""

    image: StoredImage
    files: dict[str, bytes]


def process(raw: bytes, *, artist_id: str, avif: bool = False) -> Processed:
    """Renditions, dominant colour and placeholder of a picture file; raises `NotAPictureError`.

    Every width is made as WebP, and as AVIF if that is wanted. Blocking: some 10 to 300 ms of processor time.
    """
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
        encoders = (_avif, _webp) if avif else (_webp,)
        for media_type, suffix, body in (encode(picture) for encode in encoders):
            key = f"{artist_id}/{content_hash}/{width}.{suffix}"
            files[key] = body
            renditions.append(Rendition(key=key, width=width, media_type=media_type))
    small = _fitted(picture, _HASH_SIDE)
    image = StoredImage(
        content_hash=content_hash,
        width=largest.width,
        height=largest.height,
        colour=_dominant_colour(small),
        placeholder=_placeholder(small),
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
    ImageOps.exif_transpose(picture, in_place=True)
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
    # Whole factors are averaged, only the rest is interpolated: half the size costs an eighth, and looks alike.
    return picture.resize((width, height), Image.Resampling.BICUBIC, reducing_gap=1.0)


def _fitted(picture: Image.Image, side: int) -> Image.Image:
    scale = side / max(picture.size)
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    return picture.resize(size, Image.Resampling.BICUBIC, reducing_gap=2.0)


def _webp(picture: Image.Image) -> tuple[str, str, bytes]:
    file = io.BytesIO()
    picture.save(file, "WEBP", quality=_WEBP_QUALITY, method=_WEBP_EFFORT, exif=b"", icc_profile=b"", xmp=b"")
    return "image/webp", "webp", file.getvalue()


def _avif(picture: Image.Image) -> tuple[str, str, bytes]:
    quality = next((q for width, q in _AVIF_QUALITY if picture.width <= width), _AVIF_QUALITY[-1][1])
    file = io.BytesIO()
    picture.save(
        file,
        "AVIF",
        quality=quality,
        speed=_AVIF_SPEED,
        max_threads=1,  # other pictures are made beside it
        exif=b"",
        icc_profile=b"",
        xmp=b"",
    )
    return "image/avif", "avif", file.getvalue()


def _dominant_colour(small: Image.Image) -> str:
    """The most common of eight colours: what the eye takes for the picture's colour, not the mud of the average."""
    small = small.quantize(8)
    palette = small.getpalette() or [0, 0, 0]
    _, index = max(small.getcolors(_HASH_SIDE**2) or [(1, 0)])
    red, green, blue = palette[int(index) * 3 : int(index) * 3 + 3]  # type: ignore[call-overload]
    return f"#{red:02x}{green:02x}{blue:02x}"


def _placeholder(small: Image.Image) -> str:
    rgba = list(small.convert("RGBA").tobytes())
    return base64.b64encode(bytes(thumbhash.rgba_to_thumb_hash(small.width, small.height, rgba))).decode()
