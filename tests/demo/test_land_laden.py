"""One per cent of the model Land in the real tables: whole chains, exact figures, nothing sent, resumable."""

import csv
import dataclasses
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import connections

from demo.landzahlen import check_antraege, check_rollout, kennzahlen
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
from ozgcloud.mandant.actors import actor_of_login
from ozgcloud.mandant.models import Gebiet, Mandant
from ozgcloud.vorgang.models import Vorgang
from ozgcloud.vorgang.queries import Filter, list_vorgaenge
from ozgcloud.vorgang.rules import Status
from ozgcloud.zustaendigkeit.queries import Stelle, find_stelle

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


@pytest.mark.long
def test_the_whole_land_comes_out_of_the_monitor(db_ozg: str, shared: Path) -> None:
    anlegen.seed_land()
    assert lade(shared / "data", still) == 63_000
    check_rollout()
    check_antraege(ziele.Antragsziele())
    zahlen = kennzahlen(ziele.STICHTAG)
    assert (zahlen["Anträge je Tag"], zahlen["Anträge in vier Wochen"]) == (170, 4_760)
    assert not verify()


def test_one_per_cent_of_the_land(db_ozg: str, ordner: Path) -> None:
    anlegen.seed_land()
    assert lade(ordner, still, ANTEIL) == SOLL.gesamt
    _figures()
    _places()
    _cases()
    _work_list()
    vorher = relay_rows("SELECT count(*) FROM ereignis")
    assert lade(ordner, still, ANTEIL) == 0
    # Only the imports say that they ran again.
    assert relay_rows("SELECT count(*) FROM ereignis")[0][0] - vorher[0][0] < 10
    assert not verify()


def _figures() -> None:
    assert Mandant.objects.filter(uebung_von=None).exclude(art__in=("clearing", "land", "kammer")).count() == 140
    check_rollout()
    check_antraege(SOLL)
    assert relay_rows("SELECT count(*) FROM procrastinate_jobs") == [(0,)]
    assert relay_all() == 0


def _places() -> None:
    """Every Gemeinde of a Verwaltung leads there; those without one lead to clearing, with a reason."""
    for ort, mandant in (("010575785008", fakten.AMT_BOKHORST_WANKENDORF), ("010570062062", fakten.PREETZ)):
        assert _stelle("99115005104000", ort).mandant_id == mandant
    assert _stelle("99036020001000", "010575785008").mandant_id == fakten.KREIS_PLOEN
    ohne = Gebiet.objects.filter(art="gemeinde", amt_ars="").values_list("ars", flat=True)
    klaerung = [stelle for stelle in (_stelle("99115005104000", ars) for ars in ohne) if stelle.in_clearing]
    assert len(klaerung) == 81 - 42
    assert all("keine Stelle eingetragen" in stelle.erklaerung["satz"] for stelle in klaerung)


def _stelle(leistung: str, ars: str) -> Stelle:
    return find_stelle(leistung=leistung, ars=ars, tag=ziele.STICHTAG, land_id=1)


def _cases() -> None:
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
            assert file_store().read_verified(datei.verweis)
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
