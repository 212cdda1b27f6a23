"""The AWS side of the directory: one file per stack, house defaults in `components/`."""
