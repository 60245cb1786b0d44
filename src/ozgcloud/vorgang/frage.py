"""What a page of the work list asks: the filter, narrowed to what the actor's Rollen reach."""

import re
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.tenancy import current_mandant
from ozgcloud.mandant.queries import represented_by
from ozgcloud.vorgang.angebot import WEITE, Grundlauf, plan
from ozgcloud.vorgang.auswahl import Ansicht, Cursor, Filter, Leser, Reichweite, narrow, reach_of, reader_of
from ozgcloud.vorgang.listensql import SPALTEN, Ordnung, Text, bounds, conditions, scan

WORT = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Frage:
    """What is looked for, settled once for all looks of a request."""

    mandant_id: int
    auswahl: Filter
    grund: Grundlauf
    ordnung: Ordnung
    weiter: Text
    heute: date
    reach: tuple[Reichweite, ...]
    leser: Leser

    def window(self, after: Cursor | None, spalten: str, limit: int = WEITE) -> Text:
        """The next rows of the base."""
        grenzen = bounds(self.auswahl, self.ordnung, after, self.heute)
        return scan(self.mandant_id, self.grund, self.ordnung, grenzen, limit, spalten)

    @property
    def spalten(self) -> str:
        """Columns that a row is judged by: an index that holds them all spares the way to each row."""
        named = {"id", self.ordnung.spalte, *WORT.findall(self.weiter.und)}
        return ", ".join(column for column in SPALTEN if column in named)


def ask(actor: Actor, auswahl: Filter, *, rueckwaerts: bool) -> Frage | None:
    """The question behind a page of the actor's list; None when nothing can be in it. Inside the Mandant's scope."""
    heute, reach = clock.today(), reach_of(actor)
    vertritt = stands_in_for(actor, heute) if auswahl.sicht is Ansicht.MEINE else ()
    return settle(current_mandant(), reach, auswahl, reader_of(actor, reach, vertritt), heute, rueckwaerts)


def settle(
    mandant_id: int,
    whole: tuple[Reichweite, ...],
    auswahl: Filter,
    leser: Leser,
    heute: date,
    rueckwaerts: bool = False,
) -> Frage | None:
    """The same of a reader whose reach (`whole`) is known; None when nothing can be in it."""
    reach = narrow(whole, auswahl)
    grund = plan(auswahl, reach, leser)
    if grund is None:
        return None
    text, order = conditions(auswahl, reach, leser, heute), Ordnung(auswahl.folge, rueckwaerts)
    return Frage(mandant_id, auswahl, grund, order, text, heute, reach, leser)


def stands_in_for(actor: Actor, tag: date) -> frozenset[UUID]:
    """Whose cases stand among one's own on that day, because they are away; inside the Mandant's scope."""
    if actor.vertritt is not None and actor.vertritt[0] == tag:
        return actor.vertritt[1]
    return represented_by(actor, actor.person_id, tag) if actor.person_id else frozenset()
