"""Submit an Antrag, once."""

from django.conf import settings

from ozgcloud.antrag.annahme import require_annahme
from ozgcloud.antrag.antragsteller import applicant_of
from ozgcloud.antrag.models import Entwurf, EntwurfDatei
from ozgcloud.antrag.queries import Empfang, EntwurfStand, get_entwurf, locked_entwurf, place_of
from ozgcloud.antrag.rules import raw_bytes, secret_hash
from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import Conflict, InvalidInput
from ozgcloud.core.tenancy import entwurf_scope
from ozgcloud.datenschema.pruefung import Pruefergebnis
from ozgcloud.datenschema.queries import load_codelisten
from ozgcloud.eingang.models import Kanal
from ozgcloud.eingang.rules import Anlage, Einreichung, access_code, access_hash
from ozgcloud.mandant.gebietsangaben import land_of
from ozgcloud.vorgang.actions.open_vorgang import open_vorgang
from ozgcloud.vorgang.rules import new_vorgangsnummer

KEY = "einreichen"


CHANGED = (
    "Dieser Antrag wurde inzwischen in einem anderen Fenster geändert und deshalb noch nicht abgesendet. "
    "Bitte prüfen Sie den neuesten Stand und senden Sie ihn dann ab."
)


def submit_antrag(actor: Actor, *, geheimnis: str, version: int | None = None) -> Empfang:
    """Check the whole draft and hand it to the authority; repeated, it answers with the same receipt.

    `version` is the one the citizen has checked; None takes the newest. Raises NotFound, InvalidInput with the errors
    by address when the draft is not complete, or Conflict when it was changed after it was checked, or when the
    Online-Dienst was open at that place neither when the draft began nor today.
    """
    stand = get_entwurf(geheimnis)
    code = access_code(settings.SECRET_KEY, geheimnis)
    if stand.vorgangsnummer:
        return Empfang(stand.vorgangsnummer, code)
    if version not in (None, stand.version):
        raise Conflict(CHANGED, code="veraltet")
    ergebnis = stand.pruefe()
    if not ergebnis.gueltig:
        raise InvalidInput("Der Antrag ist noch nicht vollständig. Bitte ergänzen Sie die Angaben.", ergebnis.fehler)
    with entwurf_scope(secret_hash(geheimnis)):
        entwurf = locked_entwurf(geheimnis)
        if not entwurf.vorgangsnummer and entwurf.version != stand.version:
            raise Conflict(CHANGED, code="veraltet")
        nummer = entwurf.vorgangsnummer or _open(actor, entwurf, stand, ergebnis, code)
        return Empfang(nummer, code)


def _open(actor: Actor, entwurf: Entwurf, stand: EntwurfStand, ergebnis: Pruefergebnis, code: str) -> str:
    einreichung = _einreichung(entwurf, stand, ergebnis, code)
    require_annahme(
        stand.onlinedienst,
        einreichung.gebiet_ars,
        begonnen=clock.berlin_date(entwurf.erstellt_am),
        today=clock.today(),
    )
    quittung = open_vorgang(actor, einreichung=einreichung)
    entwurf.vorgangsnummer = quittung.vorgangsnummer
    entwurf.eingereicht_am = clock.now()
    entwurf.save(update_fields=("vorgangsnummer", "eingereicht_am"))
    return quittung.vorgangsnummer


def _einreichung(entwurf: Entwurf, stand: EntwurfStand, ergebnis: Pruefergebnis, code: str) -> Einreichung:
    nummer = new_vorgangsnummer()
    ars, anknuepfung = place_of(stand, ergebnis.werte)
    dienst, schema = stand.onlinedienst, stand.schema
    name, anschrift = applicant_of(schema, ergebnis.werte, dienst.antragsteller_pfade)
    return Einreichung(
        absender=f"portal:{entwurf.id}",
        transaktion=KEY,
        kanal=Kanal.PORTAL,
        onlinedienst_id=dienst.id,
        datenschema_id=dienst.datenschema_id,
        leistung=dienst.leistung_id,
        gebiet_ars=ars,
        land_id=land_of(ars),
        uebung=dienst.ist_uebung,
        roh=raw_bytes(entwurf.eingaben),
        werte=ergebnis.werte,
        fassungen=_versions(stand),
        anlagen=_anlagen(entwurf, ergebnis),
        antragsteller=name,
        anschrift=anschrift,
        vorgangsnummer=nummer,
        zugang_hash=access_hash(settings.SECRET_KEY, nummer, code),
        anknuepfung=anknuepfung,
        vollstaendig=ergebnis.vollstaendig,
    )


def _versions(stand: EntwurfStand) -> dict[str, object]:
    listen = load_codelisten(stand.schema)
    return {
        "datenschema": f"{stand.schema.fim_id}@{stand.schema.version}",
        "onlinedienst": f"{stand.onlinedienst.kennung}@{stand.onlinedienst.version}",
        "codelisten": {schluessel: aufloesung.liste for schluessel, aufloesung in listen.items()},
    }


def _anlagen(entwurf: Entwurf, ergebnis: Pruefergebnis) -> tuple[Anlage, ...]:
    """The uploads the cleaned values name, at their final addresses; left-overs of removed parts stay behind."""
    dateien = {str(d.id): d for d in EntwurfDatei.objects.filter(entwurf_id=entwurf.id)}
    named = [
        (adresse, dateien[str(wert["datei"])])
        for adresse, wert in ergebnis.werte.items()
        if isinstance(wert, dict) and wert.get("datei") in dateien
    ]
    return tuple(
        Anlage(
            id=datei.id,
            adresse=adresse,
            schluessel=datei.schluessel,
            name=datei.name,
            medientyp=datei.medientyp,
            groesse=datei.groesse,
            sha256=datei.sha256,
            schluesselgeheimnis=bytes(datei.datenschluessel),
        )
        for adresse, datei in named
    )
