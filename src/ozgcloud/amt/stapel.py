"""Stapel as people choose and read them: names of the actions, what was filled in, progress in words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import QueryDict

from ozgcloud.amt.bearbeitung import read_zahl
from ozgcloud.amt.fall import GRUPPE
from ozgcloud.amt.liste import ANSICHTEN
from ozgcloud.amt.listenadresse import read_filter
from ozgcloud.amt.listenfilter import chips_of
from ozgcloud.ansicht.listenumfeld import Namen
from ozgcloud.bearbeitung.rules import read_schlagworte, require_day, require_line, require_prioritaet, require_waiting
from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.eingabe import read_day, require_all
from ozgcloud.core.errors import InvalidInput
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.mandant.personal import list_einheiten
from ozgcloud.mandant.queries import names_of_active
from ozgcloud.stapel.actions.create_stapel import Auftrag
from ozgcloud.stapel.queries import Stapelblatt
from ozgcloud.stapel.rules import Aktion, Befund, Stand, read_aktion
from ozgcloud.vorgang.angebot import WEITE
from ozgcloud.vorgang.queries import read_listenblatt

NIEMAND = "niemand"
AKTIONEN: dict[Aktion, str] = {
    Aktion.ZUWEISEN: "Zuweisen",
    Aktion.UEBERNEHMEN: "Mir zuweisen",
    Aktion.ANNEHMEN: "Annehmen",
    Aktion.BEARBEITEN: "Bearbeitung beginnen",
    Aktion.WIEDERVORLAGE: "Wiedervorlage setzen",
    Aktion.ZURUECKSTELLEN: "Zurückstellen",
    Aktion.PRIORITAET: "Priorität setzen",
    Aktion.SCHLAGWORT: "Schlagwort hinzufügen",
}
"""What each action is called in the list."""
FOLGEN: dict[Aktion, str] = {
    Aktion.ZUWEISEN: "Alle Vorgänge bekommen dieselbe Person oder Gruppe. Wer sie bisher hatte, gibt sie ab.",
    Aktion.UEBERNEHMEN: "Alle Vorgänge sind danach Ihnen zugewiesen. Wer sie bisher hatte, gibt sie ab.",
    Aktion.ANNEHMEN: "Neue Vorgänge werden angenommen. Das lässt sich nicht zurücknehmen.",
    Aktion.BEARBEITEN: "Angenommene Vorgänge gehen in Bearbeitung. Was niemandem zugewiesen ist, gehört danach Ihnen.",
    Aktion.WIEDERVORLAGE: "Jeder Vorgang bekommt eine Wiedervorlage. Das lässt sich nicht zurücknehmen.",
    Aktion.ZURUECKSTELLEN: "Vorgänge in Bearbeitung gehen zurück auf „Angenommen“; an dem Tag kommen sie wieder vor.",
    Aktion.PRIORITAET: "Alle Vorgänge bekommen dieselbe Priorität.",
    Aktion.SCHLAGWORT: "Jeder Vorgang bekommt das Schlagwort zu denen, die er schon hat.",
}
"""What it means, said before it happens."""
AEHNLICH = "Nichts ist genau so geschrieben, alle Treffer sind nur ähnlich"
STAENDE: dict[Stand, str] = {
    Stand.SAMMELT: "Die Vorgänge werden zusammengestellt",
    Stand.LAEUFT: "Läuft",
    Stand.FERTIG: "Fertig",
    Stand.ANGEHALTEN: "Angehalten",
}
UNTERBROCHEN = "Unterbrochen"
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
    def felder(self) -> frozenset[str]:
        """What has to be filled in."""
        return FELDER.get(self.aktion, frozenset())


@dataclass(frozen=True, slots=True)
class Treffer:
    """What "all hits" are, said before anything happens: how many, and by what the list is narrowed."""

    text: str
    filter: tuple[str, ...]


@in_mandant
def load_treffer(actor: Actor, wahl: Wahl) -> Treffer:
    """The hits of the list that `wahl` names; counted as far as one look reaches."""
    auswahl = read_filter(QueryDict(wahl.liste))
    blatt = read_listenblatt(actor, auswahl, limit=WEITE)
    rows = blatt.zeilen
    anzahl = f"{len(rows):,}".replace(",", ".") + (" Vorgang" if len(rows) == 1 else " Vorgänge")
    aehnlich = (AEHNLICH,) if blatt.ist_aehnlich and rows else ()
    view = f"Ansicht: {ANSICHTEN[auswahl.sicht]}"
    chips = tuple(text for text, _ in chips_of(actor, auswahl, Namen()))
    return Treffer(f"mindestens {anzahl}" if blatt.weiter else anzahl, (view, *chips, *aehnlich))


def stand_text(blatt: Stapelblatt) -> str:
    """Where a Stapel is, in a word or two."""
    return UNTERBROCHEN if blatt.ist_gescheitert else STAENDE[blatt.stand]


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
        parameter=PARAMETER[wahl.aktion](actor, post) if wahl.felder else {},
        auswahl=read_filter(QueryDict(wahl.liste)) if wahl.alle else None,
        gewaehlt=() if wahl.alle else _ids(wahl.gewaehlt),
    )


def _person(actor: Actor, post: Mapping[str, Any]) -> dict[str, str]:
    text = post.get("person", "")
    if text not in {value for value, _ in people(actor)}:
        raise InvalidInput("Es fehlt, wem die Vorgänge zugewiesen werden.", {"person": "Bitte wählen Sie jemanden."})
    if text.startswith(GRUPPE):
        return {"gruppe": text.removeprefix(GRUPPE)}
    return {"person": "" if text == NIEMAND else text}


def _wiedervorlage(_actor: Actor, post: Mapping[str, Any]) -> dict[str, str]:
    tag = read_day(post.get("tag", ""))
    require_all(
        lambda: require_line(post.get("betreff", ""), "betreff"), lambda: require_day(tag, "tag", clock.today())
    )
    return {"tag": tag.isoformat() if tag else "", "betreff": require_line(post.get("betreff", ""), "betreff")}


def _zurueckstellen(_actor: Actor, post: Mapping[str, Any]) -> dict[str, str]:
    text = post.get("tag", "").strip()
    tag = require_day(read_day(text), "tag", clock.today()) if text else None
    grund = require_waiting(tag, post.get("betreff", ""), clock.today(), ("tag", "betreff"))
    return {"tag": tag.isoformat() if tag else "", "betreff": grund}


def _prioritaet(_actor: Actor, post: Mapping[str, Any]) -> dict[str, int]:
    return {"prioritaet": require_prioritaet(read_zahl(post.get("prioritaet", "")))}


def _schlagwort(_actor: Actor, post: Mapping[str, Any]) -> dict[str, str]:
    words = read_schlagworte(post.get("wort", ""))
    if len(words) != 1:
        raise InvalidInput("Das Schlagwort fehlt.", {"wort": "Bitte geben Sie genau ein Schlagwort ein."})
    return {"wort": words[0]}


PARAMETER: dict[Aktion, Callable[[Actor, Mapping[str, Any]], dict[str, Any]]] = {
    Aktion.ZUWEISEN: _person,
    Aktion.WIEDERVORLAGE: _wiedervorlage,
    Aktion.ZURUECKSTELLEN: _zurueckstellen,
    Aktion.PRIORITAET: _prioritaet,
    Aktion.SCHLAGWORT: _schlagwort,
}
FELDER: dict[Aktion, frozenset[str]] = {
    Aktion.ZUWEISEN: frozenset({"person"}),
    Aktion.WIEDERVORLAGE: frozenset({"betreff", "tag"}),
    Aktion.ZURUECKSTELLEN: frozenset({"betreff", "tag"}),
    Aktion.PRIORITAET: frozenset({"prioritaet"}),
    Aktion.SCHLAGWORT: frozenset({"wort"}),
}


def _ids(texts: tuple[str, ...]) -> tuple[UUID, ...]:
    try:
        return tuple(UUID(text) for text in texts)
    except ValueError:
        raise InvalidInput("Die Auswahl ist unleserlich. Bitte wählen Sie die Vorgänge neu.") from None


@in_mandant
def people(actor: Actor) -> list[tuple[str, str]]:
    """Whom a case can be given to, for a list to choose from: nobody, people, groups."""
    groups = [(f"{GRUPPE}{e.id}", f"Gruppe: {e.name}") for e in list_einheiten(actor) if e.geschlossen_am is None]
    persons = [(str(id_), name) for id_, name in names_of_active(actor).items()]
    return [(NIEMAND, "niemandem (Zuweisung aufheben)"), *persons, *groups]
