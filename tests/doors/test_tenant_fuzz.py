"""Every URL × every Rolle of Mandant 1 × ids of Mandant 2: 404, no canary in body, header or file, nothing changed."""

import itertools
import re
from dataclasses import dataclass, replace
from uuid import UUID

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from bearbeitung.arbeit import lege_an
from doors.amt_zugang import ask_neighbour, begonnen, gefordert, hinweis, log_in, somebody
from doors.kanarie import KANARIE, columns, fingerprint, place
from gang import Fall, entschieden
from lauf import drain
from ozgcloud.adapters.null.bescheid import NullBescheid
from ozgcloud.adapters.null.dms import NullDms
from ozgcloud.amt.quarantaene import Abhilfe
from ozgcloud.ansicht.actions.save_ansicht import save_ansicht
from ozgcloud.bearbeitung.rules import Abschlussgrund
from ozgcloud.bescheid.actions.issue_bescheid import issue_bescheid
from ozgcloud.core.access import ROLLEN, Door, Recht
from ozgcloud.core.actor import Rolle, Rollenzuweisung, citizen_actor
from ozgcloud.core.types import new_id
from ozgcloud.flow import wiring
from ozgcloud.postfach.actions.answer_nachricht import answer_nachricht
from ozgcloud.postfach.actions.send_nachricht import send_nachricht
from ozgcloud.stapel.actions.create_stapel import Auftrag, create_stapel
from ozgcloud.stapel.rules import Aktion
from ozgcloud.vorgang.actions.add_notiz import add_notiz
from ozgcloud.vorgang.rules import Schritt
from tueren import DOORS
from welt import LEISTUNG, Welt, fill_entwurf

PARAMETER = re.compile(r"<(?:(\w+):)?(\w+)>")
SOURCES = {
    "vorgang_id": "vorgang",
    "datei_id": "datei",
    "bescheid_id": "bescheid",
    "delivery_id": "delivery",
    "dokument_id": "postfach_dokument",
    "entwurf_id": "entwurf",
    "nachricht_id": "postfach_nachricht",
    "notiz_id": "notiz",
    "quarantaene_id": "quarantaene",
    "wiedervorlage_id": "wiedervorlage",
    "frist_id": "vorgangsfrist",
    "punkt_id": "checkpunkt",
    "nachforderung_id": "nachforderung",
    "erfassung_id": "erfassung",
    "posten_id": "nachforderung_posten",
    "person_id": "person",
    "einheit_id": "organisationseinheit",
    "stapel_id": "stapel",
    "ansicht_id": "ansicht",
    "zuarbeit_id": "zuarbeit",
}
# Leaving ends the visit; health tells of the machine, which has no worker here.
SHORT = {"user everywhere", "leitstand", "anonymous", "citizen"}
UNUSED = {"account_logout", "amt:ueben_betreten", "portal:abmelden", "readyz"}
GLOBAL = {
    *("datenschema_id", "onlinedienst_id", "regel_id", "fassung_id", "vorschlag_id"),
    *("upload_id", "abonnement_id", "client_id"),
}
SLUGS = {
    "mandant_id": [1, 2],
    "uebergabe_id": [new_id()],
    "name": ["antraege"],
    "tabelle": ["wochen", "leistungen"],
    "kennung": ["pruefdienst"],
    "vorgangsnummer": ["OZG-2222-2222-2222"],
    "schluessel": [LEISTUNG, "F1"],
    "schritt": [schritt.value for schritt in Schritt],
    "grund": [grund.value for grund in Abschlussgrund],
    "massnahme": [abhilfe.value for abhilfe in Abhilfe],
}


@dataclass(frozen=True)
class Lage:
    """What was prepared: ids of both Mandanten by parameter, and who comes with which browser."""

    fremd: dict[str, list[UUID]]
    eigen: dict[str, list[UUID]]
    browser: dict[str, Client]

    def begins_own(self, address: str) -> bool:
        """Whether it is an address below the own case that addresses are made of."""
        return address.startswith(f"/amt/vorgang/{self.eigen['vorgang_id'][0]}/")


def fuelle(w: Welt, nummer: int) -> tuple[Fall, Fall]:
    """A Mandant with everything in it: a delivered case with messages and notes, and one with a draft letter."""
    fertig = entschieden(w, nummer=nummer)
    send_nachricht(fertig.user, vorgang_id=fertig.vorgang_id, betreff="Frage", text="Wie groß?")
    answer_nachricht(citizen_actor(nummer), vorgang_id=fertig.vorgang_id, text="Klein.")
    add_notiz(fertig.user, vorgang_id=fertig.vorgang_id, text="Notiz")
    hinweis(fertig)
    lege_an(fertig)
    gefordert(fertig)
    begonnen(fertig)
    ask_neighbour(fertig)
    save_ansicht(fertig.user, name="Alle neuen", abfrage="status=Neu", geteilt=True)
    issue_bescheid(fertig.user, bescheid_id=fertig.bescheid().id)
    create_stapel(fertig.user, auftrag=Auftrag(Aktion.UEBERNEHMEN, gewaehlt=(fertig.vorgang_id,)))
    drain()
    offen = entschieden(w, nummer=nummer)
    drain()
    return fertig, offen


def staff(w: Welt) -> dict[str, Client]:
    """Everybody of Mandant 1 who could be curious, the Leitstand, and a browser without login."""
    reach = {
        "user everywhere": Rollenzuweisung(Rolle.USER),
        "user of an office": Rollenzuweisung(Rolle.USER, w.eins.einheit),
        "poststelle": Rollenzuweisung(Rolle.POSTSTELLE),
        "loeschen": Rollenzuweisung(Rolle.LOESCHEN),
        "fachadmin": Rollenzuweisung(Rolle.FACHADMIN),
        "ansprechpartner": Rollenzuweisung(Rolle.ANSPRECHPARTNER),
        "datenschutz": Rollenzuweisung(Rolle.DATENSCHUTZ),
        "zahlen": Rollenzuweisung(Rolle.DATENBEAUFTRAGUNG),
    }
    browser = {
        name: log_in(replace(somebody(1, zuweisung.rolle), rollen=frozenset({zuweisung})))
        for name, zuweisung in reach.items()
    }
    return {**browser, "leitstand": log_in(w.leitstand), "anonymous": Client()}


def citizen(fall: Fall, geheimnis: str) -> Client:
    """With an own draft and access to an own case."""
    client = Client()
    client.post("/antrag/fortsetzen/", {"entwurfscode": geheimnis})
    answer = client.post("/status/", {"vorgangsnummer": fall.vorgangsnummer, "zugangscode": fall.zugangscode})
    assert answer.status_code == 302, answer.content.decode()
    assert client.get("/status/vorgang/").status_code == 200
    return client


@pytest.fixture
def lage(welt, als_superuser, monkeypatch) -> Lage:
    dms, briefe = NullDms(), NullBescheid()
    monkeypatch.setitem(wiring.DMS, "ablage", lambda _optionen, _mandant_id: dms)
    monkeypatch.setitem(wiring.BESCHEID, "typst", lambda: briefe)
    eigener, _ = fuelle(welt, 1)
    fuelle(welt, 2)
    geheimnis = fill_entwurf(welt, seed=8)
    drafts = {row[0] for row in als_superuser.execute("SELECT id FROM entwurf WHERE vorgangsnummer = ''")}
    fill_entwurf(welt, seed=9)
    als_superuser.execute("UPDATE delivery SET status = 'fehlgeschlagen' WHERE schritt = 'draft_bescheid'")
    browser = {**staff(welt), "citizen": citizen(eigener, geheimnis)}
    assert place(als_superuser, 2) > 50

    def ids(table: str, mandant_id: int) -> list[UUID]:
        if table == "entwurf":
            rows = als_superuser.execute("SELECT id FROM entwurf WHERE vorgangsnummer = ''").fetchall()
            return [row[0] for row in rows if (row[0] in drafts) is (mandant_id == 1)]
        return [
            row[0] for row in als_superuser.execute(f"SELECT id FROM {table} WHERE mandant_id = {mandant_id} LIMIT 3")
        ]

    for draft in ids("entwurf", 2):
        als_superuser.execute("UPDATE entwurf SET eingaben = %s WHERE id = %s", [f'{{"F1": ["{KANARIE}"]}}', draft])
        als_superuser.execute("UPDATE entwurf_datei SET name = %s WHERE entwurf_id = %s", [KANARIE, draft])
    return Lage({n: ids(t, 2) for n, t in SOURCES.items()}, {n: ids(t, 1) for n, t in SOURCES.items()}, browser)


def addresses(door: Door, lage: Lage, many: int) -> list[tuple[str, bool]]:
    """Each way to fill the route with at least one foreign id (first True), or its plain address (first False)."""
    names = [name for _, name in PARAMETER.findall(door.route)]
    choices: list[list[tuple[str | UUID, bool]]] = []
    for name in names:
        if name in SOURCES:
            choices.append([*((i, True) for i in lage.fremd[name][:many]), *((i, False) for i in lage.eigen[name][:1])])
        elif name in GLOBAL:
            choices.append([(new_id(), False)])
        else:
            choices.append([(value, False) for value in SLUGS[name][: 3 if many == 1 else None]])
    found = []
    for combination in itertools.product(*choices):
        is_foreign = any(foreign for _, foreign in combination)
        if is_foreign or not any(name in SOURCES for name in names):
            kwargs = dict(zip(names, (value for value, _ in combination), strict=True))
            found.append((reverse(door.name, kwargs=kwargs), is_foreign))
    return found


def form(lage: Lage) -> dict[str, str]:
    """Whatever a form of ours may ask, with foreign ids wherever one fits."""
    return {
        "text": "Hallo", "betreff": "Hallo", "begruendung": "Das sind genug Gründe.", "ergebnis": "bewilligt",
        "tenor": "Hallo", "nebenbestimmungen": "", "gebuehr": "", "_version": "1", "_weiter": "1", "_bestaetigt": "1",
        "person": str(lage.fremd["vorgang_id"][0]), "schluessel": str(lage.fremd["notiz_id"][0]),
        "nachricht": str(lage.fremd["nachricht_id"][0]), "vorgang": str(lage.fremd["vorgang_id"][0]),
        "aktion": "uebernehmen", "format": "json", "spalte": "antragsteller",
        "mandant": "2", "mandant_id": "2", "suche": KANARIE[:6], "nach": str(lage.fremd["vorgang_id"][0]),
    }  # fmt: skip


def whole(response: HttpResponse) -> str:
    """Body, streamed or not, and every header."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return content.decode("utf-8", "replace") + repr(dict(response.headers)) + repr(response.cookies)


def is_wrong(door: Door, who: str, response: HttpResponse, lage: Lage, *, is_foreign: bool) -> bool:
    """A foreign id is 404; who is not let in at all learns that first, by login page or 403.

    A GET of an address that only takes POST may lead back to the own case it names, without looking further.
    """
    status = response.status_code
    if status >= 500 or not is_foreign:
        return status >= 500
    if door.recht is Recht.API:
        return status != 401
    if door.recht in ROLLEN and who in ("anonymous", "citizen"):
        return status not in (302, 403)
    if door.recht in (Recht.ENTWURF, Recht.ZUGANG) and who != "citizen":
        return status not in (302, 403, 404, 405)
    if who in ("leitstand", "fachadmin") and status == 403:
        return False
    # Who may only read the own case the address begins with is refused there, whatever else stands in it.
    if who in ("loeschen", "ansprechpartner") and status == 403 and lage.begins_own(response.request["PATH_INFO"]):
        return False
    leads_back = lage.begins_own(response.headers.get("Location", ""))
    return status not in (404, 405) and not (leads_back and response.request["REQUEST_METHOD"] == "GET")


def test_every_route_parameter_is_known():
    """A door with a new kind of id must be given foreign ones here."""
    names = {name for door in DOORS for _, name in PARAMETER.findall(door.route)}
    assert names <= set(SOURCES) | GLOBAL | set(SLUGS), names


def test_the_canary_sits_in_every_readable_text():
    placed = {f"{model.__name__}.{field.name}" for model, field in columns()}
    assert len(placed) > 20
    assert {"Vorgangsdaten.antragsteller", "Eingang.werte", "Notiz.text", "Datei.name", "Nachricht.text"} <= placed


def test_the_own_people_do_see_the_canary(lage, welt, als_superuser):
    """Without this the test below would pass for pages that show nothing, and for a fingerprint that sees nothing."""
    before = fingerprint(als_superuser, 2)
    own = log_in(replace(welt.zwei.sachbearbeitung, rollen=frozenset({Rollenzuweisung(Rolle.USER)})))
    seen = [
        own.get("/amt/"),
        own.get(f"/amt/vorgang/{lage.fremd['vorgang_id'][0]}/"),
    ]
    assert all(KANARIE in whole(response) for response in seen)
    changed = fingerprint(als_superuser, 2)
    assert {table for table in before if before[table] != changed[table]} >= {"ereignis"}, "reading is written down"


@pytest.mark.parametrize("whole_matrix", [False, pytest.param(True, marks=pytest.mark.long)])
def test_no_url_shows_or_changes_anything_of_another_mandant(whole_matrix, lage, als_superuser):
    before, findings, tried = fingerprint(als_superuser, 2), [], 0
    fields = form(lage)
    queries = [("GET", {"suche": fields["suche"]})]
    if whole_matrix:
        queries += [("GET", {"aus": "ansicht=alle", "lesen": "1", "nach": fields["nach"]})]
    for door, (who, client) in itertools.product(DOORS, lage.browser.items()):
        if not whole_matrix and who not in SHORT:
            continue
        client.raise_request_exception = False
        if door.name.startswith("stilprobe") or door.name in UNUSED:
            continue
        for address, is_foreign in addresses(door, lage, 3 if whole_matrix else 1):
            for method, values in (*queries, ("POST", fields)):
                if method == "POST" and not is_foreign and door.recht is Recht.OFFEN:
                    continue
                response = client.get(address, values) if method == "GET" else client.post(address, values)
                tried += 1
                if is_wrong(door, who, response, lage, is_foreign=is_foreign):
                    findings.append(f"{who}: {method} {address} → {response.status_code}")
                if KANARIE in whole(response):
                    findings.append(f"{who}: {method} {address} zeigt die Kanarie")
    assert not findings, "\n".join(findings)
    assert fingerprint(als_superuser, 2) == before
    assert tried >= (10_000 if whole_matrix else 200)
