"""Take the e-mail that is due for somebody, before it is sent."""

from dataclasses import dataclass, field
from uuid import UUID

from django.conf import settings
from django.db.models import Count

from ozgcloud.benachrichtigung.models import Hinweis, Sendung, Wunsch
from ozgcloud.benachrichtigung.port import Brief
from ozgcloud.benachrichtigung.rules import BETREFF, KEPT, LEASE, PAUSE, Neuigkeit, Takt, brief_text, digest_day
from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.tenancy import current_mandant, in_mandant
from ozgcloud.mandant.models import Person


@dataclass(frozen=True, slots=True)
class Auftrag:
    """What is to be sent now."""

    sendung_id: UUID
    brief: Brief = field(repr=False)


@in_mandant
def begin_sendung(actor: Actor, *, person_id: UUID) -> Auftrag | None:
    """The e-mail for somebody, taken for some minutes so that nobody else sends it too; None: nothing is due.

    What waited becomes a Sendung in this transaction, so it is told of once. No event of its own: numbers only.
    """
    jetzt = clock.now()
    # The Person's row is held: two workers at once would both find the same news.
    person = Person.objects.select_for_update().filter(id=person_id).first()
    if person is None or not person.email or (person.aktiv_bis is not None and person.aktiv_bis <= jetzt):
        Hinweis.objects.filter(person_id=person_id).delete()
        Sendung.objects.filter(person_id=person_id).update(naechster_versuch_am=None)
        return None
    failed = Sendung.objects.filter(person_id=person_id, naechster_versuch_am__lte=jetzt).order_by("erstellt_am")
    sendung = failed.first() or _gather(person_id)
    if sendung is None:
        return None
    sendung.versuche += 1
    sendung.naechster_versuch_am = jetzt + LEASE
    sendung.save()
    anzahl = {Neuigkeit(art): number for art, number in sendung.anzahl.items()}
    text = brief_text(anzahl, settings.ENV.base_url.rstrip("/"))
    return Auftrag(sendung.id, Brief(sendung.id, person.email, BETREFF, text))


def _gather(person_id: UUID) -> Sendung | None:
    """A Sendung of everything due, not yet stored; None when nothing is, or another one has just been on its way."""
    jetzt = clock.now()
    wunsch = Wunsch.objects.filter(person_id=person_id).first()
    takt = Takt(wunsch.takt) if wunsch else Takt.AUS
    sent = Sendung.objects.filter(person_id=person_id)
    day = digest_day(jetzt)
    is_too_soon = (
        sent.filter(takt=takt.value, tag=day).exists()
        if takt is Takt.TAEGLICH
        else sent.filter(erstellt_am__gt=jetzt - PAUSE).exists()
    )
    due = Hinweis.objects.filter(person_id=person_id, faellig_am__lte=jetzt)
    if is_too_soon:
        return None
    anzahl = dict(due.values_list("art").annotate(Count("id")))
    due.delete()
    sent.filter(erstellt_am__lt=jetzt - KEPT).delete()
    if not anzahl or takt is Takt.AUS:
        return None
    return Sendung(
        mandant_id=current_mandant(), person_id=person_id, takt=takt.value, tag=day, anzahl=anzahl, erstellt_am=jetzt
    )
