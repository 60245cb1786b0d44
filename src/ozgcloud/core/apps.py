"""Django's handle on the package."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Label = name of the slice."""

    name = "ozgcloud.core"
    label = "core"
