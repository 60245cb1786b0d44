"""One case through the house, step by step, for tests of what happens at a step."""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings

from lauf import drain
from ozgcloud.bescheid.actions.edit_bescheid import Texte
from ozgcloud.bescheid.models import Bescheid
from ozgcloud.core.actor import Actor
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.eingang.rules import access_hash, require_code
from ozgcloud.postfach.queries import find_zugang
from ozgcloud.vorgang.actions.decide_vorgang import decide_vorgang
from ozgcloud.vorgang.actions.move_vorgang import move_vorgang
from ozgcloud.vorgang.models import Vorgang
from ozgcloud.vorgang.rules import Ergebnis, Schritt
from ozgcloud.vorgang.suchaufbau import index_missing
from welt import ARS, Verwaltung, Welt, submit

TEXTE = Texte(tenor="Ihrem Antrag wird entsprochen.", begruendung="Alles liegt vor.", nebenbestimmungen="", gebuehr="")


@dataclass(frozen=True)
class Fall:
    """A submitted case: where it lies, and what its citizen was given."""

    verwaltung: Verwaltung
    vorgang_id: UUID
    vorgangsnummer: str
    zugangscode: str

    @property
    def user(self) -> Actor:
        return self.verwaltung.sachbearbeitung

    def vorgang(self) -> Vorgang:
        with mandant_scope(self.verwaltung.id):
            return Vorgang.objects.get(id=self.vorgang_id)

    def bescheid(self) -> Bescheid:
        with mandant_scope(self.verwaltung.id):
            return Bescheid.objects.filter(vorgang_id=self.vorgang_id).order_by("-erstellt_am").first()


def reiche_ein(w: Welt, *, nummer: int = 1, seed: int = 1) -> Fall:
    """A new case in Mandant 1 or 2; nothing of the flow has run yet."""
    empfang = submit(w, ars=ARS[nummer], seed=seed)
    code = require_code(empfang.zugangscode)
    gefunden = find_zugang(access_hash(settings.SECRET_KEY, empfang.vorgangsnummer, code))
    verwaltung = w.eins if nummer == 1 else w.zwei
    return Fall(verwaltung, gefunden.vorgang_id, empfang.vorgangsnummer, empfang.zugangscode)


def auffindbar(*mandanten: int) -> None:
    """What the flow does for the search behind an intake, for all cases at once."""
    for mandant_id in mandanten:
        for _ in index_missing(mandant_id, alle=True):
            pass


def in_bearbeitung(w: Welt, *, nummer: int = 1, seed: int = 1) -> Fall:
    fall = reiche_ein(w, nummer=nummer, seed=seed)
    for schritt in (Schritt.ANNEHMEN, Schritt.BEARBEITEN):
        move_vorgang(fall.user, vorgang_id=fall.vorgang_id, schritt=schritt)
    return fall


def entschieden(w: Welt, *, nummer: int = 1, ergebnis: Ergebnis = Ergebnis.BEWILLIGT, laufe: bool = True) -> Fall:
    """Decided; with `laufe` the flow has drafted the Bescheid."""
    fall = in_bearbeitung(w, nummer=nummer)
    decide_vorgang(fall.user, vorgang_id=fall.vorgang_id, ergebnis=ergebnis, begruendung="Die Gründe tragen das.")
    if laufe:
        drain()
    return fall
