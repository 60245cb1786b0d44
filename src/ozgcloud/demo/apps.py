"""Django's handle on the package."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Label = name of the slice."""

    name = "ozgcloud.demo"
    label = "demo"
