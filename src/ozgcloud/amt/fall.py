"""The head and the side of a case page."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from ozgcloud.bescheid.queries import status_of_decision, statuses_of
from ozgcloud.bescheid.rules import blocked_steps
from ozgcloud.core.actor import Actor, Rolle
from ozgcloud.core.errors import NotFound
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.eingang.formular import leistung_name
from ozgcloud.eingang.queries import get_eingang
from ozgcloud.mandant.queries import get_gebiet, get_organisationseinheit, list_personen
from ozgcloud.veraktung.queries import get_akte
from ozgcloud.vorgang.actions.read_vorgang import read_vorgang
from ozgcloud.vorgang.quarantaene import Hinweis, hinweise_of
from ozgcloud.vorgang.queries import Abgabezeile, get_daten, list_abgaben, rollen_for
from ozgcloud.vorgang.rules import Schritt, Status, Uebergang, is_klaerungsfall, may_forward, possible_steps

REMEDIES = frozenset({Schritt.WEITERLEITEN})
"""Steps that only a Klärungsfall has."""


@dataclass(frozen=True, slots=True)
class Aktenzeile:
    """The receipt of the e-Akte; size in bytes."""

    ort: str
    sha256: str
    groesse: int
    veraktet_am: datetime


@dataclass(frozen=True, slots=True)
class Fall:
    """A case as every part of its page needs it. `zuordnung` is the stored explanation of the routing."""

    id: UUID
    vorgangsnummer: str
    aktenzeichen: str
    status: Status
    leistung: str
    antragsteller: str
    anschrift: tuple[str, ...]
    eingangsdatum: date
    eingegangen_am: datetime
    ort: str
    einheit: str
    uebung: bool
    zugewiesen_an: UUID | None
    zugewiesen: str
    personen: tuple[tuple[UUID, str], ...]
    schritte: tuple[Uebergang, ...]
    darf_bearbeiten: bool
    zuordnung: dict[str, Any]
    akte: Aktenzeile | None
    abgaben: tuple[Abgabezeile, ...] = ()
    hinweise: tuple[Hinweis, ...] = ()

    @property
    def in_klaerung(self) -> bool:
        """Whether no competent Stelle was found, so that it lies at the Clearingstelle."""
        is_open = is_klaerungsfall(str(self.zuordnung.get("ausgang", "")))
        return is_open and self.status is not Status.WEITERGELEITET

    @property
    def ist_abgebbar(self) -> bool:
        """Whether the actor may give it to another office now."""
        return any(step.schritt is Schritt.WEITERLEITEN for step in self.schritte)


@in_mandant
def load_fall(actor: Actor, vorgang_id: UUID) -> Fall:
    """Read a case for its page; the access is logged. Raises NotFound."""
    vorgang = read_vorgang(actor, vorgang_id=vorgang_id)
    daten, eingang, personen = get_daten(actor, vorgang_id), get_eingang(actor, vorgang_id), list_personen(actor)
    rollen = rollen_for(actor, vorgang.organisationseinheit_id, vorgang.leistung_schluessel)
    status = Status(vorgang.status)
    return Fall(
        id=vorgang.id,
        vorgangsnummer=vorgang.vorgangsnummer,
        aktenzeichen=vorgang.aktenzeichen,
        status=status,
        leistung=leistung_name(vorgang.leistung_schluessel),
        antragsteller=daten.antragsteller,
        anschrift=tuple(daten.anschrift),
        eingangsdatum=vorgang.eingangsdatum,
        eingegangen_am=eingang.eingegangen_am,
        ort=_place(vorgang.gebiet_ars),
        einheit=get_organisationseinheit(actor, vorgang.organisationseinheit_id),
        uebung=vorgang.uebung,
        zugewiesen_an=vorgang.zugewiesen_an,
        zugewiesen=personen[vorgang.zugewiesen_an].name if vorgang.zugewiesen_an in personen else "",
        personen=tuple((person.id, person.name) for person in personen.values()),
        schritte=_steps(actor, vorgang_id, status, rollen, str(eingang.zuordnung.get("ausgang", ""))),
        darf_bearbeiten=Rolle.USER in rollen and status is not Status.WEITERGELEITET,
        zuordnung=eingang.zuordnung,
        akte=_receipt(actor, vorgang_id),
        abgaben=tuple(list_abgaben(actor, vorgang_id)),
        hinweise=tuple(hinweise_of(actor, vorgang_id)),
    )


def _steps(
    actor: Actor, vorgang_id: UUID, status: Status, rollen: frozenset[Rolle], ausgang: str
) -> tuple[Uebergang, ...]:
    """Steps of the status table that neither the Bescheid nor a settled Zuständigkeit forbids for now."""
    blocked = blocked_steps(status, status_of_decision(actor, vorgang_id), statuses_of(vorgang_id))
    if not may_forward(ausgang):
        blocked = blocked | REMEDIES
    return tuple(step for step in possible_steps(status, rollen) if step.schritt not in blocked)


def _place(ars: str) -> str:
    try:
        return get_gebiet(ars).name
    except NotFound:
        return "" if ars.endswith("0" * 10) else ars


def _receipt(actor: Actor, vorgang_id: UUID) -> Aktenzeile | None:
    akte = get_akte(actor, vorgang_id)
    return Aktenzeile(akte.ort, akte.sha256, akte.groesse, akte.veraktet_am) if akte else None
