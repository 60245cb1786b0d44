"""Django's handle on the package."""

from django.apps import AppConfig


class OnlinedienstConfig(AppConfig):
    """Label = name of the slice."""

    name = "ozgcloud.onlinedienst"
    label = "onlinedienst"
