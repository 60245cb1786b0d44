"""Something done with many cases at once: the finds of animals are tagged by whoever works on them."""

from django.contrib.auth.models import User

from ozgcloud.core.actor import Rolle
from ozgcloud.demo import fakten
from ozgcloud.demo.leistungen import FUNDTIER
from ozgcloud.demo.personen import PERSONEN
from ozgcloud.mandant.actors import actor_of_login
from ozgcloud.stapel.actions.create_stapel import Auftrag, create_stapel
from ozgcloud.stapel.queries import list_stapel
from ozgcloud.stapel.rules import Aktion
from ozgcloud.vorgang.auswahl import Filter

WORT = "Tierheim"


def seed_stapel() -> None:
    """One Stapel of the clerks in Kiel who see finds of animals, once each; the worker does it."""
    for person in PERSONEN:
        if person.mandant_id != fakten.KIEL or not any(rolle is Rolle.USER for rolle, _, _ in person.rollen):
            continue
        actor = actor_of_login(User.objects.get(username=person.benutzername))
        if actor is not None and not list_stapel(actor):
            auftrag = Auftrag(Aktion.SCHLAGWORT, {"wort": WORT}, Filter(leistung=FUNDTIER))
            create_stapel(actor, auftrag=auftrag)
