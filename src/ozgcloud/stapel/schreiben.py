"""Rows into the bytes of a file, piece by piece: memory stays flat at any length. Knows formats, no cases.

A cell that a spreadsheet would take for a formula is neutralised: by an apostrophe in CSV, by its type in XLSX.
"""

import csv
import io
import json
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from ozgcloud.core.clock import BERLIN
from ozgcloud.core.tabellen import neutralise
from ozgcloud.stapel.rules import Format
from ozgcloud.stapel.spalten import Auszugszeile, Spalte, as_json, as_text

PIECE = 64 * 1024
BLATT = 1_048_575
"""Rows one sheet of XLSX can hold below its head."""
BREITE = 18
MEDIENTYPEN = {
    Format.CSV: "text/csv; charset=utf-8",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.JSON: "application/json",
}
Schreiber = Callable[[Sequence[Spalte], Iterable[Auszugszeile]], Iterator[bytes]]


def write_csv(spalten: Sequence[Spalte], zeilen: Iterable[Auszugszeile]) -> Iterator[bytes]:
    """Semicolons, CRLF, UTF-8 with byte order mark, as spreadsheets of offices open it."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    text.write("\ufeff")
    writer.writerow([spalte.name for spalte in spalten])
    for zeile in zeilen:
        writer.writerow([neutralise(as_text(spalte.lies(zeile))) for spalte in spalten])
        if text.tell() >= PIECE:
            yield _emptied(text)
    yield _emptied(text)


def write_json(spalten: Sequence[Spalte], zeilen: Iterable[Auszugszeile]) -> Iterator[bytes]:
    """One array of objects."""
    text = io.StringIO()
    text.write("[")
    for number, zeile in enumerate(zeilen):
        text.write(",\n" if number else "\n")
        json.dump({s.schluessel: as_json(s.lies(zeile)) for s in spalten}, text, ensure_ascii=False)
        if text.tell() >= PIECE:
            yield _emptied(text)
    text.write("\n]\n")
    yield _emptied(text)


def _emptied(text: io.StringIO) -> bytes:
    content = text.getvalue().encode()
    text.seek(0)
    text.truncate()
    return content


def write_xlsx(spalten: Sequence[Spalte], zeilen: Iterable[Auszugszeile]) -> Iterator[bytes]:
    """A workbook with a fixed head and a filter; further sheets where one is full. On disk first, row by row."""
    with tempfile.TemporaryFile() as target:
        with xlsxwriter.Workbook(target, {"constant_memory": True, "strings_to_formulas": False}) as book:
            tag = book.add_format({"num_format": "dd.mm.yyyy"})
            zeit = book.add_format({"num_format": "dd.mm.yyyy hh:mm"})
            sheet, row = _sheet(book, spalten, 1), 0
            for number, zeile in enumerate(zeilen):
                if number and number % BLATT == 0:
                    sheet, row = _sheet(book, spalten, number // BLATT + 1), 0
                row += 1
                for column, spalte in enumerate(spalten):
                    wert = spalte.lies(zeile)
                    if isinstance(wert, datetime):
                        sheet.write_datetime(row, column, wert.astimezone(BERLIN).replace(tzinfo=None), zeit)
                    elif isinstance(wert, date):
                        sheet.write_datetime(row, column, wert, tag)
                    elif wert is not None and wert != "":
                        sheet.write_string(row, column, str(wert))
            sheet.autofilter(0, 0, max(row, 1), len(spalten) - 1)
        target.seek(0)
        while piece := target.read(PIECE):
            yield piece


def _sheet(book: xlsxwriter.Workbook, spalten: Sequence[Spalte], number: int) -> Worksheet:
    sheet: Worksheet = book.add_worksheet(f"Vorgänge {number}" if number > 1 else "Vorgänge")
    sheet.set_column(0, len(spalten) - 1, BREITE)
    sheet.freeze_panes(1, 0)
    fett = book.add_format({"bold": True})
    for column, spalte in enumerate(spalten):
        sheet.write_string(0, column, spalte.name, fett)
    return sheet


SCHREIBER: dict[Format, Schreiber] = {Format.CSV: write_csv, Format.XLSX: write_xlsx, Format.JSON: write_json}
