"""The supervisor with dummy services and with a real database."""

import json
import os
import signal
import subprocess
import sys
import threading

import psycopg

from ops.conftest import lives, until


def pids(folder):
    """Service name → all its process ids, the newest last."""
    found = {}
    for line in (folder / "pids").read_text().splitlines():
        name, pid = line.split()
        found.setdefault(name, []).append(int(pid))
    return found


def test_killed_service_is_started_again(drive, folder):
    drive("dienste")
    os.kill(pids(folder)["zwei"][0], signal.SIGKILL)
    until(lambda: len(pids(folder)["zwei"]) == 2)
    assert lives(pids(folder)["zwei"][1])
    assert len(pids(folder)["eins"]) == len(pids(folder)["drei"]) == 1


def test_services_stop_in_reverse_order(drive, folder):
    supervisor = drive("dienste")
    supervisor.send_signal(signal.SIGINT)
    assert supervisor.wait(20) == 0
    assert (folder / "ende").read_text().split() == ["drei", "zwei", "eins"]


def test_services_die_with_a_killed_supervisor(drive, folder):
    supervisor = drive("dienste")
    supervisor.kill()
    until(lambda: not any(lives(pid) for found in pids(folder).values() for pid in found))


def test_a_wait_that_was_stopped_past_its_end_found_nothing():
    # Ctrl-Z and fg: a child stops the waiting process, and lets it go on once the wait is over.
    program = """
import os, signal, subprocess, sys
from ozgcloud.ops.process import WATCHED, wait_signal
signal.pthread_sigmask(signal.SIG_BLOCK, WATCHED - {signal.SIGCHLD})
wake = f"kill -STOP {os.getpid()}; sleep 0.6; kill -CONT {os.getpid()}"
subprocess.Popen(["sh", "-c", wake])
print(wait_signal(0.3))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=30, check=False)
    assert (done.stdout, done.stderr) == ("None\n", "")


def test_killed_database_with_busy_orphans_comes_back(drive, folder):
    drive("datenbank")
    state = json.loads((folder / "bereit").read_text())
    owner = state["OZG_OWNER_DATABASE_URL"]
    with psycopg.connect(owner) as connection:
        connection.execute("CREATE TABLE beleg (nummer int)")
        connection.execute("INSERT INTO beleg VALUES (42)")
    backends = start_busy_queries(owner, 6)
    os.kill(state["pid"], signal.SIGKILL)
    until(lambda: committed(owner) == [(42,)])
    until(lambda: not any(lives(pid) for pid in backends))


def start_busy_queries(dsn, count):
    """Process ids of backends that count for a minute if nobody stops them."""
    connections = [psycopg.connect(dsn) for _ in range(count)]

    def work(connection):
        try:
            connection.execute("SELECT count(*) FROM generate_series(1, 100000000) a")
        except psycopg.OperationalError:
            connection.close()

    found = [connection.info.backend_pid for connection in connections]
    for connection in connections:
        threading.Thread(target=work, args=(connection,), daemon=True).start()
    # Inside a transaction the view would go on showing what it showed first.
    with psycopg.connect(dsn, autocommit=True) as watcher:
        running = "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND pid = ANY(%s)"
        until(lambda: watcher.execute(running, (found,)).fetchone() == (count,))
    return found


def committed(dsn):
    """What the table holds, None while the server is away."""
    try:
        with psycopg.connect(dsn) as connection:
            return connection.execute("SELECT nummer FROM beleg").fetchall()
    except psycopg.OperationalError:
        return None


def test_database_shuts_down_cleanly_when_the_supervisor_is_killed(drive, folder):
    supervisor = drive("datenbank")
    pid = json.loads((folder / "bereit").read_text())["pid"]
    supervisor.kill()
    until(lambda: not lives(pid))
    assert "database system is shut down" in (folder / "log" / "postgres.log").read_text()


def test_start_after_everything_was_killed_clears_orphaned_backends(drive, folder):
    """Supervisor and server die together; the backends still count and hold the shared memory."""
    supervisor = drive("datenbank")
    state = json.loads((folder / "bereit").read_text())
    backends = start_busy_queries(state["OZG_OWNER_DATABASE_URL"], 3)
    os.kill(supervisor.pid, signal.SIGSTOP)
    os.kill(state["pid"], signal.SIGKILL)
    supervisor.kill()
    supervisor.wait()
    (folder / "bereit").unlink()
    drive("datenbank")
    assert not any(lives(pid) for pid in backends)
