"""Write the template of a Leistung."""

from dataclasses import dataclass

from ozgcloud.bearbeitung.events import ArbeitsvorlageSaved
from ozgcloud.bearbeitung.models import Arbeitsvorlage
from ozgcloud.bearbeitung.rules import Einheit, Fristart, read_punkte
from ozgcloud.core import clock
from ozgcloud.core.actor import Actor, Rolle
from ozgcloud.core.errors import Forbidden
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import current_mandant, in_mandant
from ozgcloud.leistung.queries import get_leistung
from ozgcloud.vorgang.rules import require_version


@dataclass(frozen=True, slots=True)
class Fristvorgabe:
    """A deadline every new case of the Leistung begins with, counted from the day of receipt."""

    art: Fristart
    zahl: int
    einheit: Einheit


@in_mandant
def save_arbeitsvorlage(
    actor: Actor, *, leistung: str, punkte: str, fristen: tuple[Fristvorgabe, ...], version: int | None = None
) -> ArbeitsvorlageSaved:
    """One point per line; new cases get a copy. Raises NotFound, Forbidden, InvalidInput, Conflict."""
    if not actor.has(Rolle.FACHADMIN):
        raise Forbidden
    get_leistung(leistung)
    row = Arbeitsvorlage.objects.select_for_update().filter(leistung_schluessel=leistung).first()
    require_version(row.version if row else 0, version)
    row = row or Arbeitsvorlage(mandant_id=current_mandant(), leistung_schluessel=leistung, version=0)
    row.punkte = list(read_punkte(punkte))
    row.fristen = [{"art": f.art.value, "zahl": f.zahl, "einheit": f.einheit.value} for f in fristen]
    row.version += 1
    row.geaendert_am = clock.now()
    row.save()
    return emit(actor, ArbeitsvorlageSaved(arbeitsvorlage_id=row.id, leistung=int(leistung)))
