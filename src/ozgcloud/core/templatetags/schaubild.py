"""German numbers, and coordinates as SVG wants them. Load with ``{% load schaubild %}``."""

from django import template

from ozgcloud.core.schaubild import german

register = template.Library()


@register.filter
def zahl(value: int | None) -> str:
    """Give 1234 as ``1.234``; None, which stands for one to four, as ``unter 5``."""
    return "unter 5" if value is None else german(value)


@register.filter
def unlocalised(value: float) -> str:
    """Give a coordinate with a point, as SVG wants it."""
    return f"{value:g}"
