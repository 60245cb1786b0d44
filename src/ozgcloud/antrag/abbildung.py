"""A foreign form as an Einreichung says it: whose Online-Dienst it is, its cleaned values, its files and its applicant.

What could not be read as ours stays as delivered; nothing here refuses an Antrag.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from ozgcloud.antrag.fremdantrag import Lieferdatei, Lieferung, Ortsangaben, applicant_fields, places_of
from ozgcloud.antrag.rules import applicant
from ozgcloud.datenschema.adressen import pfad_von
from ozgcloud.datenschema.baum import Schema
from ozgcloud.datenschema.codeliste import Aufloesungen
from ozgcloud.datenschema.pruefung import DateiMeta
from ozgcloud.datenschema.queries import get_schema, load_codelisten
from ozgcloud.datenschema.zusammenfassung import Eintrag, zusammenfassung
from ozgcloud.eingang.abbildung import MIN_SHARE, Abbildung, translate
from ozgcloud.eingang.fremd import Angabe, Formular, file_names, flat, same_name
from ozgcloud.eingang.rules import (
    ANLAGE,
    DARSTELLUNG,
    FORMULAR,
    OHNE_DIENST,
    OHNE_SCHEMA,
    Anlage,
    Quarantaeneart,
    Quarantaenegrund,
)
from ozgcloud.onlinedienst.models import Onlinedienst
from ozgcloud.onlinedienst.queries import Fremdformular, find_fremdformular

MAX_ERRORS = 200
NO_PLACES = Ortsangaben((), ())
Linked = dict[str, list[Lieferdatei]]


@dataclass(frozen=True, slots=True)
class Gelesen:
    """What became of a foreign form."""

    onlinedienst_id: UUID
    datenschema_id: UUID
    werte: dict[str, Any]
    fassungen: dict[str, Any]
    anlagen: tuple[Anlage, ...]
    antragsteller: str
    anschrift: tuple[str, ...]
    gruende: tuple[Quarantaenegrund, ...]
    anknuepfung_pfad: str = ""
    orte: Ortsangaben = NO_PLACES


def read_lieferung(lieferung: Lieferung) -> Gelesen:
    """Read it as the Online-Dienst its formId or its Leistung stands for, else keep it as delivered."""
    formular = find_fremdformular(lieferung.form_id, lieferung.leistungen())
    if formular is not None:
        schema = get_schema(formular.dienst.datenschema_id)
        codelisten = load_codelisten(schema)
        metas = [_meta(datei) for datei in lieferung.dateien]
        found = translate(lieferung.formular, schema, tabelle=formular.felder, dateien=metas, codelisten=codelisten)
        if found.felder and (formular.ist_benannt or found.share >= MIN_SHARE):
            return _as_ours(lieferung, formular, schema, found, codelisten)
    return _as_delivered(lieferung)


def _as_delivered(lieferung: Lieferung) -> Gelesen:
    linked = _linked(lieferung)
    werte = flat(lieferung.formular)
    for adresse, dateien in linked.items():
        if len(dateien) == 1:
            werte[adresse] = _file_value(dateien[0])
    name, anschrift = applicant(applicant_fields(lieferung.formular))
    return Gelesen(
        OHNE_DIENST,
        OHNE_SCHEMA,
        werte,
        {FORMULAR: _note(lieferung, linked)},
        _anlagen(lieferung.dateien, {}, linked),
        name,
        anschrift,
        (),
    )


def _as_ours(
    lieferung: Lieferung, formular: Fremdformular, schema: Schema, found: Abbildung, codelisten: Aufloesungen
) -> Gelesen:
    dienst, ergebnis = formular.dienst, found.ergebnis
    ours = {
        str(wert["datei"]): adresse
        for adresse, wert in ergebnis.werte.items()
        if isinstance(wert, dict) and "datei" in wert
    }
    linked = _linked(lieferung)
    shown = {adresse: [t.ziel, t.art, t.sicherheit] for adresse, t in found.shown().items()}
    note = {**_note(lieferung, linked), "felder": shown, "fassung": formular.version, "gegeben": found.gegeben}
    name, anschrift = _applicant(lieferung, dienst, schema, found)
    return Gelesen(
        dienst.id,
        dienst.datenschema_id,
        dict(ergebnis.werte),
        {
            "datenschema": f"{schema.fim_id}@{schema.version}",
            "onlinedienst": f"{dienst.kennung}@{dienst.version}",
            "codelisten": {schluessel: aufloesung.liste for schluessel, aufloesung in codelisten.items()},
            FORMULAR: note,
        },
        _anlagen(lieferung.dateien, ours, linked),
        name,
        anschrift,
        _reasons(schema, ergebnis.fehler),
        dienst.anknuepfung_pfad,
        places_of(Formular({}, _by_our_names(zusammenfassung(schema, ergebnis.werte)))),
    )


def _by_our_names(eintraege: Sequence[Eintrag]) -> tuple[Angabe, ...]:
    """The tree as our labels call it, to look for places under names we know."""
    return tuple(
        Angabe(e.adresse, e.label, e.label, e.anzeige if not e.kinder else None, _by_our_names(e.kinder))
        for e in eintraege
    )


def _applicant(
    lieferung: Lieferung, dienst: Onlinedienst, schema: Schema, found: Abbildung
) -> tuple[str, tuple[str, ...]]:
    felder = [feld for eintrag in zusammenfassung(schema, found.ergebnis.werte) for feld in eintrag.felder()]
    benannt = [feld for feld in felder if feld.adresse in dienst.antragsteller_pfade]
    name, anschrift = applicant((feld.label, feld.anzeige) for feld in benannt or felder)
    return (name, anschrift) if name else applicant(applicant_fields(lieferung.formular))


def _reasons(schema: Schema, fehler: Mapping[str, str]) -> tuple[Quarantaenegrund, ...]:
    if not fehler:
        return ()
    anzahl = "Eine Angabe entspricht" if len(fehler) == 1 else f"{len(fehler)} Angaben entsprechen"
    return (
        Quarantaenegrund(
            art=Quarantaeneart.UNGUELTIG,
            grund=f"{anzahl} nicht dem Formular „{schema.titel}“.",
            einzelheiten=_by_label(schema, dict(list(fehler.items())[:MAX_ERRORS])),
        ),
    )


def _by_label(schema: Schema, fehler: Mapping[str, str]) -> dict[str, str]:
    """Errors by what the field is called; the second of one name carries its address, too."""
    found: dict[str, str] = {}
    for adresse, satz in fehler.items():
        knoten = schema.index.get(pfad_von(adresse))
        label = knoten.label_ausgabe if knoten else adresse
        found[f"{label} ({adresse})" if label in found else label] = satz
    return found


def _note(lieferung: Lieferung, linked: Linked) -> dict[str, Any]:
    """How the form was read, kept with the Eingang: names of fields and ids, no values."""
    return {
        "form_id": lieferung.form_id,
        "zeichensatz": lieferung.zeichensatz,
        "dateien": [[adresse, str(datei.id)] for adresse, dateien in linked.items() for datei in dateien],
    }


def _linked(lieferung: Lieferung) -> Linked:
    """Files by the address of the item whose value names them; a name that two files have names none."""
    by_name: dict[str, list[Lieferdatei]] = {}
    for datei in lieferung.dateien:
        by_name.setdefault(same_name(datei.name), []).append(datei)
    found: Linked = {}
    for angabe in lieferung.formular.alle():
        if not angabe.text or isinstance(angabe.wert, bool):
            continue
        named = [
            by_name[key][0] for text in file_names(angabe.text) if len(by_name.get(key := same_name(text), ())) == 1
        ]
        if named:
            found[angabe.adresse] = list(dict.fromkeys(named))
    return found


def _anlagen(dateien: Sequence[Lieferdatei], ours: Mapping[str, str], linked: Linked) -> tuple[Anlage, ...]:
    """Every file once: at our field, at the foreign item that names it, or among the renderings or attachments."""
    named = {datei.id: adresse for adresse, found in reversed(linked.items()) for datei in found}
    return tuple(
        Anlage.from_ablage(
            datei.ablage,
            anlage_id=datei.id,
            adresse=ours.get(str(datei.id))
            or (f"{DARSTELLUNG}[{nummer:03d}]" if datei.ist_darstellung else "")
            or named.get(datei.id, f"{ANLAGE}[{nummer:03d}]"),
            name=datei.name,
        )
        for nummer, datei in enumerate(dateien)
    )


def _meta(datei: Lieferdatei) -> DateiMeta:
    return DateiMeta(str(datei.id), datei.name, datei.ablage.groesse, datei.ablage.medientyp)


def _file_value(datei: Lieferdatei) -> dict[str, Any]:
    return {
        "datei": str(datei.id),
        "name": datei.name,
        "groesse": datei.ablage.groesse,
        "media_type": datei.ablage.medientyp,
    }
