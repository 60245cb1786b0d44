"""Django's handle on the package."""

from django.apps import AppConfig


class LeseprotokollConfig(AppConfig):
    """Label = name of the slice."""

    name = "ozgcloud.leseprotokoll"
    label = "leseprotokoll"
