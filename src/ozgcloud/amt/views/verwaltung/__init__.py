"""Views of administration, own settings and the log of reading."""
