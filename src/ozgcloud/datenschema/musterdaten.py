"""Make structurally valid data for any schema, as a citizen would type it: for trials, load and tests.

The same seed gives the same data. What cannot be satisfied (a pattern without example, an exotic media type) is
reported in `offen` instead of being posted wrongly. Contents are plain inventions, never real people.
"""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from ozgcloud.datenschema import adressen, pruefung
from ozgcloud.datenschema.baum import GRENZE_TEXT, Datentyp, Knoten, Praezisierung, Schema
from ozgcloud.datenschema.codeliste import Aufloesungen
from ozgcloud.datenschema.muster import MusterFehler
from ozgcloud.datenschema.muster_lauf import beispiel, unpruefbar
from ozgcloud.datenschema.musterdateien import Musterdatei, musterdatei
from ozgcloud.datenschema.schritte import Schritt, gehoert_zum_schritt, schritte

_WORTE = (
    "Linde", "Ufer", "Hafen", "Förde", "Möwe", "Deich", "Garten", "Brücke", "Mühle", "Kirsche", "Kastanie", "Wolke",
    "Straße", "Laterne", "Anker", "Segel", "Düne", "Heide", "Birke", "Weide", "Kiesel", "Muschel", "Apfel",
)  # fmt: skip
_VORSCHLAEGE = (
    ("vorname", "Erika"), ("familienname", "Mustermann"), ("nachname", "Mustermann"), ("geburtsname", "Gabler"),
    ("telefon", "0431 1234567"), ("mail", "erika.mustermann@example.org"), ("straße", "Heidestraße"),
    ("hausnummer", "17"), ("postleitzahl", "24103"), ("ort", "Kiel"), ("hunderasse", "Mischling"),
)  # fmt: skip
_TAG_NULL = date(1950, 1, 1)


@dataclass(frozen=True, slots=True)
class Musterantrag:
    """What to post: raw values and files by address; `offen` says what could not be made and why (German)."""

    roh: dict[str, str]
    dateien: dict[str, Musterdatei]
    offen: dict[str, str]

    def metadaten(self) -> dict[str, pruefung.DateiMeta]:
        """The files as `pruefung` wants to know them; the address serves as id."""
        return {
            adresse: pruefung.DateiMeta(adresse, datei.name, len(datei.inhalt), datei.media_type)
            for adresse, datei in self.dateien.items()
        }


@dataclass(frozen=True, slots=True)
class Musterschritt:
    """What to post on one page."""

    schritt: Schritt
    roh: dict[str, str] = field(default_factory=dict)
    dateien: dict[str, Musterdatei] = field(default_factory=dict)


def erzeuge(
    schema: Schema, *, seed: int = 0, codelisten: Aufloesungen | None = None, dichte: float = 0.5
) -> Musterantrag:
    """Data for the whole form; `dichte` (0 to 1) is the share of optional parts that are filled."""
    lauf = _Lauf(random.Random(f"{schema.fim_id}:{seed}"), codelisten or {}, dichte)  # noqa: S311 - not for secrets
    for knoten in schema.wurzel:
        lauf.knoten(knoten, knoten.segment, pflicht=knoten.pflicht)
    return Musterantrag(lauf.roh, lauf.dateien, lauf.offen)


def je_schritt(schema: Schema, muster: Musterantrag) -> tuple[Musterschritt, ...]:
    """The same data cut into the pages of the form, in order."""
    return tuple(
        Musterschritt(
            schritt,
            {adresse: wert for adresse, wert in muster.roh.items() if gehoert_zum_schritt(schritt, adresse)},
            {adresse: datei for adresse, datei in muster.dateien.items() if gehoert_zum_schritt(schritt, adresse)},
        )
        for schritt in schritte(schema)
    )


class _Lauf:
    def __init__(self, zufall: random.Random, codelisten: Aufloesungen, dichte: float) -> None:
        self.zufall = zufall
        self.codelisten = codelisten
        self.dichte = dichte
        self.roh: dict[str, str] = {}
        self.dateien: dict[str, Musterdatei] = {}
        self.offen: dict[str, str] = {}

    def knoten(self, knoten: Knoten, ort: str, *, pflicht: bool) -> None:
        fuellen = self.zufall.random() < self.dichte
        if not knoten.wiederholt:
            if pflicht or fuellen:
                self._eines(knoten, ort)
            return
        zahl = max(knoten.anzahl_min, 1) if pflicht else 0
        if fuellen:
            zahl = min(zahl + self.zufall.randint(1, 2), knoten.grenze)
        for nummer in range(zahl):
            self._eines(knoten, adressen.instanz(ort, nummer))

    def _eines(self, knoten: Knoten, ort: str) -> None:
        if not knoten.ist_gruppe:
            self._feld(knoten, ort)
        elif knoten.auswahlgruppe and knoten.kinder:
            zweig = self.zufall.choice(knoten.kinder)
            self.roh[adressen.wahl(ort)] = zweig.segment
            self.knoten(zweig, adressen.kind(ort, zweig.segment), pflicht=True)
        else:
            for kind in knoten.kinder:
                self.knoten(kind, adressen.kind(ort, kind.segment), pflicht=kind.pflicht)

    def _feld(self, knoten: Knoten, ort: str) -> None:
        if not knoten.fuellbar:
            return
        if knoten.ist_datei:
            self._datei(knoten, ort)
        elif knoten.ist_auswahl:
            werte = pruefung.auswahl_von(knoten, self.codelisten).werte
            if werte:
                self.roh[ort] = self.zufall.choice(werte).code
            else:
                self.offen[ort] = "Werteliste fehlt."
        else:
            try:
                self.roh[ort] = wert(knoten, self.zufall)
            except MusterFehler as fehler:
                self.offen[ort] = str(fehler)

    def _datei(self, knoten: Knoten, ort: str) -> None:
        typen = list(pruefung.media_types(knoten))
        self.zufall.shuffle(typen)
        for typ in typen:
            datei = musterdatei(typ, len(self.dateien) + 1)
            if datei and len(datei.inhalt) <= pruefung.grenze_datei(knoten):
                self.dateien[ort] = datei
                return
        self.offen[ort] = "Für diesen Dateityp kann keine Musterdatei erzeugt werden."


def wert(knoten: Knoten, zufall: random.Random) -> str:
    """One valid raw value of a field without list, as a person would type it. Raises MusterFehler."""
    grenzen = knoten.praezisierung
    match knoten.datentyp:
        case Datentyp.BOOL:
            return zufall.choice(("true", "false"))
        case Datentyp.DATE:
            return f"{_tag(grenzen, zufall):%d.%m.%Y}"
        case Datentyp.TIME:
            return f"{zufall.randrange(24):02}:{zufall.randrange(60):02}"
        case Datentyp.DATETIME:
            return f"{_tag(Praezisierung(), zufall):%d.%m.%Y} {zufall.randrange(24):02}:{zufall.randrange(60):02}"
        case Datentyp.NUM_INT:
            return _ganzzahl(grenzen, zufall)
        case Datentyp.NUM | Datentyp.NUM_CURRENCY:
            return _zahl(grenzen, zufall)
    return _text(knoten, zufall)


def _grenze(text: str, ersatz: Decimal) -> Decimal:
    try:
        zahl = Decimal(text)
    except InvalidOperation:
        return ersatz
    return zahl if zahl.is_finite() else ersatz


def _spanne(grenzen: Praezisierung, schritt: Decimal) -> tuple[int, int]:
    """Bounds as whole multiples of `schritt`, both inside the limits of the field; raises MusterFehler."""
    kleinste = _grenze(grenzen.min_wert, min(Decimal(1), _grenze(grenzen.max_wert, Decimal(1))))
    groesste = _grenze(grenzen.max_wert, max(kleinste, Decimal(0)) + 500)
    von, bis = -int((-kleinste) // schritt), int(groesste // schritt)
    von = von if von * schritt >= kleinste else von + 1
    if von > bis:
        raise MusterFehler("Zwischen kleinstem und größtem Wert liegt keine Zahl.")
    return von, bis


def _ganzzahl(grenzen: Praezisierung, zufall: random.Random) -> str:
    if grenzen.muster and not unpruefbar(grenzen.muster):
        return beispiel(grenzen.muster, zufall)
    von, bis = _spanne(grenzen, Decimal(1))
    return str(zufall.randint(von, bis))


def _zahl(grenzen: Praezisierung, zufall: random.Random) -> str:
    von, bis = _spanne(grenzen, Decimal("0.01"))
    return f"{Decimal(zufall.randint(von, bis)) / 100:.2f}".replace(".", ",")


def _tag(grenzen: Praezisierung, zufall: random.Random) -> date:
    try:
        von = date.fromisoformat(grenzen.min_wert)
    except ValueError:
        von = _TAG_NULL
    try:
        bis = date.fromisoformat(grenzen.max_wert)
    except ValueError:
        bis = max(von, _TAG_NULL) + timedelta(days=27_000)
    return von + timedelta(days=zufall.randint(0, max((bis - von).days, 0)))


def _text(knoten: Knoten, zufall: random.Random) -> str:
    grenzen = knoten.praezisierung
    kleinste = max(grenzen.min_laenge or 0, 1)
    groesste = max(min(grenzen.max_laenge or GRENZE_TEXT, GRENZE_TEXT), 0)
    if kleinste > groesste:
        raise MusterFehler("Die Längengrenzen widersprechen sich.")
    if grenzen.muster and not unpruefbar(grenzen.muster):
        return beispiel(grenzen.muster, zufall, kleinste, groesste)
    for wort, vorschlag in _VORSCHLAEGE:
        if wort in knoten.name.lower() and kleinste <= len(vorschlag) <= groesste:
            return vorschlag
    text = " ".join(zufall.choices(_WORTE, k=2 + kleinste // 5))
    return text[: max(kleinste, min(groesste, 40))].strip().ljust(kleinste, "x")
