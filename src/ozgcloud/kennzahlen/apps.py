"""Django's handle on the package."""

from django.apps import AppConfig


class KennzahlenConfig(AppConfig):
    """Label = name of the slice."""

    name = "ozgcloud.kennzahlen"
    label = "kennzahlen"
