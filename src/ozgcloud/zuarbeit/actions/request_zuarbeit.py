"""Ask another office about a case."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from ozgcloud.core import clock
from ozgcloud.core.actor import Actor, Rolle
from ozgcloud.core.eingabe import require_all
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.core.types import new_id
from ozgcloud.vorgang.queries import get_vorgang
from ozgcloud.zuarbeit.ablage import link_file
from ozgcloud.zuarbeit.adressaten import find_adressat
from ozgcloud.zuarbeit.auszug import Auswahl, choose
from ozgcloud.zuarbeit.events import ZuarbeitRequested
from ozgcloud.zuarbeit.marke import update_mark
from ozgcloud.zuarbeit.models import Zuarbeit
from ozgcloud.zuarbeit.rules import Seite, id_of_copy, require_frage, require_frist


@dataclass(frozen=True, slots=True, kw_only=True)
class Auftrag:
    """Whom to ask (key of an Adressat), what, until when, and what of the case that office may see."""

    stelle: str
    frage: str = field(repr=False)
    frist: date | None
    auswahl: Auswahl = field(default_factory=Auswahl)


@in_mandant
def request_zuarbeit(
    actor: Actor, *, vorgang_id: UUID, auftrag: Auftrag, zuarbeit_id: UUID | None = None
) -> ZuarbeitRequested:
    """Freeze the excerpt and have it handed over; with `zuarbeit_id` a second click asks nobody twice.

    The excerpt is made of the case here, never of what a browser sent. Raises NotFound, Forbidden, InvalidInput, and
    Conflict for a case that was handed over.
    """
    vorgang = get_vorgang(actor, vorgang_id, rolle=Rolle.USER, lock=True)
    require_all(
        lambda: find_adressat(actor, auftrag.stelle),
        lambda: require_frage(auftrag.frage),
        lambda: require_frist(auftrag.frist, clock.today()),
    )
    adressat, key = find_adressat(actor, auftrag.stelle), zuarbeit_id or new_id()
    frist = require_frist(auftrag.frist, clock.today())
    event = ZuarbeitRequested(vorgang_id=vorgang.id, zuarbeit_id=key, ziel_mandant=adressat.mandant_id, frist=frist)
    if Zuarbeit.objects.filter(id=key, vorgang_id=vorgang.id).exists():
        return event
    auszug, dateien = choose(actor, vorgang_id, auftrag.auswahl)
    Zuarbeit.objects.create(
        id=key,
        mandant_id=vorgang.mandant_id,
        seite=Seite.FRAGT.value,
        vorgang_id=vorgang.id,
        gegen_mandant_id=adressat.mandant_id,
        gegen_id=id_of_copy(key),
        gegen_name=adressat.name,
        gegen_einheit_id=adressat.einheit_id,
        person_id=actor.person_id,
        frage=require_frage(auftrag.frage),
        frist=frist,
        auszug=auszug.as_row(),
    )
    for datei in dateien:
        link_file(key, None, datei.datei_id, datei.name)
    update_mark(actor, vorgang.id)
    return emit(actor, event)
