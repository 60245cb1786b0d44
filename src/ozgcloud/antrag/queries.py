"""Reading a draft by the secret its citizen holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings

from ozgcloud.antrag.models import Entwurf, EntwurfDatei
from ozgcloud.antrag.rules import raw_bytes, secret_hash
from ozgcloud.core import clock
from ozgcloud.core.errors import NotFound, OzgError
from ozgcloud.core.tenancy import entwurf_scope
from ozgcloud.datenschema.baum import Schema
from ozgcloud.datenschema.pruefung import DateiMeta, Pruefergebnis, pruefe
from ozgcloud.datenschema.queries import get_schema, load_codelisten
from ozgcloud.eingang.rules import access_code
from ozgcloud.mandant.gebietsangaben import land_of
from ozgcloud.mandant.queries import get_gebiet, get_mandant
from ozgcloud.onlinedienst.models import Onlinedienst
from ozgcloud.onlinedienst.queries import get_onlinedienst
from ozgcloud.zustaendigkeit.queries import find_stelle
from ozgcloud.zustaendigkeit.queries.ort import locate
from ozgcloud.zustaendigkeit.rules.ort import Anknuepfung, Herkunft, sentence_of

GONE = (
    "Diesen Entwurf gibt es hier nicht mehr. Entwürfe werden 30 Tage nach der letzten Änderung gelöscht. "
    "Bitte beginnen Sie den Antrag neu."
)


@dataclass(frozen=True, slots=True)
class Empfang:
    """What the citizen gets for good: the Vorgangsnummer and the code that opens the status page."""

    vorgangsnummer: str
    zugangscode: str


@dataclass(frozen=True, slots=True)
class EntwurfStand:
    """A draft with its form: `eingaben` is everything posted by address, `dateien` the uploads by address.

    `pruefsummen` maps the id of each upload to its SHA-256 (hex).
    """

    id: UUID
    onlinedienst: Onlinedienst
    schema: Schema
    gebiet_ars: str
    eingaben: dict[str, Any]
    dateien: dict[str, DateiMeta]
    besucht: tuple[str, ...]
    version: int
    vorgangsnummer: str
    geaendert_am: datetime
    eingereicht_am: datetime | None
    pruefsummen: dict[str, str]

    def roh(self) -> bytes:
        """The bytes whose SHA-256 the authority keeps as received."""
        return raw_bytes(self.eingaben)

    def pruefe(self) -> Pruefergebnis:
        """Judge everything posted so far against the schema and its code lists."""
        return pruefe(self.schema, self.eingaben, self.dateien, load_codelisten(self.schema))


def get_entwurf(geheimnis: str) -> EntwurfStand:
    """The draft behind a secret; raises NotFound."""
    with entwurf_scope(secret_hash(geheimnis)):
        entwurf = locked_entwurf(geheimnis, lock=False)
        dateien = list(EntwurfDatei.objects.filter(entwurf_id=entwurf.id))
    dienst = get_onlinedienst(entwurf.onlinedienst_id)
    return EntwurfStand(
        id=entwurf.id,
        onlinedienst=dienst,
        schema=get_schema(dienst.datenschema_id),
        gebiet_ars=entwurf.gebiet_ars,
        eingaben=entwurf.eingaben,
        dateien={datei.adresse: meta(datei) for datei in dateien},
        besucht=tuple(entwurf.besucht),
        version=entwurf.version,
        vorgangsnummer=entwurf.vorgangsnummer,
        geaendert_am=entwurf.geaendert_am,
        eingereicht_am=entwurf.eingereicht_am,
        pruefsummen={str(datei.id): datei.sha256 for datei in dateien},
    )


@dataclass(frozen=True, slots=True)
class Empfaenger:
    """Who would get the Antrag now, and why: `satz` is half a sentence that begins with "weil"."""

    behoerde: str
    stelle: str
    ort: str
    satz: str
    grund: str
    in_clearing: bool


def place_of(stand: EntwurfStand, werte: Mapping[str, Any]) -> tuple[str, Anknuepfung]:
    """The place that decides who is competent: the field the Online-Dienst names, else the one asked at the start."""
    pfad = stand.onlinedienst.anknuepfung_pfad
    return locate(werte, pfad=pfad, start=stand.gebiet_ars, tag=clock.today())


def preview_empfaenger(stand: EntwurfStand, werte: Mapping[str, Any]) -> Empfaenger | None:
    """Who gets the Antrag when it is submitted today; None where only submitting tells (practice without a place)."""
    ars, anknuepfung = place_of(stand, werte)
    try:
        stelle = find_stelle(
            leistung=stand.onlinedienst.leistung_id,
            ars=ars,
            tag=clock.today(),
            land_id=land_of(ars),
            uebung=stand.onlinedienst.ist_uebung,
            anknuepfung=anknuepfung,
        )
        ort = get_gebiet(ars).name
    except OzgError:
        return None
    behoerde = get_mandant(stelle.mandant_id).name
    return Empfaenger(
        behoerde=behoerde,
        stelle="" if stelle.name == behoerde else stelle.name.removeprefix(f"{behoerde}, "),
        ort=ort,
        satz=sentence_of(stand.onlinedienst.ortsfrage if anknuepfung.herkunft is Herkunft.FELD else "", ort),
        grund=anknuepfung.grund,
        in_clearing=stelle.in_clearing,
    )


def get_empfang(geheimnis: str) -> Empfang:
    """The receipt of a submitted draft, the same on every reload; raises NotFound before submission."""
    with entwurf_scope(secret_hash(geheimnis)):
        nummer = locked_entwurf(geheimnis, lock=False).vorgangsnummer
    if not nummer:
        raise NotFound("Dieser Antrag ist noch nicht abgesendet.")
    return Empfang(nummer, access_code(settings.SECRET_KEY, geheimnis))


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
