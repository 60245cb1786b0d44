"""Propose a new, changed or ended rule."""

from uuid import UUID

from django.db import transaction

from ozgcloud.core.actor import Actor, require_operator
from ozgcloud.core.errors import Conflict, InvalidInput
from ozgcloud.core.journal import emit
from ozgcloud.core.types import new_id
from ozgcloud.mandant.queries import get_mandant
from ozgcloud.zustaendigkeit.events import RegelProposed
from ozgcloud.zustaendigkeit.models import Regelvorschlag
from ozgcloud.zustaendigkeit.queries.regeln import Fassung, find_rivals, get_fassung
from ozgcloud.zustaendigkeit.rules.angaben import Regelangaben, Vorschlagsart, require_angaben

REPLACED = "Diese Regel wurde inzwischen geändert. Bitte öffnen Sie ihre neueste Fassung und beginnen Sie von dort."


def propose_regel(
    actor: Actor, *, art: Vorschlagsart, angaben: Regelangaben, basis_id: UUID | None = None
) -> RegelProposed:
    """Write down what a rule should say; nothing changes before `apply_vorschlag`.

    `basis_id` is the version to be changed or ended. Raises Forbidden, NotFound, InvalidInput (also for a rule that
    would stand beside an equal one), or Conflict when the version does not count any more.
    """
    require_operator(actor)
    require_angaben(angaben)
    if art is Vorschlagsart.BEENDEN and angaben.gueltig_bis is None:
        raise InvalidInput("Das Ende fehlt.", {"gueltig_bis": "Bitte geben Sie den letzten Tag an."})
    mandant = get_mandant(angaben.mandant_id)
    basis = get_fassung(basis_id) if basis_id is not None else None
    if basis is not None and not basis.gilt:
        raise Conflict(REPLACED, code="veraltet")
    require_no_rival(angaben, basis_id)
    with transaction.atomic(durable=True):
        vorschlag = Regelvorschlag.objects.create(
            art=art.value,
            regel_id=basis.regel_id if basis else new_id(),
            basis_id=basis_id,
            leistung_praefix=angaben.leistung_praefix,
            ars_praefix=angaben.ars_praefix,
            ebene=angaben.ebene,
            ziel_mandant_id=mandant.id,
            organisationseinheit_id=angaben.organisationseinheit_id,
            stelle=angaben.stelle,
            gueltig_von=angaben.gueltig_von,
            gueltig_bis=angaben.gueltig_bis,
            uebung=angaben.uebung,
            quelle=angaben.quelle,
        )
        return emit(actor, RegelProposed(vorschlag_id=vorschlag.id, art=art, regel_id=vorschlag.regel_id))


def require_no_rival(angaben: Regelangaben, basis_id: UUID | None) -> None:
    """Two equal rules would send every Antrag to the Clearingstelle; raises InvalidInput naming the other one."""
    found = find_rivals(angaben, ohne=basis_id)
    if found:
        raise InvalidInput(
            "Diese Regel widerspricht einer anderen, die genauso genau ist.",
            {"ars_praefix": " ".join(_rival(fassung) for fassung in found[:3])},
        )


def _rival(fassung: Fassung) -> str:
    andere = fassung.angaben
    bis = f"bis {andere.gueltig_bis:%d.%m.%Y}" if andere.gueltig_bis else "ohne Ende"
    return (
        f"Für dieselbe Leistung und denselben Ort gilt schon „{andere.stelle}“ (ab {andere.gueltig_von:%d.%m.%Y}, "
        f"{bis}). Bitte beenden oder ändern Sie zuerst diese Regel."
    )
