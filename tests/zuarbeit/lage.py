"""A case of Mandant 1 that asks Mandant 2, for the tests of this folder."""

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from gang import Fall, in_bearbeitung
from lauf import drain
from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.store import file_store
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.core.types import new_id
from ozgcloud.vorgang.actions.add_notiz import add_notiz
from ozgcloud.vorgang.models import Vorgang
from ozgcloud.zuarbeit.ablage import NeueDatei
from ozgcloud.zuarbeit.actions.request_zuarbeit import Auftrag, request_zuarbeit
from ozgcloud.zuarbeit.actions.write_beitrag import Wort, write_beitrag
from ozgcloud.zuarbeit.auszug import Angebot, Auswahl, load_angebot
from ozgcloud.zuarbeit.models import Zuarbeit
from ozgcloud.zuarbeit.rules import Art, id_of_copy
from welt import Welt

FRAGE = "Ist der Hund bei Ihnen gemeldet?"
PDF = b"%PDF-1.4 Auskunft"


def datei(name: str = "auskunft.pdf", inhalt: bytes = PDF) -> NeueDatei:
    """Bytes in the store, as a door hands them in."""
    return NeueDatei(new_id(), name, file_store().put(iter([inhalt]), medientyp="application/pdf"))


@dataclass
class Lage:
    """Both sides of a Zuarbeit, and who works there."""

    welt: Welt
    fall: Fall
    zuarbeit_id: UUID = field(default_factory=new_id)

    @property
    def fragt(self) -> Actor:
        return self.fall.user

    @property
    def gefragt(self) -> Actor:
        return self.welt.zwei.sachbearbeitung

    @property
    def kopie_id(self) -> UUID:
        return id_of_copy(self.zuarbeit_id)

    def angebot(self) -> Angebot:
        with mandant_scope(1):
            return load_angebot(self.fragt, self.fall.vorgang_id)

    def frage(self, auswahl: Auswahl | None = None, *, stelle: str = "", frist_tage: int = 14) -> None:
        ziel = stelle or f"2:{self.welt.zwei.einheit}"
        auftrag = Auftrag(
            stelle=ziel, frage=FRAGE, frist=clock.today() + timedelta(days=frist_tage), auswahl=auswahl or Auswahl()
        )
        request_zuarbeit(self.fragt, vorgang_id=self.fall.vorgang_id, auftrag=auftrag, zuarbeit_id=self.zuarbeit_id)

    def sage(self, art: Art, text: str = "Ein Satz.", *dateien: NeueDatei) -> None:
        """Write on whichever side may say this."""
        ist_frage = art in (Art.ERGAENZUNG, Art.RUECKNAHME, Art.ERINNERUNG)
        who, key = (self.fragt, self.zuarbeit_id) if ist_frage else (self.gefragt, self.kopie_id)
        write_beitrag(who, zuarbeit_id=key, wort=Wort(art=art, text=text, dateien=dateien))

    def hier(self) -> Zuarbeit:
        with mandant_scope(1):
            return Zuarbeit.objects.get(id=self.zuarbeit_id)

    def dort(self) -> Zuarbeit:
        with mandant_scope(2):
            return Zuarbeit.objects.get(id=self.kopie_id)

    def vorgang(self) -> Vorgang:
        with mandant_scope(1):
            return Vorgang.objects.get(id=self.fall.vorgang_id)


def make_lage(welt: Welt) -> Lage:
    """A case in work with two notes and a file; nobody was asked yet."""
    fall = in_bearbeitung(welt)
    for text in ("Erste Notiz.", "Zweite, geheime Notiz."):
        add_notiz(fall.user, vorgang_id=fall.vorgang_id, text=text)
    drain()
    return Lage(welt, fall)
