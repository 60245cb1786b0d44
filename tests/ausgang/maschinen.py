"""Machines of the small world, cases they submit, and a consumer in memory."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

import psycopg
from django.db import connections

from ozgcloud.ausgang import lauf
from ozgcloud.ausgang.actions.create_abonnement import create_abonnement
from ozgcloud.ausgang.port import Antwort, Sendung, Ziel
from ozgcloud.ausgang.queries import read_feed
from ozgcloud.ausgang.rules.arten import BESTELLBAR, Art, Meldung
from ozgcloud.core.types import new_id
from ozgcloud.schnittstelle.actions.create_client import NeuerClient, create_client
from ozgcloud.schnittstelle.actions.set_freigaben import Angabe, set_freigaben
from ozgcloud.schnittstelle.queries import find_zugriff, forget_cached
from ozgcloud.schnittstelle.rules import Befugnis, Zugriff
from ozgcloud.vorgang.actions.open_vorgang import open_vorgang
from vorgang.test_open_vorgang import einreichung
from welt import Welt

EREIGNISSE = Befugnis.EREIGNISSE
URL = "https://93.184.216.34/ozg"


def maschine(welt: Welt, *freigaben: Angabe, uebung: bool = False, land_id: int | None = 1) -> Zugriff:
    """A new machine with these Freigaben."""
    angaben = NeuerClient(name="Prüfmaschine", land_id=land_id, uebung=uebung)
    client_id = create_client(welt.leitstand, angaben=angaben).client_id
    return gib_frei(welt, client_id, *freigaben)


def gib_frei(welt: Welt, client_id: UUID, *freigaben: Angabe) -> Zugriff:
    set_freigaben(welt.leitstand, client_id=client_id, freigaben=list(freigaben))
    forget_cached()
    found = find_zugriff(client_id)
    assert found is not None
    return found


def als_maschine(welt: Welt, zugriff: Zugriff, **mehr: object) -> UUID:
    """An Antrag submitted by a machine; returns its Vorgang."""
    einer = einreichung(welt, absender=zugriff.absender, transaktion=str(new_id()), **mehr)
    return open_vorgang(zugriff.actor(), einreichung=einer).vorgang_id


def feed(zugriff: Zugriff, nach: int = 0, limit: int = 1_000, arten: Sequence[Art] = BESTELLBAR) -> list[Meldung]:
    return list(read_feed(zugriff, nach=nach, limit=limit, arten=arten).meldungen)


def schreibe(
    als_superuser: psycopg.Connection, faelle: Sequence[int], *, mandant_id: int = 1, uebung: bool = False
) -> None:
    """Events straight into the list, one per number in `faelle`, which names the case."""
    als_superuser.execute(
        """
        WITH stand AS (
            INSERT INTO ausgang_stand (id, letzte, geraeumt_bis) VALUES (1, %(n)s, 0)
            ON CONFLICT (id) DO UPDATE SET letzte = ausgang_stand.letzte + %(n)s RETURNING letzte - %(n)s AS vor
        )
        INSERT INTO ausgang (nummer, ereignis_id, mandant_id, vorgang_id, pfad, leistung, art, zeit, daten)
        SELECT vor + platz, gen_random_uuid(), %(m)s, ('00000000-0000-0000-0000-' || lpad(fall::text, 12, '0'))::uuid,
            %(b)s || '/1/' || %(m)s || '/99000000000001', '99000000000001', 'vorgang.status', now(), '{"status": "Neu"}'
        FROM stand, unnest(%(f)s::int[]) WITH ORDINALITY AS u (fall, platz)
        """,
        {"n": len(faelle), "m": mandant_id, "f": list(faelle), "b": "u" if uebung else "e"},
    )


@dataclass
class Empfaenger:
    """A consumer in memory: `urteil` gives the status for an event; `angenommen` in the order of acceptance."""

    urteil: Callable[[Sendung], int | None] = lambda _sendung: 204
    angenommen: list[int] = field(default_factory=list)
    versucht: list[int] = field(default_factory=list)
    ziele: list[Ziel] = field(default_factory=list)

    def send(self, ziel: Ziel, bahnen: Sequence[Sequence[Sendung]]) -> dict[int, Antwort]:
        self.ziele.append(ziel)
        antworten: dict[int, Antwort] = {}
        for bahn in bahnen:
            for sendung in bahn:
                self.versucht.append(sendung.nummer)
                status = self.urteil(sendung)
                antworten[sendung.nummer] = Antwort(status, "" if status == 204 else "Der Empfänger hat abgelehnt.")
                if not antworten[sendung.nummer].angenommen:
                    break
                self.angenommen.append(sendung.nummer)
            if not self.angenommen and len(antworten) >= 3:
                break
        return antworten


def abonniere(zugriff: Zugriff, arten: Sequence[Art] = ()) -> UUID:
    made = create_abonnement(zugriff.actor(), client_id=zugriff.client_id, url=URL, arten=arten)
    return made.abonnement.id


def stelle_zu(zugriff: Zugriff, abonnement_id: UUID, empfaenger: Empfaenger, runs: int = 200) -> int:
    """Run by run until nothing more can be sent now; returns how many runs it took."""
    for number in range(runs):
        auftrag = lauf.begin(zugriff.client_id, abonnement_id)
        if auftrag is None:
            return number
        antworten = empfaenger.send(auftrag.ziel, auftrag.bahnen) if auftrag.plan.bahnen else {}
        if not lauf.finish(auftrag, antworten):
            return number + 1
    return runs


def faellige() -> list[UUID]:
    return [abonnement_id for _, abonnement_id in lauf.list_due()]


def zeilen(statement: str, *werte: object) -> list[tuple[object, ...]]:
    with connections["relay"].cursor() as cursor:
        cursor.execute(statement, list(werte))
        found: list[tuple[object, ...]] = cursor.fetchall()
    return found
