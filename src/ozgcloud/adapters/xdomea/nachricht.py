"""The XML of an Abgabe.Abgabe.0401 (xdomea 3.0.0). Order and names follow the schema; nothing here touches files.

Traps of the format: the prefix must be the string `xdomea` (spec. 4.2), booleans are written 1/0 (fixed values are
compared as text), the child `code` has no namespace, `Version` of a format is mandatory free text.
"""

import re
from datetime import UTC, datetime
from typing import Final

from lxml import etree

from ozgcloud.adapters.xdomea import dateien
from ozgcloud.adapters.xdomea.kennungen import (
    FACHDATEN,
    NACHRICHT,
    NAMENSRAUM,
    PRUEFSUMMEN,
    make_dokument_id,
    make_prozess_id,
    make_vorgang_id,
)
from ozgcloud.core.errors import Reject
from ozgcloud.veraktung.port import Aktendokument, Aktenpaket, Antragsteller, Historieneintrag

_CODELISTE = "urn:xoev-de:xdomea:codeliste:"
_ERREICHBARKEIT = "urn:de:xoev:codeliste:erreichbarkeit"
_OFFEN = "003"
_ELEKTRONISCH = "001"
_EMAIL, _TELEFON = "01", "02"
_VERBOTEN: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def make_nachricht(paket: Aktenpaket, dokumente: tuple[Aktendokument, ...], schluessel: str) -> bytes:
    """Return the message as UTF-8 XML. `dokumente`: all files of the package, the form data among them."""
    wurzel = etree.Element(_q(NACHRICHT), nsmap={"xdomea": NAMENSRAUM})
    _add_kopf(wurzel, paket, schluessel)
    vorgang = _sub(_sub(wurzel, "Schriftgutobjekt"), "Vorgang")
    _add_vorgang(vorgang, paket)
    for nummer, dokument in enumerate(dokumente, start=1):
        _add_dokument(vorgang, dokument, nummer)
    if paket.antragsteller is not None:
        _add_antragsteller(vorgang, paket.antragsteller)
    _add_erweiterung(
        vorgang,
        (FACHDATEN, "Angaben aus OZG-Cloud"),
        {
            "Vorgangsnummer": paket.vorgangsnummer,
            "Leistung": paket.leistung,
            "Übungsmodus": "ohne Rechtswirkung" if paket.uebungsmodus else "",
        },
    )
    etree.indent(wurzel, space="  ")
    return etree.tostring(wurzel, xml_declaration=True, encoding="UTF-8")


def _add_kopf(wurzel: etree._Element, paket: Aktenpaket, schluessel: str) -> None:
    kopf = _sub(wurzel, "Kopf")
    _sub(kopf, "ProzessID", str(make_prozess_id(schluessel)))
    _add_code(kopf, "Nachrichtentyp", "0401", (_CODELISTE + "nachrichtentyp", "2.0"))
    _sub(kopf, "Erstellungszeitpunkt", _moment(paket.erstellt_am))
    absender = _sub(kopf, "Absender")
    _sub(_sub(absender, "Institution"), "Name", paket.mandant)
    if paket.organisationseinheit:
        _sub(_sub(absender, "Organisationseinheit"), "Name", paket.organisationseinheit)
    _sub(_sub(_sub(kopf, "Empfaenger"), "Institution"), "Name", paket.empfaenger)
    # Without our version number: a repetition after an update of the program must give the same bytes.
    _sub(_sub(kopf, "SendendesSystem"), "Produktname", "OZG-Cloud")
    if paket.uebungsmodus:
        _sub(kopf, "Hinweis", "Übungsmodus – ohne Rechtswirkung")
    _sub(kopf, "Importbestaetigung", "1")
    _sub(kopf, "Empfangsbestaetigung", "0")


def _add_vorgang(vorgang: etree._Element, paket: Aktenpaket) -> None:
    _sub(_sub(vorgang, "Identifikation"), "ID", str(make_vorgang_id(paket.vorgang_id)))
    allgemein = _sub(vorgang, "AllgemeineMetadaten")
    _sub(allgemein, "Betreff", paket.betreff)
    _sub(allgemein, "Kennzeichen", paket.aktenzeichen)
    if paket.organisationseinheit:
        _sub(allgemein, "Federfuehrung", paket.organisationseinheit)
    _sub(allgemein, "Aktenfuehrung", paket.mandant)
    _add_code(allgemein, "Vertraulichkeitsstufe", _OFFEN, (_CODELISTE + "vertraulichkeitsstufe", "1.0"))
    _add_code(allgemein, "Medium", _ELEKTRONISCH, (_CODELISTE + "medium", "1.0"))
    if paket.aktenplaneinheit:
        _sub(_sub(allgemein, "Aktenplaneinheit"), "Kennzeichen", paket.aktenplaneinheit)
    _sub(vorgang, "Typ", paket.leistung)
    _sub(vorgang, "ZdA", "1")
    _sub(vorgang, "ZdADatum", paket.ende.isoformat())
    laufzeit = _sub(vorgang, "Laufzeit")
    _sub(laufzeit, "Beginn", paket.beginn.isoformat())
    _sub(laufzeit, "Ende", paket.ende.isoformat())
    for eintrag in paket.historie:
        _add_historie(vorgang, eintrag)


def _add_historie(vorgang: etree._Element, eintrag: Historieneintrag) -> None:
    historie = _sub(vorgang, "HistorienProtokollInformation")
    _sub(historie, "Akteur", eintrag.akteur)
    _sub(historie, "DatumUhrzeit", _moment(eintrag.zeit))
    _sub(historie, "Aktion", eintrag.text)


def _add_dokument(vorgang: etree._Element, dokument: Aktendokument, nummer: int) -> None:
    knoten = _sub(vorgang, "Dokument")
    identifikation = _sub(knoten, "Identifikation")
    _sub(identifikation, "ID", str(make_dokument_id(dokument.id)))
    _sub(identifikation, "NummerImUebergeordnetenContainer", str(nummer))
    allgemein = _sub(knoten, "AllgemeineMetadaten")
    _sub(allgemein, "Betreff", dokument.titel)
    _add_code(allgemein, "Vertraulichkeitsstufe", _OFFEN, (_CODELISTE + "vertraulichkeitsstufe", "1.0"))
    _add_code(allgemein, "Medium", _ELEKTRONISCH, (_CODELISTE + "medium", "1.0"))
    if dokument.datum is not None:
        _sub(knoten, "DatumDesSchreibens", dokument.datum.isoformat())
    if dokument.art:
        _sub(knoten, "Typ", dokument.art)
    fassung = _sub(knoten, "Version")
    _sub(fassung, "Nummer", "1")
    _add_format(fassung, dokument)
    _add_erweiterung(knoten, (PRUEFSUMMEN, "Prüfsumme der Datei"), {"SHA-256": dokument.sha256})


def _add_format(fassung: etree._Element, dokument: Aktendokument) -> None:
    code, sonstiger_name = dateien.format_of(dokument)
    knoten = _sub(fassung, "Format")
    _add_code(knoten, "Name", code, (_CODELISTE + "dateiformat", "1.0"))
    if sonstiger_name:
        _sub(knoten, "SonstigerName", sonstiger_name)
    _sub(knoten, "Version", "PDF/A" if code == dateien.PDF_ARCHIV else "ohne Angabe")
    datei = _sub(knoten, "Primaerdokument")
    _sub(datei, "Dateiname", dateien.name_in_package(dokument))
    _sub(datei, "DateinameOriginal", dokument.dateiname)


def _add_antragsteller(vorgang: etree._Element, person: Antragsteller) -> None:
    kontakt = _sub(vorgang, "Kontakt")
    if person.organisation:
        _sub(_sub(kontakt, "Institution"), "Name", person.organisation)
    if person.vorname or person.nachname:
        name = _sub(kontakt, "Name")
        for element, wert in (("Familienname", person.nachname), ("Vorname", person.vorname)):
            if wert:
                _sub(_sub(name, element), "Name", wert)
    anschrift = {
        "Strasse": person.strasse,
        "Hausnummer": person.hausnummer,
        "Postleitzahl": person.postleitzahl,
        "Ort": person.ort,
    }
    if any(anschrift.values()):
        knoten = _sub(kontakt, "Anschrift")
        for element, wert in anschrift.items():
            if wert:
                _sub(knoten, element, wert)
    for kanal, wert in ((_EMAIL, person.email), (_TELEFON, person.telefon)):
        if wert:
            knoten = _sub(kontakt, "Kommunikation")
            _add_code(knoten, "Kanal", kanal, (_ERREICHBARKEIT, "3"))
            _sub(knoten, "Kennung", wert)


def _add_erweiterung(eltern: etree._Element, kennung_und_name: tuple[str, str], felder: dict[str, str]) -> None:
    erweiterung = _sub(eltern, "AnwendungsspezifischeErweiterung")
    _sub(erweiterung, "Kennung", kennung_und_name[0])
    _sub(erweiterung, "Name", kennung_und_name[1])
    for name, wert in felder.items():
        if wert:
            feld = _sub(erweiterung, "Feld")
            _sub(feld, "Name", name)
            _sub(feld, "Wert", wert)


def _add_code(eltern: etree._Element, name: str, code: str, liste: tuple[str, str]) -> None:
    knoten = _sub(eltern, name)
    knoten.set("listURI", liste[0])
    knoten.set("listVersionID", liste[1])
    etree.SubElement(knoten, "code").text = code


def _sub(eltern: etree._Element, name: str, text: str | None = None) -> etree._Element:
    knoten = etree.SubElement(eltern, _q(name))
    if text is not None:
        knoten.text = _VERBOTEN.sub("\ufffd", text)
    return knoten


def _q(name: str) -> str:
    return f"{{{NAMENSRAUM}}}{name}"


def _moment(zeit: datetime) -> str:
    if zeit.tzinfo is None:
        raise Reject("Eine Zeitangabe der Akte hat keine Zeitzone. Bitte melden Sie diesen Fehler dem Betrieb.")
    return zeit.astimezone(UTC).isoformat().replace("+00:00", "Z")
