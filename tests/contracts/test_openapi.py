"""The committed OpenAPI document is what the program does: no drift, and schemathesis finds no contradiction."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client
from django.test.testcases import LiveServerThread

from maschinen import ALLES, Maschine, maschine
from ozgcloud.api.dokument import document, document_text
from ozgcloud.core.access import Recht
from tueren import DOORS
from welt import Welt

CLONE = Path(__file__).resolve().parents[2]
COMMITTED = CLONE / "docs" / "api" / "openapi.json"
CONFIG = Path(__file__).with_name("schemathesis.toml")


class _Handler(WSGIHandler):
    """What LiveServerThread expects of a handler of static files, of which a machine asks for none."""

    def __init__(self, _application: object) -> None:
        super().__init__()


@pytest.fixture
def live(welt: Welt) -> Iterator[str]:
    """Address of the running product on the database of this test."""
    thread = LiveServerThread("127.0.0.1", _Handler)
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    if thread.error:
        raise thread.error
    yield f"http://127.0.0.1:{thread.port}"
    thread.terminate()


def test_the_committed_document_is_that_of_this_program() -> None:
    assert COMMITTED.read_text(encoding="utf-8") == document_text(), "bitte ./ozg api-dokument docs/api/openapi.json"


def test_every_door_for_machines_stands_in_the_document() -> None:
    documented = {path.lstrip("/").replace("{", "<").replace("}", ">") for path in document()["paths"]}
    doors = {door.route for door in DOORS if door.recht is Recht.API and door.route.startswith("api/v1/")}
    assert doors <= documented
    assert document()["openapi"] == "3.1.0"


def test_every_operation_names_its_errors_as_problems() -> None:
    for path, operations in document()["paths"].items():
        for operation in operations.values():
            errors = {code: answer for code, answer in operation["responses"].items() if code >= "400"}
            assert errors, path
            for code, answer in errors.items():
                if path != "/api/v1/token" or code not in ("400", "401"):
                    assert list(answer["content"]) == ["application/problem+json"], (path, code)


ALL = "examples,coverage,fuzzing,stateful"


def real_ids(bot: Maschine) -> dict[str, str]:
    """What there is to be found, by parameter of the document."""
    fall = bot.ruf("GET", "/vorgaenge").json()["vorgaenge"][0]
    datei = bot.ruf("GET", f"/vorgaenge/{fall['id']}?include=dateien").json()["dateien"][0]
    upload = bot.ruf("POST", "/uploads", {"name": "a.pdf", "groesse": 500, "sha256": "0" * 64}).json()
    abonnement = bot.ruf("POST", "/abonnements", {"url": "https://empfaenger.example/eingang"}).json()
    return {
        "path.vorgang_id": fall["id"],
        "path.datei_id": datei["id"],
        "path.upload_id": upload["id"],
        "path.abonnement_id": abonnement["id"],
        "path.vorgangsnummer": fall["vorgangsnummer"],
        "path.schluessel": "pruefdienst",
        "query.mandant": "stadt-1",
    }


@pytest.mark.parametrize(
    ("phases", "examples", "real"),
    [
        ("examples,fuzzing", 4, False),
        pytest.param(ALL, 40, False, marks=pytest.mark.long),
        pytest.param("examples,coverage,fuzzing", 25, True, marks=pytest.mark.long),
    ],
)
def test_schemathesis_finds_nothing(
    phases: str, examples: int, real: bool, live: str, welt: Welt, tmp_path: Path
) -> None:
    """With ids of chance most cases end at 404; with real ones they come through."""
    bot = maschine(ALLES, anfragen=100_000)
    for nummer in range(2):
        assert bot.sende(welt, key=f"vorrat-{nummer}").status_code == 201
    config = tmp_path / "schemathesis.toml"
    ids = "".join(f'"{name}" = "{one}"\n' for name, one in real_ids(bot).items()) if real else ""
    config.write_text(f"[parameters]\n{ids}\n{CONFIG.read_text()}" if real else CONFIG.read_text())
    program = Path(sys.executable).with_name("st")
    answer = subprocess.run(
        [
            program, "--config-file", config, "run", COMMITTED, "--url", live, "--workers", "1",
            "--max-examples", str(examples), "--header", f"Authorization: Bearer {bot.schluessel.text}",
            "--phases", phases, "--seed", "7", "--no-color", "--continue-on-failure",
        ],
        cwd=tmp_path,
        env={
            "PATH": os.environ["PATH"],
            "HOME": str(tmp_path),
            "COLUMNS": "120",
            "PYTHONPATH": str(CONFIG.parent),
            "SCHEMATHESIS_HOOKS": "schemathesis_hooks",
        },
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    sys.stdout.write(answer.stdout[answer.stdout.rfind("SUMMARY") :])
    assert answer.returncode == 0, answer.stdout[-20_000:] + answer.stderr[-2_000:]


def test_the_document_is_served_to_everybody() -> None:
    answer = Client().get("/api/v1/openapi.json")
    assert json.loads(answer.content) == document()
