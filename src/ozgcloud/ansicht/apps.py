"""Django's handle on the package."""

from django.apps import AppConfig


class AnsichtConfig(AppConfig):
    """Label = name of the slice."""

    name = "ozgcloud.ansicht"
    label = "ansicht"
