"""The fictional city of Quexley: studios, websites, profiles and flash art, drawn by a seeded script in seconds."""

from local.sample_city.generator import CONTENT_VERSION, DEFAULT_SEED, generate

__all__ = ["CONTENT_VERSION", "DEFAULT_SEED", "generate"]
