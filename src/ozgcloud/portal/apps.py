"""Django's handle on the package."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Label = name of the slice."""

    name = "ozgcloud.portal"
    label = "portal"
