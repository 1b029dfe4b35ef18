"""What to ask this voice next, how far we are, and which answers no longer apply; no screens."""
