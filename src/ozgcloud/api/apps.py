"""Django's handle on the package."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Label = name of the door."""

    name = "ozgcloud.api"
    label = "api"
