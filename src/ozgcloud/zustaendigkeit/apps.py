"""Django's handle on the package."""

from django.apps import AppConfig


class ZustaendigkeitConfig(AppConfig):
    """Label = name of the slice."""

    name = "ozgcloud.zustaendigkeit"
    label = "zustaendigkeit"
