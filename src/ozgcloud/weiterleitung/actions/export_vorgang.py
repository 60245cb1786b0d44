"""Log that an export package of a case leaves the house."""

from dataclasses import dataclass
from uuid import UUID

from ozgcloud.core.actor import Actor, Rolle
from ozgcloud.core.eingabe import require_all
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.vorgang.queries import get_vorgang
from ozgcloud.vorgang.rules import require_text
from ozgcloud.weiterleitung.events import VorgangExported
from ozgcloud.weiterleitung.models import Ausfuhr


@dataclass(frozen=True, slots=True)
class Ausfuhrangaben:
    """For whom a package is, and what for (Art. 5 (2), 30 DSGVO)."""

    empfaenger: str
    zweck: str


def require_angaben(angaben: Ausfuhrangaben) -> Ausfuhrangaben:
    """Both cleaned; raises InvalidInput with every error."""
    require_all(
        lambda: require_text(angaben.empfaenger, "empfaenger"),
        lambda: require_text(angaben.zweck, "zweck"),
    )
    return Ausfuhrangaben(angaben.empfaenger.strip(), angaben.zweck.strip())


@in_mandant
def export_vorgang(
    actor: Actor, *, vorgang_id: UUID, angaben: Ausfuhrangaben, sha256: str, groesse: int
) -> VorgangExported:
    """Write down who takes which package for whom, before its first byte is sent.

    Raises NotFound, Forbidden, InvalidInput.
    """
    vorgang = get_vorgang(actor, vorgang_id, rolle=Rolle.USER)
    cleaned = require_angaben(angaben)
    ausfuhr = Ausfuhr.objects.create(
        mandant_id=vorgang.mandant_id,
        vorgang_id=vorgang.id,
        person_id=actor.require_person(),
        empfaenger=cleaned.empfaenger,
        zweck=cleaned.zweck,
        sha256=sha256,
        groesse=groesse,
    )
    return emit(actor, VorgangExported(vorgang_id=vorgang.id, ausfuhr_id=ausfuhr.id, groesse=groesse))
