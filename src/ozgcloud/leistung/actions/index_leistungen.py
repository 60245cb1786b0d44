"""Make the index of the Leistungsfinder anew from all Leistungen."""

from django.db import connection, transaction

from ozgcloud.core.actor import Actor
from ozgcloud.core.journal import emit
from ozgcloud.leistung.events import LeistungenIndexed
from ozgcloud.leistung.models import Leistung, Suchform, Suchstamm
from ozgcloud.leistung.synonyme import synonyms
from ozgcloud.leistung.verzeichnis import Eintrag, Verzeichnis, build

BATCH = 5_000
LOCK = "SELECT pg_advisory_xact_lock(hashtext('leistung_index'))"


def index_leistungen(actor: Actor) -> LeistungenIndexed:
    """Replace the whole index in one transaction; searches see the old one until then. Call it after any change of
    names, keywords or short texts (a few seconds for 5,000 Leistungen).
    """
    with transaction.atomic(durable=True):
        with connection.cursor() as cursor:
            cursor.execute(LOCK)
        leistungen = list(Leistung.objects.defer("volltext", "textsuche"))
        verzeichnis = build((_entry(leistung) for leistung in leistungen), synonyms())
        _replace(verzeichnis)
        _store_lengths(leistungen, verzeichnis.laenge)
        return emit(actor, LeistungenIndexed(leistungen=len(leistungen), formen=len(verzeichnis.formen)))


def _entry(leistung: Leistung) -> Eintrag:
    return Eintrag(
        schluessel=leistung.schluessel,
        name=leistung.name,
        katalogname=leistung.katalogname,
        ozg_name=leistung.ozg_name,
        stichworte=leistung.stichworte,
        kurztext=leistung.kurztext,
    )


def _store_lengths(leistungen: list[Leistung], laenge: dict[str, int]) -> None:
    changed = [leistung for leistung in leistungen if leistung.laenge != laenge[leistung.schluessel]]
    for leistung in changed:
        leistung.laenge = laenge[leistung.schluessel]
    Leistung.objects.bulk_update(changed, ("laenge",), batch_size=BATCH)


def _replace(verzeichnis: Verzeichnis) -> None:
    Suchstamm.objects.all().delete()
    Suchform.objects.all().delete()
    Suchstamm.objects.bulk_create(
        (
            Suchstamm(stamm=stamm, leistung_id=schluessel, gewicht=gewicht)
            for schluessel, staemme in verzeichnis.staemme.items()
            for stamm, gewicht in staemme.items()
        ),
        batch_size=BATCH,
    )
    Suchform.objects.bulk_create(
        (Suchform(form=form, staemme=staemme, wort=wort) for form, (staemme, wort) in verzeichnis.formen.items()),
        batch_size=BATCH,
    )
