"""Consequences that speak to ports: three parts each, never a port inside a transaction."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from ozgcloud.bescheid import port as bescheid_port
from ozgcloud.bescheid.actions.begin_bescheid_delivery import begin_bescheid_delivery
from ozgcloud.bescheid.actions.deliver_bescheid import deliver_bescheid
from ozgcloud.bescheid.events import BescheidIssued
from ozgcloud.core.actor import Actor, system_actor
from ozgcloud.core.files import Ablage
from ozgcloud.core.store import file_store
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.flow import wiring
from ozgcloud.flow.abgabe import Paket, copy_files, with_own_files
from ozgcloud.flow.gepaeck import compose_gepaeck
from ozgcloud.flow.kinds import Anlass
from ozgcloud.mandant.queries import get_anschluss
from ozgcloud.postfach.actions.take_over_nachrichten import Vorgeschichte, take_over_nachrichten
from ozgcloud.postfach.queries import list_nachrichten
from ozgcloud.veraktung import port as dms_port
from ozgcloud.veraktung.actions.record_akte import record_akte
from ozgcloud.veraktung.queries import compose_paket
from ozgcloud.vorgang.abgabe import compose_abgabe
from ozgcloud.vorgang.actions.open_vorgang import open_vorgang
from ozgcloud.vorgang.actions.record_abgabe import record_abgabe
from ozgcloud.weiterleitung.actions.take_over_vorgeschichte import take_over_vorgeschichte


def hold_bescheid(event: BescheidIssued) -> timedelta:
    """The time in which an issued Bescheid may be taken back."""
    return timedelta(minutes=event.halten_minuten)


def prepare_bescheid(actor: Actor, anlass: Anlass) -> bescheid_port.Bescheid | None:
    """The letter of this issue, unless it was taken back."""
    return begin_bescheid_delivery(actor, bescheid_id=anlass.event.bescheid_id, erlass=anlass.event.erlass)


def render_bescheid(actor: Actor, anlass: Anlass, letter: bescheid_port.Bescheid) -> Ablage:
    """Set the letter and put the PDF into the file store;
    a repetition leaves an orphan for the sweep, never a second file.
    """
    pdf = wiring.bescheid().render(letter)
    return file_store().put(iter((pdf,)), medientyp="application/pdf", limit=len(pdf))


def record_bescheid(actor: Actor, anlass: Anlass, ablage: Ablage) -> dict[str, Any]:
    """The Bescheid has its document."""
    event = deliver_bescheid(
        actor, bescheid_id=anlass.event.bescheid_id, ablage=ablage, vorlage=wiring.bescheid().vorlage
    )
    return {"datei": str(event.datei_id), "sha256": ablage.sha256}


def prepare_akte(actor: Actor, anlass: Anlass) -> tuple[dms_port.Aktenpaket, str, dict[str, Any]]:
    """The package of the closed case, and the adapter the Mandant uses."""
    adapter, optionen = get_anschluss(actor, "dms")
    paket = compose_paket(actor, anlass.event.vorgang_id, ereignis_id=anlass.ereignis_id, geschlossen_am=anlass.am)
    return paket, adapter, optionen


def hand_over_akte(
    actor: Actor, anlass: Anlass, prepared: tuple[dms_port.Aktenpaket, str, dict[str, Any]]
) -> dms_port.Quittung:
    """Hand the package over under the id of this consequence."""
    paket, adapter, optionen = prepared
    if paket.uebungsmodus:
        # Nothing leaves practice, whatever is connected: the package stays in a folder of the house.
        return wiring.dms_uebung(actor.mandant_id or 0).deliver(paket, schluessel=str(anlass.schluessel))
    return wiring.dms(adapter, optionen, actor.mandant_id or 0).deliver(paket, schluessel=str(anlass.schluessel))


def record_handed_over(actor: Actor, anlass: Anlass, quittung: dms_port.Quittung) -> dict[str, Any]:
    """The e-Akte has the case."""
    record_akte(actor, vorgang_id=anlass.event.vorgang_id, schluessel=anlass.schluessel, quittung=quittung)
    return {"pfad": quittung.pfad, "sha256": quittung.sha256, "groesse": quittung.groesse}


def prepare_abgabe(actor: Actor, anlass: Anlass) -> Paket:
    """The case as it lies here, in the scope of the office that gives it away."""
    event = anlass.event
    einreichung, uebernahme = compose_abgabe(actor, vorgang_id=event.vorgang_id, abgabe_id=event.abgabe_id)
    nachrichten = tuple(list_nachrichten(actor, event.vorgang_id))
    vorher = Vorgeschichte(uebernahme.von_name, uebernahme.begruendung, uebernahme.eingegangen_am, nachrichten)
    gepaeck = compose_gepaeck(actor, vorgang_id=event.vorgang_id, abgabe_id=event.abgabe_id)
    return Paket(einreichung, vorher, gepaeck)


def hand_over_vorgang(actor: Actor, anlass: Anlass, paket: Paket) -> UUID:
    """Copy the files, then open the case at the other office in one transaction of its own; returns its id there.

    The only way across Mandanten, and it carries a copy. The id of the hand-over is the key of the intake, so a
    repetition finds what is done; bytes it copied in vain are swept.
    """
    einreichung = with_own_files(paket.einreichung, anlass.event.abgabe_id)
    dateien = copy_files(paket.gepaeck.dateien)
    ziel = system_actor(anlass.event.ziel_mandant)
    with mandant_scope(anlass.event.ziel_mandant):
        quittung = open_vorgang(ziel, einreichung=einreichung)
        take_over_nachrichten(ziel, vorgang_id=quittung.vorgang_id, vorher=paket.vorher)
        take_over_vorgeschichte(ziel, vorgang_id=quittung.vorgang_id, gepaeck=paket.gepaeck, dateien=dateien)
    return quittung.vorgang_id


def record_handed_on(actor: Actor, anlass: Anlass, ziel_vorgang_id: UUID) -> dict[str, Any]:
    """The other office has it."""
    event = anlass.event
    record_abgabe(actor, vorgang_id=event.vorgang_id, abgabe_id=event.abgabe_id, ziel_vorgang_id=ziel_vorgang_id)
    return {"mandant": event.ziel_mandant, "vorgang": str(ziel_vorgang_id)}
