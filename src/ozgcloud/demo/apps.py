"""Django's handle on the package."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Label = name of the package."""

    name = "ozgcloud.demo"
    label = "demo"
