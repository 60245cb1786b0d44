"""Reading tables of operators (places, Leistungen, Zuständigkeiten) into the system, repeatable and resumable.

A file is UTF-8 CSV with a header line, divided by comma, semicolon or tab. A slice offers an `import_…` action that
takes some rows in one transaction of its own; `ImportCommand` cuts the file into such batches, refuses what no action
could use, and reports. Nothing is remembered between runs: after a break the same command runs again and finds what
is done unchanged.
"""

import csv
from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, ClassVar

from django.core.management.base import BaseCommand, CommandError, CommandParser, OutputWrapper
from django.db import OperationalError, ProgrammingError, transaction

from ozgcloud.core.actor import Actor, ActorKind
from ozgcloud.core.eingabe import read_day
from ozgcloud.core.errors import InvalidInput, OzgError

BATCH = 500
MAX_REASONS = 50
UNREADABLE: dict[type[OSError], str] = {
    FileNotFoundError: "gibt es nicht. Bitte prüfen Sie den Pfad",
    IsADirectoryError: "ist ein Ordner. Bitte nennen Sie die Datei darin",
}
DIVIDERS = (",", ";", "\t")


class Ausgang(StrEnum):
    """What became of one accepted row."""

    NEU = "neu"
    GEAENDERT = "geaendert"
    UNVERAENDERT = "unveraendert"


@dataclass(frozen=True, slots=True)
class Zeile:
    """One row: the line it begins on (header = 1), its values by column, stripped; `fehler` when it cannot be read."""

    nummer: int
    werte: dict[str, str]
    fehler: str = ""

    def get(self, spalte: str) -> str:
        """A value, empty for a column the file does not have."""
        return self.werte.get(spalte, "")


@dataclass(frozen=True, slots=True)
class Ablehnung:
    """Why a row was not taken, as a German sentence."""

    zeile: int
    grund: str


@dataclass(slots=True)
class Bericht:
    """What an import did: counted rows, refused ones with their reasons, and remarks for the operator."""

    neu: int = 0
    geaendert: int = 0
    unveraendert: int = 0
    beendet: int = 0
    abgelehnt: list[Ablehnung] = field(default_factory=list)
    hinweise: list[str] = field(default_factory=list)

    def count(self, ausgang: Ausgang) -> None:
        """Count one accepted row."""
        setattr(self, ausgang.value, getattr(self, ausgang.value) + 1)

    def refuse(self, zeile: Zeile, grund: str) -> None:
        """Note that a row was not taken."""
        self.abgelehnt.append(Ablehnung(zeile.nummer, grund))

    def add(self, other: "Bericht") -> None:
        """Add what another batch did."""
        self.neu += other.neu
        self.geaendert += other.geaendert
        self.unveraendert += other.unveraendert
        self.beendet += other.beendet
        self.abgelehnt += other.abgelehnt
        self.hinweise += other.hinweise


def read_rows(path: Path, required: Sequence[str] = ()) -> Iterator[Zeile]:
    """All rows of a CSV file, one by one; empty lines are passed over.

    Raises InvalidInput, before the first row, for a file that cannot be opened, is not UTF-8, has no header, a column
    twice or a required one missing; later for text that is no CSV. A row with too many or too few values, or with
    a NUL character, comes with `fehler` set.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            first = file.readline()
            file.seek(0)
            reader = csv.reader(file, delimiter=_divider(first), strict=True)
            columns = _header(path, next(reader, []), required)
            number = reader.line_num + 1
            for cells in reader:
                if any(cell.strip() for cell in cells):
                    yield _row(number, columns, cells)
                number = reader.line_num + 1
    except OSError as error:
        why = UNREADABLE.get(type(error), "lässt sich nicht lesen. Bitte prüfen Sie die Rechte")
        raise InvalidInput(f"Die Datei {path} {why}.") from error
    except UnicodeDecodeError as error:
        raise InvalidInput(
            f"Die Datei {path.name} ist nicht in UTF-8 kodiert. Bitte speichern Sie sie als „CSV UTF-8“."
        ) from error
    except csv.Error as error:
        raise InvalidInput(f"Die Datei {path.name} ist keine gültige CSV-Datei ({error}).") from error


def _divider(header: str) -> str:
    return max(DIVIDERS, key=header.count)


def _header(path: Path, cells: list[str], required: Sequence[str]) -> list[str]:
    columns = [cell.strip() for cell in cells]
    if not any(columns):
        raise InvalidInput(f"Die Datei {path.name} ist leer. Die erste Zeile muss die Spalten nennen.")
    if missing := [name for name in required if name not in columns]:
        raise InvalidInput(f"In der Datei {path.name} fehlen Spalten: {', '.join(missing)}.")
    if twice := sorted({name for name in columns if name and columns.count(name) > 1}):
        raise InvalidInput(f"In der Datei {path.name} stehen Spalten doppelt: {', '.join(twice)}.")
    return columns


def _row(number: int, columns: list[str], cells: list[str]) -> Zeile:
    values = {name: cell.strip() for name, cell in zip(columns, cells, strict=False) if name}
    if len(cells) != len(columns):
        return Zeile(number, values, f"Die Zeile hat {len(cells)} statt {len(columns)} Werte.")
    if any("\0" in cell for cell in cells):
        return Zeile(number, {}, "Die Zeile enthält ein unzulässiges Zeichen (NUL).")
    return Zeile(number, values)


def read_day_of(zeile: Zeile | Mapping[str, str], spalte: str) -> date | None:
    """The day in a column (2026-04-30 or 30.4.2026), None when it is empty. Raises InvalidInput."""
    text = zeile.get(spalte) or ""
    day = read_day(text)
    if text and day is None:
        raise InvalidInput(
            f"Spalte „{spalte}“: „{text[:20]}“ ist kein Datum. Richtig wäre zum Beispiel 2026-04-30.",
        )
    return day


def require_day(zeile: Zeile | Mapping[str, str], spalte: str) -> date:
    """The same where a day must stand. Raises InvalidInput."""
    day = read_day_of(zeile, spalte)
    if day is None:
        raise InvalidInput(f"Spalte „{spalte}“: Hier muss ein Datum stehen, zum Beispiel 2026-04-30.")
    return day


def take_each(zeilen: Iterable[Zeile], take: Callable[[Zeile], Ausgang]) -> Bericht:
    """Take rows one by one inside the open transaction; a refused one (any OzgError) leaves nothing behind."""
    bericht = Bericht()
    for zeile in zeilen:
        try:
            with transaction.atomic():
                bericht.count(take(zeile))
        except OzgError as error:
            bericht.refuse(zeile, reason(error))
    return bericht


def reason(error: OzgError) -> str:
    """An error as one line: its sentence, and the sentences of its fields."""
    details = error.fehler.values() if isinstance(error, InvalidInput) else ()
    return " ".join([error.meldung, *details])


def command_line() -> Actor:
    """Who acts when an operator of the installation imports a file."""
    return Actor(kind=ActorKind.OPERATOR, id="kommandozeile")


class ImportCommand(BaseCommand):
    """A management command `importiere_<art> DATEI`. A slice says which columns it needs and how it takes a batch.

    `key` names the columns that identify a row: a second row with the same values is refused. Ends with exit code 1
    when a row was refused or the file could not be used.
    """

    required: ClassVar[tuple[str, ...]] = ()
    key: ClassVar[tuple[str, ...]] = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """The file."""
        parser.add_argument("datei", type=Path, metavar="DATEI")

    def begin(self, zeilen: Sequence[Zeile]) -> None:
        """Look at all usable rows before the first batch; nothing by default."""

    @abstractmethod
    def take(self, zeilen: Sequence[Zeile]) -> Bericht:
        """Take up to 500 rows: call the action, which opens the transaction. Refused rows are part of the answer."""

    def finish(self, zeilen: Sequence[Zeile], bericht: Bericht) -> Bericht:
        """What remains to be done when all usable rows were taken (`bericht`: so far); nothing by default."""
        return Bericht()

    def handle(self, *args: Any, **options: Any) -> None:
        """Import the file and print the report."""
        bericht = Bericht()
        try:
            zeilen = self._usable(options["datei"], bericht)
            self.begin(zeilen)
            for start in range(0, len(zeilen), BATCH):
                bericht.add(self.take(zeilen[start : start + BATCH]))
            bericht.add(self.finish(zeilen, bericht))
        except OzgError as error:
            raise CommandError(reason(error)) from error
        except ProgrammingError as error:
            raise CommandError(
                "Die Datenbank ist nicht auf dem Stand des Programms. Bitte führen Sie zuerst ./ozg migrate aus."
            ) from error
        except OperationalError as error:
            raise CommandError(
                "Die Datenbank hat nicht geantwortet. Bitte starten Sie denselben Befehl noch einmal: "
                "Was schon übernommen ist, bleibt."
            ) from error
        print_bericht(bericht, self.stdout, self.stderr)
        if bericht.abgelehnt:
            raise CommandError(
                f"{len(bericht.abgelehnt)} Zeilen wurden nicht übernommen, alle anderen schon. "
                "Bitte berichtigen Sie die Datei und importieren Sie sie noch einmal."
            )

    def _usable(self, path: Path, bericht: Bericht) -> list[Zeile]:
        usable, seen = [], dict[tuple[str, ...], int]()
        for zeile in read_rows(path, self.required):
            values = tuple(zeile.get(name) for name in self.key)
            if zeile.fehler:
                bericht.refuse(zeile, zeile.fehler)
            elif self.key and values in seen:
                bericht.refuse(zeile, f"Derselbe Eintrag steht schon in Zeile {seen[values]}.")
            else:
                seen[values] = zeile.nummer
                usable.append(zeile)
        return usable


def print_bericht(bericht: Bericht, out: OutputWrapper, err: OutputWrapper) -> None:
    """The report in German: figures and remarks to `out`, refused rows (at most 50, then their number) to `err`."""
    ended = f", {bericht.beendet} beendet" if bericht.beendet else ""
    out.write(
        f"{bericht.neu} neu, {bericht.geaendert} geändert, {bericht.unveraendert} unverändert{ended}, "
        f"{len(bericht.abgelehnt)} abgelehnt."
    )
    for hinweis in bericht.hinweise:
        out.write(hinweis)
    for ablehnung in sorted(bericht.abgelehnt, key=lambda a: a.zeile)[:MAX_REASONS]:
        err.write(f"Zeile {ablehnung.zeile}: {ablehnung.grund}")
    if len(bericht.abgelehnt) > MAX_REASONS:
        err.write(f"… und {len(bericht.abgelehnt) - MAX_REASONS} weitere Zeilen.")
