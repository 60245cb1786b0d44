"""Django's handle on the package."""

from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    """Label = name of the slice."""

    name = "ozgcloud.delivery"
    label = "delivery"
