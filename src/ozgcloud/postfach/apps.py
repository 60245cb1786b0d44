"""Django's handle on the package."""

from django.apps import AppConfig


class PostfachConfig(AppConfig):
    """Label = name of the slice."""

    name = "ozgcloud.postfach"
    label = "postfach"
