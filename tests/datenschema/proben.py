"""Small XDatenfelder files written on the spot, and the way to the shared real ones."""

import gzip
import os
from functools import lru_cache
from pathlib import Path

import pytest

from ozgcloud.datenschema.baum import Schema
from ozgcloud.datenschema.codeliste import Aufloesungen, Liste, parse_genericode, resolve
from ozgcloud.datenschema.xdf3 import compile_xdf

NS = "urn:xoev-de:fim:standard:xdatenfelder_3.0.0"
_STATUS = "<x:freigabestatus><code>6</code></x:freigabestatus>"


def struktur(inhalt: str, anzahl: str = "1:1") -> str:
    return f"<x:struktur><x:anzahl>{anzahl}</x:anzahl><x:enthaelt>{inhalt}</x:enthaelt></x:struktur>"


def ident(kennung: str, version: str = "1.0.0") -> str:
    return f"<x:identifikation><x:id>{kennung}</x:id><x:version>{version}</x:version></x:identifikation>"


def feld(kennung="F1", datentyp="text", anzahl="1:1", *, art="input", zusatz="", name="") -> str:
    """A field in its struktur; `zusatz` is further XML of the field."""
    return struktur(
        f"<x:datenfeld>{ident(kennung)}<x:name>{name or 'Feld ' + kennung}</x:name>{_STATUS}"
        f"<x:feldart><code>{art}</code></x:feldart><x:datentyp><code>{datentyp}</code></x:datentyp>{zusatz}</x:datenfeld>",
        anzahl,
    )


def gruppe(kennung="G1", *kinder: str, anzahl="1:1", zusatz="") -> str:
    return struktur(
        f"<x:datenfeldgruppe>{ident(kennung)}<x:name>Gruppe {kennung}</x:name>{_STATUS}{zusatz}{''.join(kinder)}"
        "</x:datenfeldgruppe>",
        anzahl,
    )


AUSWAHLGRUPPE = "<x:art><code>X</code></x:art>"


def werte(*codes: str) -> str:
    return (
        "<x:werte>"
        + "".join(f"<x:wert><x:code>{c}</x:code><x:name>Wert {c}</x:name></x:wert>" for c in codes)
        + "</x:werte>"
    )


def praezisierung(**attribute: object) -> str:
    namen = {"min": "minLength", "max": "maxLength", "von": "minValue", "bis": "maxValue", "muster": "pattern"}
    return "<x:praezisierung " + " ".join(f'{namen[k]}="{v}"' for k, v in attribute.items()) + "/>"


def xdf(*kinder: str, kennung="S1", version="1.0.0", kopf="", status=_STATUS) -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><x:xdatenfelder.stammdatenschema.0102 xmlns:x="{NS}"><x:header/>'
        f"<x:stammdatenschema>{ident(kennung, version)}<x:name>Probe</x:name>{status}"
        f"<x:bezeichnung>Probeantrag</x:bezeichnung>{kopf}{''.join(kinder)}"
        "</x:stammdatenschema></x:xdatenfelder.stammdatenschema.0102>"
    ).encode()


def schema(*kinder: str, **mehr: str) -> Schema:
    return compile_xdf(xdf(*kinder, **mehr))


def genericode(*zeilen: tuple[str, ...], version="1", spalten=("code", "name"), uri="urn:probe:liste") -> bytes:
    def zelle(spalte: str, wert: str) -> str:
        return f'<Value ColumnRef="{spalte}"><SimpleValue>{wert}</SimpleValue></Value>'

    reihen = "".join(
        "<Row>" + "".join(zelle(s, w) for s, w in zip(spalten, zeile, strict=True)) + "</Row>" for zeile in zeilen
    )
    kopf = "".join(f'<Column Id="{s}" Use="required"><ShortName>{s}</ShortName></Column>' for s in spalten)
    return (
        '<gc:CodeList xmlns:gc="http://docs.oasis-open.org/codelist/ns/genericode/1.0/"><Identification>'
        f"<ShortName>probe</ShortName><LongName>Probeliste</LongName><Version>{version}</Version>"
        f"<CanonicalUri>{uri}</CanonicalUri><CanonicalVersionUri>{uri}_{version}</CanonicalVersionUri></Identification>"
        f'<ColumnSet>{kopf}<Key Id="k"><ColumnRef Ref="{spalten[0]}"/></Key></ColumnSet>'
        f"<SimpleCodeList>{reihen}</SimpleCodeList></gc:CodeList>"
    ).encode()


def shared_fim() -> Path:
    """Folder of the real FIM files: `OZG_SHARED`, else `../shared` beside the repository; skips when it is absent."""
    wurzel = Path(os.environ.get("OZG_SHARED") or Path(__file__).parents[3] / "shared")
    ordner = wurzel / "standards" / "fim"
    if not ordner.is_dir():
        pytest.skip(f"ECHTE FIM-DATEIEN FEHLEN ({ordner}): OZG_SHARED setzen", allow_module_level=True)
    return ordner


def roh(pfad: Path) -> bytes:
    return gzip.decompress(pfad.read_bytes()) if pfad.suffix == ".gz" else pfad.read_bytes()


@lru_cache(maxsize=80)
def real(datei: str) -> Schema:
    return compile_xdf(roh(shared_fim() / datei))


@lru_cache(maxsize=1)
def listen() -> dict[str, list[Liste]]:
    alle: dict[str, list[Liste]] = {}
    for pfad in sorted((shared_fim() / "codelisten").iterdir()):
        liste = parse_genericode(roh(pfad))
        alle.setdefault(liste.canonical_uri, []).append(liste)
    return alle


def aufgeloest(ein_schema: Schema) -> Aufloesungen:
    """All references of a real schema against the shared lists."""
    return {ref.schluessel: resolve(ref, listen().get(ref.canonical_uri, ())) for ref in ein_schema.codelisten}
