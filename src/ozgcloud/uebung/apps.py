"""Django's handle on the package."""

from django.apps import AppConfig


class UebungConfig(AppConfig):
    """Label = name of the slice."""

    name = "ozgcloud.uebung"
    label = "uebung"
