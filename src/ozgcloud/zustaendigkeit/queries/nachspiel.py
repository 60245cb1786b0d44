"""What a proposed rule would have done to past intake: the same Anträge, once by today's rules, once by the proposal.

Read by role `leitstand` from the journal (ids of Leistung, Gebiet and Mandant, the day), which sees no case. Both sides
are judged on one day, the first on which the proposal counts (today at the earliest), so that every difference comes
from the proposal and none from what else has changed since.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from ozgcloud.core import clock
from ozgcloud.core.tenancy import leitstand_cursor
from ozgcloud.zustaendigkeit.queries.regeln import Vorschlag
from ozgcloud.zustaendigkeit.queries.stelle import candidates
from ozgcloud.zustaendigkeit.rules.angaben import Vorschlagsart
from ozgcloud.zustaendigkeit.rules.aufloesung import SAETZE, Regel, Vollzug, prefixes, resolve

MAX_PAST = 250_000
"""Newest Anträge looked at; a page says so when there are more."""

# Newest first; only what the old or the new version of the rule could touch: everything else stays as it is.
PAST = """
SELECT id, mandant_id, leistung, gebiet, am FROM (
    SELECT id, mandant_id, lpad(daten->>'leistung', 14, '0') AS leistung, lpad(daten->>'gebiet', 12, '0') AS gebiet,
        (erstellt_am AT TIME ZONE 'Europe/Berlin')::date AS am, erstellt_am
    FROM ereignis WHERE typ = 'VorgangOpened' AND daten->>'uebung' = %(uebung)s
) AS antrag
WHERE (leistung LIKE %(leistung)s AND gebiet LIKE %(ort)s) OR (leistung LIKE %(leistung2)s AND gebiet LIKE %(ort2)s)
ORDER BY erstellt_am DESC, id DESC LIMIT %(limit)s
"""
COUNT = "SELECT count(*) FROM ereignis WHERE typ = 'VorgangOpened' AND daten->>'uebung' = %s"


@dataclass(frozen=True, slots=True)
class Ziel:
    """Where an Antrag goes; without Mandant it is a Klärungsfall, and `name` is the reason."""

    mandant_id: int | None
    organisationseinheit_id: UUID | None
    name: str


@dataclass(frozen=True, slots=True)
class Unterschied:
    """A past Antrag that would go elsewhere. `damals` is the Mandant that really received it on `tag`."""

    ereignis_id: UUID
    tag: date
    leistung: str
    gebiet: str
    damals: int
    vorher: Ziel
    nachher: Ziel


@dataclass(frozen=True, slots=True)
class Nachspiel:
    """The outcome of a replay: how many Anträge there were, how many the rule could touch, and every difference."""

    stichtag: date
    gesamt: int
    beruehrt: int
    unterschiede: tuple[Unterschied, ...]

    @property
    def ist_gekuerzt(self) -> bool:
        """Whether there were more Anträge than are looked at."""
        return self.beruehrt >= MAX_PAST

    def gruppen(self) -> list[tuple[Ziel, Ziel, int]]:
        """How many Anträge would move from where to where, most first."""
        counted = Counter((one.vorher, one.nachher) for one in self.unterschiede)
        return [
            (vorher, nachher, anzahl)
            for (vorher, nachher), anzahl in sorted(
                counted.items(), key=lambda item: (-item[1], item[0][0].name, item[0][1].name)
            )
        ]


@dataclass(frozen=True, slots=True)
class _Regelwerk:
    """Rules by both prefixes, so that those which fit are found without looking at the others."""

    regeln: dict[str, dict[str, list[Regel]]]
    vollzug: Sequence[Vollzug]

    def target(self, leistung: str, gebiet: str, tag: date) -> Ziel:
        orte = prefixes(gebiet)
        fitting = [
            regel
            for prefix in prefixes(leistung)
            if prefix in self.regeln
            for ort in orte
            for regel in self.regeln[prefix].get(ort, ())
        ]
        befund = resolve(fitting, leistung=leistung, ars=gebiet, tag=tag, vollzug=self.vollzug)
        if befund.regel is None:
            return Ziel(None, None, SAETZE[befund.ausgang])
        return Ziel(befund.regel.mandant_id, befund.regel.organisationseinheit_id, befund.regel.stelle)


def _regelwerk(regeln: Iterable[Regel], vollzug: Sequence[Vollzug]) -> _Regelwerk:
    index: dict[str, dict[str, list[Regel]]] = defaultdict(lambda: defaultdict(list))
    for regel in regeln:
        index[regel.leistung_praefix][regel.ars_praefix].append(regel)
    return _Regelwerk(index, vollzug)


def versions_after(vorschlag: Vorschlag) -> list[Regel]:
    """What would stand in place of the version the proposal was made from; a later beginning leaves its past in force.

    The ids stand for rules that do not exist yet.
    """
    new = vorschlag.angaben.as_regel(vorschlag.id, 0)
    basis = vorschlag.basis
    if vorschlag.art is not Vorschlagsart.AENDERN or basis is None:
        return [new]
    if vorschlag.angaben.gueltig_von <= basis.angaben.gueltig_von:
        return [new]
    return [replace(basis.as_regel(), gueltig_bis=vorschlag.angaben.gueltig_von - timedelta(days=1)), new]


def first_day(vorschlag: Vorschlag) -> date:
    """The first day on which the proposal makes a difference, today at the earliest."""
    if vorschlag.art is Vorschlagsart.BEENDEN and vorschlag.angaben.gueltig_bis is not None:
        return max(clock.today(), vorschlag.angaben.gueltig_bis + timedelta(days=1))
    return max(clock.today(), vorschlag.angaben.gueltig_von)


def replay(vorschlag: Vorschlag) -> Nachspiel:
    """Judge past intake by the rules that count, and by those that would; every difference, newest first."""
    gesamt, rows = _past(vorschlag)
    tag = first_day(vorschlag)
    pairs = {(row[2], row[3]) for row in rows}
    regeln, vollzug = candidates(
        {leistung for leistung, _ in pairs}, {gebiet for _, gebiet in pairs}, uebung=vorschlag.angaben.uebung
    )
    basis_id = vorschlag.basis.id if vorschlag.basis else None
    before = _regelwerk(regeln, vollzug)
    after = _regelwerk([r for r in regeln if r.id != basis_id] + versions_after(vorschlag), vollzug)
    moved = {
        pair: (old, new)
        for pair in pairs
        if (old := before.target(*pair, tag)) != (new := after.target(*pair, tag))
    }  # fmt: skip
    unterschiede = tuple(
        Unterschied(id_, am, leistung, gebiet, mandant_id, *moved[leistung, gebiet])
        for id_, mandant_id, leistung, gebiet, am in rows
        if (leistung, gebiet) in moved
    )
    return Nachspiel(tag, gesamt, len(rows), unterschiede)


def _past(vorschlag: Vorschlag) -> tuple[int, list[tuple[UUID, int, str, str, date]]]:
    new = vorschlag.angaben
    old = vorschlag.basis.angaben if vorschlag.basis else new
    uebung = "true" if new.uebung else "false"
    with leitstand_cursor() as cursor:
        cursor.execute(COUNT, [uebung])
        gesamt = cursor.fetchone()[0]
        cursor.execute(
            PAST,
            {
                "uebung": uebung,
                "leistung": f"{new.leistung_praefix}%",
                "ort": f"{new.ars_praefix}%",
                "leistung2": f"{old.leistung_praefix}%",
                "ort2": f"{old.ars_praefix}%",
                "limit": MAX_PAST,
            },
        )
        return gesamt, cursor.fetchall()
