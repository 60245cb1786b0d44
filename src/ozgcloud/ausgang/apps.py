"""Django's handle on the package."""

from django.apps import AppConfig


class AusgangConfig(AppConfig):
    """Label = name of the slice."""

    name = "ozgcloud.ausgang"
    label = "ausgang"
