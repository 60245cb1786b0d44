"""Django's handle on the package."""

from django.apps import AppConfig


class LeistungConfig(AppConfig):
    """Label = name of the slice."""

    name = "ozgcloud.leistung"
    label = "leistung"
