"""What a page of the work list shows beside the cases themselves: names, marks, columns, saved views, counts, whose
it is.

All of it is asked in one statement: a page that asks for each part waits for the database each time. Nothing of another
Mandant is in it (policies); the cases are those the list has found for the actor.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from ozgcloud.ansicht.queries import Gespeichert, may_delete
from ozgcloud.bearbeitung.umfeld import Haus
from ozgcloud.core.actor import Actor
from ozgcloud.core.sql import fetch_numbered
from ozgcloud.core.tenancy import current_mandant, reads_mandant
from ozgcloud.eingang.rules import Quarantaeneart
from ozgcloud.mandant.models import MandantArt
from ozgcloud.vorgang.auswahl import Ansicht
from ozgcloud.vorgang.liste import ListenZeile
from ozgcloud.vorgang.zaehlung import Zaehlung, counting_of

UMFELD = """
SELECT jsonb_build_array(
 (SELECT jsonb_build_array(m.name, m.uebung_von_id, EXISTS (SELECT FROM mandant t WHERE t.uebung_von_id = m.id), m.art)
   FROM mandant m WHERE m.id = $1::int),
 (SELECT to_jsonb(s.spalten) FROM spaltenwahl s WHERE s.mandant_id = $1::int AND s.person_id = $2::uuid),
 (SELECT jsonb_agg(jsonb_build_array(a.id, a.name, a.abfrage, a.geteilt, a.person_id) ORDER BY a.geteilt, a.name, a.id)
   FROM ansicht a WHERE a.mandant_id = $1::int AND (a.person_id = $2::uuid OR a.geteilt)),
 (SELECT jsonb_object_agg(l.schluessel, l.name) FROM leistung l
   WHERE l.schluessel = ANY ((SELECT string_to_array($3, ','))::text[])),
 (SELECT jsonb_object_agg(p.id, p.name) FROM person p
   WHERE p.mandant_id = $1::int AND p.id = ANY ((SELECT string_to_array($4, ',')::uuid[])::uuid[])),
 (SELECT jsonb_object_agg(o.id, o.name) FROM organisationseinheit o
   WHERE o.mandant_id = $1::int AND o.id = ANY ((SELECT string_to_array($5, ',')::uuid[])::uuid[])),
 (SELECT jsonb_object_agg(g.ars, g.name) FROM gebiet g
   WHERE g.ars = ANY ((SELECT string_to_array($6, ','))::text[])),
 (SELECT jsonb_agg(jsonb_build_array(q.vorgang_id, q.art) ORDER BY q.seit, q.id) FROM quarantaene q
   WHERE q.mandant_id = $1::int AND q.erledigt_am IS NULL
   AND q.vorgang_id = ANY ((SELECT string_to_array($7, ',')::uuid[])::uuid[])),
 jsonb_build_array({}))
"""
"""Its last part are the counts."""
EIGENE = 7
"""Its own parameters."""


@dataclass(frozen=True, slots=True)
class Namen:
    """Names by key, of all a row may show."""

    leistungen: Mapping[str, str] = field(default_factory=dict)
    personen: Mapping[UUID, str] = field(default_factory=dict)
    einheiten: Mapping[UUID, str] = field(default_factory=dict)
    orte: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Listenumfeld:
    """`ist_clearing`: cases come here that nobody is competent for. `spalten` as the actor chose them (none: he never
    did), `arten` of open entries in quarantine by case, `zahlen` of cases by view (up to `VIELE`).
    """

    haus: Haus
    ist_clearing: bool
    name: str
    spalten: tuple[str, ...]
    gespeicherte: tuple[Gespeichert, ...]
    namen: Namen
    arten: Mapping[UUID, tuple[Quarantaeneart, ...]]
    zahlen: Mapping[Ansicht, int]


@reads_mandant
def load_listenumfeld(actor: Actor, zeilen: Collection[ListenZeile], gezaehlt: Sequence[Ansicht] = ()) -> Listenumfeld:
    """What surrounds these rows of the actor's list, and how many cases stand in the views `gezaehlt`."""
    people = {zeile.zugewiesen_an for zeile in zeilen} | {actor.person_id}
    units = {zeile.organisationseinheit_id for zeile in zeilen} | {zeile.gruppe_id for zeile in zeilen}
    zaehlung = counting_of(actor, gezaehlt, ab=EIGENE + 1) if gezaehlt else Zaehlung()
    # Keys joined by commas: as arrays they would cost more to write than to look for.
    eigene = (
        current_mandant(),
        actor.person_id,
        _joined({zeile.leistung_schluessel for zeile in zeilen}),
        _joined(people - {None}),
        _joined(units - {None}),
        _joined({zeile.gebiet_ars for zeile in zeilen}),
        _joined(zeile.id for zeile in zeilen),
    )
    [(found,)] = fetch_numbered(UMFELD.format(zaehlung.spalten).encode(), (*eigene, *zaehlung.werte))
    haus, spalten, saved, leistungen, personen, einheiten, orte, arten, zahlen = json.loads(found)
    namen = Namen(leistungen or {}, _by_id(personen), _by_id(einheiten), orte or {})
    return Listenumfeld(
        haus=Haus(*haus[:3]),
        ist_clearing=haus[3] == MandantArt.CLEARING,
        name=namen.personen.get(actor.person_id, "") if actor.person_id else "",
        spalten=tuple(spalten or ()),
        gespeicherte=tuple(
            Gespeichert(UUID(key), name, abfrage, geteilt, may_delete(actor, UUID(person)))
            for key, name, abfrage, geteilt, person in saved or ()
        ),
        namen=namen,
        arten=_kinds(arten or ()),
        zahlen=dict(zip(zaehlung.ansichten, zahlen, strict=True)),
    )


def _joined(keys: Iterable[object]) -> str:
    return ",".join(map(str, keys))


def _by_id(found: Mapping[str, str] | None) -> dict[UUID, str]:
    return {UUID(key): name for key, name in (found or {}).items()}


def _kinds(pairs: Collection[tuple[str, str]]) -> dict[UUID, tuple[Quarantaeneart, ...]]:
    """Each kind once for a case, the oldest entry first."""
    found: dict[UUID, dict[Quarantaeneart, None]] = {}
    for case, art in pairs:
        found.setdefault(UUID(case), {})[Quarantaeneart(art)] = None
    return {case: tuple(kinds) for case, kinds in found.items()}
