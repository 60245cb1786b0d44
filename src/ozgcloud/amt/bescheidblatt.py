"""The Bescheide of a case as the page shows them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from ozgcloud.bescheid.queries import list_bescheide
from ozgcloud.bescheid.rules import BescheidStatus, fingerprint, is_withdrawable
from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import NotFound
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.eingang.formular import dienst_of
from ozgcloud.mandant.queries import list_personen
from ozgcloud.vorgang.queries import get_vorgang, latest_entscheidung
from ozgcloud.vorgang.rules import Ergebnis, Status

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Blatt:
    """One Bescheid. `ist_aktuell`: it belongs to the decision that counts. `minuten`: what is left of the hold."""

    id: UUID
    status: BescheidStatus
    ergebnis: str
    texte: dict[str, str]
    erlassen_am: datetime | None
    erlassen_von: str
    bereitstellung_ab: datetime | None
    bereitgestellt_am: datetime | None
    datei_id: UUID | None
    ist_aktuell: bool
    ist_ruecknehmbar: bool
    minuten: int

    def has_texts(self, texte: Mapping[str, str]) -> bool:
        """Whether these texts are the stored ones, so that a second click has lost nothing."""
        return all(texte.get(name, "").replace("\r\n", "\n").strip() == wert for name, wert in self.texte.items())

    @property
    def fingerabdruck(self) -> str:
        """The mark of the stored texts, for the form."""
        return fingerprint(self.texte.values())

    @property
    def ist_freiwillig(self) -> bool:
        """Whether the reasons may be left out (§ 39 (2) no. 1 VwVfG)."""
        return self.ergebnis == Ergebnis.BEWILLIGT.value

    @property
    def ist_erlassbar(self) -> bool:
        """Whether it is the draft that may be changed and issued now."""
        return self.ist_aktuell and self.status is BescheidStatus.ENTWURF


@dataclass(frozen=True, slots=True)
class Blaetter:
    """All Bescheide, newest first. `wird_angelegt`: decided, but the worker has not drafted yet."""

    alle: tuple[Blatt, ...]
    wird_angelegt: bool
    haltezeit_minuten: int

    @property
    def aktuell(self) -> Blatt | None:
        """The Bescheid of the decision that counts."""
        return next((blatt for blatt in self.alle if blatt.ist_aktuell), None)

    @property
    def fruehere(self) -> tuple[Blatt, ...]:
        """Those of earlier decisions."""
        return tuple(blatt for blatt in self.alle if not blatt.ist_aktuell)

    @property
    def stand(self) -> str:
        """One word that changes when the page should be loaded again."""
        return self.aktuell.status.value if self.aktuell else "wartet" if self.wird_angelegt else "ohne"

    def get(self, bescheid_id: UUID) -> Blatt:
        """One of them; raises NotFound."""
        for blatt in self.alle:
            if blatt.id == bescheid_id:
                return blatt
        raise NotFound


@in_mandant
def load_blaetter(actor: Actor, vorgang_id: UUID) -> Blaetter:
    """The Bescheide of a case. Raises NotFound."""
    vorgang = get_vorgang(actor, vorgang_id)
    entscheidung = latest_entscheidung(actor, vorgang_id)
    return make_blaetter(
        Status(vorgang.status),
        list_bescheide(actor, vorgang_id),
        entscheidung.id if entscheidung else None,
        {person.id: person.name for person in list_personen(actor).values()},
        dienst_of(vorgang.onlinedienst_id, vorgang.leistung_schluessel).haltezeit_minuten,
    )


def make_blaetter(
    status: Status,
    bescheide: Sequence[Any],
    entscheidung_id: UUID | None,
    namen: Mapping[UUID, str],
    haltezeit_minuten: int,
) -> Blaetter:
    """The same of records that were read already; `entscheidung_id` is the newest decision."""
    current = entscheidung_id if status in (Status.BESCHIEDEN, Status.ABGESCHLOSSEN) else None
    blaetter = tuple(
        _sheet(row, namen, is_current=current is not None and row.entscheidung_id == current) for row in bescheide
    )
    is_coming = status is Status.BESCHIEDEN and not any(blatt.ist_aktuell for blatt in blaetter)
    return Blaetter(blaetter, wird_angelegt=is_coming, haltezeit_minuten=haltezeit_minuten)


def _sheet(bescheid: Any, namen: Mapping[UUID, str], *, is_current: bool) -> Blatt:
    status, jetzt = BescheidStatus(bescheid.status), clock.now()
    is_held = is_withdrawable(status, bescheid.bereitstellung_ab, jetzt)
    return Blatt(
        id=bescheid.id,
        status=status,
        ergebnis=bescheid.ergebnis,
        texte={name: getattr(bescheid, name) for name in ("tenor", "begruendung", "nebenbestimmungen", "gebuehr")},
        erlassen_am=bescheid.erlassen_am,
        erlassen_von=namen.get(bescheid.erlassen_von, ""),
        bereitstellung_ab=bescheid.bereitstellung_ab,
        bereitgestellt_am=bescheid.bereitgestellt_am,
        datei_id=bescheid.datei_id,
        ist_aktuell=is_current,
        ist_ruecknehmbar=is_held,
        minuten=-((jetzt - bescheid.bereitstellung_ab) // MINUTE) if is_held else 0,
    )
