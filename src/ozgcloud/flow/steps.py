"""Consequences inside the house: each calls actions and returns."""

from uuid import UUID

from ozgcloud.bearbeitung.actions.prepare_vorgang import prepare_vorgang
from ozgcloud.benachrichtigung.actions.note_neuigkeit import note_neuigkeit
from ozgcloud.benachrichtigung.rules import Betroffen, Neuigkeit
from ozgcloud.bescheid.actions.draft_bescheid import draft_bescheid as draft
from ozgcloud.core.actor import Actor, ActorKind
from ozgcloud.delivery.queries import read_ereignis
from ozgcloud.flow.kinds import Anlass
from ozgcloud.nachforderung.actions.end_nachforderungen import end_nachforderungen as end_requests
from ozgcloud.nachforderung.actions.propose_nachforderung import propose_nachforderung as propose
from ozgcloud.postfach.actions.publish_dokument import publish_dokument
from ozgcloud.postfach.actions.publish_stand import publish_stand as publish
from ozgcloud.postfach.actions.publish_zeitpunkt import publish_zeitpunkt
from ozgcloud.postfach.rules import NACHGEFORDERT, NACHGEREICHT
from ozgcloud.vorgang.actions.index_vorgang import index_vorgang as index
from ozgcloud.vorgang.events import VorgangOpened
from ozgcloud.vorgang.queries import get_vorgang
from ozgcloud.zuarbeit.queries import get_blatt


def publish_eingang(actor: Actor, anlass: Anlass) -> None:
    """The citizen's status page begins, and the case gets the points and Fristen its Leistung begins with."""
    prepare_vorgang(actor, vorgang_id=anlass.event.vorgang_id)
    publish(actor, vorgang_id=anlass.event.vorgang_id, ereignis_id=anlass.ereignis_id, am=anlass.am, erster=True)


def index_vorgang(actor: Actor, anlass: Anlass) -> None:
    """What a case is found by is written anew, behind whatever changed it."""
    index(actor, vorgang_ids=[anlass.event.vorgang_id])


def publish_stand(actor: Actor, anlass: Anlass) -> None:
    """The citizen sees where his case stands now."""
    publish(actor, vorgang_id=anlass.event.vorgang_id, ereignis_id=anlass.ereignis_id, am=anlass.am)


def prepare_uebernommenen(actor: Actor, anlass: Anlass) -> None:
    """A case taken over gets what its Leistung begins with here."""
    prepare_vorgang(actor, vorgang_id=anlass.event.vorgang_id)


def draft_bescheid(actor: Actor, anlass: Anlass) -> None:
    """A decision becomes the draft of a Bescheid."""
    draft(actor, vorgang_id=anlass.event.vorgang_id, entscheidung_id=anlass.event.entscheidung_id)


def publish_bescheid(actor: Actor, anlass: Anlass) -> None:
    """The finished Bescheid appears on the citizen's status page."""
    publish_dokument(
        actor,
        vorgang_id=anlass.event.vorgang_id,
        datei_id=anlass.event.datei_id,
        titel="Bescheid",
        ereignis_id=anlass.ereignis_id,
        am=anlass.am,
    )


def may_lack(event: VorgangOpened) -> bool:
    """Whether something may be missing in a new case; its door has said so when nothing is."""
    return not event.vollstaendig


def propose_nachforderung(actor: Actor, anlass: Anlass) -> None:
    """A new case is looked at for what is missing; somebody of the office decides whether to ask for it."""
    propose(actor, vorgang_id=anlass.event.vorgang_id)


def publish_nachforderung(actor: Actor, anlass: Anlass) -> None:
    """The citizen's timeline says that something is wanted of him."""
    ereignis_id, am = anlass.ereignis_id, anlass.am
    publish_zeitpunkt(actor, vorgang_id=anlass.event.vorgang_id, art=NACHGEFORDERT, ereignis_id=ereignis_id, am=am)


def publish_antwort(actor: Actor, anlass: Anlass) -> None:
    """The citizen's timeline says that his answer has arrived."""
    ereignis_id, am = anlass.ereignis_id, anlass.am
    publish_zeitpunkt(actor, vorgang_id=anlass.event.vorgang_id, art=NACHGEREICHT, ereignis_id=ereignis_id, am=am)


def end_nachforderungen(actor: Actor, anlass: Anlass) -> None:
    """What is decided or gone asks for nothing any more."""
    end_requests(actor, vorgang_id=anlass.event.vorgang_id)


def note_neuen_vorgang(actor: Actor, anlass: Anlass) -> None:
    """Who wants to hear of new cases is told by e-mail."""
    _note(actor, anlass, Neuigkeit.VORGANG)


def note_zuweisung(actor: Actor, anlass: Anlass) -> None:
    """Who was given a case is told by e-mail, unless he took it himself."""
    if anlass.event.person_id is not None:
        _note(actor, anlass, Neuigkeit.ZUWEISUNG)


def note_nachricht(actor: Actor, anlass: Anlass) -> None:
    """Who has the case, or wants to hear of all, is told by e-mail of an answer."""
    _note(actor, anlass, Neuigkeit.NACHRICHT)


def note_zuarbeit(actor: Actor, anlass: Anlass) -> None:
    """Who may answer for the office that is asked, and wants to hear of everything, is told by e-mail."""
    blatt = get_blatt(actor, anlass.event.zuarbeit_id)
    fall = Betroffen(blatt.einheit_id, None, None)
    note_neuigkeit(actor, anlass_id=anlass.ereignis_id, art=Neuigkeit.ZUARBEIT, fall=fall)


def _note(actor: Actor, anlass: Anlass, art: Neuigkeit) -> None:
    row = read_ereignis(anlass.ereignis_id)
    vorgang = get_vorgang(actor, anlass.event.vorgang_id)
    note_neuigkeit(
        actor,
        anlass_id=anlass.ereignis_id,
        art=art,
        fall=Betroffen(vorgang.organisationseinheit_id, vorgang.leistung_schluessel, vorgang.zugewiesen_an),
        ausser=UUID(row.akteur_id) if row.akteur_art == ActorKind.PERSON else None,
    )
