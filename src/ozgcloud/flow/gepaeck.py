"""What a case takes along to another office beside the Antrag and the messages; inside the giving office's scope."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from ozgcloud.bearbeitung.queries import attachments_of
from ozgcloud.core.actor import Actor, ActorKind
from ozgcloud.core.errors import Retry
from ozgcloud.core.scan import WAITS, is_infected, waits_for_scan
from ozgcloud.mandant.queries import get_mandant
from ozgcloud.nachforderung.queries import (
    CONCEALED,
    Nachforderungsstand,
    list_antwortdateien,
    list_nachforderungen,
)
from ozgcloud.veraktung.rules import AKTEURE, satz_fuer
from ozgcloud.vorgang.queries import get_datei, get_vorgang, list_historie, list_notizen
from ozgcloud.weiterleitung.queries import list_halte, list_vordateien, list_vorgeschichte
from ozgcloud.weiterleitung.rules import Gepaeck, Station, Vorzeile, Zeilenart, file_id_there
from ozgcloud.zuarbeit.queries import Blatt, list_of_case
from ozgcloud.zuarbeit.rules import ART_TEXT, Dateikopie

READING = frozenset({"VorgangRead", "DateiRead"})


def compose_gepaeck(actor: Actor, *, vorgang_id: UUID, abgabe_id: UUID) -> Gepaeck:
    """Everything told before, then what happened here, oldest first; of people only their kind.

    Raises NotFound, and Retry while a file is checked for malware.
    """
    vorgang = get_vorgang(actor, vorgang_id)
    name = get_mandant(vorgang.mandant_id).name
    here = sorted(_lines(actor, vorgang_id, name), key=lambda zeile: zeile.zeit)
    return Gepaeck(
        zeilen=(*list_vorgeschichte(actor, vorgang_id), *here),
        stationen=(
            *list_halte(actor, vorgang_id),
            Station(vorgang.mandant_id, vorgang_id, name, vorgang.created_at),
        ),
        dateien=_files(actor, vorgang_id, abgabe_id),
    )


def _lines(actor: Actor, vorgang_id: UUID, name: str) -> Iterator[Vorzeile]:
    for zeile in list_historie(actor, vorgang_id):
        if zeile.typ not in READING:
            wer = name if zeile.akteur_art is ActorKind.PERSON else AKTEURE[zeile.akteur_art]
            yield Vorzeile(Zeilenart.EREIGNIS, zeile.erstellt_am, name, wer, satz_fuer(zeile.typ, zeile.daten))
    for notiz in list_notizen(actor, vorgang_id):
        yield Vorzeile(Zeilenart.NOTIZ, notiz.erstellt_am, name, name, notiz.text)
    for nachforderung in list_nachforderungen(actor, vorgang_id):
        if nachforderung.zustand not in CONCEALED:
            zeit = nachforderung.gesendet_am or nachforderung.erstellt_am
            yield Vorzeile(Zeilenart.NACHFORDERUNG, zeit, name, name, _request(nachforderung))
    for blatt in list_of_case(actor, vorgang_id):
        yield Vorzeile(Zeilenart.ZUARBEIT, blatt.gestellt_am, name, blatt.gegenstelle, _dialogue(blatt))


def _request(nachforderung: Nachforderungsstand) -> str:
    posten = [
        f"– {posten.titel} ({posten.name}){f': {posten.antwort}' if posten.antwort else ''}"
        for posten in nachforderung.posten
    ]
    return "\n".join((nachforderung.anschreiben, *posten))


def _dialogue(blatt: Blatt) -> str:
    said = [f"{ART_TEXT[b.art]}: {b.text}" for b in blatt.beitraege if b.text]
    return "\n".join((f"Frage an {blatt.gegenstelle}: {blatt.frage}", *said))


def _files(actor: Actor, vorgang_id: UUID, abgabe_id: UUID) -> tuple[Dateikopie, ...]:
    """Files of Nachforderungen and answers, and those that came here in the same way; malware stays behind."""
    zuarbeiten = [d for blatt in list_of_case(actor, vorgang_id) for b in blatt.beitraege for d in b.dateien]
    own = [(d.id, d.name, d.medientyp, d.scan, d.verweis) for d in (*list_vordateien(actor, vorgang_id), *zuarbeiten)]
    anlagen = [(a.datei_id, a.name, a.medientyp, a.scan, a.verweis) for a in list_antwortdateien(actor, vorgang_id)]
    notizen = [get_datei(actor, datei_id) for datei_id in sorted(attachments_of(actor, vorgang_id))]
    own += [(d.id, d.name, d.medientyp, d.scan, d.verweis) for d in notizen]
    found = {
        datei_id: Dateikopie(
            id=file_id_there(abgabe_id, datei_id), name=name, medientyp=medientyp, scan=scan, verweis=verweis
        )
        for datei_id, name, medientyp, scan, verweis in (*own, *anlagen)
        if not is_infected(scan)
    }
    _require_checked(found.values())
    return tuple(found.values())


def _require_checked(dateien: Iterable[Dateikopie]) -> None:
    if any(waits_for_scan(datei.scan) for datei in dateien):
        raise Retry(WAITS)
