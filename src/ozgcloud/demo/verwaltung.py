"""What a Fachadministration has set up in the demo: a tree, a Rolle that reaches down it, an absence; some reading."""

from datetime import timedelta
from uuid import UUID

from django.contrib.auth.models import User

from ozgcloud.benachrichtigung.actions.save_wunsch import save_wunsch
from ozgcloud.benachrichtigung.rules import Takt, Umfang
from ozgcloud.core import clock
from ozgcloud.core.actor import Actor, Rolle, Rollenzuweisung, system_actor
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.demo.fakten import BAU, KIEL, ORDNUNG, VERWALTUNGEN
from ozgcloud.mandant.actions.change_einheit import Einheitsangaben, change_einheit
from ozgcloud.mandant.actions.create_einheit import create_einheit
from ozgcloud.mandant.actions.give_rolle import give_rolle
from ozgcloud.mandant.actions.save_abwesenheit import save_abwesenheit
from ozgcloud.mandant.actors import actor_of_login
from ozgcloud.mandant.personal import list_einheiten
from ozgcloud.vorgang.actions.read_vorgang import read_vorgang
from ozgcloud.vorgang.queries import visible_cases

NAME = "demo"
FACHBEREICH = "Fachbereich Bürgerdienste, Bauen und Umwelt"
TAGE = timedelta(days=14)
GELESEN = 4


def seed_verwaltung() -> None:
    """Kiel has it all, in one transaction; a second run finds the Fachbereich and does nothing."""
    house = system_actor(KIEL, NAME)
    einheiten = {zeile.name: zeile.id for zeile in list_einheiten(house)}
    if FACHBEREICH in einheiten:
        return
    _read_some("preetz.steuern")
    with mandant_scope(KIEL):
        _set_up(house, einheiten)
        _read_some("kiel.steuern")


def _set_up(house: Actor, einheiten: dict[str, UUID]) -> None:
    """The tree, the Rolle, the absence, and who wants to hear of news."""
    namen = next(verwaltung for verwaltung in VERWALTUNGEN if verwaltung.id == KIEL).einheiten
    oben = create_einheit(house, name=FACHBEREICH, kurz="FB 3").organisationseinheit_id
    for key in (BAU, ORDNUNG):
        _put_below(house, einheiten[namen[key]], namen[key], oben)
    bau, ordnung = _actor("kiel.bau"), _actor("kiel.ordnung")
    reaches_down = Rollenzuweisung(Rolle.ANSPRECHPARTNER, oben, None, True)
    give_rolle(house, person_id=ordnung.require_person(), zuweisung=reaches_down)
    heute = clock.today()
    save_abwesenheit(
        bau, person_id=bau.require_person(), von=heute, bis=heute + TAGE, vertretung_id=ordnung.require_person()
    )
    for login, takt in (("kiel.ordnung", Takt.SOFORT), ("kiel.steuern", Takt.TAEGLICH)):
        actor = _actor(login)
        save_wunsch(actor, person_id=actor.require_person(), takt=takt.value, umfang=Umfang.ALLE.value)


def _put_below(house: Actor, einheit: UUID, name: str, oben: UUID) -> None:
    angaben = Einheitsangaben(name=name, kurz="", eltern_id=oben)
    change_einheit(house, organisationseinheit_id=einheit, angaben=angaben)


def _actor(login: str) -> Actor:
    actor = actor_of_login(User.objects.get(username=login))
    if actor is None:
        raise LookupError(login)
    return actor


def _read_some(login: str) -> None:
    """So that the log of reading and the citizens' pages show something."""
    actor = _actor(login)
    with mandant_scope(actor.mandant_id or 0):
        for vorgang in visible_cases(actor).order_by("-created_at", "-id")[:GELESEN]:
            read_vorgang(actor, vorgang_id=vorgang.id)
