"""`ozg standards add PFAD`: install the official xdomea schemas, so packages are validated before they leave."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from ozgcloud.adapters.xdomea import standards
from ozgcloud.core.errors import OzgError


class Command(BaseCommand):
    """Install or show official schemas; the product itself ships none."""

    help = "Amtliche Schemata installieren (add PFAD) oder anzeigen (list)"

    def add_arguments(self, parser: CommandParser) -> None:
        """`add` with a folder or ZIP, or `list`."""
        parser.add_argument("was", choices=("add", "list"))
        parser.add_argument("pfad", nargs="?", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Check the set, compile it, put it in place; or say what is there."""
        ziel = settings.ENV.data_dir / "standards" / standards.UNTERORDNER
        if options["was"] == "list":
            self.stdout.write(f"xdomea 3.0.0: {ziel if ziel.is_dir() else 'nicht installiert'}")
            return
        if options["pfad"] is None:
            raise CommandError("Bitte nennen Sie den Ordner oder das ZIP mit den xdomea-Schemata.")
        try:
            standards.install(options["pfad"], ziel)
        except OzgError as fehler:
            raise CommandError(fehler.meldung) from fehler
        self.stdout.write(f"xdomea 3.0.0 ist installiert: {ziel}")
