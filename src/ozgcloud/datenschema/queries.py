"""Reading Datenschemata and code lists. Both are global and never change, so compiled trees are cached by id."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from django.db.models import Func, IntegerField

from ozgcloud.core.errors import NotFound
from ozgcloud.datenschema.baum import CodelisteRef, Schema
from ozgcloud.datenschema.codeliste import FEHLT, Aufloesung, Aufloesungen, Liste, aufloesung, passende_version
from ozgcloud.datenschema.kodierung import from_json
from ozgcloud.datenschema.models import Codeliste, Datenschema
from ozgcloud.datenschema.offene_punkte import OffenerPunkt, offene_punkte

_KLEIN = ("id", "fim_id", "version", "name", "sha256", "knoten", "felder", "importiert_am")


@lru_cache(maxsize=32)
def get_schema(datenschema_id: UUID) -> Schema:
    """The compiled tree; raises NotFound."""
    baum = Datenschema.objects.filter(id=datenschema_id).values_list("baum", flat=True).first()
    if baum is None:
        raise NotFound("Dieses Datenschema gibt es nicht.")
    return from_json(baum)


def get_datenschema(datenschema_id: UUID) -> Datenschema:
    """The record without raw bytes and tree; raises NotFound."""
    satz = Datenschema.objects.only(*_KLEIN, "offene_punkte").filter(id=datenschema_id).first()
    if satz is None:
        raise NotFound("Dieses Datenschema gibt es nicht.")
    return satz


def list_datenschemata() -> list[Datenschema]:
    """All records, newest first, without raw bytes and tree (at most 500)."""
    return list(Datenschema.objects.only(*_KLEIN).order_by("-importiert_am", "-id")[:500])


def find_codeliste(canonical_uri: str, version: str) -> Codeliste | None:
    """That very version of a code list."""
    return Codeliste.objects.filter(canonical_uri=canonical_uri, version=version).first()


@dataclass(frozen=True, slots=True)
class CodelisteZeile:
    """A stored code list without its entries; `eintraege` is their number."""

    canonical_uri: str
    version: str
    name: str
    eintraege: int
    importiert_am: datetime


def list_codelisten() -> list[CodelisteZeile]:
    """All code lists by name, newest version first, at most 500."""
    rows = Codeliste.objects.annotate(
        anzahl=Func("eintraege", function="jsonb_array_length", output_field=IntegerField())
    ).order_by("name", "-version")[:500]
    return [
        CodelisteZeile(*row) for row in rows.values_list("canonical_uri", "version", "name", "anzahl", "importiert_am")
    ]


def load_codelisten(schema: Schema) -> Aufloesungen:
    """Every code list reference of the schema, resolved against what is stored: two small queries when cached."""
    refs = schema.codelisten
    if not refs:
        return {}
    stand: dict[str, dict[str, UUID]] = defaultdict(dict)
    gespeichert = Codeliste.objects.filter(canonical_uri__in={ref.canonical_uri for ref in refs})
    for uri, version, kennung in gespeichert.values_list("canonical_uri", "version", "id"):
        stand[uri][version] = kennung
    return {ref.schluessel: _resolve(ref, stand[ref.canonical_uri]) for ref in refs}


def _resolve(ref: CodelisteRef, versionen: dict[str, UUID]) -> Aufloesung:
    version = passende_version(ref, versionen)
    return FEHLT if version is None else _aufloesung(ref, versionen[version])


@lru_cache(maxsize=256)
def _aufloesung(ref: CodelisteRef, codeliste_id: UUID) -> Aufloesung:
    return aufloesung(ref, _liste(codeliste_id))


@lru_cache(maxsize=32)
def _liste(codeliste_id: UUID) -> Liste:
    satz = Codeliste.objects.get(id=codeliste_id)
    return Liste(
        canonical_uri=satz.canonical_uri,
        version=satz.version,
        canonical_version_uri=f"{satz.canonical_uri}_{satz.version}",
        name=satz.name,
        spalten=tuple(satz.spalten),
        zeilen=tuple(tuple(zeile) for zeile in satz.eintraege),
        code_spalte=satz.spalten[0],
        label_spalte=satz.spalten[1],
    )


def current_offene_punkte(datenschema_id: UUID) -> tuple[OffenerPunkt, ...]:
    """Open points as of now: code lists imported since the import of the schema are taken into account."""
    schema = get_schema(datenschema_id)
    return offene_punkte(schema, load_codelisten(schema))
