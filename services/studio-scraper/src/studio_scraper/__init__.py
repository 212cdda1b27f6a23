"""Finds the artists of a tattoo studio on the studio's website."""
