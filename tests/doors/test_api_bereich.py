"""Parts of files: what is asked for, whole, nothing, too much; of small files and of those that are streamed."""

import pytest

from maschinen import maschine, pdf, teile
from ozgcloud.core.files import SMALL

KLEIN = b"%PDF-1.7 " + bytes(range(256)) * 4
GROSS = b"%PDF-1.7 " + bytes(range(256)) * (SMALL // 256 + 700)


@pytest.fixture(params=[KLEIN, GROSS], ids=["small", "streamed"])
def datei(request, welt):
    """A machine, the address of a file, and its bytes."""
    bot, inhalt = maschine(), request.param
    sent = bot.browser.post(
        "/api/v1/antraege",
        {**teile(welt), "F7": pdf(inhalt)},
        headers={"Authorization": f"Bearer {bot.schluessel.text}", "Idempotency-Key": "b"},
    )
    assert sent.status_code == 201, sent.content
    fall = bot.ruf("GET", "/vorgaenge").json()["vorgaenge"][0]["id"]
    [one] = bot.ruf("GET", f"/vorgaenge/{fall}?include=dateien").json()["dateien"]
    return bot, f"/vorgaenge/{fall}/dateien/{one['id']}", inhalt


def body_of(answer):
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_ranges(datei):
    bot, path, inhalt = datei
    size = len(inhalt)
    whole = bot.ruf("GET", path)
    assert (whole.status_code, body_of(whole), whole.headers["Accept-Ranges"]) == (200, inhalt, "bytes")
    for header, first, stop in (
        ("bytes=0-0", 0, 1),
        ("bytes=1-", 1, size),
        (f"bytes={size - 1}-", size - 1, size),
        ("bytes=-7", size - 7, size),
        (f"bytes=-{size * 2}", 0, size),
        (f"bytes=100-{size * 3}", 100, size),
        (f"bytes={size // 2}-{size // 2 + 99}", size // 2, size // 2 + 100),
    ):
        answer = bot.ruf("GET", path, Range=header)
        assert (answer.status_code, body_of(answer)) == (206, inhalt[first:stop]), header
        assert answer.headers["Content-Range"] == f"bytes {first}-{stop - 1}/{size}"
        assert answer.headers["Content-Length"] == str(stop - first)


def test_what_is_no_range_gives_the_whole_file(datei):
    bot, path, inhalt = datei
    for header in ("bytes=5-2", "bytes=-", "bytes=0-1,5-6", "zeilen=1-2", "bytes=x-"):
        assert body_of(bot.ruf("GET", path, Range=header)) == inhalt, header
    etag = bot.ruf("GET", path).headers["ETag"]
    assert bot.ruf("GET", path, Range="bytes=0-4", If_Range=etag).status_code == 206
    assert bot.ruf("GET", path, Range="bytes=0-4", If_Range='"andere"').status_code == 200
    assert bot.ruf("GET", path, If_None_Match=etag).status_code == 304


def test_beyond_the_end_is_416(datei):
    bot, path, inhalt = datei
    for header in (f"bytes={len(inhalt)}-", "bytes=-0", f"bytes={10**18}-{10**18 + 5}"):
        answer = bot.ruf("GET", path, Range=header)
        assert (answer.status_code, answer.json()["code"]) == (416, "bereich-nicht-moeglich"), header
        assert answer.headers["Content-Range"] == f"bytes */{len(inhalt)}"
