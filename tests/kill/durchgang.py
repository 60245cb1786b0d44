"""One storm: citizens, office and killer at the same time, until all is sent, closed and quiet."""

import json
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from statistics import median
from typing import TypeVar

from kill.buerger import Beleg, Besucher, Zaehler
from kill.killer import DATENBANK, HINTERGRUND, VERBINDUNG, Killer, Schlag, warten
from kill.produkt import Produkt, say
from kill.pruefer import open_work

THREADS = 12
QUIET_SECONDS = 240.0
WORKER_JOBS = 4
A = TypeVar("A")


@dataclass(frozen=True)
class Groesse:
    """How large a storm is: submissions, cases the office closes, kills, and the seed of all chance."""

    antraege: int
    faelle: int
    kills: int
    seed: int


@dataclass
class Durchgang:
    """A storm that has passed."""

    produkt: Produkt
    kennung: str
    groesse: Groesse
    zaehler: Zaehler
    schlaege: list[Schlag]
    fehler: list[str]
    zeiten: dict[str, float] = field(default_factory=dict)

    @property
    def belege(self) -> list[Beleg]:
        """What the citizens hold."""
        return self.zaehler.belege

    @property
    def erklaerbare_waisen(self) -> int:
        """How many files may lie without a record: uploads cut off, and letters whose worker or database died."""
        stuerme = sum(schlag.art in (HINTERGRUND, DATENBANK, VERBINDUNG) for schlag in self.schlaege)
        return self.zaehler.abgebrochene_uploads + stuerme * WORKER_JOBS

    def each(self, seed: int, what: Callable[[Besucher, Beleg], A], belege: Iterable[Beleg]) -> list[A]:
        """Let several visitors ask about many receipts at the same time; answers in no order."""
        schlange: SimpleQueue[Beleg] = SimpleQueue()
        for beleg in belege:
            schlange.put(beleg)
        antworten: list[A] = []

        def besuche(besucher: Besucher) -> None:
            while True:
                try:
                    beleg = schlange.get_nowait()
                except Empty:
                    return
                antworten.append(what(besucher, beleg))

        self.fehler += besucher_los(self.produkt.basis, self.kennung, self.zaehler, seed, besuche)
        return antworten

    def bericht(self) -> str:
        """The figures, for people."""
        nach_art: dict[str, list[float]] = {}
        for schlag in self.schlaege:
            nach_art.setdefault(schlag.art, []).append(schlag.erholt_nach)
        zeilen = [
            f"{len(self.belege)} Anträge in {self.zeiten['antraege']:.0f} s "
            f"({len(self.belege) / self.zeiten['antraege']:.1f}/s), Seed {self.groesse.seed}",
            *(
                f"  {art}: {len(zeiten)} × kill -9, erholt nach {median(zeiten):.1f} s (höchstens {max(zeiten):.1f} s)"
                for art, zeiten in sorted(nach_art.items())
            ),
            f"  Antworten: {dict(self.zaehler.antworten.most_common())}",
            f"  {self.zaehler.abgebrochene_uploads} Uploads abgebrochen",
            "  " + ", ".join(f"{name} {sekunden:.1f} s" for name, sekunden in self.zeiten.items()),
        ]
        return "\n".join(zeilen)


def besucher_los(
    basis: str, kennung: str, zaehler: Zaehler, seed: int, besuche: Callable[[Besucher], None]
) -> list[str]:
    """Run `besuche` in several threads, each with a browser of its own; what they ended with, when not well."""
    fehler: list[str] = []

    def one(nummer: int) -> None:
        besucher = Besucher(basis, kennung, zaehler, seed * 1_000 + nummer)
        try:
            besuche(besucher)
        except Exception as grund:
            fehler.append(f"Besucher {nummer}: {grund!r}")
        finally:
            besucher.schliesse()

    threads = [threading.Thread(target=one, args=(nummer,)) for nummer in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return fehler


def storm(produkt: Produkt, groesse: Groesse) -> Durchgang:
    """Let it happen, and wait until everything is quiet."""
    kennung = f"pruefdienst-{groesse.seed}"
    say(f"\n{groesse.antraege} Anträge, {groesse.faelle} Vorgänge, {groesse.kills} × kill -9, Seed {groesse.seed}")
    gemacht = produkt.starte("kill.welt_im_produkt", kennung)
    ausgabe, _ = gemacht.communicate(timeout=60)
    assert gemacht.returncode == 0, ausgabe
    personen = json.loads(ausgabe.splitlines()[-1])["personen"]
    zaehler, geschlossen = Zaehler(), Counter[str]()

    def fortschritt() -> float:
        return (len(zaehler.belege) + geschlossen["ja"]) / (groesse.antraege + groesse.faelle)

    killer = Killer(produkt, groesse.seed, groesse.kills, fortschritt)
    durchgang = Durchgang(produkt, kennung, groesse, zaehler, killer.schlaege, killer.fehler)
    beginn = time.monotonic()
    amt = produkt.starte("kill.amt", str(groesse.faelle), json.dumps(personen))
    leser = threading.Thread(target=_count, args=(amt.stdout, geschlossen))
    leser.start()
    killer.start()
    durchgang.fehler += _submit_all(durchgang)
    durchgang.zeiten["antraege"] = time.monotonic() - beginn
    if durchgang.fehler:
        amt.terminate()
    leser.join()
    durchgang.zeiten["bis zum letzten Abschluss"] = time.monotonic() - beginn
    killer.stop()
    if amt.wait(30) != 0 or geschlossen["ja"] < groesse.faelle:
        durchgang.fehler.append(f"Amt: Ergebnis {amt.returncode}, {geschlossen['ja']} von {groesse.faelle} geschlossen")
    still = time.monotonic()
    with produkt.datenbank() as db:
        warten(lambda: open_work(db) == 0, "es wurde nicht still", QUIET_SECONDS)
    durchgang.zeiten["bis es still war"] = time.monotonic() - still
    return durchgang


def _count(zeilen: Iterable[str] | None, geschlossen: Counter[str]) -> None:
    for zeile in zeilen or ():
        if zeile.strip() == "abgeschlossen":
            geschlossen["ja"] += 1
        else:
            say(f"  Amt: {zeile.strip()}")


def _submit_all(durchgang: Durchgang) -> list[str]:
    offen: SimpleQueue[int] = SimpleQueue()
    for nummer in range(durchgang.groesse.antraege):
        offen.put(nummer)

    def besuche(besucher: Besucher) -> None:
        while True:
            try:
                offen.get_nowait()
            except Empty:
                return
            beleg = besucher.beantrage()
            with durchgang.zaehler.sperre:
                durchgang.zaehler.belege.append(beleg)

    return besucher_los(durchgang.produkt.basis, durchgang.kennung, durchgang.zaehler, durchgang.groesse.seed, besuche)
