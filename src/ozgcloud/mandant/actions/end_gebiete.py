"""End the places a newer list no longer names, and store who came in their place."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from ozgcloud.core.actor import Actor
from ozgcloud.core.imports import Bericht, Zeile
from ozgcloud.core.journal import emit
from ozgcloud.mandant.events import GebieteImported
from ozgcloud.mandant.gebietsangaben import LAENDER, Gebietsangabe, ags_of, land_of, read_gebiet
from ozgcloud.mandant.models import Gebiet, GebietArt, GebietNachfolge

ONE_DAY = timedelta(days=1)
AT_ONCE = 5
SHARE = 10
NAMED = 50


@dataclass(frozen=True, slots=True)
class Liste:
    """The part of a file that is complete in itself: one kind of place in one Land, and its Gebietsstand."""

    land: int
    art: str
    stand: date

    def __str__(self) -> str:
        return f"{LAENDER[self.land][1]}, {GebietArt(self.art).label}"


@transaction.atomic(durable=True)
def end_gebiete(actor: Actor, *, zeilen: Sequence[Zeile], vollstaendig: bool) -> Bericht:
    """End every place of the Länder and kinds in the file that an older Gebietsstand knew and this one does not.

    All rows must have been taken before. A Gemeinde with the same Gemeindeschlüssel under a new Regionalschlüssel is
    the successor. When a tenth of a list would end it looks cut off, and nothing ends unless `vollstaendig` says so.
    """
    bericht = Bericht()
    angaben = [read_gebiet(zeile.werte) for zeile in zeilen]
    _store_successors(angaben)
    for liste in sorted(_lists(angaben), key=str):
        _end(liste, vollstaendig, bericht)
    if bericht.beendet:
        emit(actor, GebieteImported(neu=0, geaendert=0, beendet=bericht.beendet))
    return bericht


def _lists(angaben: Sequence[Gebietsangabe]) -> set[Liste]:
    newest: dict[tuple[int, str], date] = {}
    for angabe in angaben:
        key = (land_of(angabe.ars), angabe.art)
        newest[key] = max(angabe.gebietsstand, newest.get(key, angabe.gebietsstand))
    return {Liste(land, art, stand) for (land, art), stand in newest.items()}


def _store_successors(angaben: Sequence[Gebietsangabe]) -> None:
    pairs = [(angabe.ars, nachfolger) for angabe in angaben for nachfolger in angabe.nachfolger]
    known = set(Gebiet.objects.filter(ars__in={ars for pair in pairs for ars in pair}).values_list("ars", flat=True))
    GebietNachfolge.objects.bulk_create(
        (GebietNachfolge(gebiet_id=old, nachfolger_id=new) for old, new in pairs if {old, new} <= known),
        ignore_conflicts=True,
    )


def _end(liste: Liste, vollstaendig: bool, bericht: Bericht) -> None:
    open_ones = Gebiet.objects.filter(ars__startswith=f"{liste.land:02}", art=liste.art, gueltig_bis=None)
    older = list(open_ones.filter(Q(gebietsstand=None) | Q(gebietsstand__lt=liste.stand)).order_by("ars"))
    if not older:
        return
    known = open_ones.count()
    if not vollstaendig and len(older) > max(AT_ONCE, known // SHARE):
        bericht.hinweise.append(
            f"{liste}: {len(older)} von {known} bekannten Orten fehlen in der Datei. Sie wurden nicht beendet, weil "
            "die Datei unvollständig aussieht. Stimmt sie, dann wiederholen Sie den Befehl mit --vollstaendig."
        )
        return
    last_day = liste.stand - ONE_DAY
    Gebiet.objects.filter(ars__in=[gebiet.ars for gebiet in older]).update(gueltig_bis=last_day)
    bericht.beendet += len(older)
    successors = _link(liste, older)
    for gebiet in older[:NAMED]:
        bericht.hinweise.append(
            f"Beendet zum {last_day:%d.%m.%Y}: {gebiet.name} ({gebiet.ars}), "
            + (f"Nachfolger {successors[gebiet.ars]}." if gebiet.ars in successors else "kein Nachfolger bekannt.")
        )
    if len(older) > NAMED:
        bericht.hinweise.append(f"{liste}: und {len(older) - NAMED} weitere.")


def _link(liste: Liste, ended: Sequence[Gebiet]) -> dict[str, str]:
    """Successors of the ended places by their key: what is stored already, else the same Gemeindeschlüssel."""
    keys = [gebiet.ars for gebiet in ended]
    stored = GebietNachfolge.objects.filter(gebiet__in=keys).order_by("nachfolger_id")
    successors: dict[str, str] = {}
    for old, new in stored.values_list("gebiet_id", "nachfolger_id"):
        successors[old] = f"{successors[old]} {new}" if old in successors else new
    if liste.art != GebietArt.GEMEINDE:
        return successors
    current = Gebiet.objects.filter(
        ars__startswith=f"{liste.land:02}", art=liste.art, gueltig_bis=None, gebietsstand=liste.stand
    )
    by_ags = {ags_of(ars): ars for ars in current.values_list("ars", flat=True)}
    found = {ars: by_ags[ags_of(ars)] for ars in keys if ars not in successors and ags_of(ars) in by_ags}
    GebietNachfolge.objects.bulk_create(
        (GebietNachfolge(gebiet_id=old, nachfolger_id=new) for old, new in found.items()), ignore_conflicts=True
    )
    return successors | found
