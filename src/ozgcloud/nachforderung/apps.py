"""Django's handle on the package."""

from django.apps import AppConfig


class NachforderungConfig(AppConfig):
    """Label = name of the slice."""

    name = "ozgcloud.nachforderung"
    label = "nachforderung"
