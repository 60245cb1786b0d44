"""`ozg` management command `demo_land`: the whole model Land into a new data folder."""

import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from ozgcloud.core.errors import OzgError
from ozgcloud.core.rolle import check_role
from ozgcloud.demo.land.laden import lade
from ozgcloud.demo.land.ziele import STICHTAG
from ozgcloud.demo.management.commands.demo_daten import REFUSAL


class Command(BaseCommand):
    """Load what is not there yet; after `demo_daten --ohne-rollout`."""

    help = "Modell-Land laden: 140 Verwaltungen, 820 Dienste im Roll-out, zwei Jahre mit 63.000 Anträgen"

    def add_arguments(self, parser: CommandParser) -> None:
        """The folder with the tables; a share of the Anträge for a quick look."""
        parser.add_argument("ordner", type=Path, metavar="ORDNER")
        parser.add_argument("--anteil", type=float, default=1.0, help="Anteil der Anträge, 0 bis 1")

    def handle(self, *args: Any, **options: Any) -> None:
        """Refuse without OZG_DEMO=1 and as a role the policies do not bind."""
        if not settings.ENV.demo:
            raise CommandError(REFUSAL)
        findings = check_role()
        if findings:
            raise CommandError(" ".join(findings))
        self._begin = time.monotonic()
        try:
            geschrieben = lade(options["ordner"], self._melde, options["anteil"])
        except OzgError as error:
            raise CommandError(error.meldung) from error
        self._melde(f"{geschrieben} Anträge geschrieben")
        self.stdout.write(f"\nModell-Land: die veröffentlichten Zahlen gelten am {STICHTAG:%d.%m.%Y}:")
        self.stdout.write(f"  /monitor/?stichtag={STICHTAG.isoformat()}")

    def _melde(self, was: str) -> None:
        self.stderr.write(f"  {time.monotonic() - self._begin:6.1f} s  {was}")
