"""Reading rules and proposals as the operators of the Land see them. Rules are public facts."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from ozgcloud.core.errors import NotFound
from ozgcloud.zustaendigkeit.models import Regelvorschlag, Vollzugsebene, Zustaendigkeitsregel
from ozgcloud.zustaendigkeit.rules.angaben import Regelangaben, Vorschlagsart, VorschlagStatus, rivals
from ozgcloud.zustaendigkeit.rules.aufloesung import Regel

PAGE = 50
GONE = "Diese Regel gibt es nicht oder nicht mehr. Bitte suchen Sie sie in der Liste."

STATE = """
SELECT md5(concat_ws('|',
    (SELECT concat_ws('/', count(*), max(erstellt_am), max(ersetzt_am)) FROM zustaendigkeitsregel),
    (SELECT concat_ws('/', count(*), max(erstellt_am), max(ersetzt_am)) FROM vollzugsebene)))
"""


@dataclass(frozen=True, slots=True)
class Fassung:
    """One version of a rule with the name of its Verwaltung. `ersetzt_am` None: it counts."""

    id: UUID
    regel_id: UUID
    version: int
    angaben: Regelangaben
    mandant: str
    erstellt_am: datetime
    ersetzt_am: datetime | None

    @property
    def gilt(self) -> bool:
        """Whether no later version has replaced it; its dates may still lie ahead or behind."""
        return self.ersetzt_am is None

    def as_regel(self) -> Regel:
        """As the resolution sees it."""
        return self.angaben.as_regel(self.id, self.version)


@dataclass(frozen=True, slots=True)
class Auswahl:
    """What the list is narrowed to: digits are the beginning of a key, words are part of a name; `am` a day."""

    suche: str = ""
    ebene: str = ""
    mandant_id: int | None = None
    am: date | None = None


@dataclass(frozen=True, slots=True)
class Stelle:
    """Where the next page begins: after this row in (ARS prefix, Leistung prefix, id)."""

    ars_praefix: str
    leistung_praefix: str
    id: UUID


def list_regeln(
    auswahl: Auswahl, *, after: Stelle | None = None, limit: int = PAGE
) -> tuple[list[Fassung], Stelle | None]:
    """A page of the rules that count, by place and Leistung, and the cursor of the next page (None: the end)."""
    rows = _live().filter(_chosen(auswahl))
    if after is not None:
        same_place = Q(ars_praefix=after.ars_praefix)
        rows = rows.filter(
            Q(ars_praefix__gt=after.ars_praefix)
            | same_place & Q(leistung_praefix__gt=after.leistung_praefix)
            | same_place & Q(leistung_praefix=after.leistung_praefix, id__gt=after.id)
        )
    found = list(rows.order_by("ars_praefix", "leistung_praefix", "id")[: limit + 1])
    page = [_fassung(row) for row in found[:limit]]
    last = page[-1] if len(found) > limit else None
    return page, Stelle(last.angaben.ars_praefix, last.angaben.leistung_praefix, last.id) if last else None


def _live() -> QuerySet[Zustaendigkeitsregel]:
    return Zustaendigkeitsregel.objects.filter(ersetzt_am=None).select_related("mandant")


def _chosen(auswahl: Auswahl) -> Q:
    chosen = Q()
    if auswahl.suche.isdigit():
        chosen &= Q(leistung_praefix__startswith=auswahl.suche) | Q(ars_praefix__startswith=auswahl.suche)
    elif auswahl.suche:
        chosen &= Q(stelle__icontains=auswahl.suche) | Q(mandant__name__icontains=auswahl.suche)
    if auswahl.ebene:
        chosen &= Q(ebene=auswahl.ebene)
    if auswahl.mandant_id is not None:
        chosen &= Q(mandant_id=auswahl.mandant_id)
    if auswahl.am is not None:
        chosen &= Q(gueltig_von__lte=auswahl.am) & (Q(gueltig_bis=None) | Q(gueltig_bis__gte=auswahl.am))
    return chosen


def _fassung(row: Zustaendigkeitsregel) -> Fassung:
    return Fassung(
        row.id, row.regel_id, row.version, angaben_of(row, row.mandant_id), row.mandant.name, row.erstellt_am,
        row.ersetzt_am,
    )  # fmt: skip


def angaben_of(row: Zustaendigkeitsregel | Regelvorschlag, mandant_id: int) -> Regelangaben:
    """What a stored rule or proposal says."""
    return Regelangaben(
        leistung_praefix=row.leistung_praefix,
        ars_praefix=row.ars_praefix,
        ebene=row.ebene,
        mandant_id=mandant_id,
        organisationseinheit_id=row.organisationseinheit_id,
        stelle=row.stelle,
        gueltig_von=row.gueltig_von,
        gueltig_bis=row.gueltig_bis,
        quelle=row.quelle,
        uebung=row.uebung,
    )


def get_fassung(fassung_id: UUID) -> Fassung:
    """One version of a rule; raises NotFound."""
    row = Zustaendigkeitsregel.objects.filter(id=fassung_id).select_related("mandant").first()
    if row is None:
        raise NotFound(GONE)
    return _fassung(row)


def list_fassungen(regel_id: UUID) -> list[Fassung]:
    """All versions of a rule, newest first; raises NotFound for none."""
    rows = Zustaendigkeitsregel.objects.filter(regel_id=regel_id).select_related("mandant").order_by("-version")
    found = [_fassung(row) for row in rows]
    if not found:
        raise NotFound(GONE)
    return found


def find_rivals(angaben: Regelangaben, *, ohne: UUID | None = None) -> list[Fassung]:
    """Rules that would be just as specific on the same days for the same kind; `ohne` is the version to be replaced."""
    rows = _live().filter(
        leistung_praefix=angaben.leistung_praefix, ars_praefix=angaben.ars_praefix, uebung=angaben.uebung
    )
    found = {row.id: _fassung(row) for row in rows if row.id != ohne}
    return [found[regel.id] for regel in rivals(angaben, [fassung.as_regel() for fassung in found.values()])]


def rule_state() -> str:
    """A mark that changes whenever any rule or Vollzugsebene does, to notice what happened after one had looked."""
    with connection.cursor() as cursor:
        cursor.execute(STATE)
        return str(cursor.fetchone()[0])


@dataclass(frozen=True, slots=True)
class Vorschlag:
    """A proposal: what it would say, and the version it was made from (None: a new rule)."""

    id: UUID
    art: Vorschlagsart
    status: VorschlagStatus
    regel_id: UUID
    angaben: Regelangaben
    mandant: str
    basis: Fassung | None
    erstellt_am: datetime
    erledigt_am: datetime | None


def get_vorschlag(vorschlag_id: UUID) -> Vorschlag:
    """A proposal, whatever became of it; raises NotFound."""
    row = Regelvorschlag.objects.filter(id=vorschlag_id).select_related("ziel_mandant").first()
    if row is None:
        raise NotFound("Diesen Vorschlag gibt es nicht oder nicht mehr.")
    return _vorschlag(row)


def list_vorschlaege(regel_id: UUID | None = None) -> list[Vorschlag]:
    """Open proposals, newest first, at most 50; of one rule when `regel_id` is given."""
    rows = Regelvorschlag.objects.filter(status=VorschlagStatus.OFFEN.value).select_related("ziel_mandant")
    if regel_id is not None:
        rows = rows.filter(regel_id=regel_id)
    return [_vorschlag(row) for row in rows.order_by("-erstellt_am", "-id")[:PAGE]]


def _vorschlag(row: Regelvorschlag) -> Vorschlag:
    return Vorschlag(
        row.id,
        Vorschlagsart(row.art),
        VorschlagStatus(row.status),
        row.regel_id,
        angaben_of(row, row.ziel_mandant_id),
        row.ziel_mandant.name,
        get_fassung(row.basis_id) if row.basis_id else None,
        row.erstellt_am,
        row.erledigt_am,
    )


def list_vollzugsebenen() -> list[Vollzugsebene]:
    """All entries that count, by Leistung and place; at most 1,000, which is more than a Land needs."""
    return list(Vollzugsebene.objects.filter(ersetzt_am=None).order_by("leistung_praefix", "ars_praefix", "id")[:1000])
