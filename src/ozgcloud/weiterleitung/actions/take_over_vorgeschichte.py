"""Keep what came along with a case from another office."""

from collections.abc import Sequence
from uuid import UUID

from ozgcloud.core.actor import Actor
from ozgcloud.core.journal import emit
from ozgcloud.core.models import Datei
from ozgcloud.core.tenancy import current_mandant, in_mandant
from ozgcloud.weiterleitung.events import VorgeschichteTaken
from ozgcloud.weiterleitung.models import Station, Vordatei, Vorgeschichte
from ozgcloud.weiterleitung.rules import Gepaeck
from ozgcloud.zuarbeit.ablage import NeueDatei


@in_mandant
def take_over_vorgeschichte(
    actor: Actor, *, vorgang_id: UUID, gepaeck: Gepaeck, dateien: Sequence[NeueDatei]
) -> VorgeschichteTaken:
    """Write lines, stations and files beside the case, in the transaction that opens it. A repetition adds nothing."""
    event = VorgeschichteTaken(vorgang_id=vorgang_id, zeilen=len(gepaeck.zeilen), dateien=len(dateien))
    if Station.objects.filter(vorgang_id=vorgang_id).exists():
        return event
    mandant_id = current_mandant()
    Vorgeschichte.objects.bulk_create(
        Vorgeschichte(
            mandant_id=mandant_id,
            vorgang_id=vorgang_id,
            nummer=nummer,
            art=zeile.art.value,
            zeit=zeile.zeit,
            verwaltung=zeile.verwaltung,
            wer=zeile.wer,
            text=zeile.text,
        )
        for nummer, zeile in enumerate(gepaeck.zeilen, start=1)
    )
    Station.objects.bulk_create(
        Station(
            mandant_id=mandant_id,
            vorgang_id=vorgang_id,
            dort_mandant_id=halt.mandant_id,
            dort_vorgang_id=halt.vorgang_id,
            verwaltung=halt.verwaltung,
            seit=halt.seit,
        )
        for halt in gepaeck.stationen
    )
    _store_files(vorgang_id, dateien)
    return emit(actor, event)


def _store_files(vorgang_id: UUID, dateien: Sequence[NeueDatei]) -> None:
    mandant_id = current_mandant()
    Datei.objects.bulk_create(
        Datei(
            id=datei.id,
            mandant_id=mandant_id,
            schluessel=datei.ablage.schluessel,
            name=datei.name,
            medientyp=datei.ablage.medientyp,
            groesse=datei.ablage.groesse,
            sha256=datei.ablage.sha256,
            scan=datei.scan,
            datenschluessel=datei.ablage.schluesselgeheimnis,
        )
        for datei in dateien
    )
    Vordatei.objects.bulk_create(
        Vordatei(mandant_id=mandant_id, vorgang_id=vorgang_id, datei_id=datei.id) for datei in dateien
    )
