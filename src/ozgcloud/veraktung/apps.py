"""Django's handle on the package."""

from django.apps import AppConfig


class VeraktungConfig(AppConfig):
    """Label = name of the slice."""

    name = "ozgcloud.veraktung"
    label = "veraktung"
