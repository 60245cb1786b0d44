"""Django's handle on the package."""

from django.apps import AppConfig


class MonitorConfig(AppConfig):
    """Label = name of the slice."""

    name = "ozgcloud.monitor"
    label = "monitor"
