"""Django's handle on the package."""

from django.apps import AppConfig


class BenachrichtigungConfig(AppConfig):
    """Label = name of the slice."""

    name = "ozgcloud.benachrichtigung"
    label = "benachrichtigung"
