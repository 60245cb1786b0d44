"""Run a parsed pattern: match text in time linear in its length (Thompson 1968), and make matching text."""

import random
import string
from functools import lru_cache

from ozgcloud.datenschema.muster import Folge, Klasse, MusterFehler, Oder, Teil, parse

GRENZE_ZUSTAENDE = 3_000
GRENZE_SCHRITTE = 2_000_000
_VORRAT = string.ascii_lowercase + string.digits + string.ascii_uppercase + string.punctuation + " äöüÄÖÜß€"


class Automat:
    """States of one pattern. State i either reads `klassen[i]` and goes to `weiter[i]`, or splits without reading."""

    def __init__(self, teil: Teil) -> None:
        self.klassen: list[Klasse | None] = []
        self.weiter: list[tuple[int, ...]] = []
        self.ende = self._neu(None, ())
        self.start = self._baue(teil, self.ende)

    def _neu(self, klasse: Klasse | None, weiter: tuple[int, ...]) -> int:
        if len(self.klassen) >= GRENZE_ZUSTAENDE:
            raise MusterFehler("Das Muster ist zu umfangreich.")
        self.klassen.append(klasse)
        self.weiter.append(weiter)
        return len(self.klassen) - 1

    def _baue(self, teil: Teil, ziel: int) -> int:
        """Build backwards: states that match `teil` and then go to `ziel`; returns the first of them."""
        if isinstance(teil, Klasse):
            return self._neu(teil, (ziel,))
        if isinstance(teil, Folge):
            for stueck in reversed(teil.teile):
                ziel = self._baue(stueck, ziel)
            return ziel
        if isinstance(teil, Oder):
            return self._neu(None, tuple(self._baue(zweig, ziel) for zweig in teil.zweige))
        if teil.groesste is None:
            schleife = self._neu(None, ())
            self.weiter[schleife] = (self._baue(teil.teil, schleife), ziel)
            ziel = schleife
        else:
            hinter = ziel
            for _ in range(teil.groesste - teil.kleinste):
                ziel = self._neu(None, (self._baue(teil.teil, ziel), hinter))
        for _ in range(teil.kleinste):
            ziel = self._baue(teil.teil, ziel)
        return ziel

    def _huelle(self, zustaende: set[int]) -> set[int]:
        """Add everything reachable without reading."""
        offen, alle = list(zustaende), set(zustaende)
        while offen:
            zustand = offen.pop()
            if self.klassen[zustand] is None:
                neu = [z for z in self.weiter[zustand] if z not in alle]
                alle.update(neu)
                offen.extend(neu)
        return alle

    def passt(self, text: str) -> bool:
        """Whether the whole text matches; raises MusterFehler when that would take too many steps."""
        aktiv = self._huelle({self.start})
        schritte = 0
        for zeichen in text:
            schritte += len(aktiv)
            if schritte > GRENZE_SCHRITTE:
                raise MusterFehler("Die Eingabe ist für die Prüfung gegen das Muster zu lang.")
            naechste: set[int] = set()
            for zustand in aktiv:
                klasse = self.klassen[zustand]
                if klasse is not None and klasse.enthaelt(zeichen):
                    naechste.update(self.weiter[zustand])
            if not naechste:
                return False
            aktiv = self._huelle(naechste)
        return self.ende in aktiv


@lru_cache(maxsize=256)
def automat(muster: str) -> Automat:
    """The states of a pattern text, cached; raises MusterFehler."""
    return Automat(parse(muster))


def passt(muster: str, text: str) -> bool:
    """Whether the whole text matches the pattern; raises MusterFehler when that cannot be said."""
    return automat(muster).passt(text)


def unpruefbar(muster: str) -> str:
    """Why the pattern cannot be checked (German), or an empty text."""
    try:
        automat(muster)
    except MusterFehler as fehler:
        return str(fehler)
    return ""


def _zeichen(klasse: Klasse, zufall: random.Random) -> str:
    kandidaten = [zeichen for zeichen in _VORRAT if klasse.enthaelt(zeichen)]
    if not kandidaten:
        kandidaten = [chr(n) for lo, hi in klasse.bereiche for n in (lo, hi) if klasse.enthaelt(chr(n))]
    if not kandidaten:
        raise MusterFehler("Zu einer Zeichenklasse fand sich kein Beispielzeichen.")
    return zufall.choice(kandidaten)


def _wurf(teil: Teil, zufall: random.Random, zugabe: int) -> str:
    if isinstance(teil, Klasse):
        return _zeichen(teil, zufall)
    if isinstance(teil, Folge):
        return "".join(_wurf(stueck, zufall, zugabe) for stueck in teil.teile)
    if isinstance(teil, Oder):
        return _wurf(zufall.choice(teil.zweige), zufall, zugabe)
    groesste = teil.kleinste + zugabe if teil.groesste is None else min(teil.groesste, teil.kleinste + zugabe)
    return "".join(_wurf(teil.teil, zufall, zugabe) for _ in range(zufall.randint(teil.kleinste, groesste)))


def beispiel(muster: str, zufall: random.Random, kleinste: int = 0, groesste: int = 10_000) -> str:
    """A random text that matches, with a length in the given bounds; raises MusterFehler if none is found."""
    teil = parse(muster)
    pruefer = automat(muster)
    for zugabe in (2, 4, 0, 8, 16, 32, 64, kleinste + 1):
        for _ in range(30):
            text = _wurf(teil, zufall, zugabe)
            if kleinste <= len(text) <= groesste and text == text.strip() and pruefer.passt(text):
                return text
    raise MusterFehler("Zu Muster und Länge fand sich kein Beispiel.")
