"""Settings: one typed environment, read once."""
