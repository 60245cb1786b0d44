"""Reading what was received."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from ozgcloud.core.actor import Actor
from ozgcloud.core.clock import now
from ozgcloud.core.datakeys import waiting_of
from ozgcloud.core.errors import NotFound
from ozgcloud.core.files import Dateiverweis
from ozgcloud.core.models import Datei, ScanStatus
from ozgcloud.core.tenancy import reads_mandant
from ozgcloud.eingang.models import Eingang, EingangAnlage, Eingangsregister
from ozgcloud.eingang.rules import DARSTELLUNG


@dataclass(frozen=True, slots=True)
class AnlageZeile:
    """A received file as screens and packages need it."""

    datei_id: UUID
    schluessel: UUID
    adresse: str
    name: str
    medientyp: str
    groesse: int
    sha256: str
    scan: str
    schluesselgeheimnis: bytes = field(default=b"", repr=False)

    @property
    def verweis(self) -> Dateiverweis:
        """How the bytes are read."""
        return Dateiverweis(self.schluessel, self.sha256, self.groesse, self.schluesselgeheimnis)


@reads_mandant
def get_eingang(actor: Actor, vorgang_id: UUID) -> Eingang:
    """The Eingang of a Vorgang the caller has already been allowed to see; raises NotFound."""
    eingang = Eingang.objects.filter(vorgang_id=vorgang_id).first()
    if eingang is None:
        raise NotFound
    return eingang


@reads_mandant
def list_anlagen(actor: Actor, vorgang_id: UUID) -> list[AnlageZeile]:
    """Files of the Eingang in the order of the form; a rendering of the form itself comes first."""
    rows = (
        EingangAnlage.objects.filter(eingang__vorgang_id=vorgang_id).select_related("datei").order_by("adresse", "id")
    )
    found = sorted(rows, key=lambda anlage: not anlage.adresse.startswith(DARSTELLUNG))
    return [_row(anlage.datei, anlage.adresse) for anlage in found]


@reads_mandant
def waiting_dateien(actor: Actor, vorgang_id: UUID) -> list[UUID]:
    """Store keys of the files of this Eingang whose bytes are not released yet."""
    return waiting_of(EingangAnlage.objects.filter(eingang__vorgang_id=vorgang_id).values_list("datei_id", flat=True))


@reads_mandant
def unscanned_of(actor: Actor, vorgang_id: UUID) -> list[AnlageZeile]:
    """Files of this Eingang that no scanner has looked at."""
    return [anlage for anlage in list_anlagen(actor, vorgang_id) if anlage.scan == ScanStatus.UNGEPRUEFT]


@reads_mandant
def list_unscanned(actor: Actor, stand: str, *, days: int, younger: timedelta, limit: int) -> list[AnlageZeile]:
    """Files nobody has looked at for longer than `younger`, and those of the last `days` last checked with another
    state of the scanner than `stand`; at most `limit`, oldest first.
    """
    jetzt = now()
    missed = Q(datei__scan=ScanStatus.UNGEPRUEFT, datei__erstellt_am__lt=jetzt - younger)
    again = Q(datei__scan=ScanStatus.SAUBER, datei__erstellt_am__gt=jetzt - timedelta(days=days))
    rows = EingangAnlage.objects.filter(missed | (again & ~Q(datei__geprueft_mit=stand))).select_related("datei")
    return [_row(anlage.datei, anlage.adresse) for anlage in rows.order_by("datei__erstellt_am", "id")[:limit]]


def _row(datei: Datei, adresse: str) -> AnlageZeile:
    return AnlageZeile(
        datei.id,
        datei.schluessel,
        adresse,
        datei.name,
        datei.medientyp,
        datei.groesse,
        datei.sha256,
        datei.scan,
        bytes(datei.datenschluessel or b""),
    )


@reads_mandant
def reasons_of(actor: Actor, vorgang_ids: Collection[UUID]) -> dict[UUID, str]:
    """Why each of these cases lies here, as one sentence."""
    rows = Eingang.objects.filter(vorgang_id__in=vorgang_ids).values_list("vorgang_id", "zuordnung__satz")
    return {vorgang_id: satz or "" for vorgang_id, satz in rows}


def find_receipt(absender: str, schluessel: str) -> Eingangsregister | None:
    """What this sender was answered under this key; call inside `absender_scope(absender)`."""
    return Eingangsregister.objects.filter(absender=absender, schluessel=schluessel).first()


def find_receipt_by_number(absender: str, vorgangsnummer: str) -> Eingangsregister | None:
    """What this sender was answered with this number; call inside `absender_scope(absender)`."""
    return Eingangsregister.objects.filter(absender=absender, vorgangsnummer=vorgangsnummer).first()


@reads_mandant
def find_same(actor: Actor, *, absender: str, inhalt_sha256: str, seit: datetime) -> UUID | None:
    """The newest case of this office that the same sender delivered with the same content since then."""
    rows = Eingang.objects.filter(inhalt_sha256=inhalt_sha256, absender=absender, eingegangen_am__gte=seit)
    return rows.order_by("-eingegangen_am", "-id").values_list("vorgang_id", flat=True).first()


@reads_mandant
def received_at(actor: Actor, vorgang_id: UUID) -> datetime:
    """When the Antrag of a case came in; raises NotFound."""
    found = Eingang.objects.filter(vorgang_id=vorgang_id).values_list("eingegangen_am", flat=True).first()
    if found is None:
        raise NotFound
    return found
