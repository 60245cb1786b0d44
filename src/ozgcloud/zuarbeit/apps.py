"""Django's handle on the package."""

from django.apps import AppConfig


class ZuarbeitConfig(AppConfig):
    """Label = name of the slice."""

    name = "ozgcloud.zuarbeit"
    label = "zuarbeit"
