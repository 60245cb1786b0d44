"""Take a proposal over."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from ozgcloud.core import clock
from ozgcloud.core.actor import Actor, require_operator
from ozgcloud.core.errors import Conflict, NotFound
from ozgcloud.core.journal import emit
from ozgcloud.zustaendigkeit.actions.propose_regel import REPLACED, require_no_rival
from ozgcloud.zustaendigkeit.events import RegelApplied
from ozgcloud.zustaendigkeit.models import Regelvorschlag, Zustaendigkeitsregel
from ozgcloud.zustaendigkeit.queries.regeln import angaben_of, rule_state
from ozgcloud.zustaendigkeit.rules.angaben import Regelangaben, Vorschlagsart, VorschlagStatus

DONE = "Dieser Vorschlag ist schon erledigt. Bitte sehen Sie in der Liste nach."
MOVED = (
    "Inzwischen wurde eine andere Regel geändert. Die Unterschiede unten sind neu berechnet; bitte sehen Sie sie noch "
    "einmal an."
)


@transaction.atomic(durable=True)
def apply_vorschlag(actor: Actor, *, vorschlag_id: UUID, stand: str) -> RegelApplied:
    """Make the proposal the rule. The old version stays as it was and says since when it is replaced.

    `stand` is the mark of all rules the differences were shown for. Raises Forbidden, NotFound, InvalidInput for an
    equal rule, or Conflict when the proposal is done, its rule has changed, or any rule has since one looked.
    """
    require_operator(actor)
    vorschlag = locked_vorschlag(vorschlag_id)
    if stand != rule_state():
        raise Conflict(MOVED, code="veraltet")
    angaben = angaben_of(vorschlag, vorschlag.ziel_mandant_id)
    basis = _locked_basis(vorschlag)
    require_no_rival(angaben, vorschlag.basis_id)
    version = _write(vorschlag.regel_id, angaben, basis, is_change=vorschlag.art == Vorschlagsart.AENDERN.value)
    finish_vorschlag(vorschlag, VorschlagStatus.UEBERNOMMEN)
    return emit(actor, RegelApplied(vorschlag_id=vorschlag.id, regel_id=vorschlag.regel_id, version=version))


def locked_vorschlag(vorschlag_id: UUID) -> Regelvorschlag:
    """An open proposal. All open ones are locked, so that two operators apply one after the other.

    Raises NotFound, or Conflict for one that is done.
    """
    found = Regelvorschlag.objects.filter(id=vorschlag_id).exists()
    if not found:
        raise NotFound("Diesen Vorschlag gibt es nicht oder nicht mehr.")
    offen = Regelvorschlag.objects.select_for_update().filter(status=VorschlagStatus.OFFEN.value).order_by("id")
    vorschlag = next((one for one in offen if one.id == vorschlag_id), None)
    if vorschlag is None:
        raise Conflict(DONE, code="erledigt")
    return vorschlag


def finish_vorschlag(vorschlag: Regelvorschlag, status: VorschlagStatus) -> None:
    """Say what became of it."""
    vorschlag.status = status.value
    vorschlag.erledigt_am = clock.now()
    vorschlag.save(update_fields=("status", "erledigt_am"))


def _locked_basis(vorschlag: Regelvorschlag) -> Zustaendigkeitsregel | None:
    if vorschlag.basis_id is None:
        return None
    basis = Zustaendigkeitsregel.objects.select_for_update().filter(id=vorschlag.basis_id, ersetzt_am=None).first()
    if basis is None:
        raise Conflict(REPLACED, code="veraltet")
    return basis


def _write(regel_id: UUID, angaben: Regelangaben, basis: Zustaendigkeitsregel | None, *, is_change: bool) -> int:
    """Store the new version, and what is left of the old one when the new begins later; returns the last number."""
    version = 1
    if basis is not None:
        version = replace_fassung(basis) + 1
        if is_change and angaben.gueltig_von > basis.gueltig_von:
            rest = replace(angaben_of(basis, basis.mandant_id), gueltig_bis=angaben.gueltig_von - timedelta(days=1))
            store_fassung(regel_id, version, rest)
            version += 1
    store_fassung(regel_id, version, angaben)
    return version


def replace_fassung(basis: Zustaendigkeitsregel) -> int:
    """A version no longer counts; returns the highest number its rule has so far."""
    basis.ersetzt_am = clock.now()
    basis.save(update_fields=("ersetzt_am",))
    numbers = Zustaendigkeitsregel.objects.filter(regel_id=basis.regel_id).order_by("-version")
    return numbers.values_list("version", flat=True).first() or basis.version


def store_fassung(regel_id: UUID, version: int, angaben: Regelangaben) -> Zustaendigkeitsregel:
    """Write one version of a rule."""
    return Zustaendigkeitsregel.objects.create(
        regel_id=regel_id,
        version=version,
        leistung_praefix=angaben.leistung_praefix,
        ars_praefix=angaben.ars_praefix,
        ebene=angaben.ebene,
        mandant_id=angaben.mandant_id,
        organisationseinheit_id=angaben.organisationseinheit_id,
        stelle=angaben.stelle,
        gueltig_von=angaben.gueltig_von,
        gueltig_bis=angaben.gueltig_bis,
        uebung=angaben.uebung,
        quelle=angaben.quelle,
    )
