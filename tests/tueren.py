"""The table of all doors, filled: the URL conf does that, which Django itself loads only with the first request."""

from importlib import import_module

from django.conf import settings

from ozgcloud.core.access import DOORS

import_module(settings.ROOT_URLCONF)

__all__ = ("DOORS",)
