"""Enter a Verwaltung into the list of Mandanten, or change what is known of it."""

import dataclasses
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Max

from ozgcloud.core.actor import Actor, require_operator
from ozgcloud.core.errors import Conflict, InvalidInput
from ozgcloud.core.imports import Ausgang
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.mandant.events import MandantSaved
from ozgcloud.mandant.gebietsangaben import LAENDER
from ozgcloud.mandant.models import Gebiet, Land, Mandant, MandantArt, Organisationseinheit
from ozgcloud.mandant.verwaltungsangaben import Verwaltungsangaben, require_verwaltung

# Keys of imported Mandanten: 10,000 per Land, above those of demo and practice.
PER_LAND = 10_000
FACTS = ("name", "art", "strasse", "plz", "ort", "telefon", "email", "aktiv_ab")


@dataclass(frozen=True, slots=True)
class GespeicherterMandant:
    """The key of the Mandant, and whether it is new, changed or was the same already."""

    mandant_id: int
    ausgang: Ausgang


@transaction.atomic(durable=True)
def save_mandant(actor: Actor, *, angaben: Verwaltungsangaben) -> GespeicherterMandant:
    """Find the Mandant by its `kurz` and make it as `angaben` say; missing Organisationseinheiten are added.

    Raises Forbidden (operators of the Land and the house only), InvalidInput with the wrong fields, Conflict for a
    change of Land or original, and for a second Clearingstelle.
    """
    require_operator(actor)
    require_verwaltung(angaben)
    _require_known(angaben)
    land, _ = Land.objects.get_or_create(
        id=angaben.land, defaults={"kuerzel": LAENDER[angaben.land][0], "name": LAENDER[angaben.land][1]}
    )
    # Two operators at once: the rows of the Länder are the queue for new keys and Clearingstellen.
    list(Land.objects.select_for_update().order_by("id"))
    stored = Mandant.objects.select_for_update().filter(kurz=angaben.kurz).first()
    original = _original(angaben)
    _require_clearing(angaben, stored)
    facts = {name: getattr(angaben, name) for name in FACTS} | {"gebiete": list(angaben.gebiete)}
    if stored is None:
        mandant = Mandant(id=_next_key(land.id), land=land, kurz=angaben.kurz, uebung_von=original, **facts)
        return _write(actor, mandant, angaben, Ausgang.NEU)
    _require_same(stored, land, original)
    changed = _take_over(stored, facts)
    return _write(actor, stored, angaben, Ausgang.GEAENDERT if changed else Ausgang.UNVERAENDERT)


def _write(actor: Actor, mandant: Mandant, angaben: Verwaltungsangaben, ausgang: Ausgang) -> GespeicherterMandant:
    if ausgang is not Ausgang.UNVERAENDERT:
        mandant.save(force_insert=ausgang is Ausgang.NEU)
    with mandant_scope(mandant.id):
        known = set(Organisationseinheit.objects.values_list("name", flat=True))
        missing = [name for name in angaben.einheiten if name not in known]
        Organisationseinheit.objects.bulk_create(
            Organisationseinheit(mandant_id=mandant.id, name=name) for name in missing
        )
        if missing and ausgang is Ausgang.UNVERAENDERT:
            ausgang = Ausgang.GEAENDERT
        if ausgang is not Ausgang.UNVERAENDERT:
            emit(
                dataclasses.replace(actor, mandant_id=mandant.id),
                MandantSaved(verwaltung_id=mandant.id, neu=ausgang is Ausgang.NEU),
            )
    return GespeicherterMandant(mandant.id, ausgang)


def _take_over(stored: Mandant, facts: dict[str, Any]) -> bool:
    changed = {name: value for name, value in facts.items() if getattr(stored, name) != value}
    for name, value in changed.items():
        setattr(stored, name, value)
    return bool(changed)


def _next_key(land_id: int) -> int:
    first = land_id * PER_LAND + 1
    last = Mandant.objects.filter(id__range=(first, first + PER_LAND - 2)).aggregate(last=Max("id"))["last"]
    return first if last is None else int(last) + 1


def _require_known(angaben: Verwaltungsangaben) -> None:
    known = set(Gebiet.objects.filter(ars__in=angaben.gebiete).values_list("ars", flat=True))
    if unknown := [ars for ars in angaben.gebiete if ars not in known]:
        raise InvalidInput(
            "Ein Gebiet ist nicht bekannt.",
            {"ars": f"Das Gebiet {unknown[0]} ist nicht bekannt. Bitte importieren Sie zuerst die Gebiete."},
        )


def _original(angaben: Verwaltungsangaben) -> Mandant | None:
    if not angaben.uebung_von:
        return None
    original = Mandant.objects.filter(kurz=angaben.uebung_von, land_id=angaben.land, uebung_von=None).first()
    if original is None:
        raise InvalidInput(
            "Das Vorbild des Übungsmandanten ist nicht bekannt.",
            {"uebung_von": f"„{angaben.uebung_von[:50]}“ ist kein Mandant dieses Landes, der selbst keine Übung ist."},
        )
    return original


def _require_clearing(angaben: Verwaltungsangaben, stored: Mandant | None) -> None:
    """Each Land has one Clearingstelle, which stays one: what cannot be routed lies there."""
    if stored is not None and stored.art != angaben.art and MandantArt.CLEARING in (stored.art, angaben.art):
        raise Conflict("Eine Clearingstelle bleibt eine, und keine andere Verwaltung wird nachträglich dazu.")
    others = Mandant.objects.filter(land_id=angaben.land, art=MandantArt.CLEARING)
    if stored is not None:
        others = others.exclude(id=stored.id)
    if angaben.art == MandantArt.CLEARING and (other := others.first()):
        raise Conflict(f"Das Land hat schon eine Clearingstelle: {other.name} ({other.kurz}).")


def _require_same(stored: Mandant, land: Land, original: Mandant | None) -> None:
    if stored.land_id != land.id:
        raise Conflict(f"Der Kurzname „{stored.kurz}“ gehört schon zu einer Verwaltung eines anderen Landes.")
    if stored.uebung_von_id != (original.id if original else None):
        raise Conflict(f"Ob „{stored.kurz}“ ein Übungsmandant ist und von wem, lässt sich nachträglich nicht ändern.")
