"""`/livez` and `/readyz` tell an operator what is wrong, in sentences."""

import psycopg
from django.test import Client

from ozgcloud.core.dateilage import NO_SCANNER


def _befunde(client: Client) -> dict[str, object]:
    response = client.get("/readyz")
    assert response.status_code == 503, "no worker runs beside these tests"
    return dict(response.json())


def test_livez_asks_nobody() -> None:
    assert Client().get("/livez").json() == {"status": "ok"}


def test_readyz_names_the_silent_worker_and_nothing_else(db_ozg: str) -> None:
    befunde = _befunde(Client())
    assert {name for name, found in befunde.items() if found and name not in {"status", "hinweise"}} == {"arbeiter"}
    assert befunde["hinweise"] == [NO_SCANNER], "said, but nobody is taken out of service for it"


def test_a_restored_dump_is_noticed(db_ozg: str, as_superuser: psycopg.Connection[tuple[object, ...]]) -> None:
    as_superuser.execute("INSERT INTO relay_stand VALUES (1, 9000000000, 1, now())")
    assert _befunde(Client())["relay"]
