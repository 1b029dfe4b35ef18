"""Word templates compiled once into data, and rendered from that data for each document."""
