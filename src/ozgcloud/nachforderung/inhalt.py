"""What a clerk writes into a request."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from ozgcloud.core.eingabe import require_all
from ozgcloud.nachforderung.rules.anschreiben import require_wort
from ozgcloud.nachforderung.rules.frist import require_frist
from ozgcloud.nachforderung.rules.stand import require_count, require_titel
from ozgcloud.nachforderung.rules.vorschlag import Fehlstelle
from ozgcloud.vorgang.rules import require_text


@dataclass(frozen=True, slots=True)
class Inhalt:
    """Items in order, the text above them, and the last day for an answer."""

    posten: Sequence[Fehlstelle]
    anschreiben: str = field(repr=False)
    frist: date | None


def require_inhalt(inhalt: Inhalt, today: date, land: str) -> Inhalt:
    """The same, cleaned. Raises InvalidInput that names every field with an error."""
    require_all(
        lambda: require_count(len(inhalt.posten)),
        lambda: [require_titel(stelle.titel) for stelle in inhalt.posten],
        lambda: require_wort(inhalt.anschreiben, "anschreiben"),
        lambda: require_frist(inhalt.frist, today, land),
    )
    posten = tuple(
        replace(
            stelle,
            titel=require_titel(stelle.titel),
            hinweis=require_text(stelle.hinweis, "posten", optional=True),
        )
        for stelle in inhalt.posten
    )
    return replace(inhalt, posten=posten, anschreiben=require_wort(inhalt.anschreiben, "anschreiben"))
