"""`ozg client …`: machines that may speak to us, their keys, and what each of them may do."""

from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ozgcloud.core.clock import BERLIN
from ozgcloud.core.eingabe import read_day
from ozgcloud.core.errors import InvalidInput, OzgError
from ozgcloud.core.imports import command_line
from ozgcloud.mandant.queries import find_mandant_by_kurz
from ozgcloud.schnittstelle.actions.add_schluessel import add_schluessel
from ozgcloud.schnittstelle.actions.create_client import NeuerClient, create_client
from ozgcloud.schnittstelle.actions.lock_client import lock_client
from ozgcloud.schnittstelle.actions.revoke_schluessel import revoke_schluessel
from ozgcloud.schnittstelle.actions.set_freigaben import Angabe, set_freigaben
from ozgcloud.schnittstelle.queries import list_clients, list_freigaben, list_schluessel
from ozgcloud.schnittstelle.rules import Befugnis


class Command(BaseCommand):
    """One subcommand per thing an operator does."""

    help = "Technische Zugänge (Clients) verwalten"

    def add_arguments(self, parser: CommandParser) -> None:
        """All subcommands with their German help."""
        found = parser.add_subparsers(dest="tun", required=True, metavar="TUN")
        neu = found.add_parser("neu", help="Client eintragen; sein erster Schlüssel wird einmal gezeigt")
        neu.add_argument("name")
        neu.add_argument("--kontakt", default="", help="wen man bei Störungen anruft")
        neu.add_argument("--land", type=int, help="Landesschlüssel, zum Beispiel 1; ohne Angabe alle Länder")
        neu.add_argument("--uebung", action="store_true", help="Testzugang: alles geht in den Übungsbetrieb")
        neu.add_argument("--anfragen", type=int, default=600, help="Anfragen je Minute (Vorgabe 600)")
        found.add_parser("liste", help="alle Clients mit Schlüsseln und Freigaben")
        key = found.add_parser("schluessel", help="weiteren Schlüssel geben (zum Wechseln ohne Pause)")
        key.add_argument("client", type=UUID)
        key.add_argument("--bis", help="letzter Tag, zum Beispiel 31.12.2027")
        ende = found.add_parser("widerrufen", help="einen Schlüssel beenden")
        ende.add_argument("client", type=UUID)
        ende.add_argument("kennung")
        rechte = found.add_parser("freigeben", help="Freigaben neu setzen (ersetzt alle bisherigen)")
        rechte.add_argument("client", type=UUID)
        rechte.add_argument(
            "freigabe",
            nargs="*",
            metavar="BEFUGNIS[@VERWALTUNG][/LEISTUNG]",
            help=f"Befugnisse: {', '.join(b.value for b in Befugnis)}",
        )
        for name, text in (("sperren", "Client aussperren"), ("entsperren", "Client wieder zulassen")):
            found.add_parser(name, help=text).add_argument("client", type=UUID)

    def handle(self, *args: Any, **options: Any) -> None:
        """Run one subcommand."""
        try:
            getattr(self, f"_{options['tun']}")(options)
        except OzgError as error:
            fehler = error.fehler if isinstance(error, InvalidInput) else {}
            raise CommandError(" ".join([error.meldung, *fehler.values()])) from None

    def _neu(self, options: dict[str, Any]) -> None:
        angaben = NeuerClient(
            name=options["name"],
            kontakt=options["kontakt"],
            land_id=options["land"],
            uebung=options["uebung"],
            anfragen=options["anfragen"],
        )
        made = create_client(command_line(), angaben=angaben)
        self.stdout.write(f"Client {made.client_id} ist eingetragen. Er hat noch keine Freigaben (client freigeben).")
        self._show(made.client_id, None)

    def _schluessel(self, options: dict[str, Any]) -> None:
        self._show(options["client"], options["bis"])

    def _show(self, client_id: UUID, bis: str | None) -> None:
        key = add_schluessel(command_line(), client_id=client_id, gueltig_bis=_end_of(bis))
        self.stdout.write("Schlüssel (wird nur jetzt gezeigt, bitte sicher übergeben):")
        self.stdout.write(f"  {key.text}")
        self.stdout.write(f"Für OAuth2 und HTTP Basic: client_id {key.kennung}, client_secret {key.geheimnis}")

    def _liste(self, _options: dict[str, Any]) -> None:
        for client in list_clients():
            art = "Testzugang" if client.uebung else "Zugang"
            stand = f", gesperrt seit {client.gesperrt_am:%d.%m.%Y}" if client.gesperrt_am else ""
            self.stdout.write(f"{client.id}  {client.name} ({art}, {client.anfragen_je_minute}/Minute{stand})")
            for key in list_schluessel(client.id):
                ende = "widerrufen" if key.widerrufen_am else f"zuletzt benutzt {key.zuletzt_benutzt_am or 'nie'}"
                self.stdout.write(f"    Schlüssel {key.kennung}: {ende}")
            for one in list_freigaben(client.id):
                wo = one.verwaltung.name if one.verwaltung else "alle Verwaltungen"
                self.stdout.write(f"    {one.befugnis}: {wo}, {one.leistung_praefix or 'alle Leistungen'}")

    def _widerrufen(self, options: dict[str, Any]) -> None:
        revoke_schluessel(command_line(), client_id=options["client"], kennung=options["kennung"])
        self.stdout.write("Der Schlüssel gilt spätestens in zehn Sekunden nicht mehr.")

    def _freigeben(self, options: dict[str, Any]) -> None:
        angaben = [_freigabe(text) for text in options["freigabe"]]
        gesetzt = set_freigaben(command_line(), client_id=options["client"], freigaben=angaben)
        self.stdout.write(f"{gesetzt.anzahl} Freigaben gesetzt.")

    def _sperren(self, options: dict[str, Any]) -> None:
        lock_client(command_line(), client_id=options["client"])
        self.stdout.write("Der Client ist spätestens in zehn Sekunden ausgesperrt.")

    def _entsperren(self, options: dict[str, Any]) -> None:
        lock_client(command_line(), client_id=options["client"], gesperrt=False)
        self.stdout.write("Der Client ist wieder zugelassen.")


def _freigabe(text: str) -> Angabe:
    """`vorgang:lesen@stadt-beispiel/99012`; raises InvalidInput."""
    rest, _, leistung = text.partition("/")
    name, _, kurz = rest.partition("@")
    try:
        befugnis = Befugnis(name)
    except ValueError:
        raise InvalidInput(f"Die Befugnis „{name}“ gibt es nicht.") from None
    return Angabe(befugnis, find_mandant_by_kurz(kurz).id if kurz else None, leistung)


def _end_of(bis: str | None) -> datetime | None:
    """The end of the named day in Germany; raises InvalidInput."""
    if bis is None:
        return None
    tag = read_day(bis)
    if tag is None:
        raise InvalidInput("Diesen Tag gibt es nicht. Bitte schreiben Sie zum Beispiel 31.12.2027.")
    return datetime.combine(tag, time.max, tzinfo=BERLIN)
