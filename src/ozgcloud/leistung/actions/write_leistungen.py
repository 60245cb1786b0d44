"""Write our own texts of Leistungen: what citizens read, beside what the catalogue says."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from ozgcloud.core.actor import Actor
from ozgcloud.core.journal import emit
from ozgcloud.leistung.actions.index_leistungen import index_leistungen
from ozgcloud.leistung.events import LeistungenWritten
from ozgcloud.leistung.models import Leistung
from ozgcloud.leistung.queries import is_indexed


def write_leistungen(actor: Actor, *, texte: Sequence[Mapping[str, str]]) -> LeistungenWritten:
    """Give Leistungen their texts (fields of the record by name, `schluessel` among them) and make the index anew.

    A Leistung that has a short text already stays as it is, so a repetition changes nothing.
    """
    with transaction.atomic(durable=True):
        known = Leistung.objects.in_bulk([text["schluessel"] for text in texte])
        new = [Leistung(**text) for text in texte if text["schluessel"] not in known]
        bare = [(known[t["schluessel"]], t) for t in texte if t["schluessel"] in known]
        changed = [_with(leistung, text) for leistung, text in bare if not leistung.kurztext]
        Leistung.objects.bulk_create(new)
        if changed:
            Leistung.objects.bulk_update(changed, sorted({name for text in texte for name in text} - {"schluessel"}))
        written = LeistungenWritten(anzahl=len(new) + len(changed))
        if written.anzahl:
            emit(actor, written)
    if written.anzahl or not is_indexed():
        index_leistungen(actor)
    return written


def _with(leistung: Leistung, text: Mapping[str, str]) -> Leistung:
    for name, value in text.items():
        setattr(leistung, name, value)
    return leistung
