"""A Zuarbeit as it is handed to the other side; inside the scope of the side that sends it."""

from collections.abc import Sequence
from uuid import UUID

from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import NotFound, Retry
from ozgcloud.core.models import ScanStatus
from ozgcloud.core.scan import WAITS, waits_for_scan
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.mandant.queries import get_mandant, get_organisationseinheit
from ozgcloud.vorgang.queries import get_vorgang
from ozgcloud.zuarbeit.models import Beitrag, Zuarbeit
from ozgcloud.zuarbeit.queries import Dateizeile, files_of
from ozgcloud.zuarbeit.rules import Anfrage, Art, Auszug, Dateikopie, Mitteilung, copied_id


@in_mandant
def compose_anfrage(actor: Actor, *, vorgang_id: UUID, zuarbeit_id: UUID) -> Anfrage:
    """The question with the frozen excerpt and the chosen files, and nothing else of the case.

    Raises NotFound, and Retry while a file is checked for malware.
    """
    zuarbeit = Zuarbeit.objects.filter(id=zuarbeit_id, vorgang_id=vorgang_id).first()
    if zuarbeit is None:
        raise NotFound
    vorgang = get_vorgang(actor, vorgang_id)
    einheit = get_organisationseinheit(actor, vorgang.organisationseinheit_id)
    return Anfrage(
        id=zuarbeit.gegen_id,
        gegen_id=zuarbeit.id,
        von_mandant=zuarbeit.mandant_id,
        von_name=", ".join(filter(None, (get_mandant(zuarbeit.mandant_id).name, einheit))),
        mandant_id=zuarbeit.gegen_mandant_id,
        einheit_id=zuarbeit.gegen_einheit_id,
        frage=zuarbeit.frage,
        frist=zuarbeit.frist,
        auszug=Auszug.from_row(zuarbeit.auszug),
        gestellt_am=zuarbeit.gestellt_am,
        dateien=_copies(zuarbeit.gegen_id, files_of(zuarbeit.id, None)),
    )


@in_mandant
def compose_mitteilung(actor: Actor, *, zuarbeit_id: UUID, beitrag_id: UUID) -> Mitteilung:
    """What was written, for the other side. Raises NotFound, and Retry while a file is checked for malware."""
    zuarbeit = Zuarbeit.objects.filter(id=zuarbeit_id).first()
    beitrag = Beitrag.objects.filter(id=beitrag_id, zuarbeit_id=zuarbeit_id).first()
    if zuarbeit is None or beitrag is None:
        raise NotFound
    return Mitteilung(
        id=copied_id(zuarbeit.gegen_id, beitrag.id),
        zuarbeit_id=zuarbeit.gegen_id,
        mandant_id=zuarbeit.gegen_mandant_id,
        art=Art(beitrag.art),
        text=beitrag.text,
        geschrieben_am=beitrag.erstellt_am,
        dateien=_copies(zuarbeit.gegen_id, files_of(zuarbeit.id, beitrag.id)),
    )


def _copies(there: UUID, dateien: Sequence[Dateizeile]) -> tuple[Dateikopie, ...]:
    """Files as they travel. What turned out to be malware stays behind; what is being checked holds the rest back."""
    if any(waits_for_scan(datei.scan) for datei in dateien):
        raise Retry(WAITS)
    return tuple(
        Dateikopie(
            id=copied_id(there, datei.id),
            name=datei.name,
            medientyp=datei.medientyp,
            scan=datei.scan,
            verweis=datei.verweis,
        )
        for datei in dateien
        if datei.scan != ScanStatus.BEFUND
    )
