"""Take from a file of the Land which kind of Verwaltung executes a Leistung."""

from collections.abc import Sequence

from django.db import transaction

from ozgcloud.core import clock
from ozgcloud.core.actor import Actor, require_operator
from ozgcloud.core.eingabe import require_all
from ozgcloud.core.errors import InvalidInput
from ozgcloud.core.imports import Ausgang, Bericht, Zeile, read_day_of, require_day, take_each
from ozgcloud.core.journal import emit
from ozgcloud.zustaendigkeit.events import ZustaendigkeitImported
from ozgcloud.zustaendigkeit.models import Vollzugsebene
from ozgcloud.zustaendigkeit.rules.angaben import (
    overlaps,
    require_ars_praefix,
    require_ebene,
    require_leistung_praefix,
    require_period,
    require_quelle,
)


@transaction.atomic(durable=True)
def import_vollzugsebenen(actor: Actor, *, zeilen: Sequence[Zeile]) -> Bericht:
    """Store what is new, replace what differs, leave the rest; refused rows come with their reason.

    An entry is recognised by Leistung, place and the day it begins. Raises Forbidden.
    """
    require_operator(actor)
    bericht = take_each(zeilen, _take)
    if bericht.neu or bericht.geaendert:
        emit(actor, ZustaendigkeitImported(neu=bericht.neu, geaendert=bericht.geaendert))
    return bericht


def _take(zeile: Zeile) -> Ausgang:
    wanted = _read(zeile)
    live = Vollzugsebene.objects.filter(
        leistung_praefix=wanted.leistung_praefix, ars_praefix=wanted.ars_praefix, ersetzt_am=None
    )
    known = live.filter(gueltig_von=wanted.gueltig_von).first()
    if known and all(getattr(known, name) == getattr(wanted, name) for name in ("ebene", "gueltig_bis", "quelle")):
        return Ausgang.UNVERAENDERT
    for other in live:
        if other != known and overlaps(wanted.gueltig_von, wanted.gueltig_bis, other.gueltig_von, other.gueltig_bis):
            raise InvalidInput(
                f"Für dieselbe Leistung gilt ab {other.gueltig_von:%d.%m.%Y} schon die Ebene „{other.ebene}“. Bitte "
                "beenden Sie sie zuerst (Spalte gueltig_bis)."
            )
    if known is not None:
        known.ersetzt_am = clock.now()
        known.save(update_fields=("ersetzt_am",))
    wanted.save(force_insert=True)
    return Ausgang.GEAENDERT if known is not None else Ausgang.NEU


def _read(zeile: Zeile) -> Vollzugsebene:
    entry = Vollzugsebene(
        leistung_praefix=zeile.get("leistung_praefix"),
        ars_praefix=zeile.get("ars_praefix"),
        ebene=zeile.get("ebene"),
        gueltig_von=require_day(zeile, "gueltig_von"),
        gueltig_bis=read_day_of(zeile, "gueltig_bis"),
        quelle=zeile.get("quelle"),
    )
    require_all(
        lambda: require_leistung_praefix(entry.leistung_praefix),
        lambda: require_ars_praefix(entry.ars_praefix),
        lambda: require_ebene(entry.ebene, optional=False),
        lambda: require_period(entry.gueltig_von, entry.gueltig_bis),
        lambda: require_quelle(entry.quelle),
    )
    return entry
