"""Machines for tests: a Client with a key and Freigaben, and how it speaks HTTP."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from ozgcloud.antrag.formulare import forget_kept
from ozgcloud.api.kontingent import BUCKETS
from ozgcloud.core.actor import system_actor
from ozgcloud.datenschema.musterdaten import erzeuge
from ozgcloud.datenschema.queries import get_schema
from ozgcloud.mandant.models import Mandant, MandantArt
from ozgcloud.onlinedienst.queries import get_onlinedienst
from ozgcloud.schnittstelle.actions.add_schluessel import NeuerSchluessel, add_schluessel
from ozgcloud.schnittstelle.actions.create_client import NeuerClient, create_client
from ozgcloud.schnittstelle.actions.set_freigaben import Angabe, set_freigaben
from ozgcloud.schnittstelle.queries import forget_cached
from ozgcloud.schnittstelle.rules import Befugnis
from welt import ARS, Welt

OPERATOR = system_actor(None, "pruefung")
ALLES = tuple(Angabe(befugnis, 1) for befugnis in Befugnis)
TWIN = 101


@dataclass
class Maschine:
    """A Client as it stands at the door; `antworten` are JSON bodies unless they are files."""

    client_id: UUID
    schluessel: NeuerSchluessel
    browser: Client = field(default_factory=Client)

    def ruf(self, method: str, path: str, body: Any = None, **headers: str) -> HttpResponse:
        """One request with the key; header names are written with underscores."""
        named = {"Authorization": f"Bearer {self.schluessel.text}"}
        named |= {name.replace("_", "-"): value for name, value in headers.items()}
        content = json.dumps(body).encode() if isinstance(body, Mapping | list) else (body or b"")
        typ = named.pop("Content-Type", "application/json")
        return self.browser.generic(method, f"/api/v1{path}", content, content_type=typ, headers=named)

    def sende(self, welt: Welt, key: str = "k1", **mehr: Any) -> HttpResponse:
        """A complete Antrag with its files as parts of one request."""
        return self.browser.post(
            "/api/v1/antraege",
            teile(welt, **mehr),
            headers={"Authorization": f"Bearer {self.schluessel.text}", "Idempotency-Key": key},
        )


def maschine(freigaben: Sequence[Angabe] = ALLES, **angaben: Any) -> Maschine:
    """A Client with a key; nothing of another test is remembered."""
    forget_cached()
    forget_kept()
    BUCKETS.forget()
    made = create_client(OPERATOR, angaben=NeuerClient(**{"name": "Prüfclient", "anfragen": 6000, **angaben}))
    set_freigaben(OPERATOR, client_id=made.client_id, freigaben=freigaben)
    return Maschine(made.client_id, add_schluessel(OPERATOR, client_id=made.client_id))


def uebungsmandant(nummer: int = 1) -> int:
    """The practice twin of a Mandant; returns its id."""
    name = f"Übung {nummer}"
    Mandant.objects.create(
        id=100 + nummer, land_id=1, kurz=f"uebung-{nummer}", name=name, art=MandantArt.STADT, uebung_von_id=nummer
    )
    return 100 + nummer


def antrag(welt: Welt, *, ort: Mapping[str, str] | None = None, vorname: str = "Anna", **mehr: Any) -> dict[str, Any]:
    """The JSON of a complete Antrag; its one file is expected as part `F7`."""
    muster = erzeuge(get_schema(get_onlinedienst(welt.onlinedienst_id).datenschema_id))
    daten = {**muster.roh, "F1": vorname}
    return {"onlinedienst": "pruefdienst", "ort": ort or {"ars": ARS[1]}, "daten": daten, **mehr}


def teile(welt: Welt, **mehr: Any) -> dict[str, Any]:
    """The parts of a multipart request."""
    return {"antrag": json.dumps(antrag(welt, **mehr)), "F7": pdf()}


def pdf(content: bytes = b"%PDF-1.7 Nachweis", name: str = "nachweis.pdf") -> Any:
    """A file as browsers and clients send it."""
    return SimpleUploadedFile(name, content, content_type="application/pdf")
