"""`ozg` management command `demo_daten`: the demo's data, and a table of its logins."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from ozgcloud.core.errors import OzgError
from ozgcloud.core.rolle import check_role
from ozgcloud.demo.anlegen import seed_land
from ozgcloud.demo.ansichten import seed_ansichten
from ozgcloud.demo.arbeit import seed_arbeit
from ozgcloud.demo.ausrollen import seed_rollout
from ozgcloud.demo.faelle import BEISPIEL
from ozgcloud.demo.fakten import VERWALTUNGEN
from ozgcloud.demo.maschinen import seed_maschinen
from ozgcloud.demo.nachforderungen import seed_nachforderungen
from ozgcloud.demo.personen import OPERATOR, PASSWORT, PERSONEN
from ozgcloud.demo.verwaltung import seed_verwaltung
from ozgcloud.demo.viele import seed_stapel
from ozgcloud.demo.vorgaenge import beispiel, is_seeded, seed_ende, seed_vorgaenge
from ozgcloud.demo.zusammen import seed_zuarbeiten

REFUSAL = (
    "Demodaten enthalten Zugänge mit einem öffentlich bekannten Passwort und werden deshalb nur mit OZG_DEMO=1 "
    "angelegt. Setzen Sie OZG_DEMO=1 nur in einem System ohne echte Daten."
)


class Command(BaseCommand):
    """Seed once; afterwards do nothing. What a run that was cut off has left is found and completed."""

    help = "Demodaten anlegen: ein Land, zwölf Verwaltungen, fünf Online-Dienste, einige Anträge"

    def add_arguments(self, parser: CommandParser) -> None:
        """`--print-logins` shows who can log in."""
        parser.add_argument("--print-logins", action="store_true", help="die Zugänge der Demo als Tabelle zeigen")
        parser.add_argument("--ohne-rollout", action="store_true", help="den Roll-out erzählt das Modell-Land")

    def handle(self, *args: Any, **options: Any) -> None:
        """Refuse without OZG_DEMO=1 and as a role the policies do not bind."""
        if not settings.ENV.demo:
            raise CommandError(REFUSAL)
        findings = check_role()
        if findings:
            raise CommandError(" ".join(findings))
        try:
            is_new = self._seed(ohne_rollout=options["ohne_rollout"])
        except OzgError as error:
            raise CommandError(error.meldung) from error
        if is_new and options["verbosity"] > 0:
            self.stdout.write("Demodaten angelegt.")
        if options["print_logins"]:
            self.stdout.write(logins())

    def _seed(self, *, ohne_rollout: bool) -> bool:
        if is_seeded():
            return False
        seed_land()
        if not ohne_rollout:
            seed_rollout()
        seed_maschinen()
        seed_vorgaenge()
        seed_verwaltung()
        seed_arbeit()
        seed_nachforderungen()
        seed_zuarbeiten()
        seed_stapel()
        seed_ansichten()
        seed_ende()
        return True


def logins() -> str:
    """The table of logins, and a case to try the status page with."""
    namen = {verwaltung.id: verwaltung.name for verwaltung in VERWALTUNGEN}
    zeilen = [(p.benutzername, p.aufgabe, namen[p.mandant_id]) for p in PERSONEN]
    zeilen.append((OPERATOR, "Leitstand des Landes", "Schleswig-Holstein"))
    breite = [max(len(zeile[spalte]) for zeile in zeilen) for spalte in (0, 1)]
    tabelle = [f"  {name:<{breite[0]}}  {aufgabe:<{breite[1]}}  {ort}" for name, aufgabe, ort in zeilen]
    fall = beispiel(BEISPIEL)
    return "\n".join(
        (
            f"Zugänge der Demo (alle mit dem Passwort {PASSWORT}), Anmeldung unter /amt/:",
            *tabelle,
            f"Statusseite einer Bürgerin: Vorgangsnummer {fall.vorgangsnummer}, Zugangscode {fall.zugangscode}",
        )
    )
