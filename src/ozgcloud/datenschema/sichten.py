"""What a page of the form shows: frozen dataclasses that a template renders without any logic.

Every view has `kind`, which names the component:

* `gruppe` → `GruppeSicht`, `wiederholung` → `WiederholungSicht`, `auswahl` → `AuswahlSicht`
* `text`, `textarea`, `datum`, `zeit`, `datumzeit`, `zahl`, `radio`, `select`, `datei` → `FeldSicht` with a control
* `hinweis` (label), `fest` (locked), `gesperrt` (no code list) → `FeldSicht` without a control

Hidden fields have no view. `html_name` is the address of the value, `html_id` the id of the control (for `radio` the id
of the fieldset; options have their own `html_id`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

FeldKind = Literal[
    "text",
    "textarea",
    "datum",
    "zeit",
    "datumzeit",
    "zahl",
    "radio",
    "select",
    "datei",
    "hinweis",
    "fest",
    "gesperrt",
]


@dataclass(frozen=True, slots=True)
class OptionSicht:
    """One option of a radio group or select; `wert` is what is posted."""

    wert: str
    label: str
    gewaehlt: bool
    html_id: str
    hilfe: str = ""


@dataclass(frozen=True, slots=True)
class DateiSicht:
    """An upload already stored at this address."""

    datei: str
    name: str
    groesse_text: str


@dataclass(frozen=True, slots=True)
class Knopf:
    """A submit button of the form: `name`/`wert` are posted, see `schritte.aendere_wiederholung`."""

    name: str
    wert: str
    text: str


@dataclass(frozen=True, slots=True)
class FeldSicht:
    """One field. `wert` is the raw value to show again; `pflicht` adds required marks (never HTML5 blocking alone).

    `max_laenge` is for a counter and never for the HTML attribute, which would cut pasted text silently.
    `text` is the content of `hinweis` and `fest`; `gesperrt_grund` that of `gesperrt`.
    """

    kind: FeldKind
    adresse: str
    html_id: str
    html_name: str
    label: str
    hinweis: str = ""
    pflicht: bool = False
    wert: str = ""
    optionen: tuple[OptionSicht, ...] = ()
    fehler: str = ""
    warnung: str = ""
    gesperrt_grund: str = ""
    text: str = ""
    accept: str = ""
    max_size: int | None = None
    max_size_text: str = ""
    datei: DateiSicht | None = None
    max_laenge: int | None = None
    inputmode: str = ""
    input_type: str = "text"
    platzhalter: str = ""
    entfernen: Knopf | None = None


@dataclass(frozen=True, slots=True)
class GruppeSicht:
    """A group as fieldset; `entfernen` only on an instance of a repeated group that may go."""

    adresse: str
    html_id: str
    titel: str
    kinder: tuple["Sicht", ...]
    hinweis: str = ""
    pflicht: bool = True
    entfernen: Knopf | None = None
    kind: Literal["gruppe"] = "gruppe"


@dataclass(frozen=True, slots=True)
class WiederholungSicht:
    """A repeated group or field with its instances; `hinzufuegen` is None at the limit."""

    adresse: str
    html_id: str
    titel: str
    instanzen: tuple["Sicht", ...]
    anzahl_hinweis: str
    hinweis: str = ""
    fehler: str = ""
    hinzufuegen: Knopf | None = None
    kind: Literal["wiederholung"] = "wiederholung"


@dataclass(frozen=True, slots=True)
class ZweigSicht:
    """One branch of an Auswahlgruppe: the radio option and what belongs to it."""

    option: OptionSicht
    inhalt: "Sicht"


@dataclass(frozen=True, slots=True)
class AuswahlSicht:
    """Exactly one of the branches. All branches are shown when no script hides the others."""

    adresse: str
    html_id: str
    html_name: str
    titel: str
    zweige: tuple[ZweigSicht, ...]
    hinweis: str = ""
    pflicht: bool = True
    fehler: str = ""
    entfernen: Knopf | None = None
    kind: Literal["auswahl"] = "auswahl"


Sicht = FeldSicht | GruppeSicht | WiederholungSicht | AuswahlSicht


@dataclass(frozen=True, slots=True)
class FehlerLink:
    """A line of the error summary; `ziel` is the id of the element to jump to."""

    ziel: str
    label: str
    text: str

    @property
    def satz(self) -> str:
        """Label and text as one line; a label that is a question needs no colon."""
        return f"{self.label}{'' if self.label.endswith(('?', '!', '.', ':')) else ':'} {self.text}"


@dataclass(frozen=True, slots=True)
class Seite:
    """One page of the form."""

    schluessel: str
    nummer: int
    von: int
    titel: str
    inhalt: tuple[Sicht, ...]
    fehlerliste: tuple[FehlerLink, ...] = ()
    uebertitel: str = ""
    hinweis: str = ""
    hat_dateien: bool = False


Fehler = Mapping[str, str]
"""Address → German sentence."""
