"""Django's handle on the package."""

from django.apps import AppConfig


class AmtConfig(AppConfig):
    """Label = name of the slice."""

    name = "ozgcloud.amt"
    label = "amt"
