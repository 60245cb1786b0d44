"""A case as it is handed to another office. Inside the scope of the office that gives it away."""

from uuid import UUID

from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import NotFound
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.eingang.models import Eingang, Quarantaene, Zugang
from ozgcloud.eingang.queries import AnlageZeile, get_eingang, list_anlagen
from ozgcloud.eingang.rules import (
    Anlage,
    Einreichung,
    Massnahme,
    Quarantaeneart,
    Quarantaenegrund,
    Servicekonto,
    Uebernahme,
)
from ozgcloud.mandant.queries import get_mandant
from ozgcloud.vorgang.models import Abgabe
from ozgcloud.vorgang.queries import get_daten, get_vorgang


@in_mandant
def compose_abgabe(actor: Actor, *, vorgang_id: UUID, abgabe_id: UUID) -> tuple[Einreichung, Uebernahme]:
    """The Antrag as it was received here, addressed to the other office, under the id of the hand-over as its key.

    Number, raw bytes, day of receipt and the citizen's key stay. Raises NotFound.
    """
    vorgang, eingang = get_vorgang(actor, vorgang_id), get_eingang(actor, vorgang_id)
    abgabe = Abgabe.objects.filter(id=abgabe_id, vorgang_id=vorgang_id).first()
    if abgabe is None:
        raise NotFound
    mandant, daten = get_mandant(vorgang.mandant_id), get_daten(actor, vorgang_id)
    uebernahme = _uebernahme(abgabe, eingang, mandant.name)
    einreichung = Einreichung(
        vorgangsnummer=vorgang.vorgangsnummer,
        absender="abgabe",
        transaktion=str(abgabe_id),
        kanal=vorgang.kanal,
        onlinedienst_id=eingang.onlinedienst_id,
        datenschema_id=eingang.datenschema_id,
        leistung=vorgang.leistung_schluessel,
        gebiet_ars=vorgang.gebiet_ars,
        land_id=mandant.land_id,
        uebung=vorgang.uebung,
        roh=bytes(eingang.roh),
        werte=eingang.werte,
        fassungen=eingang.fassungen,
        anlagen=tuple(_anlage(zeile) for zeile in list_anlagen(actor, vorgang_id)),
        antragsteller=daten.antragsteller,
        anschrift=tuple(daten.anschrift),
        uebernahme=uebernahme,
        quarantaene=_reasons(vorgang_id),
        servicekonto=Servicekonto.from_stored(daten.servicekonto),
    )
    return einreichung, uebernahme


def _reasons(vorgang_id: UUID) -> tuple[Quarantaenegrund, ...]:
    """What was open when the case was given away, but that nobody was competent; the other case stays here."""
    rows = Quarantaene.objects.filter(vorgang_id=vorgang_id, massnahme=Massnahme.ABGEGEBEN.value)
    rows = rows.exclude(art__in=(Quarantaeneart.UNZUSTELLBAR.value, Quarantaeneart.UNGEPRUEFT.value))
    return tuple(
        Quarantaenegrund(
            art=Quarantaeneart(row.art), grund=row.grund, einzelheiten=row.einzelheiten, datei_id=row.datei_id
        )
        for row in rows.order_by("seit", "id")
    )


def _uebernahme(abgabe: Abgabe, eingang: Eingang, von_name: str) -> Uebernahme:
    zugang = Zugang.objects.filter(vorgang_id=abgabe.vorgang_id, mandant_id=abgabe.mandant_id).first()
    return Uebernahme(
        abgabe_id=abgabe.id,
        vorgang_id=abgabe.gegen_vorgang_id,
        mandant_id=abgabe.gegen_mandant_id,
        organisationseinheit_id=abgabe.gegen_einheit_id,
        von_mandant=abgabe.mandant_id,
        von_vorgang_id=abgabe.vorgang_id,
        von_name=von_name,
        begruendung=abgabe.begruendung,
        eingegangen_am=eingang.eingegangen_am,
        eingangsdatum=eingang.eingangsdatum,
        zugang_hash=zugang.hash if zugang else "",
    )


def _anlage(zeile: AnlageZeile) -> Anlage:
    return Anlage(
        id=zeile.datei_id,
        adresse=zeile.adresse,
        schluessel=zeile.schluessel,
        name=zeile.name,
        medientyp=zeile.medientyp,
        groesse=zeile.groesse,
        sha256=zeile.sha256,
        schluesselgeheimnis=zeile.schluesselgeheimnis,
    )
