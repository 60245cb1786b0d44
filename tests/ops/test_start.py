"""Starts that go wrong: one clear sentence, a way out, and nothing half-finished left behind."""

import json
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from ops.conftest import CLONE, until, without_database


def test_busy_port_is_named_with_a_way_out(ozg):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        answer = ozg("demo", f"--port={port}")
    assert answer.returncode == 1
    assert f"Der Port {port} ist belegt" in answer.stderr
    assert "--port" in answer.stderr.split("Ausweg")[1]
    assert "Traceback" not in answer.stderr


def test_too_little_space_is_named_before_anything_is_made(ozg, folder):
    answer = ozg("demo", "--port=0", OZG_MIN_FREE_MIB=str(10**9))
    assert answer.returncode == 1
    assert "MiB frei" in answer.stderr
    assert "OZG_DATA_DIR" in answer.stderr
    assert not (folder / "daten").exists()


@pytest.mark.parametrize("size", [4, 20, 40])
def test_disk_full_on_the_way_is_named_and_cured(folder, size):
    """On a real small file system: 4 MiB ends initdb early, 40 MiB ends it late."""
    small = folder / "klein"
    small.mkdir()
    script = f"""
        mount -t tmpfs -o size={size}M,mode=711 tmpfs {small} || exit 77
        {sys.executable} -m ozgcloud.ops db -- true; echo "zuerst $?"
        mount -o remount,size=200M {small}
        {sys.executable} -m ozgcloud.ops db -- true; echo "dann $?"
    """
    env = without_database() | {"OZG_DATA_DIR": str(small), "OZG_MIN_FREE_MIB": "1", "PYTHONPATH": str(CLONE / "src")}
    command = ["unshare", "--mount", "sh", "-c", script]
    answer = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    if answer.returncode == 77 or "unshare failed" in answer.stderr:
        pytest.skip("mounting a small file system is not allowed here")
    assert "Der Datenträger ist voll" in answer.stderr
    assert "Traceback" not in answer.stderr
    assert "zuerst 1" in answer.stdout
    assert "dann 0" in answer.stdout


def test_half_finished_cluster_is_made_again(ozg, folder):
    answer = ozg("db", "--", "true")
    assert answer.returncode == 0, answer.stderr
    data = folder / "daten"
    (data / "pg" / "PG_VERSION").unlink()
    (data / "pg.neu").mkdir()
    (data / "pg.neu" / "rest").touch()
    answer = ozg("db", "--", sys.executable, "-c", PROBE)
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.splitlines()[-1] == "app"
    assert not (data / "pg.neu").exists()


PROBE = "import os, psycopg; print(psycopg.connect(os.environ['DATABASE_URL']).execute('SELECT user').fetchone()[0])"


def test_fresh_leaves_a_foreign_folder_alone(ozg, folder):
    (folder / "daten").mkdir()
    (folder / "daten" / "wichtig.txt").write_text("bleibt")
    answer = ozg("demo", "--port=0", "--fresh")
    assert answer.returncode == 1
    assert "gehört nicht zu OZG-Cloud" in answer.stderr
    assert (folder / "daten" / "wichtig.txt").read_text() == "bleibt"


def test_second_supervisor_is_refused_with_the_address_of_the_first(ozg, folder):
    hold = "import pathlib, sys, time; pathlib.Path(sys.argv[1]).touch(); sys.stdin.read()"
    env = without_database() | {"OZG_DATA_DIR": str(folder / "daten"), "PYTHONPATH": str(CLONE / "src")}
    argv = [sys.executable, "-m", "ozgcloud.ops", "db", "--", sys.executable, "-c", hold, str(folder / "bereit")]
    with subprocess.Popen(argv, env=env, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as first:
        until(lambda: (folder / "bereit").exists())
        running = json.loads((folder / "daten" / "laufend.json").read_text())
        assert running["pid"] == first.pid
        refused = ozg("demo", "--port=0")
        shared = ozg("db", "--", sys.executable, "-c", PROBE)
        first.stdin.close()
        assert first.wait(30) == 0
    assert refused.returncode == 1
    assert f"läuft OZG-Cloud bereits (Prozess {first.pid}" in refused.stderr
    assert shared.stdout.strip() == "app"
    assert not (folder / "daten" / "laufend.json").exists()


def test_secrets_are_readable_by_their_owner_only(ozg, folder):
    assert ozg("db", "--", "true").returncode == 0
    for name in ("rollen.json", "schluessel"):
        assert (folder / "daten" / name).stat().st_mode & 0o777 == 0o600
    cluster = (folder / "daten" / "pg").stat()
    assert cluster.st_mode & 0o777 == 0o700
    assert cluster.st_uid == os.geteuid() or cluster.st_uid != 0


def run_script(clone, path, *arguments, **env):
    """Run the shell script of a bare copy with nothing but `path` in its PATH."""
    return subprocess.run(
        ["/bin/sh", str(clone / "ozg"), *arguments],
        env={"PATH": str(path), **env},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def bare(folder):
    """A copy of what the script needs, and a PATH folder with the basic tools but no Python."""
    clone, tools = folder / "klon", folder / "bin"
    clone.mkdir()
    tools.mkdir()
    shutil.copy(CLONE / "ozg", clone / "ozg")
    shutil.copytree(CLONE / "requirements", clone / "requirements")
    for name in ("dirname", "mkdir", "flock", "cat", "df", "awk", "rm", "cmp", "id"):
        if found := shutil.which(name):
            (tools / name).symlink_to(found)
    return clone, tools


def test_script_names_a_missing_python(bare):
    answer = run_script(*bare, "demo")
    assert answer.returncode == 1
    assert "Kein Python ab Version 3.11" in answer.stderr
    assert "Ausweg" in answer.stderr


def test_script_names_an_old_python(bare):
    clone, tools = bare
    (tools / "python3").write_text("#!/bin/sh\nexit 1\n")
    (tools / "python3").chmod(0o755)
    assert "Kein Python ab Version 3.11" in run_script(clone, tools, "demo").stderr


@pytest.mark.parametrize(("named", "made"), [("anderes", True), ("altes", False)])
def test_script_takes_the_python_it_is_told_and_no_other(bare, named, made):
    clone, tools = bare
    for name, answer in (("anderes", 'case "$*" in *venv*) exit 1;; esac'), ("altes", "exit 1"), ("python3", "exit 0")):
        (tools / name).write_text(f"#!/bin/sh\necho {name} $@ >>{clone}/aufrufe\n{answer}\n")
        (tools / name).chmod(0o755)
    answer = run_script(clone, tools, "demo", OZG_PYTHON=str(tools / named))
    calls = (clone / "aufrufe").read_text()
    assert (f"{named} -m venv" in calls) is made
    assert "python3 -m venv" not in calls
    assert ("Kein Python ab Version 3.11" in answer.stderr) is not made


def test_script_checks_the_disk_first(bare):
    answer = run_script(*bare, "demo", OZG_MIN_FREE_MIB="1000000000")
    assert answer.returncode == 1
    assert "MiB frei" in answer.stderr


def test_script_makes_a_half_finished_environment_again(bare):
    clone, tools = bare
    (clone / ".venv").mkdir()
    (clone / ".venv" / "rest").touch()
    (tools / "python3").write_text(f'#!/bin/sh\necho "$@" >>{clone}/aufrufe\ncase "$*" in *venv*) exit 1;; esac\n')
    (tools / "python3").chmod(0o755)
    answer = run_script(clone, tools, "demo")
    assert "-m venv" in Path(clone / "aufrufe").read_text()
    assert not (clone / ".venv").exists()
    assert "konnte nicht angelegt werden" in answer.stderr
