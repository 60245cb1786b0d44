"""Choosing a place by PLZ or name, and the office that is competent there."""

from collections import Counter
from dataclasses import dataclass

from django.http import QueryDict

from ozgcloud.core import clock
from ozgcloud.core.errors import Conflict, NotFound
from ozgcloud.mandant.gebietsangaben import LAENDER, land_of
from ozgcloud.mandant.ortssuche import Fund, Ortssuche, Treffer, find_gebiete, require_gebiet, served_laender
from ozgcloud.mandant.queries import get_mandant
from ozgcloud.portal.eingaben import read
from ozgcloud.zustaendigkeit.queries import find_stelle

LAENDER_MIT_AEMTERN = frozenset({1, 12, 13})
QUESTIONS = {
    Fund.AEHNLICH: "Meinten Sie einen dieser Orte?",
    Fund.NACHFOLGER: "Diesen Ort gibt es so nicht mehr. Welcher Ort ist es heute?",
}


@dataclass(frozen=True, slots=True)
class Ort:
    """A Gemeinde by its Regionalschlüssel; `lage` tells it from others of the same name."""

    ars: str
    name: str
    lage: str = ""


@dataclass(frozen=True, slots=True)
class Behoerde:
    """Who is responsible, with the address a citizen needs."""

    name: str
    stelle: str
    strasse: str
    ort: str
    telefon: str
    email: str
    in_clearing: bool


@dataclass(frozen=True, slots=True)
class Ortswahl:
    """The state of the question "Wo?": what was typed, what it can mean, what was chosen, who is responsible.

    `frage` asks among `treffer`; `offen` says that none was chosen; `mehr` that not all are shown; `fremd` names the
    Land of a place that this installation does not serve.
    """

    begriff: str
    treffer: tuple[Ort, ...] = ()
    ort: Ort | None = None
    behoerde: Behoerde | None = None
    fehler: str = ""
    frage: str = ""
    offen: str = ""
    mehr: bool = False
    fremd: str = ""

    @property
    def auswahl(self) -> list[tuple[str, str, str]]:
        """The places as options of a list to choose from."""
        return [(ort.ars, ort.name, ort.lage) for ort in self.treffer]


def choose_place(data: QueryDict, leistung: str, *, uebung: bool) -> Ortswahl:
    """Read `gebiet` (chosen) or `ort` (typed). A place named exactly is an answer, all else is asked or explained."""
    begriff, ars = read(data, "ort"), read(data, "gebiet")
    if ars:
        return _by_key(begriff, ars, leistung, uebung)
    if not begriff:
        return Ortswahl("", fehler="Bitte geben Sie eine Postleitzahl oder einen Ort ein." if "ort" in data else "")
    suche = find_gebiete(begriff)
    if suche.fund is Fund.NICHTS:
        return Ortswahl(begriff, fehler=_missing(begriff))
    if suche.eindeutig:
        return _by_key(begriff, suche.treffer[0].ars, leistung, uebung)
    laender = {land_of(gebiet.ars) for gebiet in suche.treffer}
    if suche.fund is Fund.FREMD and len(laender) == 1:
        return Ortswahl(begriff, fremd=_land(suche.treffer[0].ars))
    return _question(begriff, suche, chosen_none="auswahl" in data)


def _question(begriff: str, suche: Ortssuche, *, chosen_none: bool) -> Ortswahl:
    names = Counter(gebiet.name for gebiet in suche.treffer)
    served = served_laender()
    return Ortswahl(
        begriff,
        treffer=tuple(
            Ort(
                gebiet.ars, gebiet.name, _lage(gebiet, served, apart=suche.fund is Fund.PLZ and names[gebiet.name] == 1)
            )
            for gebiet in suche.treffer
        ),
        frage=QUESTIONS.get(suche.fund, "Welchen Ort meinen Sie?"),
        offen="Bitte wählen Sie einen Ort aus." if chosen_none else "",
        mehr=suche.mehr,
    )


def _lage(gebiet: Treffer, served: frozenset[int], *, apart: bool) -> str:
    """Amt and Kreis, unless the name stands `apart` anyway, and the Land when it is not served here."""
    parts = [] if apart else [_amt(gebiet), _kreis(gebiet.kreis)]
    if land_of(gebiet.ars) not in served:
        parts.append(_land(gebiet.ars))
    return ", ".join(part for part in parts if part)


def _amt(gebiet: Treffer) -> str:
    """Ämter exist in three Länder; elsewhere the association has other names."""
    return f"Amt {gebiet.amt}" if gebiet.amt and land_of(gebiet.ars) in LAENDER_MIT_AEMTERN else gebiet.amt


def _kreis(name: str) -> str:
    return name if not name or "kreis" in name.casefold() else f"Kreis {name}"


def _land(ars: str) -> str:
    return LAENDER.get(land_of(ars), ("", ""))[1]


def _missing(begriff: str) -> str:
    if begriff.replace(" ", "").isdigit():
        if len(begriff.replace(" ", "")) != 5:
            return "Eine Postleitzahl hat fünf Ziffern. Bitte prüfen Sie Ihre Eingabe."
        return "Diese Postleitzahl kennen wir nicht. Bitte prüfen Sie sie oder geben Sie den Namen Ihrer Gemeinde ein."
    return (
        "Diesen Ort haben wir nicht gefunden. Wenn es ein Ortsteil ist, geben Sie bitte die Postleitzahl ein, "
        "sonst prüfen Sie bitte die Schreibweise."
    )


def _by_key(begriff: str, ars: str, leistung: str, uebung: bool) -> Ortswahl:
    try:
        gebiet = require_gebiet(ars, clock.today())
    except Conflict:
        return _question(begriff, find_gebiete(ars), chosen_none=False)
    except NotFound as error:
        return Ortswahl(begriff, fehler=error.meldung)
    if land_of(gebiet.ars) not in served_laender():
        return Ortswahl(begriff or gebiet.name, fremd=_land(gebiet.ars))
    return _chosen(begriff, Ort(gebiet.ars, gebiet.name), leistung, uebung)


def _chosen(begriff: str, ort: Ort, leistung: str, uebung: bool) -> Ortswahl:
    stelle = find_stelle(leistung=leistung, ars=ort.ars, tag=clock.today(), land_id=land_of(ort.ars), uebung=uebung)
    mandant = get_mandant(stelle.mandant_id)
    behoerde = Behoerde(
        name=mandant.name,
        stelle="" if stelle.name == mandant.name else stelle.name.removeprefix(f"{mandant.name}, "),
        strasse=mandant.strasse,
        ort=f"{mandant.plz} {mandant.ort}".strip(),
        telefon=mandant.telefon,
        email=mandant.email,
        in_clearing=stelle.in_clearing,
    )
    return Ortswahl(begriff or ort.name, ort=ort, behoerde=behoerde)
