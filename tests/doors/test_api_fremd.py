"""Every operation × every machine it does not concern: no canary, nothing changed; generated from the document."""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from doors.kanarie import KANARIE, fingerprint, place
from lauf import drain
from maschinen import ALLES, OPERATOR, Maschine, antrag, maschine
from ozgcloud.api.dokument import document
from ozgcloud.core import clock
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.schnittstelle.actions.add_schluessel import add_schluessel
from ozgcloud.schnittstelle.actions.lock_client import lock_client
from ozgcloud.schnittstelle.actions.set_freigaben import Angabe
from ozgcloud.schnittstelle.queries import forget_cached
from ozgcloud.schnittstelle.rules import Befugnis
from ozgcloud.vorgang.models import Vorgang

PARAMETER = re.compile(r"{(\w+)}")
FORMS: dict[str, Any] = {
    "status": {"schritt": "annehmen"},
    "entscheidung": {"ergebnis": "bewilligt"},
    "nachrichten": {"betreff": "Hallo", "text": "Hallo"},
}
OUTSIDE = {"gesperrt", "abgelaufen", "ohne Schlüssel"}
OCTETS = "application/offset+octet-stream"
OPEN = {"/api/v1/token"}


def strangers() -> dict[str, Maschine]:
    """Machines that have a reason to be here, but none to see anything of the case in Mandant 1."""
    locked, expired = maschine(), maschine()
    lock_client(OPERATOR, client_id=locked.client_id)
    ended = add_schluessel(OPERATOR, client_id=expired.client_id, gueltig_bis=clock.now() - timedelta(days=1))
    nobody = replace(maschine(), schluessel=replace(ended, text="nichts"))
    found = {
        "anderer Mandant": maschine([Angabe(befugnis, 2) for befugnis in Befugnis]),
        "andere Befugnis": maschine([Angabe(Befugnis.EINREICHEN, 2)]),
        "andere Leistung": maschine([Angabe(befugnis, 1, "12") for befugnis in Befugnis]),
        "Testzugang": maschine(ALLES, uebung=True),
        "ohne Freigabe": maschine([]),
        "gesperrt": locked,
        "abgelaufen": replace(expired, schluessel=ended),
        "ohne Schlüssel": nobody,
    }
    forget_cached()
    return found


def operations() -> list[tuple[str, str]]:
    return [(method.upper(), path) for path, found in document()["paths"].items() for method in found]


@pytest.fixture
def fremd(welt, als_superuser) -> dict[str, str]:
    """Ids of one machine's case, upload and Antrag in Mandant 1, with a canary in every text."""
    owner = maschine(ALLES)
    nummer = owner.sende(welt).json()["vorgangsnummer"]
    drain()
    upload = owner.ruf("POST", "/uploads", {"name": f"{KANARIE}.pdf", "groesse": 9, "sha256": "0" * 64}).json()["id"]
    with mandant_scope(1):
        fall = Vorgang.objects.get().id
    [datei] = owner.ruf("GET", f"/vorgaenge/{fall}?include=dateien").json()["dateien"]
    assert place(als_superuser, 1) > 5
    assert KANARIE in owner.ruf("GET", f"/vorgaenge/{fall}?include=daten").content.decode(), "the owner does see it"
    return {"vorgang_id": str(fall), "datei_id": datei["id"], "upload_id": upload, "vorgangsnummer": nummer}


def test_no_operation_shows_or_changes_anything_of_somebody_else(fremd, welt, als_superuser):
    bots, before, findings, tried = strangers(), fingerprint(als_superuser, 1), [], 0
    for (who, bot), (method, path) in ((one, op) for one in bots.items() for op in operations()):
        known = {name: fremd.get(name, fremd["vorgang_id"]) for name in PARAMETER.findall(path)} | {
            "schluessel": "pruefdienst"
        }
        address = PARAMETER.sub(lambda found, known=known: known[found[1]], path).removeprefix("/api/v1")
        form: Any = FORMS.get(path.rpartition("/")[2], antrag(welt))
        body = {"POST": form, "PATCH": b"x"}.get(method)
        headers = {"Content_Type": OCTETS} if "upload_id" in path else {}
        answer = bot.ruf(method, address, body, Idempotency_Key="fremd", If_Match='"v1"', Upload_Offset="0", **headers)
        tried += 1
        if who in OUTSIDE and path not in OPEN and answer.status_code != 401:
            findings.append(f"{who}: {method} {path} → {answer.status_code}")
        if answer.status_code >= 500 or KANARIE in answer.content.decode("utf-8", "replace") + repr(answer.headers):
            findings.append(f"{who}: {method} {path} → {answer.status_code} zeigt etwas")
        if set(PARAMETER.findall(path)) - {"schluessel"} and answer.status_code < 400:
            findings.append(f"{who}: {method} {path} → {answer.status_code} läßt ein")
    assert findings == []
    assert fingerprint(als_superuser, 1) == before
    assert tried == len(bots) * len(operations()) > 100
