"""One per cent of the model Land in the real tables: whole chains, exact figures, nothing sent, resumable."""

import csv
import dataclasses
import shutil
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import connections

from lauf import relay_all
from ozgcloud.core.errors import Conflict, InvalidInput
from ozgcloud.core.models import Datei, Ereignis
from ozgcloud.core.sealing import verify
from ozgcloud.core.store import file_store
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.demo import anlegen, ausrollen, fakten
from ozgcloud.demo.land import katalog, laden, ziele
from ozgcloud.demo.land.laden import lade
from ozgcloud.demo.management.commands.demo_land import Command
from ozgcloud.eingang.models import Eingang, EingangAnlage
from ozgcloud.mandant.models import Mandant
from ozgcloud.mandant.queries import actor_of_login
from ozgcloud.vorgang.models import Vorgang
from ozgcloud.vorgang.queries import Filter, list_vorgaenge
from ozgcloud.vorgang.rules import Status
from ozgcloud.zustaendigkeit.queries import find_stelle

ANTEIL = 0.01
SOLL = ziele.Antragsziele().mal(ANTEIL)


def still(_was: str) -> None:
    """Progress nobody reads."""


@pytest.fixture(scope="session")
def ordner(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables, shortened to what the model needs."""
    ziel = tmp_path_factory.mktemp("land")
    shutil.copy(shared / "data" / "gemeinden_sh.csv", ziel)
    _shorten(shared, ziel, "plz_gemeinde_de.csv", lambda zeile: zeile["ars"].startswith("0105"))
    _shorten(shared, ziel, katalog.DATEI, lambda zeile: katalog.ebene_von(zeile["leika_key"]) is not None)
    return ziel


def _shorten(shared: Path, ziel: Path, name: str, keep: Any) -> None:
    with (shared / "data" / name).open(encoding="utf-8", newline="") as quelle:
        leser = csv.DictReader(quelle)
        with (ziel / name).open("w", encoding="utf-8", newline="") as strom:
            schreiber = csv.DictWriter(strom, leser.fieldnames or [])
            schreiber.writeheader()
            schreiber.writerows(zeile for zeile in leser if keep(zeile))


def relay_rows(statement: str) -> list[tuple[Any, ...]]:
    with connections["relay"].cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()


def angeschlossen(tag: date) -> int:
    rows = relay_rows(f"SELECT count(*) FROM rollout_verlauf WHERE stand = 'angeschlossen' AND am <= '{tag}'")
    return int(rows[0][0])


def test_one_per_cent_of_the_land(db_ozg: str, ordner: Path) -> None:
    anlegen.seed_land()
    assert lade(ordner, still, ANTEIL) == SOLL.gesamt
    _figures()
    _cases(ordner)
    _work_list()
    vorher = relay_rows("SELECT count(*) FROM ereignis")
    assert lade(ordner, still, ANTEIL) == 0
    # Only the imports say that they ran again.
    assert relay_rows("SELECT count(*) FROM ereignis")[0][0] - vorher[0][0] < 10
    assert not verify()


def _figures() -> None:
    assert Mandant.objects.filter(uebung_von=None).exclude(art__in=("clearing", "land", "kammer")).count() == 140
    assert [angeschlossen(tag) for tag in (date(2023, 4, 20), date(2023, 7, 3), ziele.STICHTAG)] == [24, 30, 73]
    golive = f"SELECT count(*) FROM rollout_verlauf WHERE stand = 'golive' AND am <= '{ziele.STICHTAG}'"
    assert relay_rows(golive) == [(820,)]
    assert relay_rows("SELECT sum(anzahl) FROM antragszahl") == [(SOLL.gesamt,)]
    zuletzt = "SELECT sum(anzahl) FROM antragszahl WHERE tag > date '2024-04-10' - 28"
    assert relay_rows(zuletzt) == [(SOLL.vier_wochen,)]
    assert relay_rows(f"{zuletzt} AND mandant_id = {fakten.KIEL}") == [(SOLL.kiel_vier_wochen,)]
    assert relay_rows("SELECT count(*) FROM procrastinate_jobs") == [(0,)]
    assert relay_all() == 0


def _cases(ordner: Path) -> None:
    with mandant_scope(fakten.KIEL):
        stand = Counter(Vorgang.objects.values_list("status", flat=True))
        assert stand[Status.ABGESCHLOSSEN.value] > sum(stand.values()) / 2
        for eingang in Eingang.objects.all()[:50]:
            assert eingang.zuordnung["ausgang"] == "eindeutig"
            assert eingang.zuordnung["tatsachen"]["tag"] == eingang.eingangsdatum.isoformat()
            assert (
                find_stelle(
                    leistung=Vorgang.objects.get(id=eingang.vorgang_id).leistung_schluessel,
                    ars="010020000000",
                    tag=eingang.eingangsdatum,
                    land_id=1,
                ).erklaerung
                == eingang.zuordnung
            )
        for datei in Datei.objects.filter(id__in=EingangAnlage.objects.values("datei_id")):
            assert file_store().read_verified(datei.schluessel, datei.sha256)
        assert Ereignis.objects.filter(typ="VorgangOpened").count() == Vorgang.objects.count()


def _work_list() -> None:
    leitung = actor_of_login(User.objects.get(username="kiel.leitung"))
    assert leitung is not None
    zeilen, weiter = list_vorgaenge(leitung, Filter())
    assert zeilen
    assert weiter is not None


def test_broken_off_and_begun_again_it_is_the_same(db_ozg: str, ordner: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    anlegen.seed_land()
    monkeypatch.setattr(laden, "BATCH", 50)
    with monkeypatch.context() as kurz:
        kurz.setattr(laden.Schreiber, "_write", _broken_off(laden.Schreiber._write, nach=4))
        with pytest.raises(KeyboardInterrupt):
            lade(ordner, still, ANTEIL)
    assert 0 < lade(ordner, still, ANTEIL) < SOLL.gesamt
    assert relay_rows("SELECT sum(anzahl) FROM antragszahl") == [(SOLL.gesamt,)]
    assert relay_rows("SELECT count(*) FROM procrastinate_jobs") == [(0,)]
    assert not verify()


def _broken_off(schreibe: Any, *, nach: int) -> Any:
    gezaehlt = iter(range(nach))

    def kurz(*args: Any) -> None:
        if next(gezaehlt, None) is None:
            raise KeyboardInterrupt
        schreibe(*args)

    return kurz


def test_beside_the_small_demo_it_is_refused(db_ozg: str, ordner: Path) -> None:
    anlegen.seed_land()
    ausrollen.seed_rollout()
    with pytest.raises(Conflict, match="--fresh"):
        lade(ordner, still, ANTEIL)
    assert Mandant.objects.count() == len(fakten.VERWALTUNGEN)


def test_a_folder_without_the_tables_is_refused(db_ozg: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match=r"gemeinden_sh\.csv, plz_gemeinde_de\.csv, leistungen\.csv"):
        lade(tmp_path, still)
    with pytest.raises(CommandError, match="fehlen"):
        call_command(Command(), str(tmp_path))


def test_without_the_demo_switch_the_land_is_refused(db_ozg: str, settings: LazySettings, tmp_path: Path) -> None:
    settings.ENV = dataclasses.replace(settings.ENV, demo=False)
    with pytest.raises(CommandError, match="OZG_DEMO=1"):
        call_command(Command(), str(tmp_path))
