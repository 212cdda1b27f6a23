"""Pictures: several sizes, nothing but pixels, and no bombs."""

import base64
import io
import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageCms, ImageStat

from instagram_scraper.adapters.renditions import NotAPictureError, process
from tests.unit.instagram_scraper.fakes import picture

ARTIST = "ar_" + "b" * 32


def _file(image: Image.Image, form: str = "PNG", **options: object) -> bytes:
    file = io.BytesIO()
    image.save(file, form, **options)
    return file.getvalue()


@pytest.mark.parametrize(
    ("size", "widths"),
    [((2160, 2700), [320, 640, 1080]), ((1080, 1350), [320, 640, 1080]), ((700, 500), [320, 640, 700]),
     ((640, 640), [320, 640]), ((320, 320), [320]), ((150, 150), [150])],
)  # fmt: skip
def test_a_picture_is_kept_at_the_house_widths_and_never_blown_up(size: tuple[int, int], widths: list[int]) -> None:
    processed = process(picture(width=size[0], height=size[1]), artist_id=ARTIST)
    assert [rendition.width for rendition in processed.image.renditions] == widths
    assert processed.image.width == widths[-1]
    assert processed.image.height == round(size[1] * widths[-1] / size[0])
    for rendition in processed.image.renditions:
        with Image.open(io.BytesIO(processed.files[rendition.key])) as stored:
            assert (stored.format, stored.width) == ("WEBP", rendition.width)
        assert rendition.key == f"{ARTIST}/{processed.image.content_hash}/{rendition.width}.webp"


def test_every_width_is_also_there_as_avif_if_that_is_wanted() -> None:
    processed = process(picture(width=700, height=500), artist_id=ARTIST, avif=True)
    assert [(rendition.width, rendition.media_type) for rendition in processed.image.renditions] == [
        (width, media_type) for width in (320, 640, 700) for media_type in ("image/webp", "image/avif")
    ]
    for rendition in processed.image.renditions:
        with Image.open(io.BytesIO(processed.files[rendition.key])) as stored:
            assert (stored.get_format_mimetype(), stored.width) == (rendition.media_type, rendition.width)
            assert rendition.key.endswith(f"/{rendition.width}.{rendition.media_type.removeprefix('image/')}")


@pytest.mark.parametrize("avif", [False, True])
def test_a_smaller_rendition_looks_like_the_picture(avif: bool) -> None:
    picture_ = Image.linear_gradient("L").resize((1080, 1080)).convert("RGB")
    picture_.paste((200, 30, 30), (300, 300, 700, 800))
    processed = process(_file(picture_), artist_id=ARTIST, avif=avif)
    for rendition in processed.image.renditions:
        with Image.open(io.BytesIO(processed.files[rendition.key])) as stored:
            expected = picture_.resize(stored.size, Image.Resampling.LANCZOS)
            difference = ImageStat.Stat(ImageChops.difference(stored.convert("RGB"), expected))
        assert max(difference.rms) < 6, rendition.key


@given(st.integers(16, 1500), st.integers(16, 1500))
@settings(max_examples=20)
def test_proportions_are_kept_and_the_placeholder_is_small(width: int, height: int) -> None:
    image = process(picture(width=width, height=height), artist_id=ARTIST).image
    assert abs(image.width / image.height - width / height) <= width / height * 0.1 + 0.05
    assert len(image.placeholder) <= 40
    assert base64.b64decode(image.placeholder)


def test_the_colour_is_the_one_most_of_the_picture_has() -> None:
    image = Image.new("RGB", (200, 200), (250, 240, 230))
    image.paste((200, 0, 0), (0, 0, 60, 60))
    assert process(_file(image), artist_id=ARTIST).image.colour == "#faf0e6"


@pytest.mark.parametrize("avif", [False, True])
def test_where_and_with_what_a_picture_was_taken_is_dropped(avif: bool) -> None:
    exif = Image.Exif()
    exif[0x010F] = "CameraMaker"
    exif.get_ifd(0x8825)[2] = (51.0, 30.0, 0.0)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    raw = _file(Image.new("RGB", (400, 300), "teal"), "JPEG", exif=exif, icc_profile=profile, comment=b"Robin")
    processed = process(raw, artist_id=ARTIST, avif=avif)
    for body in processed.files.values():
        assert not any(chunk in body for chunk in (b"EXIF", b"Exif", b"ICCP", b"XMP ", b"CameraMaker", b"Robin"))


def test_a_picture_taken_sideways_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    image = process(_file(Image.new("RGB", (400, 300), "teal"), "JPEG", exif=exif), artist_id=ARTIST).image
    assert (image.width, image.height) == (300, 400)


def test_a_transparent_picture_lies_on_white() -> None:
    image = process(_file(Image.new("RGBA", (100, 100), (0, 0, 0, 0))), artist_id=ARTIST).image
    assert image.colour == "#ffffff"


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "CMYK", "I;16", "RGBA"])
def test_every_kind_of_pixel_is_read(mode: str) -> None:
    form = "JPEG" if mode == "CMYK" else "PNG"
    assert process(_file(Image.new(mode, (64, 64)), form), artist_id=ARTIST).image.width == 64


def test_the_first_frame_of_a_moving_picture_is_kept() -> None:
    frames = [Image.new("RGB", (64, 64), colour) for colour in ("red", "blue")]
    raw = _file(frames[0], "GIF", save_all=True, append_images=frames[1:])
    assert process(raw, artist_id=ARTIST).image.colour == "#ff0000"


def test_a_wide_gamut_photo_looks_the_same_on_any_screen() -> None:
    """The profile swaps nothing here, but has to be applied, not dropped: linear grey becomes brighter in sRGB."""
    linear = _linear_grey_profile()
    raw = _file(Image.new("RGB", (64, 64), (100, 100, 100)), "PNG", icc_profile=linear)
    with_profile = process(raw, artist_id=ARTIST).image.colour
    without = process(_file(Image.new("RGB", (64, 64), (100, 100, 100))), artist_id=ARTIST).image.colour
    assert int(with_profile[1:3], 16) > int(without[1:3], 16)


def _linear_grey_profile() -> bytes:
    """sRGB's profile with its curves made straight."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    count = struct.unpack(">I", profile[128:132])[0]
    for entry in range(count):
        name, offset, _ = struct.unpack(">4sII", profile[132 + 12 * entry : 144 + 12 * entry])
        if name in {b"rTRC", b"gTRC", b"bTRC"}:
            profile[offset : offset + 14] = b"curv" + bytes(4) + struct.pack(">IH", 1, 256)
    return bytes(profile)


def _png_header(width: int, height: int) -> bytes:
    """A PNG that claims to be huge and holds nothing."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + header
    empty = zlib.compress(b"")
    data = b"IDAT" + empty
    return (
        b"\x89PNG\r\n\x1a\n"
        + struct.pack(">I", len(header)) + chunk + struct.pack(">I", zlib.crc32(chunk))
        + struct.pack(">I", len(empty)) + data + struct.pack(">I", zlib.crc32(data))
    )  # fmt: skip


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"<html>not found</html>",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        picture()[:300],
        _file(Image.new("RGB", (64, 64)), "BMP"),
        _file(Image.new("RGB", (15, 400))),
        _file(Image.new("1", (16_001, 16))),
        _file(Image.new("1", (7_000, 7_000))),
        _png_header(60_000, 60_000),
        _png_header(2_000, 2_000),
    ],
    ids=[
        "empty",
        "html",
        "svg",
        "cut off",
        "other format",
        "a line",
        "a long line",
        "too many pixels",
        "bomb",
        "hollow",
    ],
)
def test_what_is_no_picture_is_refused(raw: bytes) -> None:
    with pytest.raises(NotAPictureError):
        process(raw, artist_id=ARTIST)
