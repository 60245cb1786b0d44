"""A draft that was typed in, as `vorgang.open_vorgang` takes it."""

from collections.abc import Mapping

from django.conf import settings

from ozgcloud.antrag.antragsteller import applicant_of
from ozgcloud.antrag.models import EntwurfDatei
from ozgcloud.antrag.queries import EntwurfStand, place_of
from ozgcloud.datenschema.adressen import pfad_von
from ozgcloud.datenschema.pruefung import Pruefergebnis
from ozgcloud.datenschema.queries import load_codelisten
from ozgcloud.eingang.rules import ANLAGE, Anlage, Einreichung, access_hash
from ozgcloud.erfassung.models import Erfassung
from ozgcloud.erfassung.queries import zugangscode_of
from ozgcloud.erfassung.rules import note_of
from ozgcloud.mandant.gebietsangaben import land_of
from ozgcloud.vorgang.rules import new_vorgangsnummer

KEY = "erfassen"


def compose_einreichung(
    erfassung: Erfassung, stand: EntwurfStand, ergebnis: Pruefergebnis, *, uebung: bool
) -> Einreichung:
    """With everything that was given and could be read; what was not is noted. Call inside the draft's scope."""
    dienst, nummer = stand.onlinedienst, new_vorgangsnummer()
    ars, anknuepfung = place_of(stand, ergebnis.werte)
    name, anschrift = applicant_of(stand.schema, ergebnis.werte, dienst.antragsteller_pfade)
    return Einreichung(
        absender=f"erfassung:{erfassung.id}",
        transaktion=KEY,
        kanal=erfassung.kanal,
        onlinedienst_id=dienst.id,
        datenschema_id=dienst.datenschema_id,
        leistung=dienst.leistung_id,
        gebiet_ars=ars,
        land_id=land_of(ars),
        uebung=uebung or dienst.ist_uebung,
        roh=stand.roh(),
        werte=ergebnis.werte,
        fassungen=_versions(stand),
        anlagen=tuple(_anlagen(stand, ergebnis)),
        antragsteller=name,
        anschrift=anschrift,
        vorgangsnummer=nummer,
        zugang_hash=access_hash(settings.SECRET_KEY, nummer, zugangscode_of(erfassung.id)),
        anknuepfung=anknuepfung,
        quarantaene=note_of(by_label(stand, ergebnis.fehler)),
        eingangsdatum=erfassung.eingangsdatum,
    )


def by_label(stand: EntwurfStand, fehler: Mapping[str, str]) -> dict[str, str]:
    """Errors by what the field is called; the second of one name carries its address, too."""
    found: dict[str, str] = {}
    for adresse, satz in fehler.items():
        knoten = stand.schema.index.get(pfad_von(adresse))
        label = knoten.label_ausgabe if knoten else adresse
        found[f"{label} ({adresse})" if label in found else label] = satz
    return found


def _versions(stand: EntwurfStand) -> dict[str, object]:
    listen = load_codelisten(stand.schema)
    return {
        "datenschema": f"{stand.schema.fim_id}@{stand.schema.version}",
        "onlinedienst": f"{stand.onlinedienst.kennung}@{stand.onlinedienst.version}",
        "codelisten": {schluessel: aufloesung.liste for schluessel, aufloesung in listen.items()},
    }


def _anlagen(stand: EntwurfStand, ergebnis: Pruefergebnis) -> list[Anlage]:
    """Uploads the cleaned values name, at their final addresses, and the scans, which belong to no field."""
    rows = list(EntwurfDatei.objects.filter(entwurf_id=stand.id).order_by("erstellt_am", "id"))
    named = {
        str(wert["datei"]): adresse
        for adresse, wert in ergebnis.werte.items()
        if isinstance(wert, dict) and "datei" in wert
    }
    places = {row: named.get(str(row.id)) or (row.adresse if is_scan(row.adresse) else "") for row in rows}
    return [
        Anlage(
            id=row.id,
            adresse=adresse,
            schluessel=row.schluessel,
            name=row.name,
            medientyp=row.medientyp,
            groesse=row.groesse,
            sha256=row.sha256,
            schluesselgeheimnis=bytes(row.datenschluessel),
        )
        for row, adresse in places.items()
        if adresse
    ]


def is_scan(adresse: str) -> bool:
    """Whether a file belongs to no field: the paper itself."""
    return adresse.startswith(ANLAGE)


def scan_address(stand: EntwurfStand) -> str:
    """A free place for one more scan."""
    taken = [int(adresse.partition("[")[2].rstrip("]")) for adresse in stand.dateien if is_scan(adresse)]
    return f"{ANLAGE}[{max(taken, default=-1) + 1:03d}]"
