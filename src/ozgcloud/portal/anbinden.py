"""`/anbinden/`: how a vendor connects his online service, with an example that works here and now."""

import json
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ozgcloud.core.errors import NotFound
from ozgcloud.datenschema.musterdaten import erzeuge
from ozgcloud.datenschema.queries import get_schema, load_codelisten
from ozgcloud.mandant.queries import practice_original
from ozgcloud.onlinedienst.queries import list_onlinedienste
from ozgcloud.schnittstelle.beispiel import demo_key

KEIN_SCHLUESSEL = "ozg_IHRE_KENNUNG_IHR_GEHEIMNIS"
FEHLER = (
    ("400", "kein-json, idempotency-key-fehlt", "Anfrage reparieren; sie ließ sich nicht lesen."),
    ("401", "nicht-angemeldet", "Schlüssel oder Zugriffstoken prüfen. Ein Token gilt 15 Minuten."),
    ("403", "nicht-erlaubt", "Dem Zugang fehlt die Freigabe. Bitte fragen Sie den Betrieb."),
    ("404", "nicht-gefunden", "Das Gesuchte gibt es nicht, oder es gehört jemand anderem."),
    ("409", "schluessel-vergeben, upload-stand", "Der Schlüssel gehört zu einem anderen Antrag; neuen verwenden."),
    ("412, 428", "stand-veraltet, if-match-fehlt", "Vorgang neu lesen und mit dem neuen ETag wiederholen."),
    ("413", "zu-gross", "Große Dateien in Teilen senden (Uploads)."),
    ("415", "format-nicht-moeglich", "Content-Type prüfen; Angaben in UTF-8 senden."),
    ("422", "antrag-ungueltig", "Angaben berichtigen. „fehler“ nennt jede Adresse mit einem Satz."),
    ("429", "zu-viele-anfragen", "So viele Sekunden warten, wie „Retry-After“ nennt."),
    ("500, 503, 507", "nicht-erreichbar", "Später mit demselben Idempotency-Key wiederholen: Nichts geht doppelt ein."),
)


@dataclass(frozen=True, slots=True)
class Beispiel:
    """An Antrag a vendor can submit as it stands."""

    onlinedienst: str
    titel: str
    inhalt: dict[str, Any]

    @property
    def text(self) -> str:
        """As JSON, to be copied."""
        return json.dumps(self.inhalt, ensure_ascii=False, indent=2)


def anbinden(request: HttpRequest) -> HttpResponse:
    """`/anbinden/`."""
    base = settings.ENV.base_url
    context = {
        "basis": base,
        "schluessel": demo_key() if settings.ENV.demo else KEIN_SCHLUESSEL,
        "demo": settings.ENV.demo,
        "beispiel": _example(),
        "fehler": FEHLER,
    }
    return render(request, "portal/anbinden.html", context)


def _example() -> Beispiel | None:
    """The first Online-Dienst that asks for no file, filled in as little as possible."""
    for dienst in sorted(list_onlinedienste(), key=lambda one: one.kennung):
        if dienst.phase != "freigegeben":
            continue
        schema = get_schema(dienst.datenschema_id)
        muster = erzeuge(schema, codelisten=load_codelisten(schema), dichte=0.0)
        if not muster.dateien:
            inhalt = {"onlinedienst": dienst.kennung, "ort": _place(), "daten": dict(muster.roh)}
            return Beispiel(dienst.kennung, dienst.titel, inhalt)
    return None


def _place() -> dict[str, str]:
    """Where practice is possible; without a twin an invented place that has to be replaced."""
    try:
        office = practice_original()
    except NotFound:
        return {"plz": "24000", "name": "Ihr Ort"}
    return {"plz": office.plz, "name": office.ort}
