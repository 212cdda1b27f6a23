"""The directory itself: what is known about every artist, what of it is public, and the API that shows it."""
