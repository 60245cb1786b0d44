"""App configuration."""

from django.apps import AppConfig


class BearbeitungConfig(AppConfig):
    """Working on a case."""

    name = "ozgcloud.bearbeitung"
    label = "bearbeitung"
