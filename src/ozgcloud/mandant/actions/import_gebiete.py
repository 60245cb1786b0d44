"""Take part of a list of places."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import InvalidInput
from ozgcloud.core.imports import Ausgang, Bericht, Zeile, reason
from ozgcloud.core.journal import emit
from ozgcloud.mandant.events import GebieteImported
from ozgcloud.mandant.gebietsangaben import Gebietsangabe, read_gebiet
from ozgcloud.mandant.models import Gebiet, GebietPlz
from ozgcloud.mandant.orte import search_keys

SAID = ("name", "art", "typ", "kreis", "kreis_ars", "amt", "amt_ars", "verwaltung_ars", "einwohner", "gueltig_bis")
STORED = (*SAID, "gueltig_von", "gebietsstand", "suchname", "suchkern")


@dataclass(frozen=True, slots=True)
class _Ergebnis:
    gebiet: Gebiet
    ausgang: Ausgang
    to_store: bool
    plz: tuple[str, ...]


@transaction.atomic(durable=True)
def import_gebiete(actor: Actor, *, zeilen: Sequence[Zeile], bekannt: Collection[str]) -> Bericht:
    """Add and change places; refused rows are part of the report. `bekannt`: every key the whole file names.

    A row of an older Gebietsstand than the stored one is refused. PLZ are taken only for a place without any.
    """
    bericht = Bericht()
    angaben = _read(zeilen, bericht)
    stored = Gebiet.objects.select_for_update().in_bulk([angabe.ars for _, angabe in angaben])
    with_plz = set(GebietPlz.objects.filter(gebiet__in=stored).values_list("gebiet_id", flat=True))
    successors = {ars for _, angabe in angaben for ars in angabe.nachfolger} - set(bekannt)
    unknown = successors - set(Gebiet.objects.filter(ars__in=successors).values_list("ars", flat=True))
    results = []
    for zeile, angabe in angaben:
        try:
            result = _take(angabe, stored.get(angabe.ars), unknown, has_plz=angabe.ars in with_plz)
        except InvalidInput as error:
            bericht.refuse(zeile, reason(error))
            continue
        results.append(result)
        bericht.count(result.ausgang)
    _store(results)
    if bericht.neu or bericht.geaendert:
        emit(actor, GebieteImported(neu=bericht.neu, geaendert=bericht.geaendert, beendet=0))
    return bericht


def _read(zeilen: Sequence[Zeile], bericht: Bericht) -> list[tuple[Zeile, Gebietsangabe]]:
    angaben = []
    for zeile in zeilen:
        try:
            angaben.append((zeile, read_gebiet(zeile.werte)))
        except InvalidInput as error:
            bericht.refuse(zeile, reason(error))
    return angaben


def _take(angabe: Gebietsangabe, stored: Gebiet | None, unknown: set[str], *, has_plz: bool) -> _Ergebnis:
    if missing := unknown.intersection(angabe.nachfolger):
        raise InvalidInput(f"Der Nachfolger {min(missing)} ist nicht bekannt und steht nicht in dieser Datei.")
    if stored is None:
        values = _values(angabe) | {"gueltig_von": angabe.gueltig_von or angabe.gebietsstand}
        return _Ergebnis(Gebiet(ars=angabe.ars, **values), Ausgang.NEU, True, angabe.plz)
    if stored.gebietsstand is not None and stored.gebietsstand > angabe.gebietsstand:
        raise InvalidInput(
            f"{stored.name} ist schon mit dem neueren Gebietsstand {stored.gebietsstand:%d.%m.%Y} bekannt."
        )
    values = _values(angabe) | {"gueltig_von": angabe.gueltig_von or stored.gueltig_von}
    if stored.gebietsstand == angabe.gebietsstand and angabe.gueltig_bis is None:
        values["gueltig_bis"] = stored.gueltig_bis
    changed = {name for name, value in values.items() if getattr(stored, name) != value}
    for name in changed:
        setattr(stored, name, values[name])
    plz = () if has_plz else angabe.plz
    visible = plz or changed - {"gebietsstand", "suchname", "suchkern"}
    return _Ergebnis(stored, Ausgang.GEAENDERT if visible else Ausgang.UNVERAENDERT, bool(changed), plz)


def _values(angabe: Gebietsangabe) -> dict[str, Any]:
    said = {name: getattr(angabe, name) for name in SAID}
    return said | {"gebietsstand": angabe.gebietsstand} | search_keys(angabe.name)


def _store(results: Sequence[_Ergebnis]) -> None:
    Gebiet.objects.bulk_create(
        [result.gebiet for result in results if result.to_store],
        update_conflicts=True,
        unique_fields=["ars"],
        update_fields=STORED,
    )
    pairs = [GebietPlz(plz=plz, gebiet_id=result.gebiet.ars) for result in results for plz in result.plz]
    GebietPlz.objects.bulk_create(pairs, ignore_conflicts=True)
