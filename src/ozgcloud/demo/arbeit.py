"""The work on some cases of the demo: days, Fristen, words, notes of several kinds, a template with its Checkliste."""

from datetime import timedelta
from uuid import UUID

from django.contrib.auth.models import User

from ozgcloud.bearbeitung.actions.add_punkt import add_punkt
from ozgcloud.bearbeitung.actions.save_arbeitsvorlage import Fristvorgabe, save_arbeitsvorlage
from ozgcloud.bearbeitung.actions.set_frist import set_frist
from ozgcloud.bearbeitung.actions.set_prioritaet import set_prioritaet
from ozgcloud.bearbeitung.actions.set_schlagworte import set_schlagworte
from ozgcloud.bearbeitung.actions.set_wiedervorlage import set_wiedervorlage
from ozgcloud.bearbeitung.actions.tick_punkt import tick_punkt
from ozgcloud.bearbeitung.actions.write_vermerk import write_vermerk
from ozgcloud.bearbeitung.queries import load_arbeit
from ozgcloud.bearbeitung.rules import Einheit, Fristart, Notizart, Wiederholung
from ozgcloud.core import clock
from ozgcloud.core.actor import Actor, Rolle
from ozgcloud.core.errors import NotFound
from ozgcloud.core.tenancy import absender_scope, mandant_scope
from ozgcloud.demo.leistungen import BAUMFAELLUNG
from ozgcloud.demo.personen import PERSONEN
from ozgcloud.demo.vorgaenge import ABSENDER
from ozgcloud.eingang.queries import find_receipt
from ozgcloud.mandant.actors import actor_of_login
from ozgcloud.vorgang.queries import assignee_of

FALL, ANDERER = "preetz-1", "preetz-3"
PUNKTE = ("Lageplan vollständig?", "Baumart und Stammumfang plausibel?", "Naturschutz beteiligt?")


def seed_arbeit() -> None:
    """Everything here, once: a case that has a Wiedervorlage stays as it is, so each is done whole or not at all."""
    _template()
    for kennung, jahr in ((FALL, False), (ANDERER, True)):
        with absender_scope(ABSENDER):
            receipt = find_receipt(ABSENDER, kennung)
        actor = _clerk(receipt.mandant_id, receipt.vorgang_id) if receipt else None
        if receipt is None or actor is None or load_arbeit(actor, receipt.vorgang_id).wiedervorlagen:
            continue
        with mandant_scope(receipt.mandant_id):
            _work(actor, receipt.vorgang_id, jaehrlich=jahr)


def _work(actor: Actor, vorgang_id: UUID, *, jaehrlich: bool) -> None:
    heute = clock.today()
    set_wiedervorlage(
        actor,
        vorgang_id=vorgang_id,
        betreff="Jährliche Überprüfung" if jaehrlich else "Rückruf beim Bauhof",
        faellig_am=heute + timedelta(days=30 if jaehrlich else 1),
        wiederholung=Wiederholung.JAEHRLICH if jaehrlich else Wiederholung.KEINE,
    )
    set_frist(actor, vorgang_id=vorgang_id, art=Fristart.ANHOERUNG, ende=heute + timedelta(days=5))
    write_vermerk(
        actor, vorgang_id=vorgang_id, text="Herr Jessen bittet um Rückruf nach 14 Uhr.", art=Notizart.TELEFONAT
    )
    write_vermerk(actor, vorgang_id=vorgang_id, text="Angaben schlüssig, Unterlagen geprüft.", art=Notizart.VERMERK)
    if jaehrlich:
        return
    set_prioritaet(actor, vorgang_id=vorgang_id, prioritaet=1)
    set_schlagworte(actor, vorgang_id=vorgang_id, schlagworte="Ortstermin, Verkehrssicherung")
    punkte = [add_punkt(actor, vorgang_id=vorgang_id, text=text) for text in PUNKTE]
    tick_punkt(actor, vorgang_id=vorgang_id, punkt_id=punkte[0].punkt_id, erledigt=True)


def _template() -> None:
    """The Fachadministration of each Verwaltung that has one asks the same of every felling."""
    for name in (p.benutzername for p in PERSONEN if any(rolle is Rolle.FACHADMIN for rolle, _, _ in p.rollen)):
        actor = actor_of_login(User.objects.get(username=name))
        if actor is not None:
            frist = Fristvorgabe(Fristart.UNTAETIGKEIT, 3, Einheit.MONATE)
            save_arbeitsvorlage(actor, leistung=BAUMFAELLUNG, punkte="\n".join(PUNKTE), fristen=(frist,))


def _clerk(mandant_id: int, vorgang_id: UUID) -> Actor | None:
    """The first login of the Verwaltung that may work on the case."""
    for person in PERSONEN:
        if person.mandant_id != mandant_id or not any(rolle is Rolle.USER for rolle, _, _ in person.rollen):
            continue
        actor = actor_of_login(User.objects.get(username=person.benutzername))
        if actor is not None and _may_work(actor, vorgang_id):
            return actor
    return None


def _may_work(actor: Actor, vorgang_id: UUID) -> bool:
    try:
        assignee_of(actor, vorgang_id)
    except NotFound:
        return False
    return True
