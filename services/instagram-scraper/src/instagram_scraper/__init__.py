"""Reads public Instagram profiles and keeps their pictures."""
