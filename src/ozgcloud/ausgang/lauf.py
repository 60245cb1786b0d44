"""One run of an Abonnement: what is sent now, and what became of it. Between the two, outside any transaction, the
adapter sends.

A run that dies in between leaves everything as it was: its events are sent again under the same ids, in the same order
within each case. `Abonnement.lauf` makes the answers of a run that was overtaken void.
"""

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import connection, connections

from ozgcloud.ausgang import queries
from ozgcloud.ausgang.events import AbonnementStopped
from ozgcloud.ausgang.models import Abonnement, Zustellposten, Zustellversuch
from ozgcloud.ausgang.port import Antwort, Sendung, Ziel
from ozgcloud.ausgang.rules import unterschrift, zeiger
from ozgcloud.ausgang.rules.arten import BESTELLBAR, Art, Meldung, cloud_event
from ozgcloud.ausgang.rules.zustellung import STAPEL, Bilanz, Plan, Posten, Stopp, may_draw, next_try, plan, settle
from ozgcloud.core import clock
from ozgcloud.core.actor import system_actor
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import client_scope, ereignis_scope
from ozgcloud.core.types import new_id
from ozgcloud.schnittstelle.queries import find_zugriff

KEPT_TRIES = 200
TRIM = """
DELETE FROM zustellversuch WHERE abonnement_id = %s AND (am, id) < (
    SELECT am, id FROM zustellversuch WHERE abonnement_id = %s ORDER BY am DESC, id DESC OFFSET %s LIMIT 1)
"""
DUE = """
SELECT a.client_id, a.id FROM abonnement a CROSS JOIN ausgang_stand s
WHERE a.gestoppt_am IS NULL AND a.pausiert_am IS NULL AND coalesce(a.naechster_versuch_am, %(jetzt)s) <= %(jetzt)s
    AND (a.fehlversuche > 0 OR a.zeiger < s.letzte OR EXISTS (
        SELECT FROM zustellposten p WHERE p.abonnement_id = a.id AND coalesce(p.faellig_am, %(jetzt)s) <= %(jetzt)s))
ORDER BY a.zeiger
"""
ALIAS = "relay"
_random = secrets.SystemRandom()


@dataclass(frozen=True, slots=True)
class Auftrag:
    """What is to be sent, and what has to be known to account for it."""

    client_id: UUID
    abonnement_id: UUID
    lauf: int
    ziel: Ziel = field(repr=False)
    plan: Plan
    meldungen: Mapping[int, Meldung]
    verfallen: tuple[int, ...]
    bis: int
    mehr: bool
    gestoert: bool

    @property
    def bahnen(self) -> list[list[Sendung]]:
        """In the shape of the port."""
        return [[envelope(self.meldungen[p.nummer]) for p in bahn] for bahn in self.plan.bahnen]


def envelope(meldung: Meldung) -> Sendung:
    """One event as it is sent."""
    body = cloud_event(meldung, quelle=settings.ENV.base_url, zeiger=zeiger.encode(meldung.nummer))
    return Sendung(meldung.nummer, str(meldung.ereignis_id), json.dumps(body, ensure_ascii=False).encode())


def target(abonnement: Abonnement, jetzt: datetime) -> Ziel:
    """Where an Abonnement is sent, with the secrets that sign now."""
    generations = unterschrift.valid_generations(abonnement.generation, abonnement.gewechselt_am, jetzt)
    return Ziel(
        abonnement.url,
        tuple(unterschrift.secret_of(settings.SECRET_KEY, abonnement.id, number) for number in generations),
    )


def list_due() -> list[tuple[UUID, UUID]]:
    """Client and id of every Abonnement that has something to do now, the one furthest behind first."""
    with connections[ALIAS].cursor() as cursor:
        cursor.execute(DUE, {"jetzt": clock.now()})
        return [(row[0], row[1]) for row in cursor.fetchall()]


def begin(client_id: UUID, abonnement_id: UUID) -> Auftrag | None:
    """What to send now; None when there is nothing to do (stopped, paused, locked, its pause not over, gone).

    One of a test machine is stopped here: nothing is sent out of practice.
    """
    zugriff, jetzt = find_zugriff(client_id), clock.now()
    if zugriff is None:
        return None
    with ereignis_scope(client_id, queries.sicht_of(client_id, zugriff.befugnisse)):
        rows = Abonnement.objects.select_for_update().filter(id=abonnement_id, gestoppt_am=None, pausiert_am=None)
        abonnement = rows.first()
        if abonnement is None or (abonnement.naechster_versuch_am or jetzt) > jetzt:
            return None
        if zugriff.uebung:
            _stop(abonnement, Stopp.UEBUNG, jetzt)
            abonnement.save(update_fields=["gestoppt_am", "stoppgrund"])
            return None
        wartend = _waiting(abonnement)
        gestoert = abonnement.fehlversuche > 0 and bool(wartend)
        seite = _draw(abonnement, len(wartend), gestoert)
        neu = [Posten(m.nummer, m.vorgang_id) for m in seite.meldungen]
        planned = plan(wartend, neu, jetzt=jetzt, gestoert=gestoert)
        meldungen = {m.nummer: m for m in seite.meldungen}
        meldungen |= queries.read_some([p.nummer for b in planned.bahnen for p in b if p.nummer not in meldungen])
        abonnement.lauf += 1
        abonnement.save(update_fields=["lauf"])
    planned, verfallen = _without_gone(planned, meldungen)
    return Auftrag(
        client_id=client_id,
        abonnement_id=abonnement_id,
        lauf=abonnement.lauf,
        ziel=target(abonnement, jetzt),
        plan=planned,
        meldungen=meldungen,
        verfallen=verfallen,
        bis=seite.bis,
        mehr=seite.mehr,
        gestoert=gestoert,
    )


def _waiting(abonnement: Abonnement) -> list[Posten]:
    rows = Zustellposten.objects.filter(abonnement=abonnement).order_by("nummer")
    return [Posten(r.nummer, r.vorgang_id, r.versuche, r.seit, r.faellig_am) for r in rows]


def _draw(abonnement: Abonnement, wartend: int, gestoert: bool) -> queries.Seite:
    if not may_draw(wartend, gestoert):
        return queries.Seite((), abonnement.zeiger, mehr=False)
    stand = queries.read_stand()
    nach = max(abonnement.zeiger, stand.geraeumt_bis)
    arten = [Art(value) for value in abonnement.arten] or BESTELLBAR
    return queries.read_seite(min(nach, stand.letzte), letzte=stand.letzte, limit=STAPEL, arten=arten)


def _without_gone(planned: Plan, meldungen: Mapping[int, Meldung]) -> tuple[Plan, tuple[int, ...]]:
    """Without what was cleared away or may not be seen any more."""
    gone = tuple(p.nummer for bahn in planned.bahnen for p in bahn if p.nummer not in meldungen)
    bahnen = (tuple(p for p in bahn if p.nummer in meldungen) for bahn in planned.bahnen)
    return replace(planned, bahnen=tuple(bahn for bahn in bahnen if bahn)), gone


def finish(auftrag: Auftrag, antworten: Mapping[int, Antwort]) -> bool:
    """Account for a run; returns whether more can be sent at once. A run that was overtaken changes nothing."""
    jetzt = clock.now()
    spread = [_random.random() for _ in range(8)]
    bilanz = settle(auftrag.plan, antworten, jetzt=jetzt, gestoert=auftrag.gestoert, zufall=spread)
    with client_scope(str(auftrag.client_id)):
        rows = Abonnement.objects.select_for_update().filter(id=auftrag.abonnement_id, lauf=auftrag.lauf)
        abonnement = rows.first()
        if abonnement is None:
            return False
        _keep(abonnement, auftrag, bilanz)
        _note(abonnement, auftrag, antworten, jetzt)
        abonnement.zeiger = auftrag.bis
        abonnement.angenommen_am = jetzt if bilanz.angenommen else abonnement.angenommen_am
        _pace(abonnement, auftrag, bilanz, antworten)
        if bilanz.stopp is not None:
            _stop(abonnement, bilanz.stopp, jetzt)
        abonnement.save()
    due = any(p.faellig_am is None or p.faellig_am <= jetzt for p in bilanz.wartend if p.versuche == 0)
    return bilanz.stopp is None and not bilanz.gestoert and (auftrag.mehr or (due and bool(bilanz.angenommen)))


def _stop(abonnement: Abonnement, grund: Stopp, jetzt: datetime) -> None:
    """The caller saves it."""
    abonnement.gestoppt_am, abonnement.stoppgrund = jetzt, grund.value
    stopped = AbonnementStopped(abonnement_id=abonnement.id, client_id=abonnement.client_id, grund=grund)
    emit(system_actor(None), stopped)


def _keep(abonnement: Abonnement, auftrag: Auftrag, bilanz: Bilanz) -> None:
    done = [*bilanz.angenommen, *auftrag.verfallen]
    if done:
        Zustellposten.objects.filter(abonnement=abonnement, nummer__in=done).delete()
    Zustellposten.objects.bulk_create(
        [
            Zustellposten(
                abonnement=abonnement,
                client_id=abonnement.client_id,
                nummer=p.nummer,
                vorgang_id=p.vorgang_id,
                versuche=p.versuche,
                seit=p.seit,
                faellig_am=p.faellig_am,
            )
            for p in bilanz.wartend
        ],
        update_conflicts=True,
        unique_fields=["abonnement", "nummer"],
        update_fields=["versuche", "seit", "faellig_am"],
    )


def _pace(abonnement: Abonnement, auftrag: Auftrag, bilanz: Bilanz, antworten: Mapping[int, Antwort]) -> None:
    """Probe a gestört consumer ever more rarely; when it is back, everything is due at once."""
    if bilanz.gestoert:
        abonnement.fehlversuche += 1 if antworten else 0
        abonnement.naechster_versuch_am = next_try(
            abonnement.fehlversuche, antworten.values(), jetzt=clock.now(), zufall=_random.random()
        )
        return
    if auftrag.gestoert:
        Zustellposten.objects.filter(abonnement=abonnement).update(faellig_am=None)
    abonnement.fehlversuche, abonnement.naechster_versuch_am = 0, None


def _note(abonnement: Abonnement, auftrag: Auftrag, antworten: Mapping[int, Antwort], jetzt: datetime) -> None:
    note_tries(abonnement, [(auftrag.meldungen[number], answer) for number, answer in antworten.items()], jetzt)


def note_tries(abonnement: Abonnement, tries: Sequence[tuple[Meldung, Antwort]], jetzt: datetime) -> None:
    """Keep the newest tries for people to look at; inside the `client_scope` of its owner."""
    if not tries:
        return
    Zustellversuch.objects.bulk_create(
        Zustellversuch(
            id=new_id(),
            abonnement=abonnement,
            client_id=abonnement.client_id,
            ereignis_id=meldung.ereignis_id,
            art=meldung.art.value,
            am=jetzt,
            status=antwort.status,
            dauer_ms=antwort.dauer_ms,
            fehler=antwort.fehler,
        )
        for meldung, antwort in tries
    )
    with connection.cursor() as cursor:
        cursor.execute(TRIM, [abonnement.id, abonnement.id, KEPT_TRIES - 1])
