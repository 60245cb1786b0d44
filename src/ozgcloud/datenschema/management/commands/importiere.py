"""`importiere schema DATEI…` and `importiere codeliste DATEI…`: bring FIM material in from the command line."""

import zlib
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ozgcloud.core.actor import Actor, ActorKind
from ozgcloud.core.errors import OzgError, TooLarge
from ozgcloud.datenschema.actions.import_codeliste import import_codeliste
from ozgcloud.datenschema.actions.import_schema import import_schema
from ozgcloud.datenschema.sicheres_xml import GRENZE_BYTES

_ACTOR = Actor(kind=ActorKind.OPERATOR, id="kommandozeile")
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


class Command(BaseCommand):
    """Import files one after the other; a defective one is named, the rest is still imported."""

    help = "Datenschemata (XDatenfelder 3) und Codelisten (genericode) importieren; auch als .gz"

    def add_arguments(self, parser: CommandParser) -> None:
        """`art` is schema or codeliste, then files."""
        parser.add_argument("art", choices=("schema", "codeliste"))
        parser.add_argument("dateien", nargs="+", type=Path, metavar="DATEI")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import all files; ends with exit code 1 when one could not be imported."""
        eine = self._schema if options["art"] == "schema" else self._codeliste
        fehler = 0
        for pfad in options["dateien"]:
            try:
                self.stdout.write(eine(pfad))
            except OzgError as grund:
                fehler += 1
                self.stderr.write(f"{pfad.name}: {grund.meldung}")
        if fehler:
            raise CommandError(f"{fehler} von {len(options['dateien'])} Dateien konnten nicht importiert werden.")

    def _schema(self, pfad: Path) -> str:
        ergebnis = import_schema(_ACTOR, roh=read_file(pfad), dateiname=pfad.name)
        stand = "importiert" if ergebnis.neu else "war schon da"
        return (
            f"{ergebnis.fim_id}@{ergebnis.version} {stand}: {ergebnis.name} – {ergebnis.knoten} Knoten, "
            f"{ergebnis.felder} Felder, {ergebnis.offene_punkte} offene Punkte. Kennung {ergebnis.id}"
        )

    def _codeliste(self, pfad: Path) -> str:
        ergebnis = import_codeliste(_ACTOR, roh=read_file(pfad))
        stand = "importiert" if ergebnis.neu else "war schon da"
        return f"{ergebnis.canonical_uri}_{ergebnis.version} {stand}: {ergebnis.name} – {ergebnis.eintraege} Einträge"
