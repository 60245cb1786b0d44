"""Seed the cases: submitted and worked on by the same actions as real ones, with the clock moved back.

Each case has its own key in the receipt register, so a repetition finds it and takes only the steps that are left.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.contrib.auth.models import User

from ozgcloud.antrag.rules import applicant
from ozgcloud.bescheid.actions.conclude_vorgang import conclude_vorgang
from ozgcloud.core import clock
from ozgcloud.core.actor import Actor, Rolle, citizen_actor, system_actor
from ozgcloud.core.errors import NotFound
from ozgcloud.core.store import file_store
from ozgcloud.core.tenancy import absender_scope, mandant_scope
from ozgcloud.core.types import new_id
from ozgcloud.datenschema import pruefung
from ozgcloud.datenschema.queries import get_schema
from ozgcloud.datenschema.zusammenfassung import zusammenfassung
from ozgcloud.demo import fakten
from ozgcloud.demo.dienste import DIENSTE
from ozgcloud.demo.faelle import LETZTER, Fall, faelle
from ozgcloud.demo.personen import PERSONEN
from ozgcloud.eingang.models import Eingangsregister, Kanal
from ozgcloud.eingang.queries import find_receipt
from ozgcloud.eingang.rules import Anlage, Einreichung, access_code, access_hash
from ozgcloud.mandant.actors import actor_of_login
from ozgcloud.onlinedienst.models import Onlinedienst
from ozgcloud.onlinedienst.queries import list_onlinedienste
from ozgcloud.vorgang.actions.decide_vorgang import decide_vorgang
from ozgcloud.vorgang.actions.move_vorgang import move_vorgang
from ozgcloud.vorgang.actions.open_vorgang import open_vorgang
from ozgcloud.vorgang.queries import get_vorgang
from ozgcloud.vorgang.rules import Ergebnis, Schritt, Status, new_vorgangsnummer, next_status

ABSENDER = "demo"
WEGE: dict[Status, tuple[Schritt, ...]] = {
    Status.NEU: (),
    Status.VERWORFEN: (Schritt.VERWERFEN,),
    Status.ANGENOMMEN: (Schritt.ANNEHMEN,),
    Status.IN_BEARBEITUNG: (Schritt.ANNEHMEN, Schritt.BEARBEITEN),
    Status.BESCHIEDEN: (Schritt.ANNEHMEN, Schritt.BEARBEITEN, Schritt.BESCHEIDEN),
    Status.ABGESCHLOSSEN: (Schritt.ANNEHMEN, Schritt.BEARBEITEN, Schritt.ABSCHLIESSEN),
}
"""The steps from Neu to where a case of the demo stands."""

BEGRUENDUNG = "Die Voraussetzungen liegen nach Ihren Angaben und den eingereichten Unterlagen vor."


@dataclass(frozen=True, slots=True)
class Beispiel:
    """A case whose status page anybody may try."""

    vorgangsnummer: str
    zugangscode: str


def is_seeded() -> bool:
    """Whether an earlier run came to its end; one row says so."""
    return _receipt(LETZTER) is not None


def beispiel(kennung: str) -> Beispiel:
    """How to look at a case as its citizen. Raises NotFound before seeding."""
    receipt = _receipt(kennung)
    if receipt is None:
        raise NotFound
    return Beispiel(receipt.vorgangsnummer, _code(kennung))


def seed_vorgaenge() -> None:
    """Submit each case but the last and take it as far as it should be."""
    _seed([fall for fall in faelle() if fall.kennung != LETZTER])


def seed_ende() -> None:
    """The last case: from now on everything is there."""
    _seed([fall for fall in faelle() if fall.kennung == LETZTER])


def _seed(gewollt: Sequence[Fall]) -> None:
    actors = _Mitarbeitende()
    dienste = {dienst.kennung: dienst for dienst in list_onlinedienste()}
    with absender_scope(ABSENDER):
        known = {receipt.schluessel: receipt for receipt in Eingangsregister.objects.filter(absender=ABSENDER)}
    for fall in gewollt:
        if receipt := known.get(fall.kennung):
            mandant_id, vorgang_id = receipt.mandant_id, receipt.vorgang_id
            status = _status(mandant_id, vorgang_id)
        else:
            with clock.moved_by(-timedelta(days=fall.vor_tagen)):
                quittung = open_vorgang(citizen_actor(), einreichung=_einreichung(fall, dienste[fall.dienst]))
            mandant_id, vorgang_id, status = quittung.mandant_id, quittung.vorgang_id, Status.NEU
        if WEGE[fall.status]:
            _advance(actors.of(mandant_id, fall), fall, vorgang_id, status)


def _receipt(kennung: str) -> Eingangsregister | None:
    with absender_scope(ABSENDER):
        return find_receipt(ABSENDER, kennung)


def _status(mandant_id: int, vorgang_id: UUID) -> Status:
    with mandant_scope(mandant_id):
        return Status(get_vorgang(system_actor(mandant_id, ABSENDER), vorgang_id).status)


def _code(kennung: str) -> str:
    return access_code(settings.SECRET_KEY, f"{ABSENDER}|{kennung}")


def _einreichung(fall: Fall, dienst: Onlinedienst) -> Einreichung:
    schema = get_schema(dienst.datenschema_id)
    anlagen = _store_files(fall)
    eingaben = fall.antragsteller.eingaben() | fall.gegenstand.eingaben(clock.today())
    ergebnis = pruefung.pruefe(schema, eingaben, {a.adresse: _meta(a) for a in anlagen})
    felder = [feld for eintrag in zusammenfassung(schema, ergebnis.werte) for feld in eintrag.felder()]
    name, anschrift = applicant((feld.label, feld.anzeige) for feld in felder)
    nummer = new_vorgangsnummer()
    return Einreichung(
        vorgangsnummer=nummer,
        absender=ABSENDER,
        transaktion=fall.kennung,
        kanal=Kanal.PORTAL,
        onlinedienst_id=dienst.id,
        datenschema_id=dienst.datenschema_id,
        leistung=dienst.leistung_id,
        gebiet_ars=fall.ars,
        land_id=fakten.LAND[0],
        uebung=fall.ist_uebung,
        roh=json.dumps(eingaben, ensure_ascii=False, sort_keys=True).encode(),
        werte=ergebnis.werte,
        fassungen={"datenschema": f"{schema.fim_id}@{schema.version}", "onlinedienst": f"{dienst.kennung}@1"},
        anlagen=anlagen,
        antragsteller=name,
        anschrift=anschrift,
        zugang_hash=access_hash(settings.SECRET_KEY, nummer, _code(fall.kennung)),
    )


def _store_files(fall: Fall) -> tuple[Anlage, ...]:
    anlagen = []
    for adresse, datei in fall.gegenstand.dateien().items():
        ablage = file_store().put(iter([datei.inhalt]), medientyp=datei.media_type)
        anlagen.append(Anlage.from_ablage(ablage, anlage_id=new_id(), adresse=adresse, name=datei.name))
    return tuple(anlagen)


def _meta(anlage: Anlage) -> pruefung.DateiMeta:
    return pruefung.DateiMeta(str(anlage.id), anlage.name, anlage.groesse, anlage.medientyp)


class _Mitarbeitende:
    """Who works on a case: the real login with its real Rollen, asked once."""

    def __init__(self) -> None:
        self._known: dict[str, Actor] = {}

    def of(self, mandant_id: int, fall: Fall) -> Actor:
        """The Person of that Mandant whose Rolle covers the Leistung; raises NotFound when she cannot log in."""
        leistung = next(dienst.leistung for dienst in DIENSTE if fall.dienst.endswith(dienst.kennung))
        name = next(
            person.benutzername
            for person in PERSONEN
            if person.mandant_id == mandant_id
            and any(rolle is Rolle.USER and which in (None, leistung) for rolle, _, which in person.rollen)
        )
        if name not in self._known:
            actor = actor_of_login(User.objects.get(username=name))
            if actor is None:
                raise NotFound(f"Der Demozugang „{name}“ ist beendet. Beginnen Sie neu mit ./ozg demo --fresh.")
            self._known[name] = actor
        return self._known[name]


def _advance(actor: Actor, fall: Fall, vorgang_id: UUID, status: Status) -> None:
    """Take the steps that are left; each a good while after the one before, the last still in the past."""
    wege = WEGE[fall.status]
    stand = Status.NEU
    for nummer, schritt in enumerate(wege, start=1):
        nach = next_status(stand, schritt)
        if status is stand:
            with clock.moved_by(-timedelta(days=fall.vor_tagen) * (len(wege) + 1 - nummer) / (len(wege) + 1)):
                _take(schritt)(actor, vorgang_id)
            status = nach
        stand = nach


def _take(schritt: Schritt) -> Callable[[Actor, UUID], object]:
    match schritt:
        case Schritt.BESCHEIDEN:
            return _decide
        case Schritt.ABSCHLIESSEN:
            return lambda actor, vorgang_id: conclude_vorgang(actor, vorgang_id=vorgang_id)
        case _:
            return lambda actor, vorgang_id: move_vorgang(actor, vorgang_id=vorgang_id, schritt=schritt)


def _decide(actor: Actor, vorgang_id: UUID) -> object:
    return decide_vorgang(actor, vorgang_id=vorgang_id, ergebnis=Ergebnis.BEWILLIGT, begruendung=BEGRUENDUNG)
