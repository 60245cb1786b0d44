"""What was typed in becomes a case."""

from uuid import UUID

from ozgcloud.antrag.actions.save_eingaben import STALE
from ozgcloud.antrag.queries import EntwurfStand, get_entwurf, locked_entwurf
from ozgcloud.antrag.rules import secret_hash
from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import Conflict, InvalidInput
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import entwurf_scope, mandant_scope
from ozgcloud.datenschema.pruefung import Pruefergebnis
from ozgcloud.eingang.rules import Kanal
from ozgcloud.erfassung.einreichung import compose_einreichung, is_scan
from ozgcloud.erfassung.events import AntragCaptured
from ozgcloud.erfassung.models import Erfassung
from ozgcloud.erfassung.queries import geheimnis_of, get_erfassung
from ozgcloud.erfassung.rules import require_capture
from ozgcloud.mandant.queries import get_mandant
from ozgcloud.vorgang.actions.open_vorgang import Quittung, open_vorgang

INCOMPLETE = (
    "Es fehlen noch Angaben, oder sie sind ungültig. Ergänzen Sie sie, oder legen Sie den Antrag unvollständig an: "
    "Dann werden sie am Vorgang vermerkt."
)
EMPTY = "Tragen Sie mindestens eine Angabe ein, oder fügen Sie einen Scan bei."


def submit_erfassung(
    actor: Actor, *, erfassung_id: UUID, version: int | None = None, unvollstaendig: bool = False
) -> str:
    """Hand it in, and return its Vorgangsnummer; a repetition gets the same one. Gaps are noted if `unvollstaendig`.

    The rules of the Land find the office, which may be another one than the actor's. Raises NotFound, Forbidden,
    InvalidInput with errors by address, Conflict when it was changed in another window.
    """
    require_capture({zuweisung.rolle for zuweisung in actor.rollen})
    mandant_id = actor.mandant_id or 0
    with mandant_scope(mandant_id):
        erfassung = get_erfassung(actor, erfassung_id)
    if erfassung.vorgangsnummer:
        return erfassung.vorgangsnummer
    geheimnis = geheimnis_of(erfassung_id)
    stand = get_entwurf(geheimnis)
    if version not in (None, stand.version):
        raise Conflict(STALE, code="veraltet")
    ergebnis = stand.pruefe()
    _require_enough(stand, ergebnis, unvollstaendig=unvollstaendig)
    with entwurf_scope(secret_hash(geheimnis)):
        entwurf = locked_entwurf(geheimnis)
        if entwurf.version != stand.version:
            raise Conflict(STALE, code="veraltet")
        uebung = get_mandant(mandant_id).uebung_von_id is not None
        quittung = open_vorgang(actor, einreichung=compose_einreichung(erfassung, stand, ergebnis, uebung=uebung))
        entwurf.vorgangsnummer, entwurf.eingereicht_am = quittung.vorgangsnummer, clock.now()
        entwurf.save(update_fields=("vorgangsnummer", "eingereicht_am"))
        with mandant_scope(mandant_id):
            _note(actor, erfassung, quittung, len(ergebnis.fehler))
    return quittung.vorgangsnummer


def _require_enough(stand: EntwurfStand, ergebnis: Pruefergebnis, *, unvollstaendig: bool) -> None:
    if not ergebnis.gueltig and not unvollstaendig:
        raise InvalidInput(INCOMPLETE, ergebnis.fehler)
    given = any(isinstance(text, str) and text.strip() for text in stand.eingaben.values())
    if not given and not any(map(is_scan, stand.dateien)):
        raise InvalidInput(EMPTY)


def _note(actor: Actor, erfassung: Erfassung, quittung: Quittung, offene: int) -> None:
    row = get_erfassung(actor, erfassung.id, lock=True)
    row.vorgangsnummer, row.angelegt_am = quittung.vorgangsnummer, clock.now()
    row.ziel_mandant_id, row.ziel_vorgang_id = quittung.mandant_id, quittung.vorgang_id
    row.save(update_fields=("vorgangsnummer", "angelegt_am", "ziel_mandant", "ziel_vorgang_id"))
    emit(actor, AntragCaptured(erfassung_id=row.id, kanal=Kanal(row.kanal), offene=offene))
