"""Cells and files: what a spreadsheet must not run, what machines read, and that all formats say the same."""

import csv
import io
import json
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from ozgcloud.core.errors import InvalidInput
from ozgcloud.stapel.rules import Format
from ozgcloud.stapel.schreiben import SCHREIBER, write_csv, write_json, write_xlsx
from ozgcloud.stapel.spalten import SPALTEN, VORGABE, Auszugszeile, as_json, as_text, choose

ZEIT = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)
ZEILE = Auszugszeile(
    "OZG-2222-2222-2222", "6/1", "Neu", "Hund", "99000000000001", "Åse", date(2026, 11, 21), "portal", "Person A",
    "", "Amt A", "010000000001", "eilig", date(2026, 12, 24), None, "", "Ö, ß", ZEIT, ZEIT,
)  # fmt: skip
NS = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
FORMELN = ["=1+1", "+49 431", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://example.org")']
WORTE = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=40)


def read_sheet(content: bytes, name: str = "sheet1") -> list[dict[str, tuple[str, str]]]:
    """Rows of a sheet: column letter → (type, text), formulas as type `f`."""
    tree = etree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read(f"xl/worksheets/{name}.xml"))
    rows = []
    for row in tree.iterfind(".//m:row", NS):
        cells = {}
        for cell in row.iterfind("m:c", NS):
            typ = "f" if cell.find("m:f", NS) is not None else cell.get("t", "n")
            cells[cell.get("r").rstrip("0123456789")] = (typ, "".join(cell.itertext()))
        rows.append(cells)
    return rows


@pytest.mark.parametrize("formel", FORMELN)
def test_nothing_is_run_as_a_formula(formel):
    spalten = choose(["antragsteller"])
    rows = list(
        csv.reader(
            io.StringIO(b"".join(write_csv(spalten, [replace(ZEILE, antragsteller=formel)])).decode("utf-8-sig")),
            delimiter=";",
        )
    )
    assert rows[1] == ["'" + formel]
    sheet = read_sheet(b"".join(write_xlsx(spalten, [replace(ZEILE, antragsteller=formel)])))
    assert sheet[1]["A"][0] == "inlineStr"


def test_all_formats_carry_the_same_rows():
    spalten = choose(s.schluessel for s in SPALTEN)
    rows = [replace(ZEILE, aktenzeichen=str(n)) for n in range(3_000)]
    files = {form: b"".join(SCHREIBER[form](spalten, iter(rows))) for form in Format}
    loaded = json.loads(files[Format.JSON])
    table = list(csv.reader(io.StringIO(files[Format.CSV].decode("utf-8-sig")), delimiter=";"))
    sheet = read_sheet(files[Format.XLSX])
    assert len(loaded) == len(table) - 1 == len(sheet) - 1 == 3_000
    assert table[0] == [s.name for s in SPALTEN]
    assert [r["aktenzeichen"] for r in loaded] == [r[1] for r in table[1:]] == [str(n) for n in range(3_000)]
    assert loaded[0]["eingegangen"] == "2026-11-21T23:30:00+00:00"
    assert table[1][SPALTEN.index(choose(["eingegangen"])[0])] == "22.11.2026 00:30", "Berlin, on the next day"


@given(st.lists(WORTE, max_size=20))
def test_any_text_survives_csv_and_json(worte):
    spalten = choose(["antragsteller"])
    rows = [replace(ZEILE, antragsteller=wort) for wort in worte]
    read = list(
        csv.reader(io.StringIO(b"".join(write_csv(spalten, rows)).decode("utf-8-sig"), newline=""), delimiter=";")
    )
    assert [row[0].removeprefix("'") if row else "" for row in read[1:]] == [wort.removeprefix("'") for wort in worte]
    assert [row["antragsteller"] for row in json.loads(b"".join(write_json(spalten, rows)))] == worte


def test_an_empty_list_is_a_file_too():
    spalten = choose(VORGABE)
    assert json.loads(b"".join(write_json(spalten, []))) == []
    assert b"".join(write_csv(spalten, [])).decode("utf-8-sig").count("\n") == 1
    assert len(read_sheet(b"".join(write_xlsx(spalten, [])))) == 1


def test_the_pieces_are_small():
    rows = (replace(ZEILE, antragsteller="x" * 100) for _ in range(5_000))
    pieces = [len(piece) for piece in write_csv(choose(["antragsteller"]), rows)]
    assert len(pieces) > 5
    assert max(pieces) < 70_000


@pytest.mark.parametrize(
    ("wert", "text", "fuer_maschinen"),
    [(None, "", None), (date(2026, 1, 2), "02.01.2026", "2026-01-02"), ("a", "a", "a")],
)
def test_cells(wert, text, fuer_maschinen):
    assert as_text(wert) == text
    assert as_json(wert) == fuer_maschinen


def test_columns_are_chosen_and_name_nobody_unasked():
    assert [s.schluessel for s in choose(["eingang", "vorgangsnummer", "unsinn"])] == ["vorgangsnummer", "eingang"]
    assert not any(s.ist_person for s in choose(VORGABE))
    with pytest.raises(InvalidInput):
        choose(["unsinn"])
