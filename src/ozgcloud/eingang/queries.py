"""Reading what was received."""

from collections.abc import Collection
from dataclasses import dataclass, field
from uuid import UUID

from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import NotFound
from ozgcloud.core.models import Datei
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.eingang.models import Eingang, EingangAnlage, Eingangsregister


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


@in_mandant
def get_eingang(actor: Actor, vorgang_id: UUID) -> Eingang:
    """The Eingang of a Vorgang the caller has already been allowed to see; raises NotFound."""
    eingang = Eingang.objects.filter(vorgang_id=vorgang_id).first()
    if eingang is None:
        raise NotFound
    return eingang


@in_mandant
def list_anlagen(actor: Actor, vorgang_id: UUID) -> list[AnlageZeile]:
    """Files of the Eingang in the order of the form."""
    rows = (
        EingangAnlage.objects.filter(eingang__vorgang_id=vorgang_id).select_related("datei").order_by("adresse", "id")
    )
    return [_row(anlage.datei, anlage.adresse) for anlage in rows]


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


@in_mandant
def reasons_of(actor: Actor, vorgang_ids: Collection[UUID]) -> dict[UUID, str]:
    """Why each of these cases lies here, as one sentence."""
    rows = Eingang.objects.filter(vorgang_id__in=vorgang_ids).values_list("vorgang_id", "zuordnung__satz")
    return {vorgang_id: satz or "" for vorgang_id, satz in rows}


def find_receipt(absender: str, schluessel: str) -> Eingangsregister | None:
    """What this sender was answered under this key; call inside `absender_scope(absender)`."""
    return Eingangsregister.objects.filter(absender=absender, schluessel=schluessel).first()
