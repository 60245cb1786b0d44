"""Write a note of a kind."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from ozgcloud.bearbeitung.events import NotizTyped
from ozgcloud.bearbeitung.models import Notizangabe, Notizdatei
from ozgcloud.bearbeitung.rules import Notizart
from ozgcloud.core.actor import Actor
from ozgcloud.core.files import Ablage
from ozgcloud.core.journal import emit
from ozgcloud.core.models import Datei
from ozgcloud.core.tenancy import current_mandant, in_mandant
from ozgcloud.vorgang.actions.add_notiz import add_notiz


@dataclass(frozen=True, slots=True)
class Anhang:
    """A file whose bytes are in the store already."""

    name: str
    ablage: Ablage


@in_mandant
def write_vermerk(
    actor: Actor,
    *,
    vorgang_id: UUID,
    text: str,
    art: Notizart,
    anhaenge: Sequence[Anhang] = (),
    notiz_id: UUID | None = None,
) -> NotizTyped:
    """A note, what kind it is, and its files; with `notiz_id` a second click adds nothing.

    Raises NotFound, Forbidden, InvalidInput.
    """
    added = add_notiz(actor, vorgang_id=vorgang_id, text=text, notiz_id=notiz_id)
    event = NotizTyped(vorgang_id=vorgang_id, notiz_id=added.notiz_id, art=art, dateien=len(anhaenge))
    if Notizangabe.objects.filter(notiz_id=added.notiz_id).exists():
        return event
    mandant_id = current_mandant()
    Notizangabe.objects.create(notiz_id=added.notiz_id, mandant_id=mandant_id, vorgang_id=vorgang_id, art=art.value)
    for anhang in anhaenge:
        datei = Datei.objects.create(
            mandant_id=mandant_id,
            schluessel=anhang.ablage.schluessel,
            name=anhang.name,
            medientyp=anhang.ablage.medientyp,
            groesse=anhang.ablage.groesse,
            sha256=anhang.ablage.sha256,
            datenschluessel=anhang.ablage.schluesselgeheimnis or None,
        )
        Notizdatei.objects.create(
            mandant_id=mandant_id, vorgang_id=vorgang_id, notiz_id=added.notiz_id, datei_id=datei.id
        )
    return emit(actor, event)
