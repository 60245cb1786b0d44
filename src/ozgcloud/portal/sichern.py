"""Keeping a posted page of the form, and where its button leads."""

from django.urls import reverse

from ozgcloud.antrag.actions.detach_dateien import detach_dateien
from ozgcloud.antrag.actions.save_eingaben import save_eingaben
from ozgcloud.core.actor import citizen_actor
from ozgcloud.datenschema import adressen
from ozgcloud.datenschema.schritte import Schritt, aendere_wiederholung
from ozgcloud.datenschema.sichtbau import ENTFERNEN, HINZUFUEGEN
from ozgcloud.portal.eingaben import DATEI_ENTFERNEN, SPAETER, TROTZDEM, WEITER, ZURUECK, Gesendet
from ozgcloud.portal.entwurf import Offen
from ozgcloud.portal.formular import path_after, path_before, step_path
from ozgcloud.portal.hochladen import discard


def keep(offen: Offen, schritt: Schritt, gesendet: Gesendet) -> str:
    """Save the values of a step and what its button changes; returns the address the button leads to.

    Values of other steps stay; so do saved values the page did not post (unchosen radio buttons). Raises Conflict when
    the page is older than the draft, TooLarge when there is too much text.
    """
    stand = offen.stand
    vorher: dict[str, object] = {**stand.eingaben, **gesendet.werte}
    nachher = vorher
    if gesendet.knopf in (HINZUFUEGEN, ENTFERNEN):
        nachher = aendere_wiederholung(stand.schema, vorher, stand.dateien, gesendet.knopf, gesendet.wert)
    save_eingaben(
        citizen_actor(),
        geheimnis=offen.geheimnis,
        eingaben=nachher,
        schritt=schritt.schluessel if gesendet.knopf in (WEITER, TROTZDEM) else "",
        version=stand.version if gesendet.version is None else gesendet.version,
    )
    _detach(offen, gesendet)
    return _target(offen, schritt, gesendet, [adresse for adresse in nachher if adresse not in vorher])


def _detach(offen: Offen, gesendet: Gesendet) -> None:
    """Remove the upload the button names, or all uploads of the instance it removes."""
    ort = gesendet.wert
    is_instance = gesendet.knopf == ENTFERNEN and adressen.ohne_instanz(ort)[1] is not None

    def is_gone(adresse: str) -> bool:
        return adressen.gehoert_zu(adresse, ort) if is_instance else adresse == ort

    if is_instance or gesendet.knopf == DATEI_ENTFERNEN:
        discard(detach_dateien(citizen_actor(), geheimnis=offen.geheimnis, betrifft=is_gone))


def _target(offen: Offen, schritt: Schritt, gesendet: Gesendet, neue: list[str]) -> str:
    if gesendet.knopf in (HINZUFUEGEN, ENTFERNEN, DATEI_ENTFERNEN):
        ort = neue[-1] if neue else adressen.ohne_instanz(gesendet.wert)[0]
        return f"{step_path(offen, schritt)}?neu=1#{adressen.html_id(ort)}"
    if gesendet.knopf == ZURUECK:
        return path_before(offen, schritt)
    if gesendet.knopf == SPAETER:
        return reverse("portal:spaeter", args=[offen.stand.id])
    return path_after(offen, schritt)
