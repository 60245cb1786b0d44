"""Take rules of who is competent from a file of the Land."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from ozgcloud.core.actor import Actor, require_operator
from ozgcloud.core.errors import InvalidInput
from ozgcloud.core.imports import Ausgang, Bericht, Zeile, read_day_of, require_day, take_each
from ozgcloud.core.journal import emit
from ozgcloud.core.types import new_id
from ozgcloud.mandant.models import Mandant, MandantArt
from ozgcloud.zustaendigkeit.actions.apply_vorschlag import replace_fassung, store_fassung
from ozgcloud.zustaendigkeit.actions.propose_regel import require_no_rival
from ozgcloud.zustaendigkeit.events import ZustaendigkeitImported
from ozgcloud.zustaendigkeit.models import Zustaendigkeitsregel
from ozgcloud.zustaendigkeit.queries.regeln import angaben_of
from ozgcloud.zustaendigkeit.queries.stellen import name_of, require_office
from ozgcloud.zustaendigkeit.rules.angaben import Regelangaben, require_angaben


@transaction.atomic(durable=True)
def import_zustaendigkeiten(actor: Actor, *, zeilen: Sequence[Zeile]) -> Bericht:
    """Store what is new, give what differs a new version, leave the rest; refused rows come with their reason.

    A rule is recognised by Leistung, Ebene, place and the day it begins, so the same file changes nothing twice, and
    another Mandant in the same row is a change. Raises Forbidden.
    """
    require_operator(actor)
    mandanten = {mandant.kurz: mandant for mandant in Mandant.objects.exclude(art=MandantArt.CLEARING)}
    bericht = take_each(zeilen, lambda zeile: _take(zeile, mandanten))
    if bericht.neu or bericht.geaendert:
        emit(actor, ZustaendigkeitImported(neu=bericht.neu, geaendert=bericht.geaendert))
    return bericht


def _take(zeile: Zeile, mandanten: Mapping[str, Mandant]) -> Ausgang:
    angaben = _read(zeile, mandanten)
    require_angaben(angaben)
    known = Zustaendigkeitsregel.objects.filter(
        leistung_praefix=angaben.leistung_praefix,
        ars_praefix=angaben.ars_praefix,
        ebene=angaben.ebene,
        gueltig_von=angaben.gueltig_von,
        uebung=angaben.uebung,
        ersetzt_am=None,
    ).first()
    if known is None:
        require_no_rival(angaben, None)
        store_fassung(new_id(), 1, angaben)
        return Ausgang.NEU
    if angaben_of(known, known.mandant_id) == angaben:
        return Ausgang.UNVERAENDERT
    require_no_rival(angaben, known.id)
    store_fassung(known.regel_id, replace_fassung(known) + 1, angaben)
    return Ausgang.GEAENDERT


def _read(zeile: Zeile, mandanten: Mapping[str, Mandant]) -> Regelangaben:
    mandant = mandanten.get(zeile.get("mandant"))
    if mandant is None:
        raise InvalidInput(
            f"Die Verwaltung „{zeile.get('mandant')}“ gibt es nicht. Bitte importieren Sie sie zuerst, oder prüfen Sie "
            "die Kurzbezeichnung."
        )
    einheit = zeile.get("organisationseinheit")
    return Regelangaben(
        leistung_praefix=zeile.get("leistung_praefix"),
        ars_praefix=zeile.get("ars_praefix"),
        ebene=zeile.get("ebene"),
        mandant_id=mandant.id,
        organisationseinheit_id=require_office(mandant.id, einheit),
        stelle=name_of(mandant, einheit),
        gueltig_von=require_day(zeile, "gueltig_von"),
        gueltig_bis=read_day_of(zeile, "gueltig_bis"),
        quelle=zeile.get("quelle"),
        uebung=mandant.uebung_von_id is not None,
    )
