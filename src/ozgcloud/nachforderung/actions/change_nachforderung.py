"""Change a request that is with the citizen: other items, more time."""

from collections.abc import Sequence
from uuid import UUID

from ozgcloud.core import clock
from ozgcloud.core.actor import Actor, Rolle
from ozgcloud.core.journal import emit
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.nachforderung.bestand import accept, land_of, mark_waiting, missing_titles, tell, write_posten
from ozgcloud.nachforderung.events import NachforderungChanged
from ozgcloud.nachforderung.inhalt import Inhalt, require_inhalt
from ozgcloud.nachforderung.models import Antwortdatei, Nachforderung, Posten
from ozgcloud.nachforderung.queries import get_nachforderung, posten_of
from ozgcloud.nachforderung.rules.anschreiben import BETREFF_GEAENDERT, changed
from ozgcloud.nachforderung.rules.frist import Stufe
from ozgcloud.nachforderung.rules.stand import (
    BEI_ANTRAGSTELLER,
    Postenzustand,
    Zustand,
    require_open_case,
    require_sent,
)
from ozgcloud.nachforderung.rules.vorschlag import Fehlstelle
from ozgcloud.vorgang.queries import get_vorgang
from ozgcloud.vorgang.rules import Status


@in_mandant
def change_nachforderung(
    actor: Actor, *, vorgang_id: UUID, nachforderung_id: UUID, inhalt: Inhalt, version: int | None = None
) -> NachforderungChanged:
    """Replace what the citizen still owes and the deadline (§ 31 (7) VwVfG), and tell him.

    What he has answered stays, also when it was returned: without its item nothing more is asked, so it is enough. What
    he has begun stays for an item that keeps its name. Raises NotFound, Forbidden, InvalidInput, Conflict when the
    request has ended or somebody else has changed it.
    """
    vorgang = get_vorgang(actor, vorgang_id, rolle=Rolle.USER, lock=True)
    require_open_case(Status(vorgang.status))
    nachforderung = get_nachforderung(vorgang_id, nachforderung_id, lock=True, version=version)
    require_sent(Zustand(nachforderung.zustand))
    cleaned = require_inhalt(inhalt, clock.today(), land_of(vorgang.mandant_id))
    assert cleaned.frist is not None
    _replace(actor, nachforderung, cleaned.posten)
    nachforderung.frist, nachforderung.erinnert = cleaned.frist, Stufe.KEINE.value
    nachforderung.store("frist", "erinnert")
    titel = missing_titles(nachforderung_id)
    text = changed(titel, cleaned.frist)
    tell(actor, nachforderung, BETREFF_GEAENDERT, text, f"geaendert-{nachforderung.version}")
    mark_waiting(actor, nachforderung)
    event = NachforderungChanged(
        vorgang_id=vorgang_id, nachforderung_id=nachforderung_id, frist=cleaned.frist, anzahl=len(titel)
    )
    return emit(actor, event)


def _replace(actor: Actor, nachforderung: Nachforderung, wanted: Sequence[Fehlstelle]) -> None:
    """Items not named any more go with what was begun for them; new ones come behind."""
    posten = posten_of(nachforderung.id)
    open_ones = [one for one in posten if Postenzustand(one.zustand) in BEI_ANTRAGSTELLER]
    names = {stelle.titel for stelle in wanted}
    for one in open_ones:
        if one.titel not in names:
            _drop(actor, nachforderung, one)
    known = {one.titel for one in open_ones}
    new = [stelle for stelle in wanted if stelle.titel not in known]
    write_posten(nachforderung, new, ab=max((one.nummer for one in posten), default=0) + 1)


def _drop(actor: Actor, nachforderung: Nachforderung, posten: Posten) -> None:
    """Ask for it no more. Files once sent belong to the case, and only their item says what they are for."""
    if posten.beantwortet_am is None:
        posten.delete()
        return
    Antwortdatei.objects.filter(posten_id=posten.id, datei_id__isnull=True).delete()
    posten.antwort = posten.fehlt_weil = posten.grund = ""
    accept(actor, nachforderung, posten)
