"""`ozg probelauf [--schema FILE|FOLDER ...] [--json]`."""

import gzip
import json
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from ozgcloud.datenschema.sicheres_xml import GRENZE_BYTES
from ozgcloud.probelauf.bericht import overview
from ozgcloud.probelauf.gang import run_probelauf

OWN_SCHEMA = Path(__file__).resolve().parents[3] / "demo" / "schemata" / "hundesteuer-anmeldung.xdf3.xml"


class Command(BaseCommand):
    """Walk one practice Antrag through the running system."""

    help = "Ein Übungsantrag vom Datenschema bis zur e-Akte; Ende 0 nur, wenn jedes Ergebnis geprüft ist"

    def add_arguments(self, parser: CommandParser) -> None:
        """Any number of schema files (also .gz) or folders of them; without one the own Hundesteuer schema."""
        parser.add_argument("--schema", type=Path, action="append", metavar="DATEI_ODER_ORDNER")
        parser.add_argument("--json", action="store_true", help="Bericht als JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print a report per schema; exit 1 when one failed."""
        dateien = [datei for ort in options["schema"] or [OWN_SCHEMA] for datei in _files(ort)]
        berichte = [run_probelauf(settings.ENV.base_url, datei.name, _read(datei)) for datei in dateien]
        if options["json"]:
            self.stdout.write(json.dumps([bericht.as_json() for bericht in berichte], ensure_ascii=False, indent=1))
        else:
            self.stdout.write("\n\n".join(bericht.as_text() for bericht in berichte))
            if len(berichte) > 1:
                self.stdout.write(f"\n{overview(berichte)}")
        if not all(bericht.gut for bericht in berichte):
            sys.exit(1)


def _files(ort: Path) -> list[Path]:
    """The file itself, or every schema of a folder by name."""
    if not ort.is_dir():
        return [ort]
    found = sorted((*ort.glob("*.xml"), *ort.glob("*.xml.gz")))
    if not found:
        raise CommandError(f"In {ort} liegt kein Datenschema (*.xml oder *.xml.gz).")
    return found


def _read(datei: Path) -> bytes:
    try:
        if datei.suffix != ".gz":
            return datei.read_bytes()
        with gzip.open(datei) as packed:
            return packed.read(GRENZE_BYTES + 1)
    except OSError as fehler:
        raise CommandError(f"{datei} lässt sich nicht lesen ({fehler.strerror or 'beschädigt'}).") from fehler
