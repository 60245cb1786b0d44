"""`ozg probelauf [--schema FILE ...] [--json]`."""

import gzip
import json
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from ozgcloud.datenschema.sicheres_xml import GRENZE_BYTES
from ozgcloud.probelauf.gang import run_probelauf

OWN_SCHEMA = Path(__file__).resolve().parents[3] / "demo" / "schemata" / "hundesteuer-anmeldung.xdf3.xml"


class Command(BaseCommand):
    """Walk one practice Antrag through the running system."""

    help = "Ein Übungsantrag vom Datenschema bis zur e-Akte; Ende 0 nur, wenn jedes Ergebnis geprüft ist"

    def add_arguments(self, parser: CommandParser) -> None:
        """Any number of schema files (also .gz); without one the own Hundesteuer schema."""
        parser.add_argument("--schema", type=Path, action="append", metavar="DATEI")
        parser.add_argument("--json", action="store_true", help="Bericht als JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print a report per schema; exit 1 when one failed."""
        dateien = options["schema"] or [OWN_SCHEMA]
        berichte = [run_probelauf(settings.ENV.base_url, datei.name, _read(datei)) for datei in dateien]
        if options["json"]:
            self.stdout.write(json.dumps([bericht.as_json() for bericht in berichte], ensure_ascii=False, indent=1))
        else:
            self.stdout.write("\n\n".join(bericht.as_text() for bericht in berichte))
        if not all(bericht.gut for bericht in berichte):
            sys.exit(1)


def _read(datei: Path) -> bytes:
    try:
        if datei.suffix != ".gz":
            return datei.read_bytes()
        with gzip.open(datei) as packed:
            return packed.read(GRENZE_BYTES + 1)
    except OSError as fehler:
        raise CommandError(f"{datei} lässt sich nicht lesen ({fehler.strerror or 'beschädigt'}).") from fehler
