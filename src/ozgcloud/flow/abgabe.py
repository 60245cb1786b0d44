"""A case handed from one office to another: the only way across Mandanten, and it carries a copy.

Prepared in the scope of the office that gives it away, files compared by their hashes outside of any transaction,
opened in the scope of the other office in one transaction under the id of the hand-over. A repetition finds what is
done and does nothing twice; bytes it copied in vain are swept.
"""

from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID, uuid5

from ozgcloud.core.actor import Actor, system_actor
from ozgcloud.core.store import file_store
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.eingang.rules import Einreichung
from ozgcloud.flow.kinds import Anlass
from ozgcloud.postfach.actions.take_over_nachrichten import Vorgeschichte, take_over_nachrichten
from ozgcloud.postfach.queries import list_nachrichten
from ozgcloud.vorgang.abgabe import compose_abgabe
from ozgcloud.vorgang.actions.open_vorgang import open_vorgang
from ozgcloud.vorgang.actions.record_abgabe import record_abgabe


@dataclass(frozen=True, slots=True)
class Paket:
    """What goes over: the Antrag as it was received, and what was said about it."""

    einreichung: Einreichung
    vorher: Vorgeschichte = field(repr=False)


def prepare_abgabe(actor: Actor, anlass: Anlass) -> Paket:
    """The case as it lies here."""
    einreichung = compose_abgabe(actor, vorgang_id=anlass.event.vorgang_id, abgabe_id=anlass.event.abgabe_id)
    uebernahme = einreichung.uebernahme
    assert uebernahme is not None
    vorher = Vorgeschichte(
        von=uebernahme.von_name,
        begruendung=uebernahme.begruendung,
        eingegangen_am=uebernahme.eingegangen_am,
        nachrichten=tuple(list_nachrichten(actor, anlass.event.vorgang_id)),
    )
    return Paket(einreichung, vorher)


def hand_over_vorgang(actor: Actor, anlass: Anlass, paket: Paket) -> UUID:
    """Copy the files, then open the case at the other office; returns its id there."""
    einreichung = _copied(paket.einreichung, anlass.event.abgabe_id)
    ziel = system_actor(anlass.event.ziel_mandant)
    with mandant_scope(anlass.event.ziel_mandant):
        quittung = open_vorgang(ziel, einreichung=einreichung)
        take_over_nachrichten(ziel, vorgang_id=quittung.vorgang_id, vorher=paket.vorher)
    return quittung.vorgang_id


def record_handed_on(actor: Actor, anlass: Anlass, ziel_vorgang_id: UUID) -> dict[str, Any]:
    """The other office has it."""
    event = anlass.event
    record_abgabe(actor, vorgang_id=event.vorgang_id, abgabe_id=event.abgabe_id, ziel_vorgang_id=ziel_vorgang_id)
    return {"mandant": event.ziel_mandant, "vorgang": str(ziel_vorgang_id)}


def _copied(einreichung: Einreichung, abgabe_id: UUID) -> Einreichung:
    """The same Antrag with files of its own, under new ids; bytes that do not match their hash stop the hand-over."""
    store, anlagen, ids = file_store(), [], {}
    for anlage in einreichung.anlagen:
        inhalt = store.read_verified(anlage.schluessel, anlage.sha256)
        ablage = store.put(iter((inhalt,)), medientyp=anlage.medientyp, limit=len(inhalt))
        ids[str(anlage.id)] = uuid5(abgabe_id, str(anlage.id))
        anlagen.append(replace(anlage, id=ids[str(anlage.id)], schluessel=ablage.schluessel, sha256=ablage.sha256))
    werte = {adresse: _renamed(wert, ids) for adresse, wert in einreichung.werte.items()}
    return replace(einreichung, anlagen=tuple(anlagen), werte=werte)


def _renamed(wert: Any, ids: dict[str, UUID]) -> Any:
    """A cleaned value that names a file names its copy."""
    if isinstance(wert, dict) and wert.get("datei") in ids:
        return {**wert, "datei": str(ids[wert["datei"]])}
    return wert
