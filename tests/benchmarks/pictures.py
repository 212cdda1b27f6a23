"""Making a picture's renditions."""

from collections.abc import Callable
from io import BytesIO

from PIL import Image

from instagram_scraper.adapters.renditions import process
from local.sample_city.art import draw_flash
from tests.benchmarks.measurement import Measurement, throughput

_STYLES = ("traditional", "blackwork", "fine-line", "watercolour", "japanese", "dotwork")


def measure() -> list[Measurement]:
    """Both widths of a 640 px picture with all that belongs to it, against bare Pillow at its defaults."""
    drawings = [draw_flash(style=style, seed=seed, size=(640, 800)) for seed, style in enumerate(_STYLES)]

    def bare() -> int:
        for raw in drawings:
            picture = Image.open(BytesIO(raw)).convert("RGB")
            for width in (640, 320):
                picture.resize((width, width * picture.height // picture.width)).save(BytesIO(), "WEBP")
        return len(drawings)

    def ours(*, avif: bool) -> Callable[[], int]:
        def work() -> int:
            for raw in drawings:
                process(raw, artist_id="ar_benchmark", avif=avif)
            return len(drawings)

        return work

    return [
        throughput(f"renditions as {name}", "pictures/s/core", ours(avif=avif), baseline="bare Pillow, WebP", bare=bare)
        for name, avif in (("WebP", False), ("WebP and AVIF", True))
    ]
