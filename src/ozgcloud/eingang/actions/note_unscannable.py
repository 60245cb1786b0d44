"""Note that a file cannot be checked for malware."""

from uuid import UUID

from ozgcloud.core.actor import Actor
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.eingang.actions.open_quarantaene import open_quarantaene
from ozgcloud.eingang.gruende import unpruefbar
from ozgcloud.eingang.models import EingangAnlage


@in_mandant
def note_unscannable(actor: Actor, *, datei_id: UUID) -> bool:
    """Call a person to a file the scanner does not take; it stays locked. Repeatable; returns whether it was new."""
    anlage = EingangAnlage.objects.filter(datei_id=datei_id).select_related("eingang").first()
    if anlage is None:
        return False
    return open_quarantaene(actor, vorgang_id=anlage.eingang.vorgang_id, grund=unpruefbar(datei_id))
