"""Reading a draft by the secret its citizen holds."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from ozgcloud.antrag.models import Entwurf, EntwurfDatei
from ozgcloud.antrag.rules import secret_hash
from ozgcloud.core.errors import NotFound
from ozgcloud.core.tenancy import entwurf_scope
from ozgcloud.datenschema.baum import Schema
from ozgcloud.datenschema.pruefung import DateiMeta, Pruefergebnis, pruefe
from ozgcloud.datenschema.queries import get_schema, load_codelisten
from ozgcloud.onlinedienst.models import Onlinedienst
from ozgcloud.onlinedienst.queries import get_onlinedienst

GONE = (
    "Diesen Entwurf gibt es hier nicht mehr. Entwürfe werden 30 Tage nach der letzten Änderung gelöscht. "
    "Bitte beginnen Sie den Antrag neu."
)


@dataclass(frozen=True, slots=True)
class EntwurfStand:
    """A draft with its form: `eingaben` is everything posted by address, `dateien` the uploads by address."""

    id: UUID
    onlinedienst: Onlinedienst
    schema: Schema
    gebiet_ars: str
    eingaben: dict[str, Any]
    dateien: dict[str, DateiMeta]
    besucht: tuple[str, ...]
    version: int
    vorgangsnummer: str

    def pruefe(self) -> Pruefergebnis:
        """Judge everything posted so far against the schema and its code lists."""
        return pruefe(self.schema, self.eingaben, self.dateien, load_codelisten(self.schema))


def get_entwurf(geheimnis: str) -> EntwurfStand:
    """The draft behind a secret; raises NotFound."""
    with entwurf_scope(secret_hash(geheimnis)):
        entwurf = locked_entwurf(geheimnis, lock=False)
        dateien = {d.adresse: meta(d) for d in EntwurfDatei.objects.filter(entwurf_id=entwurf.id)}
    dienst = get_onlinedienst(entwurf.onlinedienst_id)
    return EntwurfStand(
        id=entwurf.id,
        onlinedienst=dienst,
        schema=get_schema(dienst.datenschema_id),
        gebiet_ars=entwurf.gebiet_ars,
        eingaben=entwurf.eingaben,
        dateien=dateien,
        besucht=tuple(entwurf.besucht),
        version=entwurf.version,
        vorgangsnummer=entwurf.vorgangsnummer,
    )


def locked_entwurf(geheimnis: str, *, lock: bool = True) -> Entwurf:
    """The row, inside `entwurf_scope`; raises NotFound."""
    rows = Entwurf.objects.select_for_update() if lock else Entwurf.objects.all()
    entwurf = rows.filter(geheimnis_hash=secret_hash(geheimnis)).first()
    if entwurf is None:
        raise NotFound(GONE)
    return entwurf


def meta(datei: EntwurfDatei) -> DateiMeta:
    """An upload as the check of the form knows it."""
    return DateiMeta(str(datei.id), datei.name, datei.groesse, datei.medientyp)
