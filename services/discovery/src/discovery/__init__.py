"""Finds the tattoo studios of an area in public sources, and notices when they change or close."""
