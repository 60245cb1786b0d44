"""Django's handle on the package."""

from django.apps import AppConfig


class SchnittstelleConfig(AppConfig):
    """Label = name of the slice."""

    name = "ozgcloud.schnittstelle"
    label = "schnittstelle"
