"""Open a Vorgang: the one way into the house, and its hot path."""

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import Conflict, OzgError
from ozgcloud.core.journal import Event
from ozgcloud.core.tenancy import absender_scope, annahme_scope, fetch_in_annahme, zugang_scope
from ozgcloud.core.types import new_id
from ozgcloud.eingang.models import Eingangsregister, Zugang
from ozgcloud.eingang.queries import find_receipt
from ozgcloud.eingang.rules import (
    Anlage,
    Einreichung,
    Kanal,
    Quarantaeneart,
    Quarantaenegrund,
    Uebernahme,
    sha256_hex,
)
from ozgcloud.vorgang.actions.open_vorgang_sql import ANNEHMEN
from ozgcloud.vorgang.events import VorgangOpened, VorgangTakenOver
from ozgcloud.vorgang.models import Abgabe, Richtung
from ozgcloud.vorgang.rules import Status
from ozgcloud.zustaendigkeit.queries import Frage, Stelle, read_stelle, recall_stelle


@dataclass(frozen=True, slots=True)
class Quittung:
    """The receipt. `neu` is False when the same submission had been acknowledged before."""

    vorgangsnummer: str
    vorgang_id: UUID
    mandant_id: int
    neu: bool


def open_vorgang(actor: Actor, *, einreichung: Einreichung) -> Quittung:
    """Accept a submission for good: Eingang, Vorgang, files, access and event in one statement (§ 22 VwVfG).

    What another office hands over comes in here too: it keeps its number and receipt, and the citizen's key leads here.
    A retry under the same key gets the same Vorgangsnummer. Raises Conflict when the key was used for other content.
    """
    absender, transaktion = einreichung.absender, einreichung.transaktion
    if einreichung.uebernahme is not None:
        return _take_over(actor, einreichung, einreichung.uebernahme)
    try:
        quittung = _insert(actor, einreichung, _decided(einreichung) or recall_stelle(_frage(einreichung)))
    except OzgError:
        # What decided then may be gone by now; an answer once given stays.
        with absender_scope(absender):
            known = find_receipt(absender, transaktion)
        if known is None:
            raise
        return _repeat(known, einreichung)
    if quittung is None:
        # The key was taken before, perhaps while we waited for its transaction: that answer is ours.
        with absender_scope(absender):
            return _repeat(find_receipt(absender, transaktion), einreichung)
    return quittung


def _take_over(actor: Actor, einreichung: Einreichung, uebernahme: Uebernahme) -> Quittung:
    with annahme_scope(einreichung.absender, uebernahme.mandant_id):
        quittung = _insert(actor, einreichung, _chosen(einreichung, uebernahme))
        if quittung is None:
            return _repeat(find_receipt(einreichung.absender, einreichung.transaktion), einreichung)
        _link(uebernahme)
        return quittung


def _frage(einreichung: Einreichung) -> Frage:
    return Frage(
        leistung=einreichung.leistung,
        ars=einreichung.gebiet_ars,
        tag=clock.today(),
        land_id=einreichung.land_id,
        uebung=einreichung.uebung,
        anknuepfung=einreichung.anknuepfung,
    )


def _decided(einreichung: Einreichung) -> Stelle | None:
    """The office the door has found."""
    ziel = einreichung.zustellung
    if ziel is None:
        return None
    return Stelle(ziel.mandant_id, ziel.organisationseinheit_id, "", ziel.in_clearing, ziel.erklaerung)


def _chosen(einreichung: Einreichung, uebernahme: Uebernahme) -> Stelle:
    """The office a person has chosen for a case that is handed over."""
    return Stelle(
        uebernahme.mandant_id,
        uebernahme.organisationseinheit_id,
        "",
        in_clearing=False,
        erklaerung=uebernahme.erklaerung(einreichung.leistung, einreichung.gebiet_ars),
    )


def _link(uebernahme: Uebernahme) -> None:
    """Note where the case came from, and let the citizen's key lead here: it opens one place at a time."""
    Abgabe.objects.create(
        mandant_id=uebernahme.mandant_id,
        vorgang_id=uebernahme.vorgang_id,
        richtung=Richtung.AN,
        gegen_mandant_id=uebernahme.von_mandant,
        gegen_vorgang_id=uebernahme.von_vorgang_id,
        begruendung=uebernahme.begruendung,
    )
    if uebernahme.zugang_hash:
        with zugang_scope(uebernahme.zugang_hash):
            Zugang.objects.filter(hash=uebernahme.zugang_hash).update(
                mandant_id=uebernahme.mandant_id, vorgang_id=uebernahme.vorgang_id
            )


def _repeat(known: Eingangsregister | None, einreichung: Einreichung) -> Quittung:
    if known is None:
        raise Conflict("Der Antrag wird gerade schon angenommen. Bitte versuchen Sie es in einer Minute erneut.")
    if known.anfrage_sha256 != einreichung.sha256():
        raise Conflict(
            "Unter diesem Schlüssel wurde schon ein anderer Antrag angenommen. Bitte beginnen Sie einen neuen Antrag.",
            code="schluessel-vergeben",
        )
    return Quittung(known.vorgangsnummer, known.vorgang_id, known.mandant_id, neu=False)


def _insert(actor: Actor, einreichung: Einreichung, stelle: Stelle) -> Quittung | None:
    row = _row(dataclasses.replace(actor, mandant_id=stelle.mandant_id), einreichung, stelle)
    for (is_new,) in fetch_in_annahme(einreichung.absender, stelle.mandant_id, ANNEHMEN, row):
        return _quittung(row) if is_new else None
    # The rules have changed since they were remembered.
    return _insert(actor, einreichung, read_stelle(_frage(einreichung)))


def _quittung(row: Mapping[str, Any]) -> Quittung:
    return Quittung(row["vorgangsnummer"], row["vorgang_id"], row["mandant_id"], neu=True)


def _row(actor: Actor, einreichung: Einreichung, stelle: Stelle) -> dict[str, Any]:
    jetzt, eingang_id, uebernahme = clock.now(), new_id(), einreichung.uebernahme
    vorgang_id = uebernahme.vorgang_id if uebernahme else new_id()
    eingegangen_am = uebernahme.eingegangen_am if uebernahme else jetzt
    return {
        "register_id": new_id(),
        "stand": stelle.stand,
        "absender": einreichung.absender,
        "transaktion": einreichung.transaktion,
        "anfrage_sha256": einreichung.sha256(),
        "mandant_id": stelle.mandant_id,
        "vorgang_id": vorgang_id,
        "vorgangsnummer": einreichung.vorgangsnummer,
        "eingang_id": eingang_id,
        "onlinedienst_id": einreichung.onlinedienst_id,
        "datenschema_id": einreichung.datenschema_id,
        "kanal": einreichung.kanal,
        "roh": einreichung.roh,
        "roh_sha256": sha256_hex(einreichung.roh),
        "werte": json.dumps(einreichung.werte),
        "fassungen": json.dumps({**einreichung.fassungen, "zustaendigkeit": stelle.erklaerung["regel"]}),
        "zuordnung": json.dumps(stelle.erklaerung),
        "jetzt": jetzt,
        "eingegangen_am": eingegangen_am,
        "heute": uebernahme.eingangsdatum if uebernahme else einreichung.eingangsdatum or clock.berlin_date(jetzt),
        "leistung": einreichung.leistung,
        "organisationseinheit_id": stelle.organisationseinheit_id,
        "status": Status.NEU.value,
        "gebiet_ars": einreichung.gebiet_ars,
        "uebung": einreichung.uebung,
        "antragsteller": einreichung.antragsteller,
        "anschrift": json.dumps(list(einreichung.anschrift)),
        "servicekonto": json.dumps(dataclasses.asdict(einreichung.servicekonto) if einreichung.servicekonto else {}),
        "inhalt_sha256": einreichung.inhalt_sha256,
        "suchtext": f"{einreichung.vorgangsnummer} {einreichung.antragsteller}".lower(),
        "zugang_hash": einreichung.zugang_hash,
        "quarantaene": json.dumps([grund.as_row(vorgang_id) for grund in _reasons(einreichung, stelle)]),
        "anlagen": json.dumps([_anlage(anlage) for anlage in einreichung.anlagen]),
        **_event_row(actor, _event(einreichung, stelle, vorgang_id, eingang_id)),
    }


def _reasons(einreichung: Einreichung, stelle: Stelle) -> tuple[Quarantaenegrund, ...]:
    """What the door found, and that nobody is competent."""
    if not stelle.in_clearing:
        return einreichung.quarantaene
    grund = Quarantaenegrund(art=Quarantaeneart.UNZUSTELLBAR, grund=str(stelle.erklaerung["satz"]))
    return (*einreichung.quarantaene, grund)


def _event(einreichung: Einreichung, stelle: Stelle, vorgang_id: UUID, eingang_id: UUID) -> Event:
    uebernahme = einreichung.uebernahme
    if uebernahme is not None:
        return VorgangTakenOver(
            vorgang_id=vorgang_id,
            eingang_id=eingang_id,
            onlinedienst_id=einreichung.onlinedienst_id,
            leistung=int(einreichung.leistung),
            gebiet=int(einreichung.gebiet_ars),
            abgabe_id=uebernahme.abgabe_id,
            von_mandant=uebernahme.von_mandant,
            von_vorgang_id=uebernahme.von_vorgang_id,
        )
    return VorgangOpened(
        vorgang_id=vorgang_id,
        eingang_id=eingang_id,
        onlinedienst_id=einreichung.onlinedienst_id,
        leistung=int(einreichung.leistung),
        gebiet=int(einreichung.gebiet_ars),
        uebung=einreichung.uebung,
        in_clearing=stelle.in_clearing,
        kanal=Kanal(einreichung.kanal),
        vollstaendig=einreichung.vollstaendig,
    )


def _event_row(actor: Actor, event: Event) -> dict[str, Any]:
    """What `core.journal.emit` would write, as parameters of the one statement."""
    return {
        "ereignis_id": new_id(),
        "typ": event.typ,
        "akteur_art": actor.kind.value,
        "akteur_id": actor.id,
        "daten": json.dumps(event.payload()),
    }


def _anlage(anlage: Anlage) -> dict[str, Any]:
    row = dataclasses.asdict(anlage)
    keys = {"id": str(new_id()), "datei_id": str(anlage.id), "schluessel": str(anlage.schluessel)}
    return {**row, **keys, "schluesselgeheimnis": anlage.schluesselgeheimnis.hex()}
