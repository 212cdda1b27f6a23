"""Every consumer in one process, under a seeded scheduler that duplicates, reorders, delays and crashes."""
