"""Typing in an Antrag: the form of the portal on one page, or one step of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from ozgcloud.antrag.actions.attach_datei import attach_datei
from ozgcloud.antrag.actions.detach_dateien import detach_dateien
from ozgcloud.antrag.actions.save_eingaben import save_eingaben
from ozgcloud.antrag.queries import EntwurfStand
from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import InvalidInput, OzgError, Retry
from ozgcloud.core.store import file_store
from ozgcloud.core.uploads import store_upload
from ozgcloud.datenschema import adressen
from ozgcloud.datenschema.baum import Datentyp
from ozgcloud.datenschema.belegung import as_text, passt
from ozgcloud.datenschema.pruefung import DateiMeta, fehler_der_datei, grenze_datei
from ozgcloud.datenschema.queries import load_codelisten
from ozgcloud.datenschema.schritte import aendere_wiederholung, schritte, seite
from ozgcloud.datenschema.sichtbau import ENTFERNEN, HINZUFUEGEN, Eingaben
from ozgcloud.datenschema.sichten import Seite
from ozgcloud.eingang.rules import KANALNAMEN
from ozgcloud.erfassung.einreichung import is_scan, scan_address
from ozgcloud.erfassung.queries import Erfassungszeile, entwurf_of, geheimnis_of, list_erfassungen
from ozgcloud.erfassung.rules import KANAELE
from ozgcloud.mandant.queries import get_mandant
from ozgcloud.onlinedienst.queries import list_onlinedienste

SCANS = "_scans"
DATEI_ENTFERNEN = "_datei_entfernen"
DORT_STEHT = "Im anderen Fenster steht hier: „{}“."
DORT_LEER = "Im anderen Fenster ist dieses Feld leer."
DORT_GEWAEHLT = "Im anderen Fenster ist hier etwas anderes gewählt."
NUL = "\x00"
LABELS = {
    "onlinedienst": "Leistung",
    "ort": "Ort",
    "kanal": "Eingangsweg",
    "eingangsdatum": "Eingangsdatum",
}


@dataclass(frozen=True, slots=True)
class Blatt:
    """The form with what was typed so far. `seiten` are the steps shown, `alle` their (key, title) for jumping."""

    erfassung: Erfassungszeile
    stand: EntwurfStand
    seiten: tuple[Seite, ...]
    alle: tuple[tuple[str, str], ...]
    scans: tuple[DateiMeta, ...]
    fehlerliste: tuple[tuple[str, str], ...]


def start_context(actor: Actor, posted: Mapping[str, str]) -> dict[str, Any]:
    """The page on which one is chosen: forms, ways, today; and what was begun already."""
    mandant = get_mandant(actor.mandant_id or 0)
    wanted = "test" if mandant.uebung_von_id is not None else "freigegeben"
    dienste = {dienst.id: dienst for dienst in list_onlinedienste() if dienst.phase == wanted}
    return {
        "dienste": sorted(
            ((key, dienst.titel) for key, dienst in dienste.items()), key=lambda pair: pair[1].casefold()
        ),
        "kanaele": [(kanal.value, KANALNAMEN[kanal]) for kanal in KANAELE],
        "texte": posted or {"ort": f"{mandant.plz} {mandant.ort}".strip(), "eingangsdatum": clock.today()},
        "erfassungen": list_erfassungen(actor),
        "fehler": {},
    }


def load_blatt(
    actor: Actor,
    erfassung: Erfassungszeile,
    *,
    schritt: str = "",
    fehler: Mapping[str, str] | None = None,
    getippt: Mapping[str, str] | None = None,
) -> Blatt:
    """The whole form, or one step of it; errors are shown where there are some given. `getippt` stands in it though it
    is not saved. Raises NotFound.
    """
    stand = entwurf_of(actor, erfassung.id)
    steps = schritte(stand.schema)
    shown = [step for step in steps if step.schluessel == schritt] or list(steps)
    eingaben = Eingaben(
        roh={**stand.eingaben, **(getippt or {})},
        dateien=stand.dateien,
        fehler=fehler or {},
        codelisten=load_codelisten(stand.schema),
    )
    seiten = tuple(seite(stand.schema, step, eingaben) for step in shown)
    return Blatt(
        erfassung,
        stand,
        seiten,
        tuple((step.schluessel, step.titel) for step in steps),
        tuple(meta for adresse, meta in sorted(stand.dateien.items()) if is_scan(adresse)),
        tuple((zeile.ziel, zeile.satz) for one in seiten for zeile in one.fehlerliste),
    )


def keep(request: HttpRequest, actor: Actor, stand: EntwurfStand, erfassung_id: UUID, version: int) -> dict[str, str]:
    """Save what was posted, texts, repeated parts and files; returns errors of files by address.

    Raises Conflict when the page is older than the draft, TooLarge.
    """
    geheimnis = geheimnis_of(erfassung_id)
    values = {**stand.eingaben, **typed_in(request, stand)}
    knopf = next((name for name in (HINZUFUEGEN, ENTFERNEN) if name in request.POST), "")
    ort = request.POST.get(knopf, "")[:1_000]
    if knopf:
        values = aendere_wiederholung(stand.schema, values, stand.dateien, knopf, ort)
    save_eingaben(actor, geheimnis=geheimnis, eingaben=values, schritt="", version=version)
    gone = ort if knopf == ENTFERNEN else request.POST.get(DATEI_ENTFERNEN, "")
    if gone:
        keys = detach_dateien(actor, geheimnis=geheimnis, betrifft=lambda adresse: adressen.gehoert_zu(adresse, gone))
        for key in keys:
            file_store().discard(key)
    return _take_files(request, actor, erfassung_id)


def typed_in(request: HttpRequest, stand: EntwurfStand) -> dict[str, str]:
    """Posted values by address; a name twice keeps its last filled value."""
    found: dict[str, str] = {}
    for name, alle in request.POST.lists():
        if not name.startswith("_") and name != "csrfmiddlewaretoken" and passt(stand.schema, name):
            filled = [text for text in alle if isinstance(text, str) and text.strip()]
            found[name] = filled[-1].replace(NUL, "\ufffd") if filled else ""
    return found


def differences(stand: EntwurfStand, getippt: Mapping[str, str]) -> dict[str, str]:
    """Where the draft says something else than what was typed, because it was saved in another window: a sentence by
    address.
    """
    found = {}
    for adresse, text in getippt.items():
        kept = as_text(stand.eingaben.get(adresse, "")).strip()
        if kept != text.strip():
            found[adresse] = _what_is_there(stand, adresse, kept)
    return found


def _what_is_there(stand: EntwurfStand, adresse: str, kept: str) -> str:
    knoten = stand.schema.index[adressen.pfad_von(adresse)]
    if not kept:
        return DORT_LEER
    is_choice = knoten.ist_gruppe or knoten.werte or knoten.codeliste or knoten.datentyp == Datentyp.BOOL
    return DORT_GEWAEHLT if is_choice else DORT_STEHT.format(kept)


def _take_files(request: HttpRequest, actor: Actor, erfassung_id: UUID) -> dict[str, str]:
    fehler: dict[str, str] = {}
    for name in request.FILES:
        for datei in request.FILES.getlist(name):
            stand = entwurf_of(actor, erfassung_id)
            if name != SCANS and not passt(stand.schema, name):
                continue
            try:
                _take(actor, stand, erfassung_id, scan_address(stand) if name == SCANS else name, datei)
            except (InvalidInput, Retry) as error:
                fehler[name] = f"{fehler.get(name, '')} {error.meldung}".strip()
    return fehler


def _take(actor: Actor, stand: EntwurfStand, erfassung_id: UUID, adresse: str, datei: Any) -> None:
    """One upload at its field, which says what it accepts, or among the scans. Raises InvalidInput, Retry."""
    knoten = None if is_scan(adresse) else stand.schema.index[adressen.pfad_von(adresse)]
    if knoten is not None and not knoten.ist_datei:
        raise InvalidInput("An dieser Stelle kann keine Datei hochgeladen werden.", code="kein-dateifeld")
    name, ablage = store_upload(datei, **({"limit": grenze_datei(knoten)} if knoten else {}))
    try:
        if knoten and (satz := fehler_der_datei(knoten, DateiMeta("", name, ablage.groesse, ablage.medientyp))):
            raise InvalidInput(satz, code="datei")
        geheimnis = geheimnis_of(erfassung_id)
        for key in attach_datei(actor, geheimnis=geheimnis, adresse=adresse, name=name, ablage=ablage):
            file_store().discard(key)
    except OzgError:
        file_store().discard(ablage.schluessel)
        raise
