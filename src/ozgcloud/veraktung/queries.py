"""Composing the package of a finished case."""

from collections.abc import Callable
from datetime import date, datetime
from typing import BinaryIO
from uuid import UUID

from ozgcloud.bescheid.models import Bescheid
from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import NotFound, Retry
from ozgcloud.core.files import Dateiverweis
from ozgcloud.core.models import ScanStatus
from ozgcloud.core.scan import WAITS, is_deliverable
from ozgcloud.core.store import file_store
from ozgcloud.core.tenancy import reads_mandant
from ozgcloud.eingang.formular import dienst_of, form_bytes
from ozgcloud.eingang.queries import AnlageZeile, get_eingang, list_anlagen
from ozgcloud.mandant.queries import get_mandant, get_organisationseinheit, list_personen
from ozgcloud.nachforderung.queries import list_antwortdateien
from ozgcloud.postfach.queries import list_nachrichten
from ozgcloud.veraktung import port
from ozgcloud.veraktung.models import Akte
from ozgcloud.veraktung.rules import ABSENDER, AKTEURE, gesperrte_datei, kontakt_aus, nachrichten_text, satz_fuer
from ozgcloud.vorgang.models import Vorgang
from ozgcloud.vorgang.queries import HistorieZeile, get_daten, get_vorgang, list_historie


@reads_mandant
def compose_paket(actor: Actor, vorgang_id: UUID, *, ereignis_id: UUID, geschlossen_am: datetime) -> port.Aktenpaket:
    """Everything the e-Akte gets of a case as it stood at the closing event, so a repetition is byte-identical.

    Cut by the event's place in the chain, not by time: an event may carry an earlier time and commit later.
    """
    zeilen = history_until(list_historie(actor, vorgang_id), ereignis_id)
    vorgang = get_vorgang(actor, vorgang_id)
    daten = get_daten(actor, vorgang_id)
    eingang = get_eingang(actor, vorgang_id)
    dienst = dienst_of(vorgang.onlinedienst_id, vorgang.leistung_schluessel)
    return port.Aktenpaket(
        vorgang_id=vorgang.id,
        vorgangsnummer=vorgang.vorgangsnummer,
        aktenzeichen=vorgang.aktenzeichen or vorgang.vorgangsnummer,
        betreff=f"{dienst.titel} – {daten.antragsteller}".removesuffix(" – "),
        leistung=dienst.leistung.name,
        mandant=get_mandant(vorgang.mandant_id).name,
        organisationseinheit=get_organisationseinheit(actor, vorgang.organisationseinheit_id),
        beginn=vorgang.eingangsdatum,
        ende=clock.berlin_date(geschlossen_am),
        erstellt_am=geschlossen_am,
        historie=_history(actor, zeilen),
        antragsteller=kontakt_aus(daten.antragsteller, daten.anschrift),
        dokumente=_documents(actor, vorgang, zeilen),
        formular_json=form_bytes(eingang),
        uebungsmodus=vorgang.uebung,
    )


def history_until(zeilen: list[HistorieZeile], ereignis_id: UUID) -> list[HistorieZeile]:
    """The chain up to and including one event; raises NotFound when it is not in it."""
    for nummer, zeile in enumerate(zeilen, start=1):
        if zeile.id == ereignis_id:
            return zeilen[:nummer]
    raise NotFound


def named_by(zeilen: list[HistorieZeile], feld: str, *typen: str) -> frozenset[UUID]:
    """The ids that events of these types name in a field."""
    return frozenset(UUID(zeile.daten[feld]) for zeile in zeilen if zeile.typ in typen)


def _history(actor: Actor, zeilen: list[HistorieZeile]) -> tuple[port.Historieneintrag, ...]:
    personen = list_personen(actor)
    return tuple(
        port.Historieneintrag(
            zeit=zeile.erstellt_am,
            akteur=next((p.name for p in personen.values() if str(p.id) == zeile.akteur_id), AKTEURE[zeile.akteur_art]),
            text=satz_fuer(zeile.typ, zeile.daten),
        )
        for zeile in zeilen
    )


def _documents(actor: Actor, vorgang: Vorgang, zeilen: list[HistorieZeile]) -> tuple[port.Aktendokument, ...]:
    return (
        *(_anlage(anlage, vorgang.eingangsdatum) for anlage in list_anlagen(actor, vorgang.id)),
        *_answers(actor, vorgang, zeilen),
        *_bescheide(named_by(zeilen, "bescheid_id", "BescheidDelivered")),
        *_messages(actor, vorgang.id, zeilen),
    )


def _answers(actor: Actor, vorgang: Vorgang, zeilen: list[HistorieZeile]) -> list[port.Aktendokument]:
    """Files that were handed in later, up to the last answer the chain tells of."""
    told = [zeile.erstellt_am for zeile in zeilen if zeile.typ == "NachforderungAnswered"]
    if not told:
        return []
    tag = clock.berlin_date(max(told))
    return [_anlage(anlage, tag) for anlage in list_antwortdateien(actor, vorgang.id, bis=max(told))]


def _anlage(anlage: AnlageZeile, datum: date) -> port.Aktendokument:
    """A file of the applicant. Raises Retry while its check for malware is to come."""
    if anlage.scan == ScanStatus.BEFUND:
        return gesperrte_datei(anlage.datei_id, anlage.name, anlage.sha256)
    if not is_deliverable(anlage.scan):
        raise Retry(WAITS)
    return port.Aktendokument(
        id=anlage.datei_id,
        titel=anlage.name,
        dateiname=anlage.name,
        medientyp=anlage.medientyp,
        sha256=anlage.sha256,
        quelle=_source(anlage.verweis),
        art="Anlage",
        datum=datum,
    )


def _bescheide(ids: frozenset[UUID]) -> list[port.Aktendokument]:
    rows = Bescheid.objects.filter(id__in=ids).select_related("datei")
    return [
        port.Aktendokument(
            id=bescheid.id,
            titel="Bescheid",
            dateiname=bescheid.datei.name,
            medientyp=bescheid.datei.medientyp,
            sha256=bescheid.datei.sha256,
            quelle=_source(bescheid.datei.verweis),
            art="Bescheid",
            datum=clock.berlin_date(bescheid.erlassen_am) if bescheid.erlassen_am else None,
            pdf_a=True,
        )
        for bescheid in rows.order_by("erstellt_am", "id")
        if bescheid.datei is not None
    ]


def _messages(actor: Actor, vorgang_id: UUID, zeilen: list[HistorieZeile]) -> list[port.Aktendokument]:
    """The correspondence as one text document, when there is any."""
    ids = named_by(zeilen, "nachricht_id", "NachrichtSent", "NachrichtReceived")
    lines = [
        (n.erstellt_am, ABSENDER[n.richtung.value], n.betreff, n.text)
        for n in list_nachrichten(actor, vorgang_id)
        if n.id in ids
    ]
    return [nachrichten_text(vorgang_id, lines)] if lines else []


def _source(datei: Dateiverweis) -> Callable[[], BinaryIO]:
    return lambda: file_store().open(datei)


@reads_mandant
def get_akte(actor: Actor, vorgang_id: UUID) -> Akte | None:
    """The receipt of the e-Akte for a case the caller may see."""
    return Akte.objects.filter(vorgang_id=vorgang_id).first()
