"""Shapes of events and Abonnements in requests and answers, as the OpenAPI document shows them."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from ozgcloud.api.formen import Strict
from ozgcloud.api.probleme import PROBLEM
from ozgcloud.ausgang.rules import zeiger
from ozgcloud.ausgang.rules.arten import BATCH_CONTENT_TYPE, BESTELLBAR

GONE = 410
TYPEN = [art.typ for art in BESTELLBAR]
Typ = Annotated[str, Field(max_length=60, json_schema_extra={"enum": TYPEN})]
Zeiger = Annotated[str, Field(min_length=1, max_length=40, pattern=r"^[A-Za-z0-9_-]+$")]
Adresse = Annotated[str, Field(min_length=1, max_length=500)]


class CloudEvent(Schema):
    """CloudEvents 1.0; `zeiger` is the cursor behind this event."""

    specversion: Literal["1.0"]
    id: UUID
    source: str
    type: str
    subject: UUID
    time: datetime
    datacontenttype: str
    zeiger: str
    data: dict[str, Any]


FEED: dict[str, Any] = {
    "responses": {
        200: {
            "description": "Ereignisse in fester Reihenfolge; leer, wenn es gerade keine neuen gibt",
            "headers": {
                "Link": {"description": "nächste Seite (rel=next)", "schema": {"type": "string"}},
                "Ozg-Zeiger": {"description": "Zeiger hinter dieser Antwort", "schema": {"type": "string"}},
                "Ozg-Mehr": {"description": "liegt schon mehr bereit?", "schema": {"enum": ["ja", "nein"]}},
            },
            "content": {
                BATCH_CONTENT_TYPE: {"schema": {"type": "array", "items": CloudEvent.model_json_schema()}},
            },
        },
        GONE: {
            "description": "Seit diesem Zeiger wurden schon Ereignisse gelöscht",
            "content": {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        },
    }
}


class FeedFilter(Schema):
    """What is asked of the feed."""

    nach: Zeiger | None = Field(default=None, description="Zeiger, hinter dem es weitergeht; ohne: von Anfang an")
    limit: Annotated[int, Field(ge=1, le=zeiger.LIMIT_MOST)] = zeiger.LIMIT_DEFAULT
    typ: list[Typ] = Field(default_factory=list, max_length=len(TYPEN), description="nur diese Ereignistypen")


class AbonnementForm(Strict):
    """An order: where to, and which events (none: all)."""

    url: Adresse
    typen: Annotated[list[Typ], Field(max_length=len(TYPEN))] = Field(default_factory=list)


class AbonnementAenderung(Strict):
    """What is to be different."""

    url: Adresse | None = None
    typen: Annotated[list[Typ], Field(max_length=len(TYPEN))] | None = None
    pausiert: bool | None = None


class FortsetzenForm(Strict):
    """From where: behind a cursor, or from a time on; without both, where it stopped."""

    zeiger: Zeiger | None = None
    zeit: datetime | None = None


class AbonnementZeile(Schema):
    """An Abonnement and how it is."""

    id: UUID
    url: str
    typen: list[str]
    zustand: Literal["aktiv", "gestoert", "pausiert", "gestoppt"]
    grund: str = Field(description="warum gestoppt, als Satz; sonst leer")
    zeiger: str
    wartend: int = Field(description="Ereignisse, die noch nicht angenommen wurden")
    naechster_versuch_am: datetime | None
    angenommen_am: datetime | None = Field(description="wann zuletzt ein Ereignis angenommen wurde")


class AbonnementNeu(AbonnementZeile):
    """The same with its secret, shown this once."""

    geheimnis: str = Field(description="whsec_…; damit prüfen Sie die Unterschrift")


class VersuchZeile(Schema):
    """What became of one try."""

    ereignis_id: UUID
    typ: str
    am: datetime
    status: int | None
    dauer_ms: int
    fehler: str


class ProbeErgebnis(Schema):
    """How the consumer answered the test event."""

    angenommen: bool
    status: int | None
    dauer_ms: int
    fehler: str
