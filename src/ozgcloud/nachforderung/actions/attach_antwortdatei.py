"""Take an upload of the citizen for one item."""

from uuid import UUID

from ozgcloud.core.actor import Actor
from ozgcloud.core.files import Ablage
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.nachforderung.bestand import get_posten, locked_for_citizen
from ozgcloud.nachforderung.models import Antwortdatei
from ozgcloud.nachforderung.rules.stand import Postenzustand, Zustand, require_answerable, require_room


@in_mandant
def attach_antwortdatei(
    actor: Actor, *, vorgang_id: UUID, nachforderung_id: UUID, posten_id: UUID, name: str, ablage: Ablage
) -> UUID:
    """Record bytes already in the store at an item, for the citizen only until he sends them; returns the file's id.

    Raises NotFound, Conflict when the item is not his turn, InvalidInput for more files than an item holds.
    """
    nachforderung = locked_for_citizen(vorgang_id, nachforderung_id)
    posten = get_posten(nachforderung, posten_id)
    require_answerable(Zustand(nachforderung.zustand), Postenzustand(posten.zustand))
    require_room(Antwortdatei.objects.filter(posten_id=posten_id).count())
    return Antwortdatei.objects.create(
        mandant_id=nachforderung.mandant_id,
        posten_id=posten_id,
        schluessel=ablage.schluessel,
        name=name,
        medientyp=ablage.medientyp,
        groesse=ablage.groesse,
        sha256=ablage.sha256,
        datenschluessel=ablage.schluesselgeheimnis,
    ).id
