"""Rules as tables: what is told, cursors, patterns, pauses, signatures, addresses."""

from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozgcloud.ausgang.rules import sicht, unterschrift, zeiger
from ozgcloud.ausgang.rules.adressen import Freiraum, choose, is_allowed, read_networks, read_url
from ozgcloud.ausgang.rules.arten import BEDEUTUNG, BESTELLBAR, JOURNAL, Art, Meldung, cloud_event, read_arten
from ozgcloud.ausgang.rules.zustellung import GEDULD, LONGEST_ASKED, pause
from ozgcloud.core.errors import InvalidInput
from ozgcloud.core.journal import REGISTRY

EINS = UUID("0192d0c4-5f0e-7b11-9d43-5f6a1c1f7c11")
JETZT = datetime(2027, 3, 1, 8, tzinfo=UTC)
OFFEN, DEMO = Freiraum(), Freiraum(demo=True)
HAUS = Freiraum(read_networks("10.20.0.0/16, fd12::/16"))


@pytest.mark.parametrize(
    ("versuch", "kuerzeste", "laengste"),
    [(1, 4, 6), (2, 24, 36), (3, 96, 144), (4, 240, 360), (5, 720, 1080), (6, 1440, 2160), (7, 2880, 4320)],
)
def test_pauses_grow_and_are_spread_by_a_fifth(versuch, kuerzeste, laengste):
    assert pause(versuch, 0.0) == timedelta(seconds=kuerzeste)
    assert pause(versuch, 0.5) == timedelta(seconds=(kuerzeste + laengste) / 2)
    assert pause(versuch, 0.999) < timedelta(seconds=laengste)


def test_pauses_stop_growing_at_an_hour_and_honour_what_was_asked():
    assert pause(500, 0.5) == timedelta(hours=1)
    assert pause(1, 0.5, timedelta(minutes=10)) == timedelta(minutes=10)
    assert pause(1, 0.5, timedelta(seconds=1)) == timedelta(seconds=5)
    assert pause(1, 0.5, timedelta(days=400)) == LONGEST_ASKED < GEDULD


def test_the_signature_is_the_published_one():
    """Vector of the reference implementations of Standard Webhooks."""
    signed = unterschrift.sign(
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        nachricht_id="msg_p5jXN8AQM9LWM0D4loKWxJek",
        zeit=1614265330,
        koerper=b'{"test": 2432232314}',
    )
    assert signed == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_two_secrets_sign_for_a_day_after_a_change():
    later = JETZT + unterschrift.OVERLAP
    assert unterschrift.valid_generations(1, None, JETZT) == (1,)
    assert unterschrift.valid_generations(3, JETZT, JETZT) == (3, 2)
    assert unterschrift.valid_generations(3, JETZT, later) == (3,)
    secrets = [unterschrift.secret_of("haupt", EINS, number) for number in (3, 2)]
    headers = unterschrift.headers(secrets, nachricht_id="a", zeit=1, koerper=b"{}")
    assert headers["webhook-signature"].split() == [
        unterschrift.sign(secret, nachricht_id="a", zeit=1, koerper=b"{}") for secret in secrets
    ]
    assert (headers["webhook-id"], headers["webhook-timestamp"]) == ("a", "1")


def test_secrets_differ_by_abonnement_generation_and_installation():
    made = {unterschrift.secret_of(h, i, g) for h in ("a", "b") for i in (EINS, UUID(int=1)) for g in (1, 2)}
    assert len(made) == 8


@pytest.mark.parametrize(
    ("adresse", "offen", "haus", "demo"),
    [
        ("93.184.216.34", True, True, True),
        ("2606:2800:220:1::1", True, True, True),
        ("10.20.3.4", False, True, False),
        ("::ffff:10.20.3.4", False, True, False),
        ("fd12::7", False, True, False),
        ("10.21.0.1", False, False, False),
        ("172.16.0.1", False, False, False),
        ("192.168.1.1", False, False, False),
        ("169.254.169.254", False, False, False),
        ("100.64.0.1", False, False, False),
        ("127.0.0.1", False, False, True),
        ("::1", False, False, True),
        ("::ffff:127.0.0.1", False, False, True),
        ("0.0.0.0", False, False, False),
        ("::", False, False, False),
        ("255.255.255.255", False, False, False),
        ("224.0.0.1", False, False, False),
        ("ff02::1", False, False, False),
        ("fe80::1", False, False, False),
        ("64:ff9b::7f00:1", False, False, False),
        ("2002:7f00:1::", False, False, False),
        ("192.0.2.1", False, False, False),
    ],
)
def test_where_we_connect_to(adresse, offen, haus, demo):
    found = [is_allowed(ip_address(adresse), raum) for raum in (OFFEN, HAUS, DEMO)]
    assert found == [offen, haus, demo]


@pytest.mark.parametrize(
    ("adressen", "gewaehlt"),
    [
        (["93.184.216.34"], "93.184.216.34"),
        (["93.184.216.34", "10.0.0.1"], None),
        (["10.0.0.1", "93.184.216.34"], None),
        (["fe80::1%eth0"], None),
        ([], None),
    ],
)
def test_one_forbidden_address_refuses_the_name(adressen, gewaehlt):
    assert choose(adressen, OFFEN) == gewaehlt


@pytest.mark.parametrize(
    "url",
    [
        "http://empfaenger.example/",
        "ftp://empfaenger.example/",
        "https://",
        "https:///pfad",
        "empfaenger.example",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://10.1.2.3/",
        "https://[::ffff:10.1.2.3]/",
        "https://169.254.169.254/latest/meta-data",
        "https://nutzer:wort@empfaenger.example/",
        "https://empfaenger.example/#teil",
        "https://empfaenger.example:99999/",
        "https://empfänger.example/",
        "https://empfaenger.example/\r\nHost: a",
        "https://empfaenger.example/" + "a" * 500,
        "file:///etc/passwd",
        "",
    ],
)
def test_urls_we_do_not_send_to(url):
    with pytest.raises(InvalidInput):
        read_url(url, OFFEN)


def test_urls_in_parts():
    ort = read_url(" https://empfaenger.example/ozg?a=1 ", OFFEN)
    assert (ort.host, ort.port, ort.pfad, ort.verschluesselt) == ("empfaenger.example", 443, "/ozg?a=1", True)
    assert read_url("http://127.0.0.1:8123", DEMO).port == 8123
    assert read_url("http://localhost:8123/x", DEMO).pfad == "/x"
    assert read_url("https://10.20.0.5/", HAUS).host == "10.20.0.5"
    with pytest.raises(InvalidInput):
        read_url("http://10.20.0.5/", HAUS)


@given(st.integers(min_value=0, max_value=zeiger.LARGEST))
def test_a_cursor_comes_back_as_it_went(nummer):
    assert zeiger.decode(zeiger.encode(nummer)) == nummer


@given(st.text(max_size=60))
def test_no_other_text_is_a_cursor(text):
    try:
        nummer = zeiger.decode(text)
    except ValueError:
        return
    assert zeiger.encode(nummer) == text


@pytest.mark.parametrize(
    ("freigabe", "pfad", "sieht"),
    [
        ((False, 1, None, ""), (False, 1, 7, "99107"), True),
        ((False, 1, None, ""), (False, 2, 7, "99107"), False),
        ((False, None, None, ""), (False, 2, 7, "99107"), True),
        ((False, 1, 7, ""), (False, 1, 7, "99107"), True),
        ((False, 1, 7, ""), (False, 1, 77, "99107"), False),
        ((False, 1, None, "99107"), (False, 1, 7, "99107023022000"), True),
        ((False, 1, None, "99107"), (False, 1, 7, "99108023022000"), False),
        ((True, 1, None, ""), (False, 1, 7, "99107"), False),
        ((False, 1, None, ""), (True, 1, 7, "99107"), False),
    ],
)
def test_patterns_and_paths(freigabe, pfad, sieht):
    uebung, land, verwaltung, praefix = freigabe
    pattern = sicht.pattern(uebung=uebung, land_id=land, verwaltung_id=verwaltung, praefix=praefix)
    path = sicht.path(uebung=pfad[0], land_id=pfad[1], verwaltung_id=pfad[2], leistung=pfad[3])
    assert _like(path, pattern) is sieht


def _like(text: str, pattern: str) -> bool:
    """SQL's LIKE for patterns without `_`: the parts between `%`, in order, from end to end."""
    first, *rest = pattern.split("%")
    if not text.startswith(first):
        return False
    text = text[len(first) :]
    for part in rest[:-1]:
        place = text.find(part)
        if place < 0:
            return False
        text = text[place + len(part) :]
    return not rest or text.endswith(rest[-1])


@pytest.mark.parametrize("praefix", ["%", "_", "9 9", "99107 e/%", "9" * 15, "a"])
def test_nothing_is_smuggled_into_a_pattern(praefix):
    with pytest.raises(ValueError, match=r".*"):
        sicht.pattern(uebung=False, land_id=1, verwaltung_id=None, praefix=praefix)


def test_every_kind_means_something_and_every_journal_event_exists():
    assert set(BEDEUTUNG) == set(Art)
    assert set(JOURNAL) <= set(REGISTRY)
    assert set(JOURNAL.values()) == set(BESTELLBAR)
    assert read_arten([Art.STATUS.typ, Art.EINGEGANGEN.typ, Art.STATUS.typ]) == (Art.EINGEGANGEN, Art.STATUS)
    with pytest.raises(ValueError, match=r"de\.ozg-cloud\.unbekannt"):
        read_arten(["de.ozg-cloud.unbekannt"])


def test_a_cloud_event_carries_ids_and_states_only():
    meldung = Meldung(5, EINS, Art.STATUS, JETZT, 7, UUID(int=3), "99107023022000", {"status": "Neu"})
    event = cloud_event(meldung, quelle="https://ozg.example/", zeiger=zeiger.encode(5))
    assert event["specversion"] == "1.0"
    assert event["source"] == "https://ozg.example/mandanten/7"
    assert event["type"] == "de.ozg-cloud.vorgang.status"
    assert (event["id"], event["subject"]) == (str(EINS), str(UUID(int=3)))
    assert event["data"] == {
        "vorgangId": str(UUID(int=3)),
        "mandantId": 7,
        "leistung": "99107023022000",
        "status": "Neu",
    }
