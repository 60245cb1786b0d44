"""Doors of this namespace for everybody who works at a Verwaltung; any other right is named at its own URL."""

from django.urls import URLPattern

from ozgcloud.core.access import Recht, View, tuer


def amt_tuer(route: str, view: View, name: str) -> URLPattern:
    """A URL of this door, for the right `AMT`."""
    return tuer(route, view, name=name, recht=Recht.AMT, door="amt")
