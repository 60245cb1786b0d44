"""What a machine could not take over from a Datenschema: a person looks at it before release, nothing is dropped."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum

from ozgcloud.datenschema.baum import Datentyp, Feldart, Knoten, Regel, Schema
from ozgcloud.datenschema.codeliste import Aufloesungen
from ozgcloud.datenschema.muster_lauf import unpruefbar


class Punktart(StrEnum):
    """Kinds of open points."""

    REGEL = "regel"
    CODELISTE = "codeliste"
    CODELISTE_FASSUNG = "codeliste-fassung"
    DATENTYP = "datentyp"
    FELDART = "feldart"
    MUSTER = "muster"
    VORBEFUELLUNG = "vorbefuellung"


@dataclass(frozen=True, slots=True)
class OffenerPunkt:
    """One point: where (`pfad`, empty = the whole form), at which element (`label`), and what (`text`, German)."""

    art: Punktart
    pfad: str
    label: str
    text: str

    def to_json(self) -> dict[str, str]:
        """For storing with the schema."""
        return {name: str(wert) for name, wert in asdict(self).items()}


def offene_punkte(schema: Schema, codelisten: Aufloesungen) -> tuple[OffenerPunkt, ...]:
    """All open points in the order of the schema."""
    punkte = [_regel(regel, "", schema.titel) for regel in schema.regeln]
    for knoten in schema.alle():
        punkte.extend(_regel(regel, knoten.pfad, knoten.label) for regel in knoten.regeln)
        if not knoten.ist_gruppe:
            punkte.extend(OffenerPunkt(art, knoten.pfad, knoten.label, text) for art, text in _feld(knoten, codelisten))
    return tuple(punkte)


def _regel(regel: Regel, pfad: str, label: str) -> OffenerPunkt:
    text = regel.text or regel.skript or "Regel ohne Text."
    return OffenerPunkt(Punktart.REGEL, pfad, label, f"{regel.name} ({regel.fim_id}): {text}")


def _feld(knoten: Knoten, codelisten: Aufloesungen) -> Iterator[tuple[Punktart, str]]:
    if knoten.datentyp not in set(Datentyp):
        yield Punktart.DATENTYP, f"Unbekannter Datentyp „{knoten.datentyp}“, wird als Text behandelt."
    if knoten.datentyp == Datentyp.OBJ:
        yield Punktart.DATENTYP, "Statische Objekte werden nur mit ihrer Bezeichnung angezeigt."
    if knoten.feldart not in set(Feldart):
        yield Punktart.FELDART, f"Unbekannte Feldart „{knoten.feldart}“, wird als Eingabefeld behandelt."
    if knoten.feldart in (Feldart.HIDDEN, Feldart.LOCKED) and not knoten.inhalt:
        yield Punktart.VORBEFUELLUNG, "Das Feld kann niemand ausfüllen und es hat keinen festen Inhalt."
    grund = unpruefbar(knoten.praezisierung.muster) if knoten.praezisierung.muster else ""
    if grund:
        yield Punktart.MUSTER, f"Das Muster „{knoten.praezisierung.muster[:80]}“ wird nicht geprüft. {grund}"
    if knoten.ist_auswahl and not knoten.werte and knoten.codeliste is None:
        yield Punktart.CODELISTE, "Auswahlfeld ohne Werteliste; das Feld ist gesperrt."
    if knoten.ist_auswahl and not knoten.werte and knoten.codeliste:
        stand = codelisten.get(knoten.codeliste.schluessel)
        if stand is None or stand.grund:
            yield Punktart.CODELISTE, f"Die Codeliste {knoten.codeliste.schluessel} fehlt; das Feld ist gesperrt."
        elif stand.warnung:
            yield Punktart.CODELISTE_FASSUNG, stand.warnung
