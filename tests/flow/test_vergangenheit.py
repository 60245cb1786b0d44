"""Passing over the past: nothing follows from what an import tells, and nothing real is passed over."""

from datetime import timedelta

import psycopg
import pytest
from django.db import connections

from gang import reiche_ein
from lauf import relay_all
from ozgcloud.core import clock, journal
from ozgcloud.core.actor import citizen_actor
from ozgcloud.core.errors import Conflict
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.core.types import new_id
from ozgcloud.flow import vergangenheit
from ozgcloud.flow.table import TABLE
from ozgcloud.flow.vergangenheit import pass_over_running_transaction
from ozgcloud.rollout.zaehlung import recount
from ozgcloud.vorgang.events import VorgangOpened
from welt import Welt


def each() -> int:
    """How many jobs follow from one complete Antrag."""
    return sum(c.wanted() for c in TABLE[VorgangOpened] if c.name != "propose_nachforderung")


def jobs() -> int:
    with connections["relay"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs")
        return int(cursor.fetchone()[0])


def tell(welt: Welt) -> None:
    """An Antrag of a year ago, in the open scope of Mandant 1."""
    with clock.moved_by(-timedelta(days=365)):
        journal.emit(
            citizen_actor(1),
            VorgangOpened(
                vorgang_id=new_id(),
                eingang_id=new_id(),
                onlinedienst_id=welt.onlinedienst_id,
                leistung=99000000000001,
                gebiet=10000000001,
                uebung=False,
                in_clearing=False,
            ),
        )


def counted() -> int:
    with connections["relay"].cursor() as cursor:
        cursor.execute("SELECT coalesce(sum(anzahl), 0) FROM antragszahl")
        return int(cursor.fetchone()[0])


def test_nothing_follows_from_the_past_but_figures(welt: Welt) -> None:
    relay_all()
    before = jobs()
    with mandant_scope(1):
        tell(welt)
        tell(welt)
        pass_over_running_transaction()
    assert relay_all() == 0
    assert (jobs(), counted()) == (before, 0)
    recount(repair=True)
    assert counted() == 2


def test_what_came_before_and_after_has_its_consequences(welt: Welt) -> None:
    relay_all()
    before = jobs()
    reiche_ein(welt)
    _import(welt)
    assert jobs() == before + each()
    reiche_ein(welt, seed=2)
    relay_all()
    assert jobs() == before + 2 * each()


def _import(welt: Welt, *, fails: bool = False) -> None:
    with mandant_scope(1):
        tell(welt)
        pass_over_running_transaction()
        if fails:
            raise RuntimeError


def test_a_failed_import_leaves_nothing_behind(welt: Welt) -> None:
    relay_all()
    before = jobs()
    with pytest.raises(RuntimeError):
        _import(welt, fails=True)
    reiche_ein(welt)
    relay_all()
    assert jobs() == before + each()
    recount(repair=True)
    assert counted() == 1


def test_it_waits_for_older_transactions(welt: Welt, superuser_dsn: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with (
        psycopg.connect(superuser_dsn, dbname=connections["default"].settings_dict["NAME"]) as other,
        monkeypatch.context() as impatient,
    ):
        impatient.setattr(vergangenheit, "PATIENCE_SECONDS", 0.2)
        other.execute("SELECT pg_current_xact_id()")
        with pytest.raises(Conflict, match="arbeitet gerade"):
            _import(welt)
    assert counted() == 0
    _import(welt)
    recount(repair=True)
    assert counted() == 1
