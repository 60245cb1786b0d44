"""Check posted values against the tree of a Datenschema: what is accepted, and a German sentence for what is not.

The caller keeps everything posted, raw; this module only cleans and judges, and never raises on any input.

Presence: a required node must be given when its parent is present. An optional group in which nothing is filled is
absent, so its required children ask for nothing. Of an Auswahlgruppe exactly one branch counts; what was typed in the
others is ignored (and kept raw by the caller). Labels and static objects carry no value, hidden and locked fields only
their `inhalt`. A field whose code list is missing is blocked: listed in `gesperrt`, never required.

Errors stand at the posted addresses. The cleaned values are compacted: instances of a repeated node are numbered from 0
without gaps, in posted order.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from ozgcloud.datenschema import adressen, werte
from ozgcloud.datenschema.baum import Datentyp, Feldart, Knoten, Schema
from ozgcloud.datenschema.belegung import as_text, belegung, gewaehlter_zweig, nummern
from ozgcloud.datenschema.codeliste import FEHLT, Aufloesung, Aufloesungen
from ozgcloud.datenschema.werte import Klarwert, Ungueltig

GRENZE_DATEI = 20_000_000
"""Most bytes of one upload in a browser; a schema may ask for less, never for more."""
GRENZE_SCHNITTSTELLE = 500_000_000
"""The same for machines, which send large files in parts."""

STANDARD_MEDIA_TYPES = ("application/pdf", "image/jpeg", "image/png")
_KEINE_LISTE = Aufloesung(
    grund="Für dieses Feld ist keine Werteliste hinterlegt. Sie können es zurzeit nicht ausfüllen."
)


@dataclass(frozen=True, slots=True)
class DateiMeta:
    """What is known of an upload at an address: opaque id, name, bytes, *sniffed* media type."""

    datei: str
    name: str
    groesse: int
    media_type: str


@dataclass(frozen=True, slots=True)
class Pruefergebnis:
    """`werte`: cleaned values by address; `fehler`: address → sentence; `gesperrt`, `unbekannt`: addresses."""

    werte: dict[str, Klarwert]
    fehler: dict[str, str]
    gesperrt: tuple[str, ...] = ()
    unbekannt: tuple[str, ...] = ()

    @property
    def gueltig(self) -> bool:
        """Whether the Antrag may be submitted."""
        return not self.fehler

    @property
    def vollstaendig(self) -> bool:
        """Whether nothing required is missing: neither left out nor impossible to fill in."""
        return not self.fehler and not self.gesperrt


def grenze_datei(knoten: Knoten, hoechstens: int = GRENZE_DATEI) -> int:
    """Most bytes of an upload for this field, where nobody may send more than `hoechstens`."""
    return min(knoten.max_size or hoechstens, hoechstens)


def media_types(knoten: Knoten) -> tuple[str, ...]:
    """Accepted media types of an upload for this field."""
    return knoten.media_types or STANDARD_MEDIA_TYPES


def auswahl_von(knoten: Knoten, codelisten: Aufloesungen) -> Aufloesung:
    """The entries of a select field, or why it is blocked."""
    if knoten.werte:
        return Aufloesung(werte=knoten.werte)
    if knoten.codeliste:
        return codelisten.get(knoten.codeliste.schluessel, FEHLT)
    return _KEINE_LISTE


def pruefe(
    schema: Schema,
    roh: Mapping[str, object],
    dateien: Mapping[str, DateiMeta] | None = None,
    codelisten: Aufloesungen | None = None,
    *,
    hoechstens: int = GRENZE_DATEI,
) -> Pruefergebnis:
    """Judge a whole Antrag; no file may be larger than `hoechstens` bytes.

    For one step, filter `fehler` with `schritte.fehler_im_schritt`.
    """
    lauf = _Lauf(schema, roh, dateien or {}, codelisten or {})
    lauf.hoechstens = hoechstens
    for knoten in schema.wurzel:
        lauf.besuche(knoten, knoten.segment, knoten.segment, pflicht=knoten.pflicht)
    return Pruefergebnis(lauf.werte, lauf.fehler, tuple(lauf.gesperrt), tuple(lauf.belegung.unbekannt))


class _Lauf:
    """One walk over the tree. `ort` is the posted address, `ziel` the compacted one of the cleaned value."""

    def __init__(
        self,
        schema: Schema,
        roh: Mapping[str, object],
        dateien: Mapping[str, DateiMeta],
        codelisten: Aufloesungen,
    ) -> None:
        self.roh = roh
        self.dateien = dateien
        self.codelisten = codelisten
        self.belegung = belegung(schema, roh, dateien)
        self.werte: dict[str, Klarwert] = {}
        self.fehler: dict[str, str] = {}
        self.gesperrt: list[str] = []
        self.hoechstens = GRENZE_DATEI

    def besuche(self, knoten: Knoten, ort: str, ziel: str, *, pflicht: bool) -> None:
        """A node whose parent is present, with all its instances."""
        if not knoten.wiederholt:
            self._eines(knoten, ort, ziel, pflicht=pflicht)
            return
        gefuellt = sorted(self.belegung.instanzen.get(ort, ()))
        if len(gefuellt) > knoten.grenze:
            self.fehler[ort] = (
                f"Möglich sind höchstens {knoten.grenze} Angaben, Sie haben {len(gefuellt)} gemacht. "
                "Bitte entfernen Sie die überzähligen."
            )
        mindestens = max(knoten.anzahl_min, 1) if pflicht else 0
        for lauf, nummer in enumerate(nummern(knoten, ort, self.belegung, mindestens)):
            leer = nummer not in gefuellt
            self._eines(knoten, adressen.instanz(ort, nummer), adressen.instanz(ziel, lauf), pflicht=leer)

    def _eines(self, knoten: Knoten, ort: str, ziel: str, *, pflicht: bool) -> None:
        if not knoten.ist_gruppe:
            self._feld(knoten, ort, ziel, pflicht=pflicht)
        elif pflicht or ort in self.belegung.belegt:
            if knoten.auswahlgruppe:
                self._auswahl(knoten, ort, ziel)
                return
            for kind in knoten.kinder:
                weiter = self.besuche if kind.ist_gruppe or kind.wiederholt else self._feld
                weiter(kind, f"{ort}/{kind.segment}", f"{ziel}/{kind.segment}", pflicht=kind.pflicht)

    def _auswahl(self, knoten: Knoten, ort: str, ziel: str) -> None:
        wahl = gewaehlter_zweig(knoten, ort, self.roh, self.belegung)
        if wahl is None:
            self.fehler[adressen.wahl(ort)] = "Bitte wählen Sie genau eine der Möglichkeiten aus."
            return
        self.werte[adressen.wahl(ziel)] = wahl.segment
        self.besuche(wahl, adressen.kind(ort, wahl.segment), adressen.kind(ziel, wahl.segment), pflicht=True)

    def _feld(self, knoten: Knoten, ort: str, ziel: str, *, pflicht: bool) -> None:
        # Nearly all fields of nearly all Anträge: their way through the whole check is a tenth of an intake.
        if knoten.freier_text and (text := werte.lies_freien_text(self.roh.get(ort), knoten.freier_text)):
            self.werte[ziel] = text
            return
        if not knoten.fuellbar:
            if knoten.feldart in (Feldart.HIDDEN, Feldart.LOCKED) and knoten.inhalt:
                self.werte[ziel] = knoten.inhalt
            return
        if knoten.ist_datei:
            self._datei(knoten, ort, ziel, pflicht=pflicht)
            return
        aufloesung = auswahl_von(knoten, self.codelisten) if knoten.ist_auswahl else None
        if aufloesung is not None and aufloesung.grund:
            self.gesperrt.append(ort)
            return
        text = as_text(self.roh.get(ort))
        if not text.strip():
            if pflicht:
                self.fehler[ort] = _fehlt(knoten)
            return
        try:
            if aufloesung is not None:
                self.werte[ziel] = werte.waehle(text, aufloesung.nach_code, aufloesung.liste)
            else:
                self.werte[ziel] = werte.lies(text, knoten)
        except Ungueltig as fehler:
            self.fehler[ort] = str(fehler)

    def _datei(self, knoten: Knoten, ort: str, ziel: str, *, pflicht: bool) -> None:
        meta = self.dateien.get(ort)
        if meta is None:
            if pflicht:
                self.fehler[ort] = _fehlt(knoten)
            return
        if fehler := fehler_der_datei(knoten, meta, self.hoechstens):
            self.fehler[ort] = fehler
            return
        self.werte[ziel] = {
            "datei": meta.datei,
            "name": meta.name,
            "groesse": meta.groesse,
            "media_type": meta.media_type,
        }


def fehler_der_datei(knoten: Knoten, meta: DateiMeta, hoechstens: int = GRENZE_DATEI) -> str:
    """German sentence about an upload that the field does not accept, or empty."""
    grenze = grenze_datei(knoten, hoechstens)
    if meta.groesse <= 0:
        return "Die Datei ist leer. Bitte wählen Sie eine andere Datei."
    if meta.groesse > grenze:
        return (
            f"Die Datei ist mit {groesse_text(meta.groesse)} zu groß, möglich sind höchstens {groesse_text(grenze)}. "
            "Bitte verkleinern Sie sie oder teilen Sie sie auf."
        )
    if meta.media_type not in media_types(knoten):
        return f"Dieser Dateityp ist hier nicht möglich. Erlaubt sind: {dateitypen_text(knoten)}."
    return ""


def dateitypen_text(knoten: Knoten) -> str:
    """`PDF, JPEG, PNG`."""
    return ", ".join(typ.rpartition("/")[2].upper() for typ in media_types(knoten))


def groesse_text(anzahl: int) -> str:
    """Bytes for people: `20 MB`, `1,5 MB`, `12 kB` (powers of ten)."""
    if anzahl >= 1_000_000:
        return f"{anzahl / 1_000_000:.1f}".replace(".", ",").removesuffix(",0") + " MB"
    return f"{max(anzahl // 1000, 1)} kB" if anzahl >= 1000 else f"{anzahl} Byte"


def _fehlt(knoten: Knoten) -> str:
    if knoten.ist_datei:
        return "Bitte laden Sie hier eine Datei hoch."
    if knoten.ist_auswahl:
        return "Bitte wählen Sie einen Eintrag aus."
    if knoten.datentyp == Datentyp.BOOL:
        return "Bitte wählen Sie Ja oder Nein."
    return "Bitte füllen Sie dieses Feld aus."
