"""Django's handle on the package."""

from django.apps import AppConfig


class EingangConfig(AppConfig):
    """Label = name of the slice."""

    name = "ozgcloud.eingang"
    label = "eingang"
