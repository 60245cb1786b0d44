"""German output of dates, sizes, amounts and states for all doors.

Load with ``{% load ozg %}``. Every filter accepts ``None`` and the empty string and then gives the empty string, so
that templates need no guards around optional values.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Protocol
from zoneinfo import ZoneInfo

from django import template
from django.forms.utils import flatatt
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from ozgcloud.core import clock
from ozgcloud.core.eingabe import example_day

register = template.Library()

BERLIN = ZoneInfo("Europe/Berlin")
_UNITS = ("Byte", "KB", "MB", "GB", "TB")


class CottonAttrs(Protocol):
    """What django-cotton hands to a component as ``attrs``."""

    def attrs_dict(self) -> dict[str, object]:
        """Give the attributes that the component has not declared in ``c-vars``."""
        ...


@dataclass(frozen=True, slots=True)
class Badge:
    """How a state is shown: its German name, a KERN feedback kind (or ``neutral``) and a KERN icon name."""

    text: str
    kind: str
    icon: str


# One colour family per meaning: blue = arrived, orange = being worked on, turquoise = decided, grey = at rest,
# red = on its way out.
_BADGES: Mapping[str, Badge] = {
    "neu": Badge("Neu", "info", "mail"),
    "angenommen": Badge("Angenommen", "info", "check"),
    "in_bearbeitung": Badge("In Bearbeitung", "warning", "edit"),
    "beschieden": Badge("Beschieden", "success", "success"),
    "bescheid_liegt_vor": Badge("Bescheid liegt vor", "success", "success"),
    "abgeschlossen": Badge("Abgeschlossen", "neutral", "checklist"),
    "verworfen": Badge("Verworfen", "neutral", "close"),
    "weitergeleitet": Badge("Weitergeleitet", "neutral", "arrow-forward"),
    "wird_weitergegeben": Badge("Wird weitergegeben", "info", "arrow-forward"),
    "zu_loeschen": Badge("Zu löschen", "danger", "delete"),
    "wartet_auf_antragsteller": Badge("Wartet auf Antragsteller", "neutral", "autorenew"),
    "wartet_auf_zuarbeit": Badge("Wartet auf Zuarbeit", "neutral", "autorenew"),
    "entwurf": Badge("Entwurf", "neutral", "draft"),
    "eingegangen": Badge("Eingegangen", "info", "mail"),
    "bereitgestellt": Badge("Bereitgestellt", "success", "success"),
    "fehlgeschlagen": Badge("Fehlgeschlagen", "danger", "danger"),
    "ausstehend": Badge("Ausstehend", "neutral", "autorenew"),
}
_TRANSLITERATION = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", " ": "_", "-": "_"})


def _in_berlin(value: datetime) -> datetime:
    """Convert to Berlin time; a naive value is taken as UTC, as the database keeps it."""
    return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(BERLIN)


@register.simple_tag
def tageshinweis(hint: str | None) -> str:
    """The hint of a field for a day; where nobody has written one, an example a month ahead."""
    return f"Zum Beispiel {example_day(clock.today())}" if hint is None else hint


@register.filter
def datum(value: date | datetime | None) -> str:
    """Give a day as ``21.11.2026``; a point in time is first converted to Berlin time."""
    if not isinstance(value, date):
        return ""
    day = _in_berlin(value) if isinstance(value, datetime) else value
    return f"{day.day:02}.{day.month:02}.{day.year:04}"


@register.filter
def uhrzeit(value: datetime | None) -> str:
    """Give the time of day in Berlin as ``14:03``."""
    return f"{_in_berlin(value):%H:%M}" if isinstance(value, datetime) else ""


@register.filter
def zeitpunkt(value: datetime | None) -> str:
    """Give a point in time as ``21.11.2026, 14:03 Uhr`` in Berlin time."""
    return f"{datum(value)}, {uhrzeit(value)} Uhr" if isinstance(value, datetime) else ""


@register.filter
def groesse(value: int | None) -> str:
    """Give a number of bytes as ``1,2 MB`` (decimal units, one decimal place from KB upwards)."""
    if not isinstance(value, int):
        return ""
    size, unit = float(value), 0
    while size >= 999.95 and unit < len(_UNITS) - 1:
        size, unit = size / 1000, unit + 1
    number = f"{size:.0f}" if unit == 0 else f"{size:.1f}".replace(".", ",").removesuffix(",0")
    return f"{number} {_UNITS[unit]}"


@register.filter
def betrag(value: Decimal | int | None) -> str:
    """Give an amount in euros as ``1.234,50 €``."""
    if not isinstance(value, Decimal | int):
        return ""
    return f"{value:,.2f}".translate(str.maketrans(",.", ".,")) + " €"


@register.filter
def status_badge(value: object) -> Badge:
    """Give the badge of a state code (``IN_BEARBEITUNG``) or of its German name (``In Bearbeitung``).

    An unknown state is shown neutrally under its own name rather than hidden.
    """
    code = str(getattr(value, "value", value) or "").strip()
    known = _BADGES.get(code.lower().translate(_TRANSLITERATION))
    return known or Badge(code.replace("_", " ") or "Ohne Status", "neutral", "info")


@register.simple_tag
def select_options(options: Iterable[tuple[object, object]], chosen: object) -> SafeString:
    """The options of a select field: (value, text) with the chosen one marked; in one go, an office has many people."""
    here = str(chosen)
    return SafeString(
        "".join(
            f'<option value="{_escape(value)}"{" selected" if str(value) == here else ""}>{_escape(text)}</option>'
            for value, text in options
        )
    )


def _escape(value: object) -> str:
    return conditional_escape(value if isinstance(value, str) else str(value))


@register.filter
def further_attributes(attrs: CottonAttrs) -> SafeString:
    """Print the attributes a caller added to a component (``hx-post``, ``autocomplete`` …), each value escaped.

    Components must use this and never cotton's own ``{{ attrs }}``: that prints values unescaped, so a value like
    ``"a" onfocus=…`` would break out of its attribute.
    """
    return flatatt({name: value for name, value in attrs.attrs_dict().items() if value not in (None, False)})
