"""What each picture of a plan shows, compiled from what its recipient may read."""
