"""Django's handle on the package."""

from django.apps import AppConfig


class AntragConfig(AppConfig):
    """Label = name of the slice."""

    name = "ozgcloud.antrag"
    label = "antrag"
