"""The styles of the directory and what people call them: versioned data and pure look-ups, no dependencies."""

from style_taxonomy.lookup import fold, slug_for, synonyms, with_descendants
from style_taxonomy.styles import STYLES, TAXONOMY_VERSION, Style

__all__ = ["STYLES", "TAXONOMY_VERSION", "Style", "fold", "slug_for", "synonyms", "with_descendants"]
