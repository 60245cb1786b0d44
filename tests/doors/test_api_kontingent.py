"""Requests a minute: refilled evenly, and one amount for all web processes, also while the database is away."""

from collections.abc import Mapping
from uuid import UUID

from django.db import OperationalError

from ozgcloud.api.kontingent import HOUSE, Buckets
from ozgcloud.core.types import new_id
from ozgcloud.schnittstelle.actions.share_usage import Verbrauch, share_usage


def granted(buckets: Buckets, who: UUID, limit: int) -> bool:
    return buckets.take(who, limit)[0] >= 0


def test_a_bucket_refills_evenly(db_ozg):
    buckets, who = Buckets(), new_id()
    assert min(buckets.take(who, 60_000)[0] for _ in range(20)) > 59_000


def test_processes_take_from_the_same(db_ozg):
    """Three that put together before every request: each may be one request late."""
    processes, who = [Buckets(every=0.0) for _ in range(3)], new_id()
    first = sum(granted(processes[n % 3], who, 12) for n in range(60))
    assert 12 <= first <= 15
    alone, other = [Buckets() for _ in range(3)], new_id()
    assert sum(granted(alone[n % 3], other, 12) for n in range(60)) == 36, "what three would grant on their own"


def test_what_one_grants_counts_once(db_ozg):
    who = new_id()

    def share(anzahl: int, elapsed: float) -> float:
        return share_usage(HOUSE, verbrauch={who: Verbrauch(anzahl, 1.0)}, elapsed=elapsed)[who]

    assert 0 < share(10, 0.0) <= 10
    assert 10 < share(10, 0.0) <= 20
    assert 20 < share(5, 100.0) <= 25, "a minute that is full later is not given back for the time before"


def test_without_a_database_each_counts_alone():
    def away(_taken: Mapping[UUID, Verbrauch], _elapsed: float) -> dict[UUID, float]:
        raise OperationalError

    buckets, who = Buckets(away, every=0.0), new_id()
    assert [granted(buckets, who, 2) for _ in range(3)] == [True, True, False]
