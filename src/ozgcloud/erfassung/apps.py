"""Django's handle on the package."""

from django.apps import AppConfig


class ErfassungConfig(AppConfig):
    """Label = name of the slice."""

    name = "ozgcloud.erfassung"
    label = "erfassung"
