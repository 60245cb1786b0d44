"""The list as a file: what was ticked, and the answer that carries it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import QueryDict, StreamingHttpResponse
from django.utils.http import content_disposition_header

from ozgcloud.amt.listenadresse import read_filter
from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import InvalidInput
from ozgcloud.stapel.actions.begin_auszug import begin_auszug
from ozgcloud.stapel.actions.end_auszug import end_auszug
from ozgcloud.stapel.auswahl import fingerprint
from ozgcloud.stapel.auszug import Bestellung, Lauf, write_auszug
from ozgcloud.stapel.queries import last_auszug
from ozgcloud.stapel.rules import Format
from ozgcloud.stapel.schreiben import MEDIENTYPEN
from ozgcloud.stapel.spalten import SPALTEN, VORGABE, choose

FORMATE = (
    (Format.XLSX.value, "Excel (XLSX)"),
    (Format.CSV.value, "CSV, für Tabellenprogramme und Fachverfahren"),
    (Format.JSON.value, "JSON, für Programme"),
)
PERSON = "enthält Namen"


@dataclass(frozen=True, slots=True)
class Blatt:
    """What the form shows. `zuletzt` is up to when the last Auszug of this list by this person reached."""

    liste: str
    spalten: Sequence[tuple[str, str, str]]
    gewaehlt: Sequence[str]
    zuletzt: datetime | None
    formate: Sequence[tuple[str, str]] = FORMATE


def load_blatt(actor: Actor, liste: str, gewaehlt: Sequence[str] = VORGABE) -> Blatt:
    """The form for the list behind a query string."""
    last = last_auszug(actor, fingerprint(read_filter(QueryDict(liste))))
    spalten = [(s.schluessel, s.name, PERSON if s.ist_person else "") for s in SPALTEN]
    return Blatt(liste, spalten, gewaehlt, last.bis if last else None)


def read_bestellung(post: QueryDict) -> Bestellung:
    """What the form sends. Raises InvalidInput with the field that is missing."""
    text = post.get("format", "")
    if text not in set(Format):
        raise InvalidInput("Bitte wählen Sie ein Format.", {"format": "Die Auswahl fehlt."})
    return Bestellung(
        format=Format(text),
        spalten=choose(post.getlist("spalte")),
        auswahl=read_filter(QueryDict(post.get("liste", ""))),
        nur_neue=bool(post.get("nur_neue")),
    )


def answer(actor: Actor, bestellung: Bestellung) -> StreamingHttpResponse:
    """The file, written while it is read; its name says the day and nothing about anybody."""
    lauf = begin_auszug(actor, bestellung=bestellung)
    response = StreamingHttpResponse(_bytes(actor, bestellung, lauf), content_type=MEDIENTYPEN[bestellung.format])
    name = f"vorgaenge-{clock.today().isoformat()}.{bestellung.format.value}"
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _bytes(actor: Actor, bestellung: Bestellung, lauf: Lauf) -> Iterator[bytes]:
    try:
        yield from write_auszug(actor, bestellung, lauf)
    finally:
        end_auszug(actor, bestellung=bestellung, lauf=lauf)
