"""Large files in parts: gaps, ends, wrong sums, somebody else's, twice used, swept; memory stays flat."""

import gc
import hashlib
import resource
from datetime import timedelta

import pytest

from maschinen import antrag, maschine
from ozgcloud.core import clock
from ozgcloud.core.actor import system_actor
from ozgcloud.core.store import file_store
from ozgcloud.core.tenancy import client_scope, mandant_scope
from ozgcloud.eingang.queries import list_anlagen
from ozgcloud.schnittstelle.actions.sweep_uploads import sweep_uploads
from ozgcloud.schnittstelle.models import Upload, UploadTeil
from ozgcloud.vorgang.models import Vorgang

OCTETS = "application/offset+octet-stream"
INHALT = b"%PDF-1.7 " + bytes(range(256)) * 40


def angekuendigt(bot, inhalt: bytes = INHALT, name: str = "plan.pdf", sha256: str = "") -> str:
    body = {"name": name, "groesse": len(inhalt), "sha256": sha256 or hashlib.sha256(inhalt).hexdigest()}
    answer = bot.ruf("POST", "/uploads", body)
    assert answer.status_code == 201, answer.content
    assert answer.headers["Upload-Offset"] == "0"
    assert answer.headers["Location"].endswith(answer.json()["id"])
    return answer.json()["id"]


def teil(bot, upload: str, ab: int, inhalt: bytes):
    return bot.ruf("PATCH", f"/uploads/{upload}", inhalt, Upload_Offset=str(ab), Content_Type=OCTETS)


def test_a_file_in_parts_belongs_to_an_antrag(welt):
    bot = maschine()
    upload = angekuendigt(bot)
    assert teil(bot, upload, 0, INHALT[:4000]).json()["stand"] == 4000
    assert bot.ruf("GET", f"/uploads/{upload}").headers["Upload-Offset"] == "4000"
    early = bot.ruf("POST", "/antraege", antrag(welt, dateien={"F7": {"upload": upload}}), Idempotency_Key="u0")
    assert (early.status_code, early.json()["fehler"][0]["adresse"]) == (422, "F7")
    done = teil(bot, upload, 4000, INHALT[4000:])
    assert done.json()["vollstaendig"] is True, done.content
    body = antrag(welt, dateien={"F7": {"upload": upload}})
    answers = [bot.ruf("POST", "/antraege", body, Idempotency_Key="u1") for _ in range(2)]
    assert [a.status_code for a in answers] == [201, 201]
    assert answers[1].headers["Idempotent-Replay"] == "true"
    with mandant_scope(1):
        fall = Vorgang.objects.get()
    [anlage] = list_anlagen(welt.eins.sachbearbeitung, fall.id)
    assert (anlage.name, file_store().read_verified(anlage.verweis)) == ("plan.pdf", INHALT)
    again = bot.ruf("POST", "/antraege", body, Idempotency_Key="u2")
    assert (again.status_code, again.json()["code"]) == (409, "upload-verwendet")


def test_parts_follow_each_other(welt):
    bot = maschine()
    upload = angekuendigt(bot)
    teil(bot, upload, 0, INHALT[:100])
    for ab in (0, 50, 200):
        answer = teil(bot, upload, ab, INHALT[ab : ab + 100])
        assert (answer.status_code, answer.json()["code"]) == (409, "upload-stand")
        assert "100" in answer.json()["detail"]
    answer = teil(bot, upload, 100, INHALT)
    assert (answer.status_code, answer.json()["code"]) == (422, "upload-zu-lang")


def leftovers() -> list[object]:
    return list(file_store().sweep(lambda _key: False, older_than_seconds=-60))


def test_a_wrong_sum_is_refused_and_nothing_stays(welt):
    leftovers()
    bot = maschine()
    upload = angekuendigt(bot, sha256="0" * 64)
    answer = teil(bot, upload, 0, INHALT)
    assert (answer.status_code, answer.json()["code"]) == (422, "pruefsumme")
    assert bot.ruf("GET", f"/uploads/{upload}").status_code == 404
    assert leftovers() == []


@pytest.mark.parametrize(
    ("inhalt", "kopf", "status"),
    [
        (b"MZ\x90", {}, 422),
        (INHALT, {"Upload_Offset": "x"}, 400),
        (INHALT, {"Content_Type": "application/pdf"}, 415),
        (b"%PDF" * 5_000_000, {}, 413),
    ],
)
def test_odd_parts(inhalt, kopf, status, welt):
    bot = maschine()
    upload = angekuendigt(bot)
    headers = {"Upload_Offset": "0", "Content_Type": OCTETS, **kopf}
    assert bot.ruf("PATCH", f"/uploads/{upload}", inhalt, **headers).status_code == status


def test_nobody_else_sees_it(welt):
    bot, other = maschine(), maschine()
    upload = angekuendigt(bot)
    assert other.ruf("GET", f"/uploads/{upload}").status_code == 404
    assert teil(other, upload, 0, INHALT).status_code == 404
    body = antrag(welt, dateien={"F7": {"upload": upload}})
    answer = other.ruf("POST", "/antraege", body, Idempotency_Key="fremd")
    assert (answer.status_code, answer.json()["fehler"][0]["adresse"]) == (422, "F7")


def test_after_a_day_it_is_forgotten(welt):
    leftovers()
    bot = maschine()
    old = angekuendigt(bot)
    teil(bot, old, 0, INHALT[:100])
    with clock.moved_by(timedelta(hours=25)):
        fresh = angekuendigt(bot)
        assert bot.ruf("GET", f"/uploads/{old}").status_code == 404
        assert sweep_uploads(system_actor(None)) == 1
        assert bot.ruf("GET", f"/uploads/{fresh}").status_code == 200
    with client_scope(str(bot.client_id)):
        assert Upload.objects.count() == 1
        assert not UploadTeil.objects.exists()
    assert leftovers() == []


@pytest.mark.long
def test_half_a_gigabyte_needs_little_memory(welt):
    bot, part = maschine(), 4 * 1024 * 1024
    block = b"%PDF-1.7 " + b"x" * (part - 9)
    size = 500_000_000
    digest = hashlib.sha256()
    for ab in range(0, size, part):
        digest.update(block[: min(part, size - ab)])
    upload = bot.ruf("POST", "/uploads", {"name": "g.pdf", "groesse": size, "sha256": digest.hexdigest()}).json()["id"]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for ab in range(0, size, part):
        answer = teil(bot, upload, ab, block[: min(part, size - ab)])
        assert answer.status_code == 200, answer.content
        # The client of the test keeps every body in a cycle of its request and answer; `bench.speicher` has none.
        gc.collect()
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    assert answer.json()["vollstaendig"] is True
    assert grown < 100, f"{grown:.0f} MiB more than before"


def test_under_the_same_key_it_is_the_same_upload(welt):
    bot, other = maschine(), maschine()
    body = {"name": "plan.pdf", "groesse": len(INHALT), "sha256": hashlib.sha256(INHALT).hexdigest()}
    first = bot.ruf("POST", "/uploads", body, Idempotency_Key="k").json()
    teil(bot, first["id"], 0, INHALT[:4000])
    again = bot.ruf("POST", "/uploads", body, Idempotency_Key="k")
    assert (again.status_code, again.json()["id"], again.json()["stand"]) == (201, first["id"], 4000)
    assert again.headers["Upload-Offset"] == "4000"
    taken = bot.ruf("POST", "/uploads", {**body, "name": "anderer.pdf"}, Idempotency_Key="k")
    assert (taken.status_code, taken.json()["code"]) == (409, "schluessel-vergeben")
    assert other.ruf("POST", "/uploads", body, Idempotency_Key="k").json()["id"] != first["id"]
    assert [bot.ruf("POST", "/uploads", body, Idempotency_Key=odd).status_code for odd in ("", "a b")] == [400, 400]
    with clock.moved_by(timedelta(hours=25)):
        anew = bot.ruf("POST", "/uploads", body, Idempotency_Key="k").json()
    assert (anew["id"], anew["stand"]) == (first["id"], 0)
