"""Django's handle on the package."""

from django.apps import AppConfig


class RolloutConfig(AppConfig):
    """Label = name of the slice."""

    name = "ozgcloud.rollout"
    label = "rollout"
