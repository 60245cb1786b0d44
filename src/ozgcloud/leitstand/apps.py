"""Django's handle on the package."""

from django.apps import AppConfig


class LeitstandConfig(AppConfig):
    """Label = name of the slice."""

    name = "ozgcloud.leitstand"
    label = "leitstand"
