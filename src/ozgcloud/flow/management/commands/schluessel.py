"""`ozg schluessel`: the keys under which stored files are encrypted."""

import os
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ozgcloud.core.errors import OzgError
from ozgcloud.flow import schluessel

NEXT = (
    "Frühere Sicherungen der Datenbank enthalten diese Schlüssel noch, geschützt durch den bisherigen Hauptschlüssel.\n"
    "Damit auch sie nichts mehr öffnen: in einigen Minuten ozg schluessel entferne-alte ausführen, den alten "
    "Schlüsselring\nüberall löschen und eine neue Sicherung anlegen."
)


class Command(BaseCommand):
    """Show, renew, destroy, copy and restore keys."""

    help = "Schlüssel der Dateien: zeige, rotiere, vernichte, entferne-alte, sichere, stelle-her"

    def add_arguments(self, parser: CommandParser) -> None:
        """One word; a Mandant or a file where it needs one."""
        words = parser.add_subparsers(dest="was", required=True, metavar="WAS")
        words.add_parser("zeige", help="Hauptschlüssel und Schlüssel der Verwaltungen, nie ihr Geheimnis")
        rotate = words.add_parser("rotiere", help="neuer Hauptschlüssel, oder neuer Schlüssel einer Verwaltung")
        rotate.add_argument("--mandant", type=int)
        rotate.add_argument("--nur-umschluesseln", action="store_true", help="der Ring hat den neuen Schlüssel schon")
        destroy = words.add_parser("vernichte", help="alle Dateien einer Verwaltung für immer unlesbar machen")
        destroy.add_argument("mandant", type=int)
        destroy.add_argument("--endgueltig", action="store_true", required=True)
        words.add_parser("entferne-alte", help="frühere Hauptschlüssel aus dem Schlüsselring nehmen")
        for name, text in (
            ("sichere", "Schlüssel der Verwaltungen in eine Datei schreiben"),
            ("stelle-her", "diese Datei in eine ältere, eingespielte Datenbank übernehmen"),
        ):
            words.add_parser(name, help=text).add_argument("datei", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it and say what was done; a failure is a sentence."""
        try:
            getattr(self, f"_{options['was'].replace('-', '_')}")(options)
        except OzgError as error:
            raise CommandError(error.meldung) from error

    def _zeige(self, _options: dict[str, Any]) -> None:
        lage = schluessel.read_lage()
        for number, name in enumerate(lage.ring):
            self.stdout.write(f"Hauptschlüssel {name}{' (aktiv)' if number == 0 else ''}")
        self.stdout.write(f"Noch an früheren Hauptschlüsseln: {lage.alt}")
        for mandant_id, nummern in lage.mandanten.items():
            self.stdout.write(f"Verwaltung {mandant_id}: {', '.join(map(str, nummern)) or 'noch kein Schlüssel'}")

    def _rotiere(self, options: dict[str, Any]) -> None:
        if options["mandant"] is not None:
            moved = schluessel.rotate_mandant(options["mandant"])
            self.stdout.write(f"Verwaltung {options['mandant']}: {moved} Dateien umgeschlüsselt.")
            return
        moved = schluessel.rotate_ring(new_key=not options["nur_umschluesseln"])
        self.stdout.write(f"{moved} Schlüssel mit dem aktiven Hauptschlüssel gesichert.")

    def _vernichte(self, options: dict[str, Any]) -> None:
        count = schluessel.destroy_mandant(options["mandant"])
        self.stdout.write(f"{count} Schlüssel der Verwaltung {options['mandant']} sind vernichtet.\n{NEXT}")

    def _entferne_alte(self, _options: dict[str, Any]) -> None:
        self.stdout.write(f"{schluessel.drop_former_keys()} frühere Hauptschlüssel entfernt.")

    def _sichere(self, options: dict[str, Any]) -> None:
        with os.fdopen(os.open(options["datei"], os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(schluessel.export_keys())
        self.stdout.write(f"Schlüssel gesichert: {options['datei']}")

    def _stelle_her(self, options: dict[str, Any]) -> None:
        taken = schluessel.import_keys(options["datei"].read_text(encoding="utf-8"))
        self.stdout.write(f"{taken} Schlüssel übernommen.")
