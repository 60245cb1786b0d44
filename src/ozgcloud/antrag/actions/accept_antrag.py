"""Accept an Antrag that another system delivers, whatever its form."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from ozgcloud.antrag.abbildung import Gelesen, read_lieferung
from ozgcloud.antrag.fremdantrag import Lieferung, Ortsangaben, places_of
from ozgcloud.antrag.zustellung import Wunsch, Ziel, find_ziel
from ozgcloud.core import clock
from ozgcloud.core.actor import Actor, system_actor
from ozgcloud.core.errors import Conflict, Forbidden
from ozgcloud.core.tenancy import absender_scope
from ozgcloud.core.types import made_at
from ozgcloud.eingang.actions.mark_doubles import mark_doubles
from ozgcloud.eingang.models import Eingangsregister
from ozgcloud.eingang.queries import find_receipt, find_same, received_at
from ozgcloud.eingang.rules import Einreichung, Kanal, Quarantaeneart, Quarantaenegrund, Servicekonto
from ozgcloud.vorgang.actions.open_vorgang import Quittung, open_vorgang
from ozgcloud.vorgang.rules import new_vorgangsnummer
from ozgcloud.zustaendigkeit.queries.ort import locate

SAME_FOR = timedelta(days=30)
"""How long the same content counts as the same Antrag when the sender gives it no id of his own."""
AT_ONCE = timedelta(minutes=5)
"""How far apart two deliveries may have begun that did not see each other."""
TWICE = "Derselbe Absender hat denselben Inhalt innerhalb von 30 Tagen schon einmal geschickt."
OTHER_CONTENT = "Der Absender hat unter derselben transactionId schon einen Antrag mit anderem Inhalt geschickt."
MAX_KEYS = 50
KEY_TAKEN = "schluessel-vergeben"


@dataclass(frozen=True, slots=True)
class Absender:
    """Who delivers: name in the register, what it may reach (None: every Mandant), and whether it only tries."""

    kennung: str
    uebung: bool = False
    mandanten: frozenset[int] | None = None
    laender: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Annahme:
    """The receipt, under the sender's id or the one derived from the content; `seit` is when it came in."""

    quittung: Quittung
    transaktion: str
    seit: datetime


def accept_antrag(actor: Actor, *, lieferung: Lieferung, absender: Absender) -> Annahme:
    """Take it for good, find its form and its office, and say under which number; a retry gets the same answer.

    Other content under a known id becomes a case of its own, marked as `doppelt`: refusing it would lose it. Raises
    Forbidden for an office the sender may not reach, Conflict for a test client where nobody practises.
    """
    try:
        return _accept(actor, lieferung, absender)
    except Conflict as conflict:
        if conflict.code != KEY_TAKEN:
            raise
        # Somebody used the sender's id for other content in this very moment; now it is known.
        return _accept(actor, lieferung, absender)


def _accept(actor: Actor, lieferung: Lieferung, absender: Absender) -> Annahme:
    inhalt = lieferung.inhalt_sha256()
    transaktion = lieferung.transaktion or f"inhalt:{inhalt[:32]}"
    schluessel, known, clash = _key(absender.kennung, lieferung.transaktion, inhalt)
    if known is not None:
        quittung = Quittung(known.vorgangsnummer, known.vorgang_id, known.mandant_id, neu=False)
    else:
        gelesen = read_lieferung(lieferung)
        ziel = _ziel(lieferung, gelesen, absender)
        gruende = (*gelesen.gruende, *_doubles(ziel, absender, inhalt, clash))
        einreichung = _einreichung(lieferung, gelesen, ziel, _frame(absender, schluessel, inhalt, gruende))
        quittung = open_vorgang(actor, einreichung=einreichung)
    office = system_actor(quittung.mandant_id, "annahme")
    seit = received_at(office, quittung.vorgang_id)
    mark_doubles(office, absender=absender.kennung, inhalt_sha256=inhalt, seit=seit - AT_ONCE, grund=TWICE)
    return Annahme(quittung, transaktion, seit)


def _key(absender: str, transaktion: str, inhalt: str) -> tuple[str, Eingangsregister | None, Eingangsregister | None]:
    """The key in the register, what it was answered with, and what stands under the sender's id with other content."""
    with absender_scope(absender):
        if transaktion:
            first = find_receipt(absender, transaktion)
            if first is None or first.anfrage_sha256 == inhalt:
                return transaktion, first, None
            second = f"{transaktion}#{inhalt[:16]}"
            return second, find_receipt(absender, second), first
        limit = clock.now() - SAME_FOR
        for nummer in range(1, MAX_KEYS):
            key = f"inhalt:{inhalt}" if nummer == 1 else f"inhalt:{inhalt}#{nummer}"
            found = find_receipt(absender, key)
            if found is None or made_at(found.id) >= limit:
                return key, found, None
        return key, found, None


def _ziel(lieferung: Lieferung, gelesen: Gelesen, absender: Absender) -> Ziel:
    """Where it goes; the field our own form names for the place outranks what is guessed from names."""
    orte = places_of(lieferung.formular).after(gelesen.orte)
    if gelesen.anknuepfung_pfad:
        ars, anknuepfung = locate(gelesen.werte, pfad=gelesen.anknuepfung_pfad, start="", tag=clock.today())
        if ars and not anknuepfung.grund:
            orte = Ortsangaben((ars,), ())
    wunsch = Wunsch(tuple(lieferung.leistungen()), lieferung.stelle, orte, absender.laender, absender.uebung)
    ziel = find_ziel(wunsch)
    reachable = absender.mandanten is None or ziel.zustellung.mandant_id in absender.mandanten
    if not reachable and not ziel.zustellung.in_clearing:
        raise Forbidden("Für die zuständige Verwaltung hat Ihr Zugang keine Freigabe. Bitte wenden Sie sich an sie.")
    return ziel


def _doubles(
    ziel: Ziel, absender: Absender, inhalt: str, clash: Eingangsregister | None
) -> tuple[Quarantaenegrund, ...]:
    """What this Antrag seems to repeat, with the other case where it lies at the same office."""
    mandant_id = ziel.zustellung.mandant_id
    if clash is not None:
        other = clash.vorgang_id if clash.mandant_id == mandant_id else None
        return (Quarantaenegrund(art=Quarantaeneart.DOPPELT, grund=OTHER_CONTENT, gegen_vorgang_id=other),)
    actor, seit = system_actor(mandant_id, "annahme"), clock.now() - SAME_FOR
    same = find_same(actor, absender=absender.kennung, inhalt_sha256=inhalt, seit=seit)
    return (Quarantaenegrund(art=Quarantaeneart.DOPPELT, grund=TWICE, gegen_vorgang_id=same),) if same else ()


def _frame(absender: Absender, schluessel: str, inhalt: str, gruende: tuple[Quarantaenegrund, ...]) -> dict[str, Any]:
    return {
        "vorgangsnummer": new_vorgangsnummer(),
        "absender": absender.kennung,
        "transaktion": schluessel,
        "kanal": Kanal.API,
        "uebung": absender.uebung,
        "inhalt_sha256": inhalt,
        "quarantaene": gruende,
    }


def _einreichung(lieferung: Lieferung, gelesen: Gelesen, ziel: Ziel, frame: dict[str, Any]) -> Einreichung:
    return Einreichung(
        **frame,
        onlinedienst_id=gelesen.onlinedienst_id,
        datenschema_id=gelesen.datenschema_id,
        leistung=ziel.leistung,
        gebiet_ars=ziel.ars,
        land_id=ziel.land_id,
        roh=lieferung.roh,
        werte=gelesen.werte,
        fassungen=gelesen.fassungen,
        anlagen=gelesen.anlagen,
        antragsteller=gelesen.antragsteller,
        anschrift=gelesen.anschrift,
        zustellung=ziel.zustellung,
        servicekonto=Servicekonto.from_control(lieferung.formular.control),
    )
