"""`ozg probelauf` believes nothing: each artefact is altered, and each alteration must be found."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

import psycopg
import pytest

from datenschema.proben import feld, xdf
from lauf import drain
from ozgcloud.bescheid.actions.conclude_vorgang import conclude_vorgang
from ozgcloud.bescheid.actions.issue_bescheid import issue_bescheid
from ozgcloud.bescheid.queries import list_bescheide
from ozgcloud.core.actor import Actor
from ozgcloud.core.folder import open_folder
from ozgcloud.core.store import file_store
from ozgcloud.eingang.queries import get_eingang, list_anlagen
from ozgcloud.probelauf import artefakte
from ozgcloud.veraktung.models import Akte
from ozgcloud.veraktung.queries import get_akte
from ozgcloud.vorgang.actions.decide_vorgang import decide_vorgang
from ozgcloud.vorgang.actions.move_vorgang import move_vorgang
from ozgcloud.vorgang.queries import Filter, get_datei, list_vorgaenge
from ozgcloud.vorgang.rules import Ergebnis, Schritt
from welt import Welt, make_welt, submit

SCHEMA = xdf(feld("F1", "text", name="Familienname"), feld("F2", "file", name="Nachweis"))


@dataclass(frozen=True)
class Ergebnisse:
    """Everything a walk produced."""

    actor: Actor
    vorgang_id: UUID
    pdf: bytes
    pdf_sha256: str
    formular: bytes
    akte: Akte
    pruefsumme: str
    anlagen: dict[str, str]


@pytest.fixture
def ergebnisse(db_ozg: str) -> Ergebnisse:
    """One case walked from draft to e-Akte on the real tables."""
    welt = make_welt(SCHEMA)
    submit(welt)
    drain()
    return _walk(welt)


def _walk(welt: Welt) -> Ergebnisse:
    actor = welt.eins.sachbearbeitung
    vorgang_id = list_vorgaenge(actor, Filter())[0][0].id
    for schritt in (Schritt.ANNEHMEN, Schritt.BEARBEITEN):
        move_vorgang(actor, vorgang_id=vorgang_id, schritt=schritt)
    decide_vorgang(actor, vorgang_id=vorgang_id, ergebnis=Ergebnis.BEWILLIGT, begruendung="")
    drain()
    issue_bescheid(actor, bescheid_id=list_bescheide(actor, vorgang_id)[0].id)
    drain()
    conclude_vorgang(actor, vorgang_id=vorgang_id)
    drain()
    datei_id = list_bescheide(actor, vorgang_id)[0].datei_id
    assert datei_id is not None
    datei, eingang, akte = get_datei(actor, datei_id), get_eingang(actor, vorgang_id), get_akte(actor, vorgang_id)
    assert akte is not None
    return Ergebnisse(
        actor,
        vorgang_id,
        file_store().read_verified(datei.verweis),
        datei.sha256,
        json.dumps(eingang.werte, ensure_ascii=False, sort_keys=True).encode(),
        akte,
        eingang.sha256,
        {a.adresse: a.sha256 for a in list_anlagen(actor, vorgang_id)},
    )


def _findings(e: Ergebnisse) -> list[str]:
    return [
        *artefakte.verify_bescheid(e.pdf, sha256=e.pdf_sha256, formular=e.formular),
        *artefakte.verify_akte(e.akte),
        *artefakte.verify_eingang(e.actor, e.vorgang_id, pruefsumme=e.pruefsumme, gesendet=e.anlagen),
        *artefakte.verify_journal(),
    ]


def test_untouched_artefacts_verify(ergebnisse: Ergebnisse) -> None:
    assert _findings(ergebnisse) == []


@pytest.mark.parametrize(
    "alter",
    [
        lambda e: replace(e, pdf=e.pdf.replace(b"%%EOF", b"%%eof")),
        lambda e: replace(e, formular=b"{}"),
        lambda e: replace(e, pruefsumme="0" * 64),
        lambda e: replace(e, anlagen={"F2": "0" * 64}),
    ],
    ids=["pdf", "form data", "checksum", "uploads"],
)
def test_other_values_than_promised_are_found(
    ergebnisse: Ergebnisse, alter: Callable[[Ergebnisse], Ergebnisse]
) -> None:
    assert _findings(alter(ergebnisse))


def test_an_altered_package_is_found(ergebnisse: Ergebnisse) -> None:
    pfad = Path(ergebnisse.akte.ort)
    content = bytearray(pfad.read_bytes())
    content[len(content) // 2] ^= 1
    pfad.write_bytes(content)
    assert artefakte.verify_akte(ergebnisse.akte)


def test_a_missing_package_is_found(ergebnisse: Ergebnisse) -> None:
    Path(ergebnisse.akte.ort).unlink()
    assert artefakte.verify_akte(ergebnisse.akte)


def test_altered_bytes_of_an_upload_are_found(ergebnisse: Ergebnisse) -> None:
    anlage = list_anlagen(ergebnisse.actor, ergebnisse.vorgang_id)[0]
    with open_folder().open(anlage.schluessel) as file:
        path = Path(file.name)
    path.write_bytes(b"anderes")
    assert _findings(ergebnisse)


def test_an_altered_journal_row_is_found(
    ergebnisse: Ergebnisse, as_superuser: psycopg.Connection[tuple[object, ...]]
) -> None:
    as_superuser.execute("UPDATE ereignis SET akteur_id = 'jemand anderes' WHERE typ = 'VorgangDecided'")
    assert artefakte.verify_journal()
