"""Memory of the web server: over many submissions by both doors of machines, and while large files come and go.

    ./ozg db --temp -- python -m bench.speicher [SUBMISSIONS [MEGABYTES]]

First so many submissions (10,000): half of them JSON, a quarter with a file of 20 KB, a quarter by `/antrag`; printed
is the PSS of all web processes on the way. Then a fresh server takes a file of so many MB (500) in parts, an Antrag
that names it, and gives the file back; the same with 100 MB in one request by each door. The limit is 200 MiB.
"""

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django
import httpx

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ozgcloud.settings.base")
django.setup()

from django.core.management import call_command  # noqa: E402 - models exist after the set-up only

from bench.annahmewelt import DATEI, LAND, LEISTUNG, Welt, antworten, make_world  # noqa: E402
from bench.last import PLACE  # noqa: E402
from bench.webserver import Web, peak_rss_mib, running_web, watched  # noqa: E402
from ozgcloud.core.actor import system_actor  # noqa: E402
from ozgcloud.schnittstelle.actions.add_schluessel import add_schluessel  # noqa: E402
from ozgcloud.schnittstelle.actions.create_client import NeuerClient, create_client  # noqa: E402
from ozgcloud.schnittstelle.actions.set_freigaben import Angabe, set_freigaben  # noqa: E402
from ozgcloud.schnittstelle.rules import Befugnis  # noqa: E402

DEFAULTS = ("10000", "500")
CLIENTS, BURST_SECONDS = 8, 5
TEIL, MB = 16 * 1024 * 1024, 1_000_000
ONE_REQUEST = 100
BOUNDARY = "grenze7f3a"
BLOCK = b"%PDF-1.7\n" + os.urandom(MB - 9)
JSON = "application/json"


def main(arguments: list[str]) -> None:
    """Fill, measure, print."""
    submissions, megabytes = (int(text) for text in (*arguments, *DEFAULTS[len(arguments) :]))
    call_command("migrate", verbosity=0)
    welt = make_world()
    schluessel = _reader()
    with running_web() as web:
        many(web, welt, submissions)
    with running_web() as web, _client(web, schluessel) as client:
        large(web, welt, client, megabytes)
    with running_web() as web, _client(web, schluessel) as client:
        in_one_request(web, welt, client)


def many(web: Web, welt: Welt, submissions: int) -> None:
    """So many submissions; what the server holds on the way."""
    with tempfile.TemporaryDirectory() as name:
        requests = list(_requests(web, welt, Path(name)))
        done, marks = 0, [submissions // 10 * n for n in range(1, 11)]
        _say(f"begin: {web.pss:.0f} MiB")
        while marks:
            for file in requests:
                done += _burst(web, file)
            if done >= marks[0]:
                _say(f"{done:6} submissions: {web.pss:.0f} MiB")
                marks = [mark for mark in marks if mark > done]


def _burst(web: Web, request: Path) -> int:
    arguments = (str(web.port), str(CLIENTS), str(BURST_SECONDS), str(request))
    command = [sys.executable, "-m", "bench.last", *arguments]
    found = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    if not set(found["status"]) <= {"200", "201"}:
        raise SystemExit(f"not every Antrag was accepted: {found}")
    return int(found["anzahl"])


def _requests(web: Web, welt: Welt, folder: Path) -> Iterator[Path]:
    """Files for the load generator; the JSON one comes twice."""
    formular = json.dumps({"onlinedienst": "messdienst", "ort": {"ars": welt.ars}, "daten": antworten()}).encode()
    felder = [{"name": name, "stringValue": wert} for name, wert in antworten().items()]
    felder.append({"name": "ars", "stringValue": welt.ars})
    control = {"transactionId": PLACE.decode(), "leikaIds": [LEISTUNG], "formId": "messdienst"}
    fremd = json.dumps({"control": control, "formData": felder}).encode()
    datei = (f'{DATEI}[0]"; filename="nachweis.pdf', "application/pdf", BLOCK[:20_000])
    teile = _multipart(("antrag", JSON, formular), datei)
    foreign = _multipart(("formData", JSON, fremd), ("attachment", "application/pdf", BLOCK[:20_000]))
    mehrteilig = f"multipart/form-data; boundary={BOUNDARY}"
    for number, (path, typ, body) in enumerate(
        (
            ("/api/v1/antraege", JSON, formular),
            ("/api/v1/antraege", mehrteilig, teile),
            ("/api/v1/antraege", JSON, formular),
            ("/antrag", mehrteilig, foreign),
        )
    ):
        head = [f"POST {path} HTTP/1.1", f"Host: 127.0.0.1:{web.port}", f"Authorization: Bearer {welt.schluessel}"]
        head += [f"Idempotency-Key: {PLACE.decode()}", f"Content-Type: {typ}", f"Content-Length: {len(body)}"]
        file = folder / f"{number}.http"
        file.write_bytes("\r\n".join([*head, "", ""]).encode() + body)
        yield file


def _multipart(*parts: tuple[str, str, bytes]) -> bytes:
    kopf = '--{}\r\nContent-Disposition: form-data; name="{}"\r\nContent-Type: {}\r\n\r\n'
    body = b"".join(kopf.format(BOUNDARY, name, typ).encode() + content + b"\r\n" for name, typ, content in parts)
    return body + f"--{BOUNDARY}--\r\n".encode()


def large(web: Web, welt: Welt, client: httpx.Client, megabytes: int) -> None:
    """One file in parts, an Antrag with it, and the file again."""
    _say(f"before {megabytes} MB: {web.pss:.0f} MiB")
    with watched(web) as gipfel:
        upload = _send_parts(client, megabytes)
    _report(f"{megabytes} MB in parts of 16 MiB", web, gipfel.mib)
    with watched(web) as gipfel:
        _submit(client, welt, {"dateien": {f"{DATEI}[0]": {"upload": upload}}})
        size = _read_back(client, welt)
    if size != megabytes * MB:
        raise SystemExit(f"{size} bytes came back")
    _report(f"submitted and {megabytes} MB read back", web, gipfel.mib)


def _send_parts(client: httpx.Client, megabytes: int) -> str:
    digest, size = hashlib.sha256(), megabytes * MB
    for _ in range(megabytes):
        digest.update(BLOCK)
    announced = {"name": "gross.pdf", "groesse": size, "sha256": digest.hexdigest()}
    upload = str(_ok(client.post("/api/v1/uploads", json=announced))["id"])
    at, pieces, held = 0, iter([BLOCK] * megabytes), b""
    while at < size:
        while len(held) < TEIL and (piece := next(pieces, b"")):
            held += piece
        part, held = held[:TEIL], held[TEIL:]
        headers = {"Upload-Offset": str(at), "Content-Type": "application/offset+octet-stream"}
        at = int(_ok(client.patch(f"/api/v1/uploads/{upload}", content=part, headers=headers))["stand"])
    return upload


def in_one_request(web: Web, welt: Welt, client: httpx.Client) -> None:
    """As much as one request may carry, by both doors."""
    with tempfile.TemporaryFile() as file:
        for _ in range(ONE_REQUEST):
            file.write(BLOCK)
        for path, part in (("/api/v1/antraege", f"{DATEI}[0]"), ("/antrag", "attachment")):
            file.seek(0)
            with watched(web) as gipfel:
                files = {**_form_of(path, welt), part: ("gross.pdf", file, "application/pdf")}
                _ok(client.post(path, files=files, headers={"Idempotency-Key": "in-einem"}))
            _report(f"{ONE_REQUEST} MB in one request to {path}", web, gipfel.mib)


def _form_of(path: str, welt: Welt) -> dict[str, Any]:
    if path == "/antrag":
        control = {"transactionId": "in-einem", "leikaIds": [LEISTUNG]}
        body = {"control": control, "formData": [{"name": "ars", "stringValue": welt.ars}]}
        return {"formData": (None, json.dumps(body), JSON)}
    antrag = {"onlinedienst": "messdienst", "ort": {"ars": welt.ars}, "daten": antworten()}
    return {"antrag": (None, json.dumps(antrag), JSON)}


def _submit(client: httpx.Client, welt: Welt, more: dict[str, Any]) -> None:
    antrag = {"onlinedienst": "messdienst", "ort": {"ars": welt.ars}, "daten": antworten(), **more}
    _ok(client.post("/api/v1/antraege", json=antrag, headers={"Idempotency-Key": "gross"}))


def _read_back(client: httpx.Client, welt: Welt) -> int:
    """The file of the newest case, streamed; its size in bytes."""
    where = {"mandant": f"mess-{int(welt.ars[2:5])}"}
    newest = _ok(client.get("/api/v1/vorgaenge", params={**where, "limit": "1"}))["vorgaenge"][0]["id"]
    case = _ok(client.get(f"/api/v1/vorgaenge/{newest}", params={**where, "include": "dateien"}))
    path = f"/api/v1/vorgaenge/{newest}/dateien/{case['dateien'][0]['id']}"
    with client.stream("GET", path, params=where) as answer:
        return sum(len(piece) for piece in answer.iter_bytes(MB))


def _report(label: str, web: Web, peak: float) -> None:
    _say(f"{label}: peak PSS {peak:.0f} MiB, now {web.pss:.0f}, sum of peak RSS {peak_rss_mib(web.pid):.0f} MiB")


def _client(web: Web, schluessel: str) -> httpx.Client:
    headers = {"Authorization": f"Bearer {schluessel}"}
    return httpx.Client(base_url=web.basis, headers=headers, timeout=600, trust_env=False)


def _ok(answer: httpx.Response) -> dict[str, Any]:
    if answer.status_code >= 400:
        raise SystemExit(f"{answer.request.url}: {answer.status_code} {answer.text[:500]}")
    found: dict[str, Any] = answer.json()
    return found


def _reader() -> str:
    """A key that may submit and read."""
    haus = system_actor(None, "bench")
    client = create_client(haus, angaben=NeuerClient(name="Messleser", land_id=LAND, anfragen=60_000)).client_id
    set_freigaben(haus, client_id=client, freigaben=[Angabe(Befugnis.EINREICHEN), Angabe(Befugnis.LESEN)])
    return add_schluessel(haus, client_id=client).text


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
