"""Template filters of this door."""
