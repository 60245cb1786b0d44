"""A case as every part of its page, and every form about it, needs it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from ozgcloud.bearbeitung.queries import Arbeit
from ozgcloud.bearbeitung.umfeld import Umfeld, Verwandt, load_umfeld
from ozgcloud.bescheid.queries import list_bescheide
from ozgcloud.bescheid.rules import BescheidStatus, blocked_steps
from ozgcloud.core import clock
from ozgcloud.core.actor import Actor, Rolle
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.eingang.formular import OHNE_NAMEN
from ozgcloud.eingang.queries import get_eingang
from ozgcloud.eingang.rules import OHNE_LEISTUNG
from ozgcloud.mandant.rules import stand_in
from ozgcloud.veraktung.queries import get_akte
from ozgcloud.vorgang.actions.read_vorgang import read_vorgang
from ozgcloud.vorgang.quarantaene import Hinweis, hinweise_of
from ozgcloud.vorgang.queries import Abgabezeile, list_abgaben, rollen_for
from ozgcloud.vorgang.rules import Schritt, Status, Uebergang, is_klaerungsfall, possible_steps
from ozgcloud.vorgang.zuweisung import readers_among

GRUPPE = "gruppe:"
"""Begins an option of the list of assignees that is a group."""
FILED = (Status.ABGESCHLOSSEN, Status.ZU_LOESCHEN)
"""Cases whose e-Akte is shown; for one that was reopened the history tells of it."""


@dataclass(frozen=True, slots=True)
class Aktenzeile:
    """The receipt of the e-Akte; size in bytes."""

    ort: str
    sha256: str
    groesse: int
    veraktet_am: datetime


@dataclass(frozen=True, slots=True)
class Zustand:
    """How the case stands in the work: what the list shows of it, and the version forms carry."""

    version: int
    einheit_id: UUID | None
    gruppe_id: UUID | None
    gruppe: str
    prioritaet: int
    schlagworte: tuple[str, ...]
    zurueckgestellt_bis: date | None
    rueckholbar_bis: datetime | None
    vertretung: tuple[UUID, str] | None
    ist_abwesend: bool
    darf_vormerken: bool


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
    zustand: Zustand
    einheiten: tuple[tuple[UUID, str], ...] = ()
    abgaben: tuple[Abgabezeile, ...] = ()
    hinweise: tuple[Hinweis, ...] = ()
    verwandte: tuple[Verwandt, ...] = ()

    @property
    def version(self) -> int:
        """What forms carry, so that nothing is overwritten silently."""
        return self.zustand.version

    @property
    def prioritaet(self) -> int:
        """0 normal, 1 hoch, 2 eilig."""
        return self.zustand.prioritaet

    @property
    def zustaendige(self) -> list[tuple[str, str]]:
        """Everybody the case can be given to, as options: people, then groups."""
        people = [(str(id_), name) for id_, name in self.personen]
        return [*people, *((f"{GRUPPE}{id_}", f"Gruppe: {name}") for id_, name in self._gruppen.items())]

    @property
    def zustaendig(self) -> str:
        """The chosen option of `zustaendige`."""
        group = f"{GRUPPE}{self.zustand.gruppe_id}" if self.zustand.gruppe_id else ""
        return str(self.zugewiesen_an) if self.zugewiesen_an else group

    @property
    def _gruppen(self) -> dict[UUID, str]:
        """Open Organisationseinheiten, and the one whose group has the case now."""
        own, name = self.zustand.gruppe_id, self.zustand.gruppe
        return {**({own: name} if own else {}), **dict(self.einheiten)}

    @property
    def andere_einheiten(self) -> list[tuple[UUID, str]]:
        """Where the case can go within the house."""
        return [(id_, name) for id_, name in self.einheiten if id_ != self.zustand.einheit_id]

    @property
    def in_klaerung(self) -> bool:
        """Whether no competent Stelle was found, so that it lies at the Clearingstelle."""
        is_open = is_klaerungsfall(str(self.zuordnung.get("ausgang", "")))
        return is_open and self.status is not Status.WEITERGELEITET

    @property
    def ist_abgebbar(self) -> bool:
        """Whether the actor may give it to another office now."""
        return any(step.schritt is Schritt.WEITERLEITEN for step in self.schritte)


@dataclass(frozen=True, slots=True)
class Fallakte:
    """A case with the records its page is made of: each was read once."""

    fall: Fall
    eingang: Any
    umfeld: Umfeld
    arbeit: Arbeit
    bescheide: tuple[Any, ...]
    onlinedienst_id: UUID
    leistung_schluessel: str


def load_fall(actor: Actor, vorgang_id: UUID) -> Fall:
    """Read a case for a page of it; the access is logged. Raises NotFound."""
    return load_fallakte(actor, vorgang_id).fall


@in_mandant
def load_fallakte(actor: Actor, vorgang_id: UUID) -> Fallakte:
    """Read a case with everything; the access is logged. Raises NotFound."""
    vorgang = read_vorgang(actor, vorgang_id=vorgang_id)
    eingang = get_eingang(actor, vorgang_id)
    umfeld, arbeit = load_umfeld(actor, vorgang)
    bescheide = tuple(list_bescheide(actor, vorgang_id)) if umfeld.entscheidung_id else ()
    rollen = rollen_for(actor, vorgang.organisationseinheit_id, vorgang.leistung_schluessel)
    status, key = Status(vorgang.status), vorgang.leistung_schluessel
    fall = Fall(
        id=vorgang.id,
        vorgangsnummer=vorgang.vorgangsnummer,
        aktenzeichen=vorgang.aktenzeichen,
        status=status,
        leistung=OHNE_NAMEN if key == OHNE_LEISTUNG else umfeld.leistung or key,
        antragsteller=umfeld.antragsteller,
        anschrift=umfeld.anschrift,
        eingangsdatum=vorgang.eingangsdatum,
        eingegangen_am=eingang.eingegangen_am,
        ort=umfeld.ort or _unnamed(vorgang.gebiet_ars),
        einheit=umfeld.einheiten.get(vorgang.organisationseinheit_id or UUID(int=0), ""),
        uebung=vorgang.uebung,
        zugewiesen_an=vorgang.zugewiesen_an,
        zugewiesen=umfeld.namen.get(vorgang.zugewiesen_an or UUID(int=0), ""),
        personen=_assignable(umfeld, vorgang),
        schritte=_steps(status, rollen, umfeld, bescheide),
        darf_bearbeiten=Rolle.USER in rollen and status is not Status.WEITERGELEITET,
        zuordnung=eingang.zuordnung,
        akte=_receipt(actor, vorgang_id) if status in FILED else None,
        zustand=_zustand(vorgang, umfeld, rollen),
        einheiten=tuple((id_, name) for id_, name in umfeld.einheiten.items() if id_ not in umfeld.geschlossen),
        abgaben=tuple(list_abgaben(actor, vorgang_id)) if umfeld.hat_abgaben else (),
        hinweise=tuple(hinweise_of(actor, vorgang_id)) if umfeld.hat_hinweise else (),
        verwandte=umfeld.verwandte,
    )
    return Fallakte(fall, eingang, umfeld, arbeit, bescheide, vorgang.onlinedienst_id, key)


def _assignable(umfeld: Umfeld, vorgang: Any) -> tuple[tuple[UUID, str], ...]:
    """People who work here now and may see the case, those away today with a word about it; who has it is always among
    them.
    """
    here = readers_among(vorgang, umfeld.namen.keys() - umfeld.ehemalig)
    return tuple(
        (id_, f"{name} (abwesend)" if id_ in umfeld.abwesend else name)
        for id_, name in umfeld.namen.items()
        if id_ in here or id_ == vorgang.zugewiesen_an
    )


def _zustand(vorgang: Any, umfeld: Umfeld, rollen: frozenset[Rolle]) -> Zustand:
    is_away = vorgang.zugewiesen_an in umfeld.abwesend
    other = stand_in(umfeld.abwesend, vorgang.zugewiesen_an) if is_away else None
    is_held = vorgang.rueckholbar_bis is not None and clock.now() < vorgang.rueckholbar_bis
    return Zustand(
        version=vorgang.version,
        einheit_id=vorgang.organisationseinheit_id,
        gruppe_id=vorgang.gruppe_id,
        gruppe=umfeld.einheiten.get(vorgang.gruppe_id, "") if vorgang.gruppe_id else "",
        prioritaet=vorgang.prioritaet,
        schlagworte=tuple(vorgang.schlagworte),
        zurueckgestellt_bis=vorgang.zurueckgestellt_bis,
        rueckholbar_bis=vorgang.rueckholbar_bis if is_held else None,
        vertretung=(other, umfeld.namen.get(other, "")) if other else None,
        ist_abwesend=is_away,
        darf_vormerken=bool({Rolle.USER, Rolle.LOESCHEN} & rollen),
    )


def _steps(
    status: Status, rollen: frozenset[Rolle], umfeld: Umfeld, bescheide: tuple[Any, ...]
) -> tuple[Uebergang, ...]:
    """Steps of the status table that the Bescheid does not forbid for now."""
    letters = [BescheidStatus(row.status) for row in bescheide]
    current = next((row for row in bescheide if row.entscheidung_id == umfeld.entscheidung_id), None)
    blocked = blocked_steps(status, BescheidStatus(current.status) if current else None, letters)
    return tuple(step for step in possible_steps(status, rollen) if step.schritt not in blocked)


def _unnamed(ars: str) -> str:
    return "" if ars.endswith("0" * 10) else ars


def _receipt(actor: Actor, vorgang_id: UUID) -> Aktenzeile | None:
    akte = get_akte(actor, vorgang_id)
    return Aktenzeile(akte.ort, akte.sha256, akte.groesse, akte.veraktet_am) if akte else None
