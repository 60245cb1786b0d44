"""A list taken out of the house: read page by page by keyset, each page a short transaction, written as it is read.

The rows are those of the work list under the actor's Rollen, in its order. "Only new" ends where the last Auszug of the
same filter began. What has been received in the last seconds is left for the next one, because a case that is just
being committed may carry an earlier time than one that can be seen already.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from ozgcloud.core.actor import Actor
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.leistung.queries import names_of
from ozgcloud.mandant.personal import names_of_einheiten
from ozgcloud.mandant.queries import list_personen
from ozgcloud.stapel.rules import Format
from ozgcloud.stapel.schreiben import SCHREIBER
from ozgcloud.stapel.spalten import PRIORITAETEN, WARTET, Auszugszeile, Spalte
from ozgcloud.vorgang.auswahl import Sortierung
from ozgcloud.vorgang.queries import Cursor, Filter, ListenZeile, list_vorgaenge

SEITE = 1_000
NACHLAUF = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class Bestellung:
    """Which list, how, with which columns; `nur_neue` since the last Auszug of this person and this filter."""

    format: Format
    spalten: tuple[Spalte, ...]
    auswahl: Filter
    nur_neue: bool = False

    @property
    def mit_namen(self) -> bool:
        """Whether it names anybody."""
        return any(spalte.ist_person for spalte in self.spalten)


@dataclass(slots=True)
class Lauf:
    """An Auszug on its way: from when (None: the beginning) to when it reaches, and how many cases are out by now."""

    auszug_id: UUID
    seit: datetime | None
    bis: datetime
    anzahl: int = 0
    ist_am_ende: bool = False
    leistungen: dict[str, str] = field(default_factory=dict)


def write_auszug(actor: Actor, bestellung: Bestellung, lauf: Lauf) -> Iterator[bytes]:
    """The bytes of the file; `lauf` counts along. Call outside any transaction."""
    yield from SCHREIBER[bestellung.format](bestellung.spalten, _rows(actor, bestellung, lauf))
    lauf.ist_am_ende = True


def _rows(actor: Actor, bestellung: Bestellung, lauf: Lauf) -> Iterator[Auszugszeile]:
    after: Cursor | None = None
    while True:
        page, after = _page(actor, bestellung, lauf, after)
        lauf.anzahl += len(page)
        yield from page
        if after is None:
            return


@in_mandant
def _page(
    actor: Actor, bestellung: Bestellung, lauf: Lauf, after: Cursor | None
) -> tuple[Sequence[Auszugszeile], Cursor | None]:
    found, following = list_vorgaenge(actor, bestellung.auswahl, after=after, limit=SEITE)
    is_newest_first = bestellung.auswahl.folge is Sortierung.NEUESTE
    if lauf.seit is not None and is_newest_first and found and found[-1].created_at <= lauf.seit:
        following = None
    wanted = [z for z in found if z.created_at <= lauf.bis and (lauf.seit is None or z.created_at > lauf.seit)]
    return _lines(actor, bestellung, lauf, wanted), following


def _lines(actor: Actor, bestellung: Bestellung, lauf: Lauf, cases: Sequence[ListenZeile]) -> list[Auszugszeile]:
    unknown = {v.leistung_schluessel for v in cases} - set(lauf.leistungen)
    if unknown:
        lauf.leistungen.update(dict.fromkeys(unknown, "") | names_of(unknown))
    einheiten = names_of_einheiten({v.organisationseinheit_id for v in cases} | {v.gruppe_id for v in cases})
    personen = {key: person.name for key, person in list_personen(actor).items()}
    return [
        Auszugszeile(
            vorgangsnummer=v.vorgangsnummer,
            aktenzeichen=v.aktenzeichen,
            status=v.status.value,
            leistung=lauf.leistungen[v.leistung_schluessel],
            leistung_schluessel=v.leistung_schluessel,
            antragsteller=v.antragsteller if bestellung.mit_namen else "",
            eingangsdatum=v.eingangsdatum,
            kanal=v.kanal,
            zugewiesen=personen.get(v.zugewiesen_an, "") if v.zugewiesen_an else "",
            gruppe=einheiten.get(v.gruppe_id, ""),
            einheit=einheiten.get(v.organisationseinheit_id, ""),
            gebiet_ars=v.gebiet_ars,
            prioritaet=PRIORITAETEN.get(v.prioritaet, ""),
            frist_am=v.frist_am,
            wiedervorlage_am=v.wiedervorlage_am,
            wartet_auf=WARTET.get(v.wartet_auf, ""),
            schlagworte=", ".join(v.schlagworte),
            eingegangen=v.created_at,
            geaendert=v.geaendert_am,
        )
        for v in cases
    ]
