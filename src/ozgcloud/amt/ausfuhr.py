"""The export package of a case for somebody outside: readable, machine-readable, with hashes, and as xdomea.

Built before it is logged and sent, so that the log knows what left the house. The same content is offered to people
(`uebersicht.html`), to a Fachverfahren (`vorgang.json`) and to archives (the xdomea message of the e-Akte).
"""

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime
from tempfile import SpooledTemporaryFile
from typing import IO, Any, BinaryIO, cast
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZipFile

from django.template.loader import render_to_string

from ozgcloud.amt.fall import Fall
from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.eingabe import clean_name
from ozgcloud.core.errors import Reject
from ozgcloud.core.files import CHUNK
from ozgcloud.core.tenancy import in_mandant
from ozgcloud.datenschema.zusammenfassung import Eintrag
from ozgcloud.eingang.formular import eintraege_of
from ozgcloud.eingang.queries import get_eingang
from ozgcloud.flow import wiring
from ozgcloud.veraktung.port import Aktendokument, Aktenpaket
from ozgcloud.veraktung.queries import compose_paket
from ozgcloud.vorgang.queries import list_historie

IN_MEMORY = 8 * 1024 * 1024
FORMAT = "ozg-cloud-ausfuhr/1"


@in_mandant
def compose(actor: Actor, fall: Fall) -> tuple[Aktenpaket, dict[str, Any]]:
    """The case as it stands now: as the e-Akte would get it, and as JSON. Raises Retry while files are checked."""
    letztes = list_historie(actor, fall.id)[-1]
    paket = compose_paket(actor, fall.id, ereignis_id=letztes.id, geschlossen_am=clock.now())
    return paket, _as_json(fall, paket, eintraege_of(get_eingang(actor, fall.id)))


def _as_json(fall: Fall, paket: Aktenpaket, eintraege: tuple[Eintrag, ...]) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "erstellt_am": _iso(paket.erstellt_am),
        "uebung": paket.uebungsmodus,
        "vorgangsnummer": paket.vorgangsnummer,
        "aktenzeichen": fall.aktenzeichen,
        "status": fall.status.value,
        "leistung": paket.leistung,
        "verwaltung": paket.mandant,
        "organisationseinheit": paket.organisationseinheit,
        "eingegangen_am": _iso(fall.eingegangen_am),
        "eingangsdatum": fall.eingangsdatum.isoformat(),
        "antragsteller": fall.antragsteller,
        "anschrift": list(fall.anschrift),
        "angaben": [{"adresse": e.adresse, "label": e.label, "wert": e.anzeige} for e in _leaves(eintraege)],
        "historie": [{"zeit": _iso(h.zeit), "akteur": h.akteur, "text": h.text} for h in paket.historie],
        "dokumente": [_document(nummer, d) for nummer, d in enumerate(paket.dokumente, start=1)],
    }


def _leaves(eintraege: tuple[Eintrag, ...]) -> Iterator[Eintrag]:
    for eintrag in eintraege:
        yield from eintrag.felder()


def _document(nummer: int, dokument: Aktendokument) -> dict[str, Any]:
    return {
        "pfad": _path(nummer, dokument),
        "titel": dokument.titel,
        "art": dokument.art,
        "medientyp": dokument.medientyp,
        "sha256": dokument.sha256,
    }


def _path(nummer: int, dokument: Aktendokument) -> str:
    """A name of its own in the package, whatever the files were called."""
    return f"dateien/{nummer:02d}-{clean_name(dokument.dateiname).replace('/', '-')}"


def _iso(instant: datetime) -> str:
    return instant.astimezone(clock.BERLIN).isoformat(timespec="seconds")


def write(paket: Aktenpaket, inhalt: dict[str, Any], schluessel: UUID) -> tuple[IO[bytes], str, int]:
    """The ZIP, its SHA-256 (hex) and its size in bytes; the caller closes it. Raises InvalidInput for altered files."""
    ziel: IO[bytes] = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the answer closes it
    summen: list[str] = []
    with ZipFile(ziel, "w", ZIP_DEFLATED) as archiv:
        _put(archiv, summen, "uebersicht.html", render_to_string("amt/ausfuhr/uebersicht.html", inhalt).encode())
        _put(archiv, summen, "vorgang.json", json.dumps(inhalt, ensure_ascii=False, indent=2).encode())
        for nummer, dokument in enumerate(paket.dokumente, start=1):
            _put(archiv, summen, _path(nummer, dokument), _content(dokument))
        name, akte = _xdomea(paket, schluessel)
        _put(archiv, summen, name, akte)
        archiv.writestr("pruefsummen.sha256", "".join(summen))
    return ziel, *_measure(ziel)


def _put(archiv: ZipFile, summen: list[str], name: str, content: bytes) -> None:
    archiv.writestr(name, content)
    summen.append(f"{hashlib.sha256(content).hexdigest()}  {name}\n")


def _content(dokument: Aktendokument) -> bytes:
    if isinstance(dokument.quelle, bytes):
        return dokument.quelle
    with dokument.quelle() as strom:
        return strom.read()


def _xdomea(paket: Aktenpaket, schluessel: UUID) -> tuple[str, bytes]:
    """The message of the e-Akte; where it cannot be made, a note says why instead."""
    try:
        with SpooledTemporaryFile(max_size=IN_MEMORY) as puffer:
            name = wiring.xdomea()(paket, schluessel=str(schluessel), ziel=cast(BinaryIO, puffer))
            puffer.seek(0)
            return f"xdomea/{name}", puffer.read()
    except Reject as error:
        return "xdomea/nicht-moeglich.txt", error.meldung.encode()


def _measure(ziel: IO[bytes]) -> tuple[str, int]:
    ziel.seek(0)
    digest, groesse = hashlib.sha256(), 0
    while block := ziel.read(CHUNK):
        digest.update(block)
        groesse += len(block)
    ziel.seek(0)
    return digest.hexdigest(), groesse
