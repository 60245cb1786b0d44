"""The Python client against the running product: submit, repeat, upload, list, step; errors as types."""

import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "clients" / "python" / "src"))

from ozgcloud_client import Conflict, Invalid, NotAllowed, NotFound, OzgCloud, Stale, TooManyRequests, Unreachable
from ozgcloud_client import client as client_module

from contracts.test_openapi import live
from maschinen import ALLES, antrag, maschine

__all__ = ["live"]


@pytest.fixture
def ozg(live: str, welt) -> Iterator[OzgCloud]:
    with OzgCloud(live, maschine(ALLES).schluessel.text, retries=1, pause=0.01) as connected:
        yield connected


@pytest.fixture
def nachweis(tmp_path: Path) -> Path:
    path = tmp_path / "nachweis.pdf"
    path.write_bytes(b"%PDF-1.7 " + b"x" * 1000)
    return path


def test_from_the_form_to_the_state(ozg: OzgCloud, welt, nachweis: Path) -> None:
    form = ozg.service(ozg.services()[0]["onlinedienst"])
    assert form["dateifelder"] == ["F7"]
    wanted = {"onlinedienst": form["onlinedienst"], "ort": antrag(welt)["ort"], "daten": form["beispiel"]}
    assert set(ozg.check(wanted)) == {"F7"}
    first = ozg.submit(wanted, files={"F7": nachweis}, key="einmal")
    again = ozg.submit(wanted, files={"F7": nachweis}, key="einmal")
    assert (first.vorgangsnummer, first.zugangscode) == (again.vorgangsnummer, again.zugangscode)
    assert (first.repeated, again.repeated) == (False, True)
    assert ozg.state(first.vorgangsnummer).status == "Eingegangen"


def test_a_large_file_goes_in_parts(ozg: OzgCloud, welt, nachweis: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client_module, "PART", 300)
    receipts = [ozg.submit(antrag(welt), files={"F7": nachweis}, key="gross") for _ in range(2)]
    assert (receipts[0].vorgangsnummer, receipts[1].repeated) == (receipts[1].vorgangsnummer, True)
    case = ozg.case(next(ozg.cases())["id"], include="dateien")
    assert case.data["vorgangsnummer"] == receipts[0].vorgangsnummer
    assert ozg.file(case.id, case.data["dateien"][0]["id"]) == nachweis.read_bytes()


class Abbrechend(httpx.BaseTransport):
    """A network that breaks off the first answer after some bytes."""

    def __init__(self) -> None:
        self.real, self.broken = httpx.HTTPTransport(), False
        self.ranges: list[str] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        answer = self.real.handle_request(request)
        self.ranges.append(request.headers.get("Range", ""))
        if not self.broken and "/dateien/" in request.url.path:
            self.broken = True
            assert isinstance(answer.stream, httpx.SyncByteStream)
            return httpx.Response(answer.status_code, headers=answer.headers, stream=Anfang(answer.stream))
        return answer


class Anfang(httpx.SyncByteStream):
    def __init__(self, stream: httpx.SyncByteStream) -> None:
        self.stream = stream

    def __iter__(self) -> Iterator[bytes]:
        yield next(iter(self.stream))[:100]
        raise httpx.ReadError("abgerissen")


def test_a_download_goes_on_where_it_broke_off(ozg: OzgCloud, welt, nachweis: Path, tmp_path: Path) -> None:
    ozg.submit(antrag(welt), files={"F7": nachweis})
    case = ozg.case(next(ozg.cases())["id"], include="dateien")
    network = Abbrechend()
    ozg._http = httpx.Client(base_url=ozg._http.base_url, transport=network)
    saved = ozg.save_file(case.id, case.data["dateien"][0]["id"], tmp_path / "gespeichert.pdf")
    assert saved.read_bytes() == nachweis.read_bytes()
    assert network.ranges == ["", "bytes=100-"]


def test_all_pages_and_steps(ozg: OzgCloud, welt, nachweis: Path) -> None:
    for _ in range(3):
        ozg.submit(antrag(welt), files={"F7": nachweis})
    assert len(list(ozg.cases(limit="2"))) == 3
    case = ozg.case(next(ozg.cases())["id"])
    assert ozg.step(case, "annehmen").status == "Angenommen"
    with pytest.raises(Stale):
        ozg.step(case, "bearbeiten")
    assert ozg.message(case.id, betreff="Frage", text="Wie groß?", key="n")["betreff"] == "Frage"


def test_errors_have_types(ozg: OzgCloud, live: str, welt, nachweis: Path) -> None:
    with pytest.raises(Invalid) as invalid:
        ozg.submit({**antrag(welt), "daten": {}}, files={"F7": nachweis})
    assert "F1" in invalid.value.fields
    assert invalid.value.request_id
    ozg.submit(antrag(welt), files={"F7": nachweis}, key="vergeben")
    with pytest.raises(Conflict):
        ozg.submit(antrag(welt, vorname="Berta"), files={"F7": nachweis}, key="vergeben")
    with pytest.raises(NotFound):
        ozg.case("gibt-es-nicht")
    with OzgCloud(live, "ozg_falsch") as stranger, pytest.raises(NotAllowed):
        stranger.services()


def test_it_gives_up_in_the_end(welt) -> None:
    with OzgCloud("http://127.0.0.1:9", "ozg_x", retries=1, pause=0.01) as nobody, pytest.raises(Unreachable):
        nobody.services()


def test_it_waits_as_long_as_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [httpx.Response(429, headers={"Retry-After": "7"}, json={}), httpx.Response(503, json={})]
    slept: list[float] = []
    monkeypatch.setattr(client_module.time, "sleep", slept.append)
    ozg = OzgCloud("http://127.0.0.1:9", "ozg_x", retries=2, pause=0.5)
    ozg._http = httpx.Client(
        base_url="http://127.0.0.1:9",
        transport=httpx.MockTransport(lambda _request: answers.pop(0) if answers else httpx.Response(429, json={})),
    )
    with pytest.raises(TooManyRequests):
        ozg.services()
    assert slept == [7.0, 1.0]
