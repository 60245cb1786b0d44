"""Django's handle on the package."""

from django.apps import AppConfig


class BescheidConfig(AppConfig):
    """Label = name of the slice."""

    name = "ozgcloud.bescheid"
    label = "bescheid"
