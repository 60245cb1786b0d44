"""Klärungsfälle for the operators of the Land: which Leistung at which place nobody is competent for, and how often.

Read by role `leitstand` from the journal: ids and numbers, no case.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from ozgcloud.core import clock
from ozgcloud.core.tenancy import leitstand_cursor
from ozgcloud.zustaendigkeit.queries.stelle import candidates
from ozgcloud.zustaendigkeit.rules.aufloesung import Ausgang, resolve

MAX_ROWS = 500

OPENED = """
SELECT lpad(daten->>'leistung', 14, '0'), lpad(daten->>'gebiet', 12, '0'), count(*),
    max((erstellt_am AT TIME ZONE 'Europe/Berlin')::date)
FROM ereignis WHERE typ = 'VorgangOpened' AND daten->>'in_clearing' = 'true' AND daten->>'uebung' = 'false'
GROUP BY 1, 2 ORDER BY 3 DESC, 4 DESC, 1, 2 LIMIT %s
"""
ANSWERED = """
SELECT lpad(daten->>'leistung', 14, '0'), lpad(daten->>'gebiet', 12, '0'), typ, (daten->>'ziel_mandant')::int, count(*)
FROM ereignis WHERE typ IN ('VorgangForwarded', 'RegelSuggested')
GROUP BY 1, 2, 3, 4
"""


@dataclass(frozen=True, slots=True)
class Luecke:
    """A Leistung at a place without a competent Stelle: how often it came, last when, and what the clearing did.

    `abgegeben` counts to which Mandant the Clearingstelle gave such cases; `angeregt` how often it asked for a rule.
    """

    leistung: str
    gebiet: str
    anzahl: int
    zuletzt: date
    ausgang: Ausgang
    angeregt: int
    abgegeben: tuple[tuple[int, int], ...]


def list_luecken() -> list[Luecke]:
    """What still has no answer by today's rules, most frequent first; at most 500 kinds are looked at."""
    with leitstand_cursor() as cursor:
        cursor.execute(OPENED, [MAX_ROWS])
        opened = cursor.fetchall()
        cursor.execute(ANSWERED)
        answered = cursor.fetchall()
    forwarded: dict[tuple[str, str], Counter[int]] = {}
    suggested: Counter[tuple[str, str]] = Counter()
    for leistung, gebiet, typ, ziel, anzahl in answered:
        if typ == "VorgangForwarded":
            forwarded.setdefault((leistung, gebiet), Counter())[ziel] += anzahl
        else:
            suggested[leistung, gebiet] += anzahl
    regeln, vollzug = candidates({row[0] for row in opened}, {row[1] for row in opened})
    found = []
    for leistung, gebiet, anzahl, zuletzt in opened:
        befund = resolve(regeln, leistung=leistung, ars=gebiet, tag=clock.today(), vollzug=vollzug)
        if befund.regel is None:
            key = (leistung, gebiet)
            gave = tuple(forwarded.get(key, Counter()).most_common(3))
            found.append(Luecke(leistung, gebiet, anzahl, zuletzt, befund.ausgang, suggested[key], gave))
    return sorted(found, key=lambda luecke: (-luecke.angeregt, -luecke.anzahl, luecke.leistung, luecke.gebiet))
