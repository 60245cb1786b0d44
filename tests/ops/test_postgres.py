"""The command line of the embedded server."""

from pathlib import Path

import pytest
from psycopg.conninfo import conninfo_to_dict

from ozgcloud.ops.errors import OpsError
from ozgcloud.ops.postgres import Cluster, server_command
from ozgcloud.settings.environment import database

CLUSTER = Cluster(Path("/bin"), Path("/daten"), None, 5432, 18)


@pytest.mark.parametrize(("named", "given"), [(None, "48MB"), ("1GB", "1GB"), ("512MB", "512MB")])
def test_the_memory_of_the_server_is_what_the_operator_names(
    monkeypatch: pytest.MonkeyPatch, named: str | None, given: str
) -> None:
    monkeypatch.delenv("OZG_DATABASE_CACHE", raising=False)
    if named:
        monkeypatch.setenv("OZG_DATABASE_CACHE", named)
    assert f"--shared_buffers={given}" in server_command(CLUSTER).argv


@pytest.mark.parametrize("size", ["", "viel", "0GB", "1", "1GB --port=1", "-1GB"])
def test_a_size_that_is_none_is_refused_with_an_example(monkeypatch: pytest.MonkeyPatch, size: str) -> None:
    monkeypatch.setenv("OZG_DATABASE_CACHE", size)
    with pytest.raises(OpsError) as refused:
        server_command(CLUSTER)
    assert "512MB" in str(refused.value) + str(refused.value.__dict__)


@pytest.mark.parametrize(("folder", "by_socket"), [("k", True), ("Ordner mit Ü & ?/k", True), ("x" * 100, False)])
def test_the_way_to_the_server_is_its_socket_where_one_can_be_named(folder: str, by_socket: bool) -> None:
    cluster = Cluster(Path("/bin"), Path("/tmp") / folder, None, 5433, 18)
    dsn = cluster.dsn("app", "geheim", "ozgcloud")
    wanted = str(cluster.folder) if by_socket else "127.0.0.1"
    driver, django = conninfo_to_dict(dsn), database(dsn)
    assert (driver["host"], driver["port"], driver["dbname"]) == (wanted, "5433", "ozgcloud")
    assert (django["HOST"], django["PORT"], django["NAME"]) == (wanted, "5433", "ozgcloud")
    assert "--unix_socket_directories=." in server_command(cluster).argv
