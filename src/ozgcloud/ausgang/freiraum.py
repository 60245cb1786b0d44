"""Where this installation sends webhooks besides public addresses (`OZG_WEBHOOK_NETWORKS`, `OZG_DEMO`)."""

from django.conf import settings

from ozgcloud.ausgang.rules.adressen import Freiraum, read_networks


def freiraum() -> Freiraum:
    """As the operator set it; raises ValueError for a network nobody can read."""
    return Freiraum(read_networks(settings.ENV.webhook_networks), demo=settings.ENV.demo)
