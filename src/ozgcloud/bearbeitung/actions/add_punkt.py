"""Add to the Checkliste of a case."""

from uuid import UUID

from django.db.models import Max

from ozgcloud.bearbeitung.events import PunktAdded
from ozgcloud.bearbeitung.models import Checkpunkt
from ozgcloud.bearbeitung.rules import MAX_PUNKTE, require_line
from ozgcloud.core.actor import Actor, Rolle
from ozgcloud.core.errors import InvalidInput
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.vorgang.queries import get_vorgang


@in_mandant
def add_punkt(actor: Actor, *, vorgang_id: UUID, text: str) -> PunktAdded:
    """A further point at the end. Raises NotFound, Forbidden, InvalidInput."""
    vorgang = get_vorgang(actor, vorgang_id, rolle=Rolle.USER, lock=True)
    line = require_line(text, "punkt")
    last = Checkpunkt.objects.filter(vorgang_id=vorgang_id).aggregate(last=Max("nummer"))["last"] or 0
    if last >= MAX_PUNKTE:
        raise InvalidInput("Die Checkliste ist voll.", {"punkt": f"Höchstens {MAX_PUNKTE} Punkte."})
    punkt = Checkpunkt.objects.create(mandant_id=vorgang.mandant_id, vorgang_id=vorgang.id, nummer=last + 1, text=line)
    return emit(actor, PunktAdded(vorgang_id=vorgang.id, punkt_id=punkt.id))
