"""What a machine may read of the list of events, and the Abonnements it has. Everything under its own policy."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from ozgcloud.ausgang.models import Abonnement, Ausgangsstand, Zustellposten, Zustellversuch
from ozgcloud.ausgang.rules import sicht
from ozgcloud.ausgang.rules.arten import Art, Meldung
from ozgcloud.core.errors import InvalidInput, NotFound
from ozgcloud.core.tenancy import client_scope, ereignis_scope, leitstand_cursor
from ozgcloud.mandant.models import Mandant
from ozgcloud.schnittstelle.queries import get_client, list_freigaben
from ozgcloud.schnittstelle.rules import Befugnis, Zugriff

FENSTER = 10_000
"""Numbers looked at in one statement: who sees little must not read the whole list."""
MOST_FENSTER = 10
VERSUCHE = 50
READ = """
SELECT nummer, ereignis_id, art, zeit, mandant_id, vorgang_id, leistung, daten FROM ausgang
WHERE nummer > %s AND nummer <= %s AND art = ANY (%s) ORDER BY nummer LIMIT %s
"""
READ_SOME = """
SELECT nummer, ereignis_id, art, zeit, mandant_id, vorgang_id, leistung, daten FROM ausgang WHERE nummer = ANY (%s)
"""


@dataclass(frozen=True, slots=True)
class Seite:
    """Events in order, the number everything up to which was looked at, and whether more lies behind it."""

    meldungen: tuple[Meldung, ...]
    bis: int
    mehr: bool


@dataclass(frozen=True, slots=True)
class Abolage:
    """Of one machine: how many Abonnements, how many of them stopped, how many gestört."""

    anzahl: int
    gestoppt: int
    gestoert: int


def sicht_of(client_id: UUID, befugnisse: Iterable[Befugnis]) -> str:
    """The patterns of what a machine may see by its Freigaben; nothing when its token was narrowed to less.

    A Freigabe for a practice twin opens the twin's events to a test machine, and nothing to another one.
    """
    if Befugnis.EREIGNISSE not in befugnisse:
        return sicht.NOTHING
    client = get_client(client_id)
    freigaben = [f for f in list_freigaben(client_id) if f.befugnis == Befugnis.EREIGNISSE.value]
    originals = {f.verwaltung_id: f.verwaltung.uebung_von_id for f in freigaben if f.verwaltung is not None}
    return sicht.joined(
        sicht.pattern(
            uebung=client.uebung,
            land_id=client.land_id,
            verwaltung_id=originals.get(f.verwaltung_id) or f.verwaltung_id,
            praefix=f.leistung_praefix,
        )
        for f in freigaben
        if client.uebung or originals.get(f.verwaltung_id) is None
    )


def read_feed(zugriff: Zugriff, *, nach: int, limit: int, arten: Sequence[Art]) -> Seite:
    """Events behind a number that this machine may see. Raises InvalidInput for a number never given or cleared away.

    Codes: `zeiger-unbekannt`, `zeiger-veraltet`.
    """
    with ereignis_scope(zugriff.client_id, sicht_of(zugriff.client_id, zugriff.befugnisse)):
        stand = read_stand()
        if nach > stand.letzte:
            raise InvalidInput(
                "Diesen Zeiger haben wir nicht vergeben. Bitte beginnen Sie ohne „nach“.", code="zeiger-unbekannt"
            )
        if 0 < nach < stand.geraeumt_bis:
            raise InvalidInput(
                "Seit diesem Zeiger wurden schon Ereignisse gelöscht (nach 90 Tagen). Bitte gleichen Sie den Stand "
                "Ihrer Vorgänge ab und beginnen Sie ohne „nach“.",
                code="zeiger-veraltet",
            )
        seite = Seite((), max(nach, stand.geraeumt_bis), mehr=True)
        for _ in range(MOST_FENSTER):
            seite = read_seite(seite.bis, letzte=stand.letzte, limit=limit, arten=arten)
            if seite.meldungen or not seite.mehr:
                break
    return seite


def read_stand() -> Ausgangsstand:
    """The last number given and the last one cleared away."""
    return Ausgangsstand.objects.filter(id=1).first() or Ausgangsstand(id=1)


def read_seite(nach: int, *, letzte: int, limit: int, arten: Sequence[Art]) -> Seite:
    """The next window of numbers, at most `limit` events of it; inside an `ereignis_scope`."""
    bis = min(nach + FENSTER, letzte)
    with connection.cursor() as cursor:
        cursor.execute(READ, [nach, bis, [art.value for art in arten], limit])
        found = tuple(_meldung(row) for row in cursor.fetchall())
    end = found[-1].nummer if len(found) == limit else bis
    return Seite(found, end, mehr=end < letzte)


def read_some(nummern: Sequence[int]) -> dict[int, Meldung]:
    """Those of these events that are still there and may be seen, by number; inside an `ereignis_scope`."""
    with connection.cursor() as cursor:
        cursor.execute(READ_SOME, [list(nummern)])
        return {row[0]: _meldung(row) for row in cursor.fetchall()}


def _meldung(row: Sequence[Any]) -> Meldung:
    daten = json.loads(row[7]) if isinstance(row[7], str) else row[7]
    return Meldung(row[0], row[1], Art(row[2]), row[3], row[4], row[5], row[6], daten)


def number_before(zeit: datetime) -> int:
    """The cursor before the first event that happened then or later; inside an `ereignis_scope`."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT min(nummer) - 1 FROM ausgang WHERE zeit >= %s", [zeit])
        found = cursor.fetchone()[0]
    return int(found) if found is not None else read_stand().letzte


def list_abonnements(client_id: UUID) -> list[Abonnement]:
    """All of one machine, newest first."""
    with client_scope(str(client_id)):
        return list(Abonnement.objects.filter(client_id=client_id).order_by("-erstellt_am", "-id"))


def get_abonnement(client_id: UUID, abonnement_id: UUID, *, lock: bool = False) -> Abonnement:
    """One of this machine; `lock` holds it to the end of the caller's scope. Raises NotFound, for a foreign one too."""
    with client_scope(str(client_id)):
        rows = Abonnement.objects.select_for_update() if lock else Abonnement.objects.all()
        found = rows.filter(client_id=client_id, id=abonnement_id).first()
    if found is None:
        raise NotFound("Dieses Abonnement gibt es nicht.")
    return found


def list_versuche(client_id: UUID, abonnement_id: UUID) -> list[Zustellversuch]:
    """The newest tries of an Abonnement, at most 50, newest first."""
    with client_scope(str(client_id)):
        rows = Zustellversuch.objects.filter(client_id=client_id, abonnement_id=abonnement_id)
        return list(rows.order_by("-am", "-id")[:VERSUCHE])


def count_wartend(client_id: UUID, abonnement_id: UUID) -> int:
    """Events that were tried or wait behind one that was."""
    with client_scope(str(client_id)):
        return Zustellposten.objects.filter(client_id=client_id, abonnement_id=abonnement_id).count()


def count_by_client(client_ids: Sequence[UUID]) -> dict[UUID, Abolage]:
    """How the Abonnements of these machines are, for operators; by role `leitstand`."""
    with leitstand_cursor() as cursor:
        cursor.execute(
            "SELECT client_id, count(*), count(gestoppt_am),"
            " count(*) FILTER (WHERE gestoppt_am IS NULL AND fehlversuche > 0)"
            " FROM abonnement WHERE client_id = ANY (%s) GROUP BY client_id",
            [list(client_ids)],
        )
        return {row[0]: Abolage(*row[1:]) for row in cursor.fetchall()}


def verwaltungen() -> list[Mandant]:
    """Every real Verwaltung by name, for the choice of Freigaben."""
    return list(Mandant.objects.filter(uebung_von=None).order_by("name", "id"))
