"""Template tags of the door."""
