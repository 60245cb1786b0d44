"""The compiled form tree of a Datenschema (FIM XDatenfelder 3.0.0), immutable and free of Django.

Identity of an element is its **path**, never its FIM-ID: in real schemas 57 % of all nodes carry an ID that occurs
more than once. A path is the chain of FIM-IDs from the top (`G05001480/F60000227`); the second sibling with the
same ID gets the suffix `~2`. Values live at *addresses*, see `adressen`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

GRENZE_WIEDERHOLUNGEN = 100
"""Most instances of a repeated node that a form accepts, also where the schema says `*`."""


GRENZE_TEXT = 10_000
"""Most characters of a text, also where the schema asks for no limit."""


class Art(StrEnum):
    """What a node is: a Datenfeldgruppe or a Datenfeld."""

    GRUPPE = "gruppe"
    FELD = "feld"


class Feldart(StrEnum):
    """XDatenfelder code list `xdatenfelder.feldart`."""

    INPUT = "input"
    SELECT = "select"
    LABEL = "label"
    HIDDEN = "hidden"
    LOCKED = "locked"


class Datentyp(StrEnum):
    """XDatenfelder code list `xdatenfelder.datentyp`; a node keeps an unknown code as plain text."""

    TEXT = "text"
    TEXT_LATIN = "text_latin"
    DATE = "date"
    TIME = "time"
    DATETIME = "datetime"
    BOOL = "bool"
    NUM = "num"
    NUM_INT = "num_int"
    NUM_CURRENCY = "num_currency"
    FILE = "file"
    OBJ = "obj"


@dataclass(frozen=True, slots=True)
class Bezug:
    """A legal reference: the text, and a link when the schema gives one (`""` otherwise)."""

    text: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Regel:
    """A rule in free text. It is not executable; it is stored and shown as an open point, never dropped."""

    fim_id: str
    version: str
    name: str
    text: str
    typ: str = ""
    skript: str = ""


@dataclass(frozen=True, slots=True)
class Wert:
    """One entry of a value list: the code is stored, the label is shown."""

    code: str
    label: str
    hilfe: str = ""


@dataclass(frozen=True, slots=True)
class Praezisierung:
    """Limits of a field; lengths in characters, `min_wert`/`max_wert` as written (number or ISO date)."""

    min_laenge: int | None = None
    max_laenge: int | None = None
    min_wert: str = ""
    max_wert: str = ""
    muster: str = ""


@dataclass(frozen=True, slots=True)
class CodelisteRef:
    """Reference to a genericode list; the keys are column hints and usually empty."""

    canonical_uri: str
    version: str = ""
    canonical_version_uri: str = ""
    code_key: str = ""
    name_key: str = ""
    help_key: str = ""

    @property
    def schluessel(self) -> str:
        """Key under which a resolved list is handed to check, form and summary."""
        return self.canonical_version_uri or f"{self.canonical_uri}_{self.version}"


@dataclass(frozen=True)
class Knoten:
    """One element at one place of the form. `anzahl_max=None` means any number (`*`).

    What follows from its fields is worked out once: every Antrag asks each node several times.
    """

    pfad: str
    fim_id: str
    version: str
    art: Art
    name: str
    bezeichnung_eingabe: str = ""
    bezeichnung_ausgabe: str = ""
    hilfetext_eingabe: str = ""
    hilfetext_ausgabe: str = ""
    bezug: tuple[Bezug, ...] = ()
    anzahl_min: int = 1
    anzahl_max: int | None = 1
    regeln: tuple[Regel, ...] = ()
    auswahlgruppe: bool = False
    kinder: tuple["Knoten", ...] = ()
    feldart: str = ""
    datentyp: str = ""
    praezisierung: Praezisierung = Praezisierung()
    werte: tuple[Wert, ...] = ()
    codeliste: CodelisteRef | None = None
    max_size: int | None = None
    media_types: tuple[str, ...] = ()
    vorbefuellung: str = ""
    inhalt: str = ""

    @cached_property
    def ist_gruppe(self) -> bool:
        """Whether it is a Datenfeldgruppe."""
        return self.art == Art.GRUPPE

    @cached_property
    def wiederholt(self) -> bool:
        """Repeated nodes carry an instance index in addresses: `G1[0]`."""
        return self.anzahl_max != 1

    @property
    def grenze(self) -> int:
        """Most instances the form accepts."""
        return min(self.anzahl_max or GRENZE_WIEDERHOLUNGEN, GRENZE_WIEDERHOLUNGEN)

    @cached_property
    def pflicht(self) -> bool:
        """Must be given when its parent is present."""
        return self.anzahl_min > 0

    @cached_property
    def segment(self) -> str:
        """Last part of the path: the FIM-ID, with `~n` where siblings share it."""
        return self.pfad.rpartition("/")[2]

    @property
    def label(self) -> str:
        """What the citizen reads: the input label, else output label, else the editors' name."""
        return self.bezeichnung_eingabe or self.bezeichnung_ausgabe or self.name

    @cached_property
    def label_ausgabe(self) -> str:
        """What the caseworker and the Bescheid show."""
        return self.bezeichnung_ausgabe or self.bezeichnung_eingabe or self.name

    @cached_property
    def fuellbar(self) -> bool:
        """A field the citizen can fill: not a label, hidden, locked or static object."""
        return (
            self.art == Art.FELD
            and self.feldart not in (Feldart.LABEL, Feldart.HIDDEN, Feldart.LOCKED)
            and self.datentyp != Datentyp.OBJ
        )

    @cached_property
    def ist_datei(self) -> bool:
        """A field answered by an upload."""
        return self.fuellbar and self.datentyp == Datentyp.FILE

    @cached_property
    def fuellbar_getippt(self) -> bool:
        """A field the citizen fills by typing or choosing: what counts as content beside uploads."""
        return self.fuellbar and not self.ist_datei

    @cached_property
    def ist_auswahl(self) -> bool:
        """A field answered from a list: declared as select, or carrying a list."""
        return self.fuellbar and (self.feldart == Feldart.SELECT or bool(self.werte) or self.codeliste is not None)

    @cached_property
    def freier_text(self) -> range | None:
        """Lengths of a typed field that takes any text; None for a field that asks for more than a length."""
        grenzen = self.praezisierung
        if not self.fuellbar_getippt or self.ist_auswahl or self.datentyp != Datentyp.TEXT or grenzen.muster:
            return None
        return range(max(grenzen.min_laenge or 1, 1), min(grenzen.max_laenge or GRENZE_TEXT, GRENZE_TEXT) + 1)

    def alle(self) -> Iterator["Knoten"]:
        """This node and everything below, in the order of the schema."""
        stapel = [self]
        while stapel:
            knoten = stapel.pop()
            yield knoten
            stapel.extend(reversed(knoten.kinder))


@dataclass(frozen=True)
class Schema:
    """A compiled Stammdatenschema; `wurzel` are its top-level elements in order."""

    fim_id: str
    version: str
    name: str
    bezeichnung: str
    wurzel: tuple[Knoten, ...]
    freigabestatus: int
    hilfetext: str = ""
    dokumentsteckbrief: str = ""
    bezug: tuple[Bezug, ...] = ()
    regeln: tuple[Regel, ...] = ()

    @property
    def titel(self) -> str:
        """Heading of the form."""
        return self.bezeichnung or self.name

    def alle(self) -> Iterator[Knoten]:
        """All nodes, depth first in the order of the schema."""
        for knoten in self.wurzel:
            yield from knoten.alle()

    @cached_property
    def index(self) -> Mapping[str, Knoten]:
        """Path → node."""
        return {knoten.pfad: knoten for knoten in self.alle()}

    @cached_property
    def einfache(self) -> Mapping[str, tuple[str, ...]]:
        """Path → paths from the top down to it, of nodes that are never repeated: there a path is an address."""
        found: dict[str, tuple[str, ...]] = {}
        for pfad, knoten in self.index.items():
            eltern = pfad.rpartition("/")[0]
            if not knoten.wiederholt and (not eltern or eltern in found):
                found[pfad] = (*found.get(eltern, ()), pfad)
        return found

    @cached_property
    def getippte(self) -> Mapping[str, tuple[str, ...]]:
        """Of `einfache` the fields that are typed or chosen: nearly everything an Antrag holds."""
        return {pfad: oben for pfad, oben in self.einfache.items() if self.index[pfad].fuellbar_getippt}

    @property
    def knotenzahl(self) -> int:
        """Groups and fields at all their places, without the schema itself."""
        return len(self.index)

    @property
    def felderzahl(self) -> int:
        """Fields at all their places."""
        return sum(1 for knoten in self.index.values() if not knoten.ist_gruppe)

    @property
    def codelisten(self) -> tuple[CodelisteRef, ...]:
        """The distinct code list references, in order of first use."""
        refs = {knoten.codeliste.schluessel: knoten.codeliste for knoten in self.alle() if knoten.codeliste}
        return tuple(refs.values())
