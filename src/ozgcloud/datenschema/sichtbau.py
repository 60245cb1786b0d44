"""Build the views of a page from tree, posted values, errors and code lists."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ozgcloud.datenschema import adressen, pruefung
from ozgcloud.datenschema.baum import Datentyp, Feldart, Knoten, Schema
from ozgcloud.datenschema.belegung import as_text, belegung, gewaehlter_zweig, nummern, vorhanden
from ozgcloud.datenschema.codeliste import Aufloesung, Aufloesungen
from ozgcloud.datenschema.sichten import (
    AuswahlSicht,
    DateiSicht,
    FeldKind,
    FeldSicht,
    GruppeSicht,
    Knopf,
    OptionSicht,
    Sicht,
    WiederholungSicht,
    ZweigSicht,
)

HINZUFUEGEN = "_hinzufuegen"
ENTFERNEN = "_entfernen"
GRENZE_RADIO = 6
OHNE_EINGABE = ("hinweis", "fest", "gesperrt")
GRENZE_EINZEILIG = 255
FREIWILLIG = "Dieser Abschnitt ist freiwillig. Wenn Sie hier etwas eintragen, füllen Sie bitte alle Pflichtfelder aus."
_KINDS: Mapping[str, FeldKind] = {
    Datentyp.DATE: "datum",
    Datentyp.TIME: "zeit",
    Datentyp.DATETIME: "datumzeit",
    Datentyp.NUM: "zahl",
    Datentyp.NUM_INT: "zahl",
    Datentyp.NUM_CURRENCY: "zahl",
    Datentyp.BOOL: "radio",
    Datentyp.FILE: "datei",
}
_FORMATE = {
    Datentyp.DATE: "Zum Beispiel 21.11.2026.",
    Datentyp.TIME: "Zum Beispiel 14:30.",
    Datentyp.DATETIME: "Zum Beispiel 21.11.2026 14:30.",
    Datentyp.NUM_CURRENCY: "Betrag in Euro, zum Beispiel 12,50.",
}


@dataclass(frozen=True, slots=True)
class Eingaben:
    """What a page shows again: raw values and uploads by address, errors by address, resolved code lists."""

    roh: Mapping[str, object] = field(default_factory=dict)
    dateien: Mapping[str, pruefung.DateiMeta] = field(default_factory=dict)
    fehler: Mapping[str, str] = field(default_factory=dict)
    codelisten: Aufloesungen = field(default_factory=dict)


def mindestens_gezeigt(knoten: Knoten) -> int:
    """Instances shown without asking: the required ones, and one empty control for a repeated field."""
    return max(knoten.anzahl_min, 0 if knoten.ist_gruppe else 1)


class Bau:
    """Builds the views of one page."""

    def __init__(self, schema: Schema, eingaben: Eingaben) -> None:
        self.eingaben = eingaben
        self.gefuellt = belegung(schema, eingaben.roh, eingaben.dateien)
        self.gezeigt = vorhanden(schema, eingaben.roh, eingaben.dateien)
        self.schema = schema

    def oben(self, knoten: Knoten, allein: bool) -> Iterator[Sicht]:
        """Views of a node of the step. A single plain group gives its children: the page has its title already."""
        pflicht = self._eltern_pflicht(knoten)
        if allein and knoten.ist_gruppe and not knoten.wiederholt and not knoten.auswahlgruppe:
            da = pflicht and (knoten.pflicht or knoten.pfad in self.gefuellt.belegt)
            for kind in knoten.kinder:
                yield from self._knoten(kind, adressen.kind(knoten.pfad, kind.segment), da)
        else:
            yield from self._knoten(knoten, knoten.pfad, pflicht)

    def _eltern_pflicht(self, knoten: Knoten) -> bool:
        """Whether all ancestors are present. Steps are never cut inside a repeated group, so path = address here."""
        pfad = knoten.pfad.rpartition("/")[0]
        while pfad:
            if not self.schema.index[pfad].pflicht and pfad not in self.gefuellt.belegt:
                return False
            pfad = pfad.rpartition("/")[0]
        return True

    def _knoten(self, knoten: Knoten, ort: str, da: bool) -> Iterator[Sicht]:
        """`da`: the parent is present, so what is required in it is asked for."""
        if knoten.feldart == Feldart.HIDDEN:
            return
        if knoten.wiederholt:
            yield self._wiederholung(knoten, ort, da)
        elif not knoten.ist_gruppe:
            yield self._feld(knoten, ort, da and knoten.pflicht)
        else:
            pflicht = da and (knoten.pflicht or ort in self.gefuellt.belegt)
            yield self._gruppe(knoten, ort, pflicht, knoten.label)

    def _gruppe(
        self, knoten: Knoten, ort: str, da: bool, titel: str, entfernen: Knopf | None = None
    ) -> GruppeSicht | AuswahlSicht:
        if knoten.auswahlgruppe:
            return self._auswahl(knoten, ort, da, titel, entfernen)
        hinweise = ["" if knoten.wiederholt else knoten.hilfetext_eingabe]
        hinweise.append("" if knoten.pflicht or knoten.wiederholt else FREIWILLIG)
        return GruppeSicht(
            adresse=ort,
            html_id=adressen.html_id(ort),
            titel=titel,
            hinweis=" ".join(filter(None, hinweise)),
            pflicht=da,
            entfernen=entfernen,
            kinder=tuple(
                sicht for kind in knoten.kinder for sicht in self._knoten(kind, adressen.kind(ort, kind.segment), da)
            ),
        )

    def _auswahl(self, knoten: Knoten, ort: str, da: bool, titel: str, entfernen: Knopf | None) -> AuswahlSicht:
        gewaehlt = gewaehlter_zweig(knoten, ort, self.eingaben.roh, self.gefuellt)
        name = adressen.wahl(ort)
        zweige = []
        for kind in knoten.kinder:
            ist_es = gewaehlt is not None and gewaehlt.segment == kind.segment
            html_id = f"{adressen.html_id(name)}-{adressen.html_id(kind.segment)}"
            option = OptionSicht(kind.segment, kind.label, ist_es, html_id, kind.hilfetext_eingabe)
            for sicht in self._knoten(kind, adressen.kind(ort, kind.segment), da and ist_es):
                zweige.append(ZweigSicht(option, sicht))
        return AuswahlSicht(
            adresse=ort,
            html_id=adressen.html_id(name),
            html_name=name,
            titel=titel,
            zweige=tuple(zweige),
            hinweis="" if knoten.wiederholt else knoten.hilfetext_eingabe,
            pflicht=da,
            fehler=self.eingaben.fehler.get(name, ""),
            entfernen=entfernen,
        )

    def _wiederholung(self, knoten: Knoten, ort: str, da: bool) -> WiederholungSicht:
        alle = nummern(knoten, ort, self.gezeigt, mindestens_gezeigt(knoten))
        instanzen: list[Sicht] = []
        for lauf, nummer in enumerate(alle, start=1):
            adresse = adressen.instanz(ort, nummer)
            titel = f"{knoten.label} {lauf}"
            knopf = None
            if len(alle) > mindestens_gezeigt(knoten):
                knopf = Knopf(ENTFERNEN, adresse, f"{titel} entfernen")
            # Who has added an instance wants to fill it in: its required fields are shown as such, also while empty.
            angelegt = nummer in self.gezeigt.instanzen.get(ort, ())
            pflicht = da and (lauf <= knoten.anzahl_min or (knoten.ist_gruppe and angelegt))
            if knoten.ist_gruppe:
                instanzen.append(self._gruppe(knoten, adresse, pflicht, titel, knopf))
            else:
                instanzen.append(self._feld(knoten, adresse, pflicht, titel if len(alle) > 1 else "", knopf))
        fest = not knoten.ist_gruppe and all(sicht.kind in OHNE_EINGABE for sicht in instanzen)
        voll = fest or len(alle) >= knoten.grenze
        hinzufuegen = None if voll else Knopf(HINZUFUEGEN, ort, f"{knoten.label} hinzufügen")
        return WiederholungSicht(
            adresse=ort,
            html_id=adressen.html_id(ort),
            titel=knoten.label,
            instanzen=tuple(instanzen),
            anzahl_hinweis=_anzahl_hinweis(knoten),
            hinweis=knoten.hilfetext_eingabe if knoten.ist_gruppe else "",
            fehler=self.eingaben.fehler.get(ort, ""),
            hinzufuegen=hinzufuegen,
        )

    def _feld(
        self, knoten: Knoten, ort: str, pflicht: bool, titel: str = "", entfernen: Knopf | None = None
    ) -> FeldSicht:
        aufloesung = pruefung.auswahl_von(knoten, self.eingaben.codelisten) if knoten.ist_auswahl else None
        kind = _kind(knoten, aufloesung)
        roh = self.eingaben.roh
        wert = as_text(roh[ort]) if ort in roh else knoten.inhalt if pflicht and knoten.fuellbar else ""
        ohne_eingabe = kind in OHNE_EINGABE
        datei = self.eingaben.dateien.get(ort)
        return FeldSicht(
            kind=kind,
            adresse=ort,
            html_id=adressen.html_id(ort),
            html_name=ort,
            label=titel or knoten.label,
            hinweis=" ".join(filter(None, (knoten.hilfetext_eingabe, _format(knoten, kind)))),
            pflicht=pflicht and not ohne_eingabe,
            wert="" if ohne_eingabe or kind == "datei" else wert,
            optionen=_optionen(knoten, aufloesung, ort, wert, pflicht) if kind in ("radio", "select") else (),
            fehler=self.eingaben.fehler.get(ort, ""),
            warnung=aufloesung.warnung if aufloesung else "",
            gesperrt_grund=aufloesung.grund if aufloesung else "",
            text=knoten.inhalt or (knoten.label if kind == "hinweis" else "") if ohne_eingabe else "",
            accept=",".join(pruefung.media_types(knoten)) if kind == "datei" else "",
            max_size=pruefung.grenze_datei(knoten) if kind == "datei" else None,
            max_size_text=pruefung.groesse_text(pruefung.grenze_datei(knoten)) if kind == "datei" else "",
            datei=DateiSicht(datei.datei, datei.name, pruefung.groesse_text(datei.groesse)) if datei else None,
            max_laenge=knoten.praezisierung.max_laenge if kind in ("text", "textarea") else None,
            inputmode=_inputmode(knoten, kind),
            input_type="email" if "@" in knoten.praezisierung.muster else "text",
            entfernen=entfernen,
        )


def _kind(knoten: Knoten, aufloesung: Aufloesung | None) -> FeldKind:
    if knoten.feldart == Feldart.LABEL or knoten.datentyp == Datentyp.OBJ:
        return "hinweis"
    if knoten.feldart == Feldart.LOCKED:
        return "fest"
    if aufloesung is not None:
        if aufloesung.grund:
            return "gesperrt"
        return "radio" if len(aufloesung.werte) <= GRENZE_RADIO else "select"
    lang = (knoten.praezisierung.max_laenge or 0) > GRENZE_EINZEILIG
    return _KINDS.get(knoten.datentyp, "textarea" if lang else "text")


def _format(knoten: Knoten, kind: FeldKind) -> str:
    """How to write the value, when it is not obvious."""
    if kind == "datei":
        typen, grenze = pruefung.dateitypen_text(knoten), pruefung.groesse_text(pruefung.grenze_datei(knoten))
        return f"Erlaubt: {typen}, höchstens {grenze}."
    if kind in ("datum", "zeit", "datumzeit", "zahl"):
        return _FORMATE.get(Datentyp(knoten.datentyp), "")
    return ""


def _inputmode(knoten: Knoten, kind: FeldKind) -> str:
    if kind == "zahl":
        return "numeric" if knoten.datentyp == Datentyp.NUM_INT else "decimal"
    if kind == "text" and "@" in knoten.praezisierung.muster:
        return "email"
    return ""


def _optionen(
    knoten: Knoten, aufloesung: Aufloesung | None, ort: str, wert: str, pflicht: bool
) -> tuple[OptionSicht, ...]:
    if aufloesung is None:
        eintraege = [("true", "Ja", ""), ("false", "Nein", "")]
        wert = {"ja": "true", "1": "true", "on": "true", "nein": "false", "0": "false"}.get(wert.lower(), wert)
    else:
        eintraege = [(eintrag.code, eintrag.label, eintrag.hilfe) for eintrag in aufloesung.werte]
    if len(eintraege) > GRENZE_RADIO:
        eintraege.insert(0, ("", "Bitte wählen", ""))
    elif not pflicht:
        eintraege.append(("", "Keine Angabe", ""))
    html_id = adressen.html_id(ort)
    return tuple(
        OptionSicht(code, label, code == wert.strip(), f"{html_id}-o{nummer}", hilfe)
        for nummer, (code, label, hilfe) in enumerate(eintraege)
    )


def _anzahl_hinweis(knoten: Knoten) -> str:
    von, bis = knoten.anzahl_min, knoten.anzahl_max
    if bis is None:
        return f"Mindestens {von} {'Angabe' if von == 1 else 'Angaben'}." if von else "Beliebig viele Angaben möglich."
    if von == bis:
        return f"Genau {von} Angaben."
    return f"{von} bis {bis} Angaben." if von else f"Bis zu {bis} Angaben möglich."
