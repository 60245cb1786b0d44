"""Django's handle on the package."""

from django.apps import AppConfig


class StapelConfig(AppConfig):
    """Label = name of the slice."""

    name = "ozgcloud.stapel"
    label = "stapel"
