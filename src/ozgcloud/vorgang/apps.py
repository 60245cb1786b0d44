"""Django's handle on the package."""

from django.apps import AppConfig


class VorgangConfig(AppConfig):
    """Label = name of the slice."""

    name = "ozgcloud.vorgang"
    label = "vorgang"
