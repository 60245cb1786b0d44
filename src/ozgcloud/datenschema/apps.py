"""Django's handle on the package."""

from django.apps import AppConfig


class DatenschemaConfig(AppConfig):
    """Label = name of the slice."""

    name = "ozgcloud.datenschema"
    label = "datenschema"
