"""Reading the catalogue, and the Leistungsfinder."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from ozgcloud.core import clock
from ozgcloud.core.errors import NotFound
from ozgcloud.leistung.anfrage import Form, Verstanden, Wort, read_anfrage, understand, unknown
from ozgcloud.leistung.erklaerung import found_by
from ozgcloud.leistung.models import Leistung, Suchstamm
from ozgcloud.leistung.synonyme import synonyms_by_stem

MAX_HITS = 20
MAX_LIST = 200
FEW = 5
LEAST = 0.45
OBJECT_DIGITS = 8
MAX_CHAIN = 10
SIMILAR = 24

# What the index knows of a question: which pieces are stems, which words are forms.
KNOWN = """
SELECT s, NULL, NULL FROM unnest(%s::text[]) AS s
WHERE EXISTS (SELECT 1 FROM leistung_suchstamm i WHERE i.stamm = s)
UNION ALL SELECT form, staemme, wort FROM leistung_suchform WHERE form = ANY (%s::text[])
"""
# The trigram index finds the candidates; which of them is meant decides anfrage.closest.
SIMILAR_FORMS = """
SELECT gesucht, f.form, f.staemme, f.wort FROM unnest(%s::text[]) AS gesucht CROSS JOIN LATERAL (
    SELECT form, staemme, wort FROM leistung_suchform WHERE form %% gesucht
    ORDER BY similarity(form, gesucht) DESC, form LIMIT %s
) AS f
"""
# Per thing looked for the best stem of a Leistung counts; rare stems count more. A short name that is nearly the
# question wins over a long one that contains it.
HITS = """
WITH gesucht AS (
    SELECT * FROM unnest(%(nr)s::int[], %(stamm)s::text[], %(guete)s::float8[], %(gewicht)s::float8[])
        AS g (nr, stamm, guete, gewicht)
), haeufig AS (
    SELECT nr, max(gewicht) * greatest(0.08, 1 - ln(greatest(1, sum(anzahl))) / 9.0) AS wert FROM (
        SELECT g.nr, g.gewicht, (SELECT count(*) FROM leistung_suchstamm i WHERE i.stamm = g.stamm) AS anzahl
        FROM gesucht g
    ) AS gezaehlt GROUP BY nr
), treffer AS (
    SELECT i.leistung_id, g.nr, max(i.gewicht * g.guete) AS nah
    FROM gesucht g JOIN leistung_suchstamm i ON i.stamm = g.stamm GROUP BY i.leistung_id, g.nr
), summe AS (
    SELECT t.leistung_id, sum(t.nah * h.wert) / (SELECT sum(wert) FROM haeufig) AS anteil, sum(t.nah) AS worte
    FROM treffer t JOIN haeufig h USING (nr) GROUP BY t.leistung_id
)
SELECT l.schluessel, l.name, l.kurztext, l.ozg_name, l.katalogname, l.stichworte,
    s.anteil * (0.72 + 0.28 * least(1, s.worte / l.laenge)) * (0.7 + 0.3 * l.rang) AS punkte
FROM summe s JOIN leistung l ON l.schluessel = s.leistung_id
WHERE (l.gueltig_bis IS NULL OR l.gueltig_bis >= %(tag)s) AND (l.gueltig_von IS NULL OR l.gueltig_von <= %(tag)s)
ORDER BY punkte DESC, l.laenge, l.schluessel LIMIT %(grenze)s
"""


def get_leistung(schluessel: str) -> Leistung:
    """A Leistung by its key; raises NotFound."""
    leistung = Leistung.objects.defer("textsuche").filter(schluessel=schluessel).first()
    if leistung is None:
        raise NotFound("Diese Leistung gibt es nicht oder nicht mehr.")
    return leistung


def successor_of(leistung: Leistung, today: date) -> Leistung | None:
    """The Leistung that has taken the place of one no longer valid, over several steps; None while it is valid."""
    seen = {leistung.schluessel}
    while leistung.gueltig_bis and leistung.gueltig_bis < today and leistung.nachfolger not in seen | {""}:
        following = Leistung.objects.defer("textsuche").filter(schluessel=leistung.nachfolger).first()
        if following is None or len(seen) > MAX_CHAIN:
            break
        seen.add(following.schluessel)
        leistung = following
    return leistung if len(seen) > 1 else None


def names_of(schluessel: Collection[str]) -> dict[str, str]:
    """Names by key, for lists; an unknown key is left out."""
    return dict(Leistung.objects.filter(schluessel__in=schluessel).values_list("schluessel", "name"))


def find_leistungen() -> list[Leistung]:
    """Leistungen to choose from in a list: those with texts of our own first, in alphabetical order; at most 200."""
    rows = Leistung.objects.defer("textsuche").annotate(ohne_text=Q(kurztext=""))
    return list(rows.order_by("ohne_text", "name")[:MAX_LIST])


def is_indexed() -> bool:
    """Whether every Leistung can be found."""
    return not Leistung.objects.filter(~Exists(Suchstamm.objects.filter(leistung=OuterRef("pk")))).exists()


def missing_from(schluessel: Collection[str]) -> list[str]:
    """Keys that came from a catalogue once and are not among these, in order."""
    known = Leistung.objects.exclude(katalogname="").values_list("schluessel", flat=True)
    return sorted(set(known) - set(schluessel))


@dataclass(frozen=True, slots=True)
class Gruppe:
    """A Lebenslage with the number of its Leistungen that are valid today."""

    name: str
    anzahl: int


def list_lebenslagen() -> list[Gruppe]:
    """All Lebenslagen of the catalogue, the biggest first."""
    rows = _valid(Leistung.objects.exclude(lebenslage="")).values_list("lebenslage")
    return [Gruppe(name, n) for name, n in rows.annotate(n=Count("schluessel")).order_by("-n", "lebenslage")]


def list_of_lebenslage(lebenslage: str, limit: int = MAX_LIST) -> "list[Treffer]":
    """The Leistungen of a Lebenslage, those people ask for most first."""
    rows = _valid(Leistung.objects.filter(lebenslage=lebenslage)).order_by("-rang", "name")[:limit]
    return [_plain(row) for row in rows.defer("textsuche", "volltext")]


def list_leistungen(schluessel: Collection[str]) -> "list[Treffer]":
    """These Leistungen as far as they are valid, in alphabetical order."""
    rows = _valid(Leistung.objects.filter(schluessel__in=schluessel)).order_by("name")
    return [_plain(row) for row in rows.defer("textsuche", "volltext")]


def related_to(schluessel: str, limit: int = 6) -> "list[Treffer]":
    """Other acts on the same object (the first eight digits of the key), those people ask for most first."""
    rows = _valid(Leistung.objects.filter(schluessel__startswith=schluessel[:OBJECT_DIGITS]))
    rows = rows.exclude(schluessel=schluessel).order_by("-rang", "name")[:limit]
    return [_plain(row) for row in rows.defer("textsuche", "volltext")]


def _plain(row: Leistung) -> "Treffer":
    return Treffer(row.schluessel, row.name, row.kurztext, row.ozg_name, 0.0)


@dataclass(frozen=True, slots=True)
class Treffer:
    """A hit of the Leistungsfinder; `punkte` orders the hits (0–1), `ueber` are the words it was found
    by, unless they are read there anyway.
    """

    schluessel: str
    name: str
    kurztext: str
    gruppe: str
    punkte: float
    ueber: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suchergebnis:
    """Hits, best first; `gemeint` is the question as it was corrected, empty when it was taken as typed."""

    treffer: tuple[Treffer, ...] = ()
    gemeint: str = ""


def search_leistungen(text: str, limit: int = MAX_HITS) -> Suchergebnis:
    """The Leistungen somebody can mean by these words: everyday words, compounds and typing errors are understood."""
    verstanden = _understand(read_anfrage(text))
    rows = _hits(verstanden, limit) if verstanden.gesucht else []
    treffer = tuple(_treffer(row, verstanden) for row in rows)
    if len(treffer) < FEW:
        known = {t.schluessel for t in treffer}
        treffer += tuple(t for t in _in_texts(text) if t.schluessel not in known)
    return Suchergebnis(treffer, verstanden.gemeint if rows else "")


def _understand(worte: list[Wort]) -> Verstanden:
    pieces = sorted(set().union(*(wort.pieces() for wort in worte)))
    with connection.cursor() as cursor:
        cursor.execute(KNOWN, [pieces, [wort.form for wort in worte]])
        rows = cursor.fetchall()
        staemme = {row[0] for row in rows if row[1] is None}
        formen = {row[0]: _form(*row) for row in rows if row[1] is not None}
        fremd = [wort.form for wort in unknown(worte, formen, staemme)]
        aehnliche: dict[str, list[Form]] = {}
        if fremd:
            cursor.execute(SIMILAR_FORMS, [fremd, SIMILAR])
            for gesucht, *row in cursor.fetchall():
                aehnliche.setdefault(gesucht, []).append(_form(*row))
    return understand(worte, formen, staemme, aehnliche)


def _form(form: str, staemme: str, wort: str) -> Form:
    return Form(form, tuple(staemme.split()), wort)


def _hits(verstanden: Verstanden, limit: int) -> list[tuple[Any, ...]]:
    rows = [(nr, s, q, g.gewicht) for nr, g in enumerate(verstanden.gesucht) for s, q in g.staemme]
    nr, stamm, guete, gewicht = (list(column) for column in zip(*rows, strict=True))
    with connection.cursor() as cursor:
        cursor.execute(
            HITS,
            {"nr": nr, "stamm": stamm, "guete": guete, "gewicht": gewicht, "tag": clock.today(), "grenze": limit},
        )
        found = cursor.fetchall()
    least = LEAST * found[0][-1] if found else 0
    return [row for row in found if row[-1] >= least]


def _treffer(row: tuple[Any, ...], verstanden: Verstanden) -> Treffer:
    schluessel, name, kurztext, ozg_name, katalogname, stichworte, punkte = row
    texts, shown = (name, katalogname, stichworte, ozg_name, kurztext), f"{name} {kurztext or ozg_name}"
    ueber = found_by(texts, shown, verstanden.gesucht, synonyms_by_stem())
    return Treffer(schluessel, name, kurztext, ozg_name, punkte, ueber)


def _in_texts(text: str) -> list[Treffer]:
    """What only the texts speak of: German full text over short text, text and keywords."""
    question = SearchQuery(text, config="german", search_type="websearch")
    rows = _valid(Leistung.objects.defer("textsuche")).filter(textsuche=question).order_by("-rang", "name")[:FEW]
    return [_plain(row) for row in rows]


def _valid(rows: "QuerySet[Leistung]") -> "QuerySet[Leistung]":
    today = clock.today()
    return rows.filter(Q(gueltig_bis=None) | Q(gueltig_bis__gte=today), Q(gueltig_von=None) | Q(gueltig_von__lte=today))
