"""What the login page needs to know."""

from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def is_demo() -> bool:
    """Whether this installation only shows what the program can do (OZG_DEMO=1)."""
    return bool(settings.ENV.demo)
