"""Generated data pass the check for every schema; each single mutation fails it."""

import io
import random
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from datenschema import proben
from datenschema.proben import AUSWAHLGRUPPE, feld, gruppe, praezisierung, schema, werte
from ozgcloud.datenschema import adressen
from ozgcloud.datenschema.baum import Schema
from ozgcloud.datenschema.codeliste import Aufloesungen
from ozgcloud.datenschema.export import from_fim, to_fim
from ozgcloud.datenschema.musterdateien import musterdatei, pdf, png
from ozgcloud.datenschema.musterdaten import erzeuge, je_schritt
from ozgcloud.datenschema.pruefung import pruefe
from ozgcloud.datenschema.zusammenfassung import zusammenfassung

UNSINN = "\x00"
"""No data type accepts it."""


def _dateien() -> list[Path]:
    return sorted((proben.shared_fim() / "xdf3").iterdir())


def _pruefe_alles(form: Schema, listen: Aufloesungen) -> None:
    for samen, dichte in ((1, 0.0), (2, 0.5), (3, 1.0)):
        muster = erzeuge(form, seed=samen, dichte=dichte, codelisten=listen)
        ergebnis = pruefe(form, muster.roh, muster.metadaten(), listen)
        assert (ergebnis.fehler, ergebnis.unbekannt) == ({}, ())
        assert set(muster.offen.values()) <= {"Werteliste fehlt."}
        assert from_fim(form, to_fim(form, ergebnis.werte)) == ergebnis.werte
        zeilen = [z for eintrag in zusammenfassung(form, ergebnis.werte) for z in eintrag.felder()]
        assert len(zeilen) == sum(not a.endswith(adressen.WAHL) for a in ergebnis.werte)
        seiten = je_schritt(form, muster)
        assert sum(len(s.roh) for s in seiten) == len(muster.roh)
        assert sum(len(s.dateien) for s in seiten) == len(muster.dateien)


@pytest.mark.parametrize("nummer", range(0, 70, 6))
def test_samples_are_valid(nummer):
    form = proben.real(f"xdf3/{_dateien()[nummer].name}")
    _pruefe_alles(form, proben.aufgeloest(form))
    _pruefe_alles(form, {})


@pytest.mark.long
def test_samples_of_all_real_schemas_are_valid():
    assert len(_dateien()) == 70
    for datei in _dateien():
        form = proben.real(f"xdf3/{datei.name}")
        _pruefe_alles(form, proben.aufgeloest(form))
        _pruefe_alles(form, {})


def _mutiere(form: Schema, grenze: int) -> int:
    """Break single values of valid data; every one must be noticed at its own address. Returns how many were tried."""
    listen = proben.aufgeloest(form)
    muster = erzeuge(form, seed=5, dichte=0.7, codelisten=listen)
    meta = muster.metadaten()
    ziele = [a for a in muster.roh if not a.endswith(adressen.WAHL)]
    random.Random(1).shuffle(ziele)
    for adresse in ziele[:grenze]:
        kaputt = pruefe(form, {**muster.roh, adresse: UNSINN}, meta, listen)
        assert list(kaputt.fehler) == [adresse], adresse
    # Blanking what stands under required parents only is noticed too.
    pflicht = [a for a in (*ziele, *meta) if _immer_pflicht(form, a)]
    for adresse in pflicht[:grenze]:
        roh = {a: w for a, w in muster.roh.items() if a != adresse}
        dateien = {a: d for a, d in meta.items() if a != adresse}
        assert adresse in pruefe(form, roh, dateien, listen).fehler, adresse
    return len(ziele[:grenze]) + len(pflicht[:grenze])


def _immer_pflicht(form: Schema, adresse: str) -> bool:
    teile = adresse.split("/")
    knoten = [form.index[adressen.pfad_von("/".join(teile[:n]))] for n in range(1, len(teile) + 1)]
    return all(k.pflicht and not k.wiederholt and not k.auswahlgruppe for k in knoten)


@pytest.mark.parametrize("nummer", range(3, 70, 11))
def test_single_mutations_fail(nummer):
    assert _mutiere(proben.real(f"xdf3/{_dateien()[nummer].name}"), 25) > 10


@pytest.mark.long
def test_single_mutations_fail_in_all_real_schemas():
    assert sum(_mutiere(proben.real(f"xdf3/{d.name}"), 10_000) for d in _dateien()) > 3_000


ALLES = schema(
    *(
        feld(f"F{n}", typ)
        for n, typ in enumerate(["text", "text_latin", "date", "time", "datetime", "num", "num_int", "num_currency"])
    ),
    feld("F10", "file", "2:3"),
    feld("F11", zusatz=praezisierung(min=40, max=41)),
    feld("F12", "num_int", zusatz=praezisierung(von=-3, bis=-3)),
    feld("F13", "num", zusatz=praezisierung(von="0.1", bis="0.2")),
    feld("F14", "date", zusatz=praezisierung(von="2026-11-21", bis="2026-11-21")),
    feld("F15", zusatz=praezisierung(min=8, max=8, muster="[A-Z]+[0-9]*")),
    feld("F16", zusatz=praezisierung(max=2)),
    feld("F17", "num_int", zusatz=praezisierung(muster="[1-9][0-9]{12}")),
    gruppe(
        "G1", feld("F1"), gruppe("G2", feld("F1", art="select", zusatz=werte("a"))), anzahl="2:5", zusatz=AUSWAHLGRUPPE
    ),
)


@pytest.mark.parametrize("samen", range(25))
def test_every_data_type(samen):
    muster = erzeuge(ALLES, seed=samen)
    assert not muster.offen
    assert pruefe(ALLES, muster.roh, muster.metadaten()).fehler == {}
    assert muster == erzeuge(ALLES, seed=samen)


def test_the_impossible_is_reported():
    form = schema(
        feld("F1", zusatz=praezisierung(min=9, muster="[0-9]{3}")),
        feld("F2", "num_int", zusatz=praezisierung(von="0.1", bis="0.9")),
        feld("F3", "file", zusatz="<x:mediaType>model/stl</x:mediaType>"),
        feld("F4", "file", zusatz="<x:maxSize>3</x:maxSize>"),
        feld("F5", zusatz=praezisierung(min=20_000)),
    )
    assert set(erzeuge(form).offen) == {"F1", "F2", "F3", "F4", "F5"}


def test_sample_files_are_what_they_say():
    with pikepdf.open(io.BytesIO(pdf("Muster (1)"))) as dokument:
        assert len(dokument.pages) == 1
    assert Image.open(io.BytesIO(png())).size == (8, 8)
    bild = Image.open(io.BytesIO(musterdatei("image/jpeg", 1).inhalt))
    bild.load()
    assert bild.format == "JPEG"
    assert musterdatei("model/stl", 1) is None
