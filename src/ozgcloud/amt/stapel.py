"""Stapel as people choose and read them: names of the actions, what was filled in, progress in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import QueryDict

from ozgcloud.amt.liste import read_filter
from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import InvalidInput
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.mandant.queries import list_personen
from ozgcloud.stapel.actions.create_stapel import Auftrag
from ozgcloud.stapel.rules import Aktion, Befund, Stand, read_aktion

NIEMAND = "niemand"
AKTIONEN: dict[Aktion, str] = {
    Aktion.ZUWEISEN: "Jemandem zuweisen",
    Aktion.UEBERNEHMEN: "Mir zuweisen",
    Aktion.ANNEHMEN: "Annehmen",
    Aktion.BEARBEITEN: "Bearbeitung beginnen",
    Aktion.ZURUECKSTELLEN: "Zurückstellen",
}
"""What each action is called in the list."""
FOLGEN: dict[Aktion, str] = {
    Aktion.ZUWEISEN: "Alle Vorgänge bekommen dieselbe zuständige Person. Wer sie bisher hatte, gibt sie ab.",
    Aktion.UEBERNEHMEN: "Alle Vorgänge sind danach Ihnen zugewiesen. Wer sie bisher hatte, gibt sie ab.",
    Aktion.ANNEHMEN: "Neue Vorgänge werden angenommen. Das lässt sich nicht zurücknehmen.",
    Aktion.BEARBEITEN: "Angenommene Vorgänge gehen in Bearbeitung. Was niemandem zugewiesen ist, gehört danach Ihnen.",
    Aktion.ZURUECKSTELLEN: "Vorgänge in Bearbeitung gehen zurück auf „Angenommen“.",
}
"""What it means, said before it happens."""
STAENDE: dict[Stand, str] = {
    Stand.SAMMELT: "Die Vorgänge werden zusammengestellt",
    Stand.LAEUFT: "Läuft",
    Stand.FERTIG: "Fertig",
    Stand.ANGEHALTEN: "Angehalten",
}
BEFUNDE: dict[Befund, str] = {
    Befund.MISSLUNGEN: "nicht möglich",
    Befund.ERLEDIGT: "erledigt",
    Befund.UNVERAENDERT: "unverändert",
    Befund.OFFEN: "offen",
}


@dataclass(frozen=True, slots=True)
class Wahl:
    """What was chosen in the list. `liste` is its query string when all of its hits are meant."""

    aktion: Aktion
    gewaehlt: tuple[str, ...]
    liste: str
    alle: bool

    @property
    def aktion_text(self) -> str:
        """As the button calls it."""
        return AKTIONEN[self.aktion]

    @property
    def folge(self) -> str:
        """What will happen."""
        return FOLGEN[self.aktion]

    @property
    def braucht_person(self) -> bool:
        """Whether somebody has to be named."""
        return self.aktion is Aktion.ZUWEISEN


def read_wahl(post: QueryDict) -> Wahl:
    """What the form of the list or of the question sends. Raises InvalidInput when nothing was chosen."""
    wahl = Wahl(
        aktion=read_aktion(post.get("aktion", "")),
        gewaehlt=tuple(post.getlist("vorgang")),
        liste=post.get("liste", ""),
        alle=bool(post.get("alle")),
    )
    if not wahl.alle and not wahl.gewaehlt:
        raise InvalidInput("Bitte wählen Sie in der Liste mindestens einen Vorgang, oder nehmen Sie alle Treffer.")
    return wahl


@in_mandant
def read_auftrag(actor: Actor, wahl: Wahl, post: Mapping[str, Any]) -> Auftrag:
    """The order made of it. Raises InvalidInput with the field that is missing."""
    return Auftrag(
        aktion=wahl.aktion,
        parameter={"person": _person(actor, post.get("person", ""))} if wahl.braucht_person else {},
        auswahl=read_filter(QueryDict(wahl.liste)) if wahl.alle else None,
        gewaehlt=() if wahl.alle else _ids(wahl.gewaehlt),
    )


def _person(actor: Actor, text: str) -> str:
    if text == NIEMAND:
        return ""
    if text not in {str(key) for key in list_personen(actor)}:
        raise InvalidInput("Es fehlt, wem die Vorgänge zugewiesen werden.", {"person": "Bitte wählen Sie jemanden."})
    return text


def _ids(texts: tuple[str, ...]) -> tuple[UUID, ...]:
    try:
        return tuple(UUID(text) for text in texts)
    except ValueError:
        raise InvalidInput("Die Auswahl ist unleserlich. Bitte wählen Sie die Vorgänge neu.") from None


@in_mandant
def people(actor: Actor) -> list[tuple[str, str]]:
    """Whom a case can be given to, for a list to choose from."""
    return [(NIEMAND, "niemandem (Zuweisung aufheben)"), *((str(p.id), p.name) for p in list_personen(actor).values())]
