"""Django's handle on the package."""

from django.apps import AppConfig


class WeiterleitungConfig(AppConfig):
    """Label = name of the slice."""

    name = "ozgcloud.weiterleitung"
    label = "weiterleitung"
