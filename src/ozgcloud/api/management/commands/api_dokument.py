"""`ozg api-dokument`: write the OpenAPI document of this version."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from ozgcloud.api.dokument import document_text


class Command(BaseCommand):
    """Print the document, or write it into a file."""

    help = "OpenAPI-Dokument der Schnittstelle ausgeben oder in eine Datei schreiben"

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to."""
        parser.add_argument("datei", nargs="?", type=Path, help="Zieldatei; ohne Angabe auf den Bildschirm")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write."""
        ziel: Path | None = options["datei"]
        if ziel is None:
            self.stdout.write(document_text(), ending="")
        else:
            ziel.write_text(document_text(), encoding="utf-8")
