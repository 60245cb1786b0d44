"""Views of the door, one module per kind of page."""
