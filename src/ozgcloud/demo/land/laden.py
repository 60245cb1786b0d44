"""Load the model Land, step by step; begun again, it goes on where it stopped."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from uuid import UUID

from django.db import connections

from ozgcloud.core.actor import system_actor
from ozgcloud.core.datakeys import release_now
from ozgcloud.core.errors import Conflict
from ozgcloud.core.models import Datei
from ozgcloud.core.store import file_store
from ozgcloud.core.tenancy import absender_scope, mandant_scope
from ozgcloud.datenschema.queries import get_schema
from ozgcloud.demo import fakten
from ozgcloud.demo.ausrollen import has_rollout, seed_rollout
from ozgcloud.demo.land import antraege, aufbau, importe, katalog, mengen, orte, plan, schreiben
from ozgcloud.demo.land.antraege import Antrag
from ozgcloud.demo.land.inhalt import Formulare
from ozgcloud.demo.land.saetze import ABSENDER, Dienst, Satzbau, schluessel
from ozgcloud.demo.land.wege import Wegweiser
from ozgcloud.demo.land.ziele import Antragsziele
from ozgcloud.eingang.models import Eingangsregister
from ozgcloud.flow.relay import relay_once
from ozgcloud.flow.vergangenheit import pass_over_running_transaction
from ozgcloud.kennzahlen.faltung import rebuild
from ozgcloud.onlinedienst.models import Onlinedienst
from ozgcloud.rollout.zaehlung import recount
from ozgcloud.vorgang.actions.index_vorgang import index_vorgang

SEED = 20240410
BATCH = 1_000
SCHREIBER = 2
Melde = Callable[[str], None]
NOT_EMPTY = (
    "In diesem Datenordner läuft schon die kleine Demo mit eigenem Roll-out. Das Modell-Land braucht einen neuen "
    "Ordner (OZG_DATA_DIR) oder --fresh; dabei gehen die bisherigen Daten verloren."
)


@dataclass(frozen=True, slots=True)
class Modell:
    """The planned Land: Mandanten and roll-out by ARS, Anträge by ARS in order."""

    mandanten: Mapping[str, fakten.Verwaltung]
    rollouts: Mapping[str, plan.Rollout]
    katalog: Sequence[plan.Katalogdienst]
    antraege: Mapping[str, Sequence[Antrag]]


def entwirf(ordner: Path, anteil: float = 1.0) -> Modell:
    """Plan everything from the files of the folder; `anteil` of the Anträge. Touches no database."""
    alle = orte.read_orte(ordner)
    verwaltungen, dienste = orte.verwaltungen(alle), katalog.katalog(ordner)
    mandanten = aufbau.mandanten(verwaltungen)
    rollouts = plan.plane(verwaltungen, dienste, aufbau.feste(mandanten), seed=SEED)
    land = antraege.Land(
        {v.ars: v for v in verwaltungen},
        rollouts,
        antraege.gemeinden_je_verwaltung(verwaltungen, orte.gemeinden(alle)),
        dienste,
    )
    tagesmengen = mengen.tagesmengen(Antragsziele().mal(anteil), seed=SEED)
    gestellt = antraege.je_verwaltung(antraege.antraege(land, tagesmengen, seed=SEED))
    return Modell(mandanten, rollouts, dienste, gestellt)


def lade(ordner: Path, melde: Melde, anteil: float = 1.0) -> int:
    """Everything the small demo does not have; returns how many Anträge were written now.

    Raises InvalidInput for a folder without the files, Conflict where the small demo told its own roll-out.
    """
    importe.require_folder(ordner)
    melde("Orte, Postleitzahlen und Leistungen einlesen")
    importe.import_tables(ordner)
    melde("Roll-out und Anträge entwerfen")
    modell = entwirf(ordner, anteil)
    if not _is_begun(modell) and has_rollout(fakten.KIEL):
        raise Conflict(NOT_EMPTY)
    melde("140 Verwaltungen, ihre Zuständigkeiten und Online-Dienste anlegen")
    einheiten = aufbau.store_mandanten(modell.mandanten)
    aufbau.store_regeln(modell.mandanten, einheiten)
    ids = aufbau.store_dienste(modell.katalog)
    aufbau.store_rollout(modell.mandanten, modell.rollouts, ids)
    seed_rollout()
    melde("Anträge aus zwei Jahren schreiben")
    geschrieben = Schreiber(modell).schreibe()
    melde("Zahlen des Monitors und der Verwaltungen nachrechnen")
    while relay_once():
        pass
    recount(repair=True)
    rebuild()
    return geschrieben


def _is_begun(modell: Modell) -> bool:
    return any(has_rollout(v.id) for v in modell.mandanten.values() if v.id >= aufbau.ERSTE_ID)


@dataclass(frozen=True, slots=True)
class Aufgabe:
    """A batch: one transaction of its Mandant. `dateien` are its sample files by name."""

    mandant_id: int
    dateien: Mapping[str, UUID]
    antraege: Sequence[Antrag]


class Schreiber:
    """Writes the Anträge of a Modell, each batch in one transaction of its Mandant."""

    def __init__(self, modell: Modell) -> None:
        self._modell = modell
        self._dienste = {
            d.kennung: Dienst(d.id, d.kennung, d.leistung_id, d.datenschema_id, get_schema(d.datenschema_id))
            for d in Onlinedienst.objects.filter(kennung__in=[dienst.kennung for dienst in modell.katalog])
        }
        self._formulare = Formulare(
            {kennung: dienst.schema for kennung, dienst in self._dienste.items()},
            {dienst.kennung: dienst.titel for dienst in modell.katalog},
        )
        self._wege = Wegweiser()

    def schreibe(self) -> int:
        """All that is not there yet, by two threads: while one writes, the other makes rows."""
        with absender_scope(ABSENDER):
            fertig = set(Eingangsregister.objects.filter(absender=ABSENDER).values_list("schluessel", flat=True))
        aufgaben: SimpleQueue[Aufgabe] = SimpleQueue()
        for ars, gestellt in sorted(self._modell.antraege.items(), key=lambda paar: -len(paar[1])):
            offen = [antrag for antrag in gestellt if schluessel(antrag) not in fertig]
            mandant_id = self._modell.mandanten[ars].id
            dateien = _sample_files(mandant_id, self._formulare) if offen else {}
            for start in range(0, len(offen), BATCH):
                aufgaben.put(Aufgabe(mandant_id, dateien, offen[start : start + BATCH]))
        with ThreadPoolExecutor(SCHREIBER) as pool:
            return sum(fertige.result() for fertige in [pool.submit(self._work, aufgaben) for _ in range(SCHREIBER)])

    def _work(self, aufgaben: "SimpleQueue[Aufgabe]") -> int:
        geschrieben = 0
        try:
            while True:
                aufgabe = aufgaben.get_nowait()
                self._write(aufgabe)
                geschrieben += len(aufgabe.antraege)
        except Empty:
            return geschrieben
        finally:
            connections.close_all()

    def _write(self, aufgabe: Aufgabe) -> None:
        with absender_scope(ABSENDER), mandant_scope(aufgabe.mandant_id):
            satzbau = Satzbau(self._formulare, aufgabe.dateien, seed=SEED)
            for antrag in aufgabe.antraege:
                dienst = self._dienste[antrag.dienst]
                satzbau.add(antrag, dienst, self._wege.ziel(aufgabe.mandant_id, dienst.leistung, antrag.ort.ars))
            schreiben.schreibe(aufgabe.mandant_id, satzbau.faelle, satzbau.anlagen, satzbau.ereignisse)
            neue = [UUID(str(fall["vorgang_id"])) for fall in satzbau.faelle]
            index_vorgang(system_actor(aufgabe.mandant_id, ABSENDER), vorgang_ids=neue)
            pass_over_running_transaction()


def _sample_files(mandant_id: int, formulare: Formulare) -> dict[str, UUID]:
    """One copy per Mandant of the files that forms require: every Antrag of the past shows the same ones."""
    with mandant_scope(mandant_id):
        known = dict(Datei.objects.filter(name__in=formulare.muster).values_list("name", "id"))
        for name, muster in formulare.muster.items():
            if name not in known:
                ablage = file_store().put(iter([muster.inhalt]), medientyp=muster.media_type)
                datei = Datei.objects.create(
                    mandant_id=mandant_id,
                    schluessel=ablage.schluessel,
                    name=name,
                    medientyp=ablage.medientyp,
                    groesse=ablage.groesse,
                    sha256=ablage.sha256,
                    datenschluessel=ablage.schluesselgeheimnis or None,
                )
                release_now(file_store(), datei)
                known[name] = datei.id
        return known
