"""Choosing a place by PLZ or name, and the office that is competent there."""

from dataclasses import dataclass

from django.http import QueryDict

from ozgcloud.core import clock
from ozgcloud.core.errors import NotFound
from ozgcloud.mandant.queries import find_gebiete, get_gebiet, get_mandant, land_of
from ozgcloud.portal.eingaben import read
from ozgcloud.zustaendigkeit.queries import find_stelle


@dataclass(frozen=True, slots=True)
class Ort:
    """A Gemeinde by its Regionalschlüssel."""

    ars: str
    name: str


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
    """The state of the question "Wo?": what was typed, what it can mean, what was chosen, who is responsible."""

    begriff: str
    treffer: tuple[Ort, ...] = ()
    ort: Ort | None = None
    behoerde: Behoerde | None = None
    fehler: str = ""


def choose_place(data: QueryDict, leistung: str, *, uebung: bool) -> Ortswahl:
    """Read `gebiet` (chosen) or `ort` (typed). A single hit is an answer, several are a question, none is explained."""
    begriff, ars = read(data, "ort"), read(data, "gebiet")
    if ars:
        try:
            gebiet = get_gebiet(ars)
        except NotFound as error:
            return Ortswahl(begriff, fehler=error.meldung)
        return _chosen(begriff, Ort(gebiet.ars, gebiet.name), leistung, uebung)
    treffer = tuple(Ort(gebiet.ars, gebiet.name) for gebiet in find_gebiete(begriff))
    if len(treffer) == 1:
        return _chosen(begriff, treffer[0], leistung, uebung)
    return Ortswahl(begriff, treffer, fehler=_missing(data, begriff) if not treffer else "")


def _missing(data: QueryDict, begriff: str) -> str:
    if not begriff:
        return "Bitte geben Sie eine Postleitzahl oder einen Ort ein." if "ort" in data else ""
    return "Diesen Ort haben wir nicht gefunden. Bitte prüfen Sie die Schreibweise oder geben Sie die Postleitzahl ein."


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
