"""Seed requests for what is missing: one the example citizen can answer at once, one answered and to be judged, and an
Antrag on paper whose gaps wait as a proposal.
"""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.contrib.auth.models import User

from ozgcloud.antrag.actions.save_eingaben import save_eingaben
from ozgcloud.core import clock
from ozgcloud.core.actor import Actor, citizen_actor, system_actor
from ozgcloud.core.errors import NotFound
from ozgcloud.core.models import Ereignis
from ozgcloud.core.store import file_store
from ozgcloud.core.tenancy import absender_scope, mandant_scope
from ozgcloud.datenschema.musterdateien import pdf
from ozgcloud.demo.dienste import HUND_ANMELDEN
from ozgcloud.demo.eingaben import Antragsteller
from ozgcloud.demo.faelle import BEISPIEL
from ozgcloud.demo.vorgaenge import ABSENDER
from ozgcloud.eingang.queries import find_receipt
from ozgcloud.erfassung.actions.start_erfassung import Beginn, start_erfassung
from ozgcloud.erfassung.actions.submit_erfassung import submit_erfassung
from ozgcloud.erfassung.queries import geheimnis_of, list_erfassungen
from ozgcloud.mandant.actors import actor_of_login
from ozgcloud.nachforderung.actions.attach_antwortdatei import attach_antwortdatei
from ozgcloud.nachforderung.actions.save_antworten import Antwort, save_antworten
from ozgcloud.nachforderung.actions.save_nachforderung import save_nachforderung
from ozgcloud.nachforderung.actions.send_antworten import send_antworten
from ozgcloud.nachforderung.actions.send_nachforderung import send_nachforderung
from ozgcloud.nachforderung.inhalt import Inhalt
from ozgcloud.nachforderung.queries import Nachforderungsstand, list_nachforderungen
from ozgcloud.nachforderung.rules.anschreiben import WORT
from ozgcloud.nachforderung.rules.frist import default_frist
from ozgcloud.nachforderung.rules.stand import Postenart
from ozgcloud.nachforderung.rules.vorschlag import Fehlstelle
from ozgcloud.onlinedienst.queries import get_startable
from ozgcloud.postfach.actions.publish_stand import publish_stand

BEANTWORTET = "preetz-3"
ORT = "010570062062"
LAND = "SH"
HERR_PAPIER = Antragsteller("Hinnerk", "Papenfuß", "Kirchplatz", "5", "24211", "Preetz")


@dataclass(frozen=True, slots=True)
class Ziel:
    """A case of the demo and who works on it."""

    actor: Actor
    vorgang_id: UUID


def seed_nachforderungen() -> None:
    """Everything here, once: a case that has had a request stays as it is, but for an answer that is still to come."""
    offen = _ziel("preetz.bau", BEISPIEL)
    _ask(offen, 1, Fehlstelle("Lageplan mit Standort des Baums", Postenart.UNTERLAGE), _angabe("Wem gehört der Steg?"))
    beantwortet = _ziel("preetz.steuern", BEANTWORTET)
    eine = _ask(
        beantwortet,
        2,
        Fehlstelle("Nachweis der Haftpflichtversicherung", Postenart.UNTERLAGE),
        _angabe("Chipnummer des Hundes"),
    )
    if eine.ist_offen and not eine.beantwortet:
        _answer(beantwortet, eine)
    _capture(_actor("preetz.steuern"))


def _angabe(titel: str) -> Fehlstelle:
    return Fehlstelle(titel, Postenart.ANGABE)


def _actor(benutzername: str) -> Actor:
    actor = actor_of_login(User.objects.get(username=benutzername))
    if actor is None:
        raise NotFound(f"Der Demozugang „{benutzername}“ ist beendet. Beginnen Sie neu mit ./ozg demo --fresh.")
    return actor


def _ziel(benutzername: str, kennung: str) -> Ziel:
    with absender_scope(ABSENDER):
        receipt = find_receipt(ABSENDER, kennung)
    if receipt is None:
        raise NotFound
    return Ziel(_actor(benutzername), receipt.vorgang_id)


def _ask(ziel: Ziel, vor_tagen: int, *posten: Fehlstelle) -> Nachforderungsstand:
    """The first request of the case, made now unless there is one."""
    if known := list_nachforderungen(ziel.actor, ziel.vorgang_id):
        return known[-1]
    with clock.moved_by(-timedelta(days=vor_tagen)), mandant_scope(ziel.actor.mandant_id or 0):
        inhalt = Inhalt(posten, WORT, default_frist(clock.today(), LAND))
        saved = save_nachforderung(ziel.actor, vorgang_id=ziel.vorgang_id, inhalt=inhalt)
        send_nachforderung(ziel.actor, vorgang_id=ziel.vorgang_id, nachforderung_id=saved.nachforderung_id)
    return list_nachforderungen(ziel.actor, ziel.vorgang_id)[0]


def _answer(ziel: Ziel, eine: Nachforderungsstand) -> None:
    """The citizen answers a day later; his status page has to be there first, under the id the flow will give it."""
    mandant_id = ziel.actor.mandant_id or 0
    with mandant_scope(mandant_id):
        opened = Ereignis.objects.get(kette=str(ziel.vorgang_id), typ="VorgangOpened")
    house, buerger = system_actor(mandant_id, ABSENDER), citizen_actor(mandant_id)
    publish_stand(house, vorgang_id=ziel.vorgang_id, ereignis_id=opened.id, am=opened.erstellt_am, erster=True)
    ids = {"vorgang_id": ziel.vorgang_id, "nachforderung_id": eine.id}
    content = pdf("Versicherungsschein (erfunden)")
    ablage = file_store().put(iter([content]), medientyp="application/pdf")
    with clock.moved_by(-timedelta(days=1)), mandant_scope(mandant_id):
        nachweis, chip = eine.posten
        attach_antwortdatei(buerger, **ids, posten_id=nachweis.id, name="Versicherung.pdf", ablage=ablage)
        save_antworten(buerger, **ids, antworten={chip.id: Antwort("276 098 100 123 456")})
        send_antworten(buerger, **ids)


def _capture(actor: Actor) -> None:
    """A letter that came in: name and address are legible, the rest is not."""
    known = list_erfassungen(actor)
    if any(zeile.vorgangsnummer for zeile in known):
        return
    dienst, tag = get_startable(HUND_ANMELDEN), clock.today() - timedelta(days=2)
    beginn = Beginn(dienst.id, ORT, "papier", tag)
    erfassung_id = known[-1].id if known else start_erfassung(actor, beginn=beginn)
    eingaben = HERR_PAPIER.eingaben()
    save_eingaben(actor, geheimnis=geheimnis_of(erfassung_id), eingaben=dict(eingaben), schritt="")
    submit_erfassung(actor, erfassung_id=erfassung_id, unvollstaendig=True)
