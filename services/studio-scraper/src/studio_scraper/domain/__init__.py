"""Pure rules: reading a page, choosing the next ones, resolving the roster."""
