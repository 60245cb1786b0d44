"""The day whose state a page shows."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest

from ozgcloud.core import clock
from ozgcloud.core.eingabe import read_day
from ozgcloud.core.errors import InvalidInput

FIRST = date(2010, 1, 1)


@dataclass(frozen=True, slots=True)
class Stichtag:
    """A day, and whether it was asked for; `zusatz` carries it on to the next address."""

    tag: date
    ist_gewaehlt: bool

    @property
    def zusatz(self) -> str:
        """Query string for links, empty for today."""
        return f"?stichtag={self.tag.isoformat()}" if self.ist_gewaehlt else ""


def read_stichtag(request: HttpRequest) -> Stichtag:
    """`?stichtag=2024-04-10` or `10.4.2024`; without it today. Raises InvalidInput for no day or one to come."""
    text, today = request.GET.get("stichtag", "").strip(), clock.today()
    if not text:
        return Stichtag(today, ist_gewaehlt=False)
    tag = read_day(text)
    if tag is None or not FIRST <= tag <= today:
        satz = "Bitte geben Sie einen vergangenen Tag an, zum Beispiel 10.4.2024."
        raise InvalidInput(satz, {"stichtag": satz})
    return Stichtag(tag, ist_gewaehlt=True)
