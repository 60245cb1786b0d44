"""Django's handle on the package."""

from django.apps import AppConfig


class MandantConfig(AppConfig):
    """Label = name of the slice."""

    name = "ozgcloud.mandant"
    label = "mandant"
