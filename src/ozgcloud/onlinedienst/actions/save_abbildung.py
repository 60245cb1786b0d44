"""Say which fields of a foreign form are which of an Online-Dienst."""

from collections.abc import Mapping

from django.db import transaction

from ozgcloud.core.actor import Actor, require_operator
from ozgcloud.core.errors import InvalidInput
from ozgcloud.core.journal import emit
from ozgcloud.core.types import new_id
from ozgcloud.datenschema.queries import get_schema
from ozgcloud.onlinedienst.events import AbbildungSaved
from ozgcloud.onlinedienst.models import Formularabbildung
from ozgcloud.onlinedienst.queries import get_startable

MAX_FIELDS = 5_000
MAX_NAME = 500


def save_abbildung(actor: Actor, *, form_id: str, kennung: str, felder: Mapping[str, str]) -> AbbildungSaved:
    """A new version of the table for this form; it counts from the next Antrag on, older ones keep theirs.

    `felder` maps a foreign address, path or name to a path of the schema. Raises Forbidden, NotFound, InvalidInput with
    every path the schema does not have.
    """
    require_operator(actor)
    dienst = get_startable(kennung)
    index = get_schema(dienst.datenschema_id).index
    fehler = {
        name[:100]: "Dieses Feld gibt es im Schema nicht, oder es nimmt keine Angabe auf."
        for name, pfad in felder.items()
        if pfad not in index or not index[pfad].fuellbar or not name or len(name) > MAX_NAME
    }
    if not form_id.strip() or len(form_id) > MAX_NAME:
        fehler["form_id"] = f"Bitte nennen Sie die formId des Absenders, höchstens {MAX_NAME} Zeichen."
    if fehler or len(felder) > MAX_FIELDS:
        raise InvalidInput("Die Zuordnung passt nicht zum Schema des Online-Dienstes.", fehler)
    with transaction.atomic():
        last = Formularabbildung.objects.filter(form_id=form_id.strip()).order_by("-version").first()
        row = Formularabbildung.objects.create(
            id=new_id(),
            form_id=form_id.strip(),
            version=(last.version if last else 0) + 1,
            onlinedienst_id=dienst.id,
            felder=dict(felder),
        )
        return emit(
            actor,
            AbbildungSaved(abbildung_id=row.id, onlinedienst_id=dienst.id, version=row.version, felder=len(row.felder)),
        )
