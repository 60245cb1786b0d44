"""What can be submitted: Online-Dienste with their forms as plain lists of fields, and data that would be accepted."""

import re
from typing import Any

from ninja import Router

from ozgcloud.antrag.formularantrag import Formular
from ozgcloud.antrag.formulare import find_formular
from ozgcloud.api.formen import Leistungsblatt, Leistungszeile
from ozgcloud.api.zugang import ApiRequest
from ozgcloud.core.errors import InvalidInput, NotFound
from ozgcloud.datenschema import adressen
from ozgcloud.datenschema.baum import Knoten
from ozgcloud.datenschema.codeliste import Aufloesungen
from ozgcloud.datenschema.musterdaten import erzeuge
from ozgcloud.datenschema.pruefung import auswahl_von, media_types
from ozgcloud.onlinedienst.queries import list_onlinedienste
from ozgcloud.schnittstelle.rules import Befugnis, Zugriff

router = Router(tags=["Leistungen"])
LEISTUNG = re.compile(r"[0-9]{14}")
MAX_WERTE = 500
SEED = 7


@router.get("/leistungen", response=list[Leistungszeile], url_name="leistungen")
def list_services(request: ApiRequest) -> list[dict[str, Any]]:
    """Online-Dienste, für die Ihr Zugang Anträge einreichen darf."""
    return [
        _line(dienst)
        for dienst in list_onlinedienste()
        if (dienst.phase == "freigegeben" or (dienst.ist_uebung and request.zugriff.uebung))
        and _may(request.zugriff, dienst.leistung_id)
    ]


def _may(zugriff: Zugriff, leistung: str) -> bool:
    return any(one.covers(Befugnis.EINREICHEN, None, leistung) for one in zugriff.erlaubnisse)


@router.get("/leistungen/{schluessel}", response=Leistungsblatt, url_name="leistung")
def show_service(request: ApiRequest, schluessel: str) -> dict[str, Any]:
    """Das Formular eines Online-Dienstes (Leistungsschlüssel oder Kennung): Felder, Regeln, ein Beispiel."""
    is_leistung = LEISTUNG.fullmatch(schluessel) is not None
    kennung, leistung = ("", schluessel) if is_leistung else (schluessel, "")
    try:
        formular = find_formular(kennung=kennung, leistung=leistung, uebung=request.zugriff.uebung)
    except InvalidInput as error:
        raise NotFound(error.meldung) from None
    if not _may(request.zugriff, formular.dienst.leistung_id):
        raise NotFound("Für diese Leistung hat Ihr Zugang keine Freigabe.")
    schema = formular.schema
    muster = erzeuge(schema, seed=SEED, codelisten=formular.codelisten)
    return {
        **_line(formular.dienst),
        "datenschema": f"{schema.fim_id}@{schema.version}",
        "felder": _fields(formular),
        "beispiel": dict(muster.roh),
        "dateifelder": sorted(muster.dateien),
    }


def _line(dienst: Any) -> dict[str, Any]:
    return {
        "onlinedienst": dienst.kennung,
        "leistung": dienst.leistung_id,
        "titel": dienst.titel,
        "version": dienst.version,
        "uebung": dienst.ist_uebung,
    }


def _fields(formular: Formular) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    stack = [(knoten, knoten.segment, knoten.pflicht) for knoten in reversed(formular.schema.wurzel)]
    while stack:
        knoten, ort, sicher = stack.pop()
        adresse = adressen.instanz(ort, 0) if knoten.wiederholt else ort
        if knoten.ist_gruppe:
            stack.extend(
                (kind, adressen.kind(adresse, kind.segment), sicher and kind.pflicht and not knoten.auswahlgruppe)
                for kind in reversed(knoten.kinder)
            )
            if knoten.auswahlgruppe:
                found.append(_choice(knoten, adressen.wahl(adresse), sicher=sicher))
        elif knoten.fuellbar:
            found.append(_field(knoten, adresse, formular.codelisten, sicher=sicher))
    return found


def _choice(knoten: Knoten, adresse: str, *, sicher: bool) -> dict[str, Any]:
    """The choice of one of several groups, as a field with the groups as its values."""
    werte = [{"code": kind.segment, "label": kind.label} for kind in knoten.kinder]
    return _row(knoten, adresse, "auswahl", sicher=sicher) | {"werte": werte, "wiederholbar": False}


def _field(knoten: Knoten, adresse: str, codelisten: Aufloesungen, *, sicher: bool) -> dict[str, Any]:
    row = _row(knoten, adresse, knoten.datentyp or "text", sicher=sicher)
    if knoten.ist_datei:
        row["medientypen"] = list(media_types(knoten))
    if knoten.ist_auswahl:
        werte = auswahl_von(knoten, codelisten).werte[:MAX_WERTE]
        row["werte"] = [{"code": wert.code, "label": wert.label} for wert in werte]
    return row


def _row(knoten: Knoten, adresse: str, typ: str, *, sicher: bool) -> dict[str, Any]:
    return {
        "adresse": adresse,
        "label": knoten.label,
        "typ": typ,
        "pflicht": "ja" if sicher else "in-gruppe" if knoten.pflicht else "nein",
        "wiederholbar": knoten.wiederholt,
        "max_laenge": knoten.praezisierung.max_laenge,
        "muster": knoten.praezisierung.muster,
        "codeliste": knoten.codeliste.schluessel if knoten.codeliste else "",
        "werte": [],
        "medientypen": [],
    }
