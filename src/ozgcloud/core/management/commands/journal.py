"""`ozg journal verify` and `ozg journal siegeln`."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from ozgcloud.core.sealing import missing_seal, seal, verify


class Command(BaseCommand):
    """Check the journal, or seal today's heads of its chains."""

    help = "Journal prüfen (verify) oder Tagesstand versiegeln (siegeln)"

    def add_arguments(self, parser: CommandParser) -> None:
        """One word, and `--json`."""
        parser.add_argument("was", choices=("verify", "siegeln"))
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit 0 when the journal is whole, 1 with a sentence per finding when it is not."""
        if options["was"] == "siegeln":
            siegel = seal()
            self.stdout.write(f"{siegel.ketten} Ketten versiegelt: {siegel.pfad}")
            return
        findings = [*verify(), *missing_seal()]
        if options["json"]:
            self.stdout.write(json.dumps({"befunde": findings}, ensure_ascii=False))
        else:
            self.stdout.write("\n".join(findings) or "Das Journal ist vollständig und unverändert.")
        if findings:
            sys.exit(1)
