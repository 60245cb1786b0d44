"""The small world for the tests of this folder."""

from weltbank import _weltvorlage, als_superuser, welt

__all__ = ["_weltvorlage", "als_superuser", "welt"]
