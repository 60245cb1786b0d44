"""Django's handle on the package."""

from django.apps import AppConfig


class ProbelaufConfig(AppConfig):
    """Label = name of the package."""

    name = "ozgcloud.probelauf"
    label = "probelauf"
