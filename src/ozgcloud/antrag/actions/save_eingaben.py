"""Keep what was typed."""

from typing import Any

from ozgcloud.antrag.queries import locked_entwurf
from ozgcloud.antrag.rules import raw_bytes, secret_hash
from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import Conflict
from ozgcloud.core.tenancy import entwurf_scope

STALE = (
    "Dieser Antrag wurde inzwischen in einem anderen Fenster geändert. Wir zeigen Ihnen den neuesten Stand; "
    "bitte prüfen Sie ihn und tragen Sie Ihre Änderung noch einmal ein."
)
SUBMITTED = "Dieser Antrag ist schon abgesendet und kann nicht mehr geändert werden."


def save_eingaben(
    actor: Actor, *, geheimnis: str, eingaben: dict[str, Any], schritt: str, version: int | None = None
) -> int:
    """Replace the raw values of a draft, valid or not, and return its new version.

    `version` is the one the form was made from; None saves anyway. Raises NotFound, TooLarge, or Conflict when the
    draft has been submitted or changed in another window.
    """
    raw_bytes(eingaben)
    with entwurf_scope(secret_hash(geheimnis)):
        entwurf = locked_entwurf(geheimnis)
        if entwurf.vorgangsnummer:
            raise Conflict(SUBMITTED, code="eingereicht")
        if version is not None and version != entwurf.version:
            raise Conflict(STALE, code="veraltet")
        entwurf.eingaben = eingaben
        if schritt and schritt not in entwurf.besucht:
            entwurf.besucht = [*entwurf.besucht, schritt]
        entwurf.version += 1
        entwurf.geaendert_am = clock.now()
        entwurf.save(update_fields=("eingaben", "besucht", "version", "geaendert_am"))
        return entwurf.version
