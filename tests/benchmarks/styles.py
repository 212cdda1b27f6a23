"""Inferring styles."""

from style_inference.domain import infer
from tests.benchmarks.measurement import Measurement, throughput


def measure() -> list[Measurement]:
    """Styles of a profile, against splitting its texts into words."""
    bio = "Blackwork & fine line · no realism · bold will hold"
    captions = ["Back piece in progress #dotwork #mandala #leeds", "Healed script, mostly lettering these days"] * 6

    def ours() -> int:
        infer(bio=bio, captions=captions)
        return 1

    def bare() -> int:
        for text in (bio, *captions):
            text.casefold().split()
        return 1

    return [
        throughput("infer styles of a profile", "profiles/s/core", ours, baseline="splitting into words", bare=bare)
    ]
