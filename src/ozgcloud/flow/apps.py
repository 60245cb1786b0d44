"""Django's handle on the package."""

from django.apps import AppConfig


class FlowConfig(AppConfig):
    """Label = name of the slice."""

    name = "ozgcloud.flow"
    label = "flow"
