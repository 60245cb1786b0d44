"""Texts of Leistungen as the pages for citizens show them."""

import re

from django import template

register = template.Library()


@register.filter
def absaetze(text: str | None) -> list[str]:
    """The paragraphs of a text (separated by a blank line), without blanks around."""
    return [absatz.strip() for absatz in re.split(r"\n\s*\n", text or "") if absatz.strip()]
