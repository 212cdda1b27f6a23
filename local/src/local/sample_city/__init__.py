"""The fictional city of Quexley: studios, websites, profiles and flash art, drawn by a seeded script in seconds."""

from local.sample_city.generator import DEFAULT_SEED, content_version, generate

__all__ = ["DEFAULT_SEED", "content_version", "generate"]
