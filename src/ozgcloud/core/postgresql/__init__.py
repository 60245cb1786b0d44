"""The database backend of the house (Django's `ENGINE`)."""
