"""Tables of operators: what is read, refused, counted, and what a broken run leaves behind."""

from collections.abc import Sequence
from contextlib import suppress
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import OperationalError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from ozgcloud.core.errors import InvalidInput
from ozgcloud.core.imports import Ausgang, Bericht, ImportCommand, Zeile, read_rows, take_each
from ozgcloud.mandant.models import Land


class Probe(ImportCommand):
    """Länder by `id` and `name`; a name „kaputt“ is refused after it was written, the id 99 breaks the connection."""

    required = ("id", "name")
    key = ("id",)

    def take(self, zeilen: Sequence[Zeile]) -> Bericht:
        with transaction.atomic(durable=True):
            return take_each(zeilen, self._one)

    def _one(self, zeile: Zeile) -> Ausgang:
        if not zeile.get("id").isdigit():
            raise InvalidInput("Die Nummer fehlt.", {"id": "Bitte Ziffern."})
        if zeile.get("id") == "99":
            raise OperationalError("Verbindung verloren")
        name = zeile.get("name")
        land, neu = Land.objects.get_or_create(
            id=int(zeile.get("id")), defaults={"kuerzel": _kuerzel(int(zeile.get("id"))), "name": name}
        )
        if name == "kaputt":
            raise InvalidInput("Das ist kaputt.")
        if neu:
            return Ausgang.NEU
        Land.objects.filter(id=land.id).update(name=name)
        return Ausgang.UNVERAENDERT if land.name == name else Ausgang.GEAENDERT


def _kuerzel(number):
    return chr(33 + number // 90) + chr(33 + number % 90)


def write(tmp_path, text, encoding="utf-8"):
    path = tmp_path / "probe.csv"
    path.write_bytes(text.encode(encoding) if isinstance(text, str) else text)
    return path


def run(path):
    aus, fehler = StringIO(), StringIO()
    try:
        call_command(Probe(), path, stdout=aus, stderr=fehler)
    except CommandError as grund:
        return aus.getvalue(), fehler.getvalue(), str(grund)
    return aus.getvalue(), fehler.getvalue(), ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("id,name\n1,Ä\n\n 2 , B \n", [(2, {"id": "1", "name": "Ä"}), (4, {"id": "2", "name": "B"})]),
        ("\ufeffid;name\r\n1;a,b\r\n", [(2, {"id": "1", "name": "a,b"})]),
        ("id\tname\n1\t\n", [(2, {"id": "1", "name": ""})]),
        ('id,name\n1,"zwei\nZeilen"\n2,b', [(2, {"id": "1", "name": "zwei\nZeilen"}), (4, {"id": "2", "name": "b"})]),
    ],
)
def test_rows_as_spreadsheets_write_them(tmp_path, text, expected):
    rows = list(read_rows(write(tmp_path, text), ("id",)))
    assert [(row.nummer, row.werte) for row in rows] == expected
    assert not any(row.fehler for row in rows)
    assert all(row.get("gibt-es-nicht") == "" for row in rows)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "ist leer"),
        (" , \n1,2", "ist leer"),
        ("id,ort\n1,2", "fehlen Spalten: name"),
        ("id,name,id\n1,2,3", "stehen Spalten doppelt: id"),
        ("id,name\n1,Lübeck".encode("latin-1"), "nicht in UTF-8"),
        ('id,name\n1,"offen', "keine gültige CSV-Datei"),
        ("id,name\n1," + "x" * 200_000, "keine gültige CSV-Datei"),
    ],
)
def test_unusable_files_are_explained(tmp_path, content, sentence):
    with pytest.raises(InvalidInput, match=sentence):
        list(read_rows(write(tmp_path, content), ("id", "name")))


def test_files_that_cannot_be_opened(tmp_path):
    for path, sentence in ((tmp_path, "ist ein Ordner"), (tmp_path / "fehlt.csv", "gibt es nicht")):
        with pytest.raises(InvalidInput, match=sentence):
            list(read_rows(path))


@settings(max_examples=100, deadline=None)
@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda t: t.encode("utf-8", "surrogatepass"))))
def test_any_bytes_are_rows_or_a_sentence(tmp_path_factory, content):
    path = write(tmp_path_factory.mktemp("probe"), content)
    with suppress(InvalidInput):
        assert all(row.fehler or "\0" not in "".join(row.werte.values()) for row in read_rows(path))


@pytest.mark.usefixtures("db_ozg")
def test_rows_are_counted_refused_and_leave_nothing_behind(tmp_path):
    path = write(tmp_path, "id,name\n1,A\n2,B,zuviel\n1,nochmal\nx,C\n3,kaputt\n4,D\n5,e\0\n")
    aus, fehler, ende = run(path)
    assert aus == "2 neu, 0 geändert, 0 unverändert, 5 abgelehnt.\n"
    assert fehler.splitlines() == [
        "Zeile 3: Die Zeile hat 3 statt 2 Werte.",
        "Zeile 4: Derselbe Eintrag steht schon in Zeile 2.",
        "Zeile 5: Die Nummer fehlt. Bitte Ziffern.",
        "Zeile 6: Das ist kaputt.",
        "Zeile 8: Die Zeile enthält ein unzulässiges Zeichen (NUL).",
    ]
    assert ende.startswith("5 Zeilen wurden nicht übernommen")
    assert set(Land.objects.values_list("id", flat=True)) == {1, 4}
    again = run(write(tmp_path, "id,name\n1,A\n4,neu\n"))
    assert again == ("0 neu, 1 geändert, 1 unverändert, 0 abgelehnt.\n", "", "")


@pytest.mark.usefixtures("db_ozg")
def test_fifty_reasons_are_printed_and_the_rest_counted(tmp_path):
    _, fehler, ende = run(write(tmp_path, "id,name\n" + "x,y,z\n" * 53))
    assert len(fehler.splitlines()) == 51
    assert fehler.endswith("… und 3 weitere Zeilen.\n")
    assert ende.startswith("53 Zeilen")


@pytest.mark.usefixtures("db_ozg")
def test_a_broken_run_keeps_its_batches_and_the_next_finds_them_unchanged(tmp_path):
    rows = [f"{number},Land {number}\n" for number in range(1000, 1600)]
    _, _, ende = run(write(tmp_path, "id,name\n" + "".join(rows[:550]) + "99,x\n" + "".join(rows[550:])))
    assert "noch einmal" in ende
    assert Land.objects.count() == 500
    aus, _, ende = run(write(tmp_path, "id,name\n" + "".join(rows)))
    assert (aus, ende) == ("100 neu, 0 geändert, 500 unverändert, 0 abgelehnt.\n", "")


def test_an_unknown_kind_or_no_file_names_the_kinds():
    for arguments in ((), ("unsinn", "x.csv"), ("schema",)):
        with pytest.raises(CommandError, match=r"eines von: .*codeliste.*schema"):
            call_command("importiere", *arguments)
