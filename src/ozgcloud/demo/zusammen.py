"""Seed one open Zuarbeit each way between two town halls, asked by the same action as a real one."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from django.contrib.auth.models import User

from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import NotFound
from ozgcloud.core.tenancy import absender_scope
from ozgcloud.eingang.queries import find_receipt
from ozgcloud.mandant.actors import actor_of_login
from ozgcloud.zuarbeit.actions.request_zuarbeit import Auftrag, request_zuarbeit
from ozgcloud.zuarbeit.adressaten import list_adressaten
from ozgcloud.zuarbeit.auszug import Auswahl, load_angebot

ABSENDER = "demo"


@dataclass(frozen=True, slots=True)
class Frage:
    """Who asks about which case, which office by its name, what, and how many answers of the form may be seen."""

    login: str
    fall: str
    stelle: str
    text: str
    angaben: int


FRAGEN = (
    Frage(
        "preetz.steuern",
        "preetz-3",
        "Landeshauptstadt Kiel, Amt für Finanzwirtschaft, Steuern und Abgaben",
        "War dieser Hund bis vor Kurzem bei Ihnen angemeldet, und bis wann ist die Steuer bezahlt?",
        4,
    ),
    Frage(
        "kiel.steuern",
        "kiel-5",
        "Stadt Preetz, Fachbereich Finanzen, Steuern",
        "Der Hund soll aus Preetz stammen. Kennen Sie den früheren Halter?",
        3,
    ),
)


def seed_zuarbeiten() -> None:
    """Ask, once: each Zuarbeit has its own id, so a repetition asks nobody twice. Raises NotFound before the cases."""
    for frage in FRAGEN:
        _ask(frage, _actor(frage.login), _case(frage.fall))


def _ask(frage: Frage, actor: Actor, vorgang_id: UUID) -> None:
    stellen = {one.name: one.schluessel for one in list_adressaten(actor)}
    angebot = load_angebot(actor, vorgang_id)
    auftrag = Auftrag(
        stelle=stellen[frage.stelle],
        frage=frage.text,
        frist=clock.today() + timedelta(days=10),
        auswahl=Auswahl(angaben=tuple(angebot.angaben)[: frage.angaben]),
    )
    key = uuid5(NAMESPACE_URL, f"urn:ozg-cloud:demo:zuarbeit:{vorgang_id}")
    request_zuarbeit(actor, vorgang_id=vorgang_id, auftrag=auftrag, zuarbeit_id=key)


def _actor(login: str) -> Actor:
    actor = actor_of_login(User.objects.get(username=login))
    if actor is None:
        raise NotFound(f"Der Demozugang „{login}“ ist beendet. Beginnen Sie neu mit ./ozg demo --fresh.")
    return actor


def _case(kennung: str) -> UUID:
    with absender_scope(ABSENDER):
        receipt = find_receipt(ABSENDER, kennung)
    if receipt is None:
        raise NotFound
    return receipt.vorgang_id
