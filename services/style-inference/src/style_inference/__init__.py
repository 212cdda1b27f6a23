"""From what an artist writes about their work to the styles they do."""
