"""The shapes of requests and answers, as the OpenAPI document shows them."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import BaseModel, ConfigDict, Field

from ozgcloud.vorgang.rules import Ergebnis, Schritt, Status

Leistungsschluessel = Annotated[str, Field(pattern=r"^[0-9]{14}$", examples=["99000000000000"])]
Ars = Annotated[str, Field(pattern=r"^[0-9]{12}$", description="Amtlicher Regionalschlüssel")]
Plz = Annotated[str, Field(pattern=r"^[0-9]{5}$")]
Kurztext = Annotated[str, Field(min_length=1, max_length=200)]


class Strict(BaseModel):
    """A request: what it does not name is an error, so that a typing error is not lost silently."""

    model_config = ConfigDict(extra="forbid")


class Ort(Strict):
    """Where the matter takes place: by Regionalschlüssel, or by PLZ and name."""

    ars: Ars | None = None
    plz: Plz | None = None
    name: Kurztext | None = None


class Dateiquelle(Strict):
    """Where the bytes of a file field are: a finished upload, or a part of this very request."""

    upload: UUID | None = Field(default=None, description="Kennung eines vollständigen Uploads")
    teil: Kurztext | None = Field(default=None, description="Name des Teils in multipart/form-data")


class AntragForm(Strict):
    """An Antrag. One of `onlinedienst` and `leistung` says which form it answers."""

    onlinedienst: Kurztext | None = Field(default=None, description="Kennung des Online-Dienstes")
    leistung: Leistungsschluessel | None = None
    ort: Ort
    daten: dict[str, Any] = Field(description="Angaben, verschachtelt oder nach Adressen (siehe GET /leistungen/…)")
    dateien: dict[str, Dateiquelle] = Field(default_factory=dict, description="Dateifelder nach Adresse")


class Quittung(Schema):
    """The receipt of an accepted Antrag."""

    vorgangsnummer: str
    zugangscode: str = Field(description="öffnet mit der Vorgangsnummer die Statusseite; bitte der Person nennen")
    uebung: bool
    status_url: str = Field(description="Adresse beim Absender: GET mit demselben Schlüssel")
    statusseite: str = Field(description="Adresse für die antragstellende Person")


class Stand(Schema):
    """What a sender sees of his Antrag; nothing internal."""

    vorgangsnummer: str
    status: str
    eingangsdatum: date | None
    behoerde: str
    uebung: bool
    verlauf: list["Ereigniszeile"]


class Ereigniszeile(Schema):
    """One line of the public timeline."""

    am: datetime
    satz: str


class Fehler(Schema):
    """What is wrong at one address."""

    adresse: str
    meldung: str


class Problem(Schema):
    """An error (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    anfrage: str = Field(description="Kennung der Anfrage; bitte bei Rückfragen nennen")
    fehler: list[Fehler] | None = None


class Pruefung(Schema):
    """Whether an Antrag would be accepted, and who would get it."""

    gueltig: bool
    fehler: list[Fehler]
    behoerde: str
    in_clearing: bool


class Codewert(Schema):
    """An entry of a code list."""

    code: str
    label: str


class Feld(Schema):
    """One field of a form."""

    adresse: str = Field(description="Adresse der ersten Angabe; wiederholbare Teile tragen [0], [1], …")
    label: str
    typ: str
    pflicht: Literal["ja", "in-gruppe", "nein"] = Field(description="in-gruppe: nötig, sobald die Gruppe vorkommt")
    wiederholbar: bool
    max_laenge: int | None
    muster: str
    codeliste: str = Field(description="Version-URI der Codeliste, leer ohne")
    werte: list[Codewert] = Field(description="höchstens 500 Einträge")
    medientypen: list[str]


class Leistungszeile(Schema):
    """An Online-Dienst that takes Anträge of this machine."""

    onlinedienst: str
    leistung: str
    titel: str
    version: int
    uebung: bool


class Leistungsblatt(Leistungszeile):
    """The same with its form, and data that would be accepted."""

    datenschema: str
    felder: list[Feld]
    beispiel: dict[str, Any] = Field(description="„daten“ eines vollständigen Antrags")
    dateifelder: list[str]


class UploadForm(Strict):
    """The announcement of a large file."""

    name: Kurztext
    groesse: Annotated[int, Field(ge=1, le=500_000_000, description="Byte")]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class UploadStand(Schema):
    """How far an upload is."""

    id: UUID
    groesse: int
    stand: int = Field(description="angekommene Byte")
    vollstaendig: bool


class VorgangZeile(Schema):
    """A case in the list."""

    id: UUID
    vorgangsnummer: str
    aktenzeichen: str
    status: Status
    leistung: str
    eingangsdatum: date
    angelegt_am: datetime


class VorgangListe(Schema):
    """A page of cases, newest first; `weiter` is the cursor of the next page."""

    vorgaenge: list[VorgangZeile]
    weiter: str | None


class DateiZeile(Schema):
    """A file of a case; `adresse` is the field it answers, empty for letters."""

    id: UUID
    adresse: str
    name: str
    medientyp: str
    groesse: int
    sha256: str
    scan: str


class NachrichtZeile(Schema):
    """A message between office and citizen."""

    id: UUID
    richtung: str
    betreff: str
    text: str
    am: datetime


class EntscheidungZeile(Schema):
    """A decision; the newest counts."""

    id: UUID
    ergebnis: Ergebnis
    begruendung: str
    entschieden_am: date


class HistorieZeile(Schema):
    """A fact of the journal."""

    typ: str
    am: datetime
    akteur: str


class Eingangsblatt(Schema):
    """What was received; `werte` by address."""

    kanal: str
    eingegangen_am: datetime
    sha256: str
    werte: dict[str, Any]


class VorgangVoll(VorgangZeile):
    """A case; the parts are there when `include` names them."""

    gebiet: str
    uebung: bool
    version: int
    geaendert_am: datetime
    schritte: list[Schritt] = Field(description="jetzt mögliche Schritte")
    daten: Eingangsblatt | None = None
    dateien: list[DateiZeile] | None = None
    nachrichten: list[NachrichtZeile] | None = None
    entscheidungen: list[EntscheidungZeile] | None = None
    historie: list[HistorieZeile] | None = None


class SchrittForm(Strict):
    """A step of the status table; `begruendung` is what the citizen reads where it ends the case undecided."""

    schritt: Schritt
    begruendung: Annotated[str, Field(max_length=20_000)] = ""


class EntscheidungForm(Strict):
    """A decision, and who in the office has taken it (Zeichen of a Person; else who the case is assigned to)."""

    ergebnis: Ergebnis
    begruendung: Annotated[str, Field(max_length=20_000)] = ""
    zeichen: Kurztext | None = None


class NachrichtForm(Strict):
    """A message to the citizen."""

    betreff: Annotated[str, Field(min_length=1, max_length=200)]
    text: Annotated[str, Field(min_length=1, max_length=20_000)]
