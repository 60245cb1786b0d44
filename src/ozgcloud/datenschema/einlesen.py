"""Bringing FIM material in from the command line: `importiere_schema DATEI…` and `importiere_codeliste DATEI…`."""

import zlib
from abc import abstractmethod
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ozgcloud.core.errors import OzgError, TooLarge
from ozgcloud.datenschema.sicheres_xml import GRENZE_BYTES

_GZIP = b"\x1f\x8b"


def read_file(pfad: Path) -> bytes:
    """The file's bytes; `.gz` is unpacked up to the size limit of XML files. Raises TooLarge or CommandError."""
    try:
        if pfad.stat().st_size > GRENZE_BYTES:
            raise _too_large(pfad)
        roh = pfad.read_bytes()
    except OSError as fehler:
        raise CommandError(f"{pfad} kann nicht gelesen werden: {fehler.strerror}.") from None
    if not roh.startswith(_GZIP):
        return roh
    entpacker = zlib.decompressobj(wbits=31)
    try:
        inhalt = entpacker.decompress(roh, GRENZE_BYTES + 1)
    except zlib.error:
        raise CommandError(f"{pfad} ist eine beschädigte gzip-Datei.") from None
    if len(inhalt) > GRENZE_BYTES:
        raise _too_large(pfad)
    if not entpacker.eof:
        raise CommandError(f"{pfad} ist eine unvollständige gzip-Datei.")
    return inhalt


def _too_large(pfad: Path) -> TooLarge:
    return TooLarge(f"{pfad.name} ist größer als {GRENZE_BYTES // 1048576} MiB und wird nicht gelesen.")


class FileCommand(BaseCommand):
    """Import files one after the other; a defective one is named, the rest is still imported."""

    def add_arguments(self, parser: CommandParser) -> None:
        """Any number of files."""
        parser.add_argument("dateien", nargs="+", type=Path, metavar="DATEI")

    @abstractmethod
    def take(self, pfad: Path) -> str:
        """Import one file; returns the line that says what it was. Raises OzgError."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Import all files; ends with exit code 1 when one could not be imported."""
        fehler = 0
        for pfad in options["dateien"]:
            try:
                self.stdout.write(self.take(pfad))
            except OzgError as grund:
                fehler += 1
                self.stderr.write(f"{pfad.name}: {grund.meldung}")
        if fehler:
            raise CommandError(f"{fehler} von {len(options['dateien'])} Dateien konnten nicht importiert werden.")
