"""`ozg suchindex`: make cases findable that are not yet."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from ozgcloud.mandant.queries import list_mandant_ids
from ozgcloud.vorgang.suchaufbau import collect_words, index_missing


class Command(BaseCommand):
    """Go through all Mandanten; what was done stays done when it is stopped."""

    help = "Vorgänge auffindbar machen, die die Suche noch nicht kennt"

    def add_arguments(self, parser: CommandParser) -> None:
        """`--alle`."""
        parser.add_argument("--alle", action="store_true", help="auch die schon bekannten neu schreiben")

    def handle(self, *args: Any, **options: Any) -> None:
        """One line for each Mandant with something to do."""
        for mandant_id in list_mandant_ids():
            written = sum(index_missing(mandant_id, alle=options["alle"]))
            if collect_words(mandant_id) is None:
                self.stdout.write(f"Mandant {mandant_id}: Wörter nicht gesammelt, es kommen laufend Vorgänge dazu.")
            if written:
                self.stdout.write(f"Mandant {mandant_id}: {written} Vorgänge aufgenommen.")
