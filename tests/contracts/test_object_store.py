"""What every place for bytes promises, checked against a folder and a real S3 server (SeaweedFS)."""

import hashlib
import json
import os
import resource
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from pathlib import Path
from uuid import uuid4

import pytest
from bench.bloecke import STARTER

from contracts.seaweed import KEY, SECRET, Seaweed
from ozgcloud.adapters.s3.store import PART, Bucket
from ozgcloud.core.datakeys import HouseKeys
from ozgcloud.core.errors import InvalidInput, NotFound, Retry, TooLarge
from ozgcloud.core.files import Dateiverweis, FileStore
from ozgcloud.core.folder import Folder
from ozgcloud.core.port import ObjectStore

CLONE = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def seaweed(tmp_path_factory):
    server = Seaweed(tmp_path_factory.mktemp("seaweed"))
    server.start()
    yield server
    server.stop()


@pytest.fixture(params=["ordner", "s3"])
def objects(request, tmp_path) -> ObjectStore:
    if request.param == "ordner":
        return Folder(tmp_path / "dateien")
    return Bucket(request.getfixturevalue("seaweed").options())


@pytest.fixture
def store(objects) -> FileStore:
    return FileStore(objects, HouseKeys())


def blocks(size: int, block: int = 256 * 1024):
    """Bytes that do not repeat, without holding them."""
    for number in range(0, size, block):
        yield (hashlib.sha256(number.to_bytes(8, "big")).digest() * (block // 32))[: min(block, size - number)]


def verweis(ablage) -> Dateiverweis:
    return Dateiverweis(ablage.schluessel, ablage.sha256, ablage.groesse, ablage.schluesselgeheimnis)


def put(store, content: bytes):
    return store.put(iter([content]), medientyp="application/pdf", limit=len(content))


@pytest.mark.parametrize("size", [0, 1, 65_535, 65_536, 65_537, PART - 1, PART, PART + 1, 2 * PART])
def test_any_size_comes_back_byte_for_byte(objects, size):
    key, content = uuid4(), b"".join(blocks(size))
    objects.put(key, blocks(size))
    with objects.open(key) as file:
        assert file.read() == content
    objects.release(key)
    with objects.open(key) as file:
        assert file.read() == content


def test_what_was_never_put_is_not_there(objects):
    for ask in (objects.open, objects.release):
        with pytest.raises(NotFound):
            ask(uuid4())


def test_releasing_and_discarding_can_be_repeated(objects):
    key = uuid4()
    objects.put(key, iter([b"x"]))
    for _ in range(2):
        objects.release(key)
    for _ in range(2):
        objects.discard(key)
    with pytest.raises(NotFound):
        objects.open(key)


@pytest.mark.parametrize("size", [100, PART + 100])
def test_an_upload_that_breaks_leaves_nothing(objects, size):
    def broken():
        yield from blocks(size)
        raise ConnectionResetError

    key = uuid4()
    with pytest.raises(ConnectionResetError):
        objects.put(key, broken())
    with pytest.raises(NotFound):
        objects.open(key)
    assert key not in objects.sweep(lambda _key: False, -10)


def test_the_sweep_takes_what_waits_and_nobody_named(objects):
    orphan, known, released = uuid4(), uuid4(), uuid4()
    for key in (orphan, known, released):
        objects.put(key, iter([b"x"]))
    objects.release(released)
    assert orphan not in objects.sweep(lambda _key: False, 3600), "too young"
    assert objects.sweep(lambda key: key != orphan, -10) == [orphan]
    with pytest.raises(NotFound):
        objects.open(orphan)
    for key in (known, released):
        objects.open(key).close()


def test_the_store_says_that_it_is_well(objects):
    objects.put(uuid4(), iter([b"x"]))
    assert objects.state() == []


def test_files_are_encrypted_counted_and_checked(store, objects):
    ablage = put(store, b"%PDF-1.7 Geheimnis")
    with objects.open(ablage.schluessel) as stored:
        assert b"Geheimnis" not in stored.read()
    assert store.read_verified(verweis(ablage)) == b"%PDF-1.7 Geheimnis"
    with pytest.raises(TooLarge):
        store.put(iter([b"x" * 11]), medientyp="application/pdf", limit=10)


def test_altered_bytes_are_refused_before_the_first_is_given(store, objects):
    """Small files as a whole; of a large one the pieces before the damage, and never its announced length."""
    ablage = put(store, b"".join(blocks(300_000)))
    with objects.open(ablage.schluessel) as stored:
        content = bytearray(stored.read())
    content[200_000] ^= 1
    objects.discard(ablage.schluessel)
    objects.put(ablage.schluessel, iter([bytes(content)]))
    with pytest.raises(InvalidInput) as error:
        store.stream(verweis(ablage))
    assert error.value.code == "datei-veraendert"
    as_large = Dateiverweis(ablage.schluessel, ablage.sha256, 2**40, ablage.schluesselgeheimnis)
    given_out: list[bytes] = []
    with pytest.raises(InvalidInput):
        given_out.extend(store.stream(as_large))
    assert sum(map(len, given_out)) < 300_000


def test_a_key_of_another_file_is_refused(store):
    one, two = put(store, b"eins"), put(store, b"zwei")
    with pytest.raises(InvalidInput) as error:
        store.open(Dateiverweis(one.schluessel, one.sha256, 4, two.schluesselgeheimnis))
    assert error.value.code == "schluessel-falsch"


def test_files_from_before_encryption_are_read_and_checked(store, objects):
    key, content = uuid4(), b"%PDF-1.7 von frueher"
    objects.put(key, iter([content]))
    assert store.read_verified(Dateiverweis(key, hashlib.sha256(content).hexdigest(), len(content))) == content
    with pytest.raises(InvalidInput):
        store.open(Dateiverweis(key, "0" * 64, len(content)))


def test_many_at_once_stay_apart(store):
    wrong = []

    def work(number: int) -> None:
        content = str(number).encode() * 50_000
        if store.read_verified(verweis(put(store, content))) != content:
            wrong.append(number)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


@pytest.mark.parametrize("place", ["ordner", "s3"])
def test_60_megabytes_need_little_memory(place, tmp_path, request):
    where = str(tmp_path) if place == "ordner" else request.getfixturevalue("seaweed").url
    answer = subprocess.run(
        [sys.executable, "-c", STARTER, "bench.dateiprobe", where, str(60)],
        capture_output=True,
        text=True,
        check=True,
        cwd=CLONE,
        env={**os.environ, "PYTHONPATH": str(CLONE / "src"), "OZG_S3_KEY": KEY, "OZG_S3_SECRET": SECRET},
    )
    probe = json.loads(answer.stdout)
    assert probe["mehr_mib"] < 45, probe


# ── the folder: a full disk


FULL = """
import resource, sys
from pathlib import Path
from uuid import uuid4
from ozgcloud.core.folder import Folder
from ozgcloud.core.errors import Retry
folder = Folder(Path(sys.argv[1]))
resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))
try:
    folder.put(uuid4(), iter([b"x" * 400_000] * 5))
except Retry as error:
    print(error.meldung)
folder.put(uuid4(), iter([b"x"]))
"""


def test_a_full_disk_is_refused_in_words_and_leaves_nothing_half(tmp_path):
    answer = subprocess.run([sys.executable, "-c", FULL, str(tmp_path)], capture_output=True, text=True, check=True)
    assert "Speicherplatz" in answer.stdout
    assert "nicht gespeichert" in answer.stdout
    assert [path.stat().st_size for path in (tmp_path / "wartend").iterdir()] == [1], "only the one that fitted"


# ── S3: strangers, outages, names


def test_a_wrong_secret_opens_nothing(seaweed):
    stranger = Bucket(seaweed.options(secret="geraten"))
    with pytest.raises(Retry):
        stranger.put(uuid4(), iter([b"x"]))
    assert stranger.state() == ["Der Objektspeicher weist die Zugangsdaten zurück (OZG_S3_KEY, OZG_S3_SECRET)."]
    nobody = Bucket(seaweed.options(bucket="gibt-es-nicht"))
    assert nobody.state() != []


def test_an_altered_address_opens_nothing(seaweed):
    """Presigned for one key: neither another key, nor another method, nor another signature, nor none."""
    client = seaweed.client()
    for name in ("eins", "zwei"):
        client.put_object(Bucket="ozg-dateien", Key=name, Body=name.encode())
    address = client.generate_presigned_url("get_object", {"Bucket": "ozg-dateien", "Key": "eins"}, ExpiresIn=60)
    assert urllib.request.urlopen(address).read() == b"eins"
    letter = "a" if address[-1] != "a" else "b"
    for altered in (address.replace("/eins?", "/zwei?"), address[:-1] + letter, address.split("?")[0]):
        with pytest.raises(urllib.error.HTTPError) as error:
            urllib.request.urlopen(altered)
        assert error.value.code in {400, 401, 403}, altered
    with pytest.raises(urllib.error.HTTPError):
        urllib.request.urlopen(urllib.request.Request(address, data=b"anders", method="PUT"))


def test_umlauts_and_foreign_keys_in_the_bucket_do_no_harm(seaweed):
    client, bucket = seaweed.client(), Bucket(seaweed.options())
    for name in ("wartend/Grüße & Maße.pdf", "wartend/kein schlüssel", "Ordner/über.txt"):
        client.put_object(Bucket="ozg-dateien", Key=name, Body=b"x")
    key = uuid4()
    bucket.put(key, iter([b"x"]))
    assert key in bucket.sweep(lambda _key: False, -10)
    assert client.get_object(Bucket="ozg-dateien", Key="wartend/Grüße & Maße.pdf")["Body"].read() == b"x"


def test_uploads_that_never_ended_are_swept(seaweed):
    client, bucket = seaweed.client(), Bucket(seaweed.options())
    client.create_multipart_upload(Bucket="ozg-dateien", Key="ab/abgebrochen")
    bucket.sweep(lambda _key: True, 3600)
    assert client.list_multipart_uploads(Bucket="ozg-dateien").get("Uploads")
    bucket.sweep(lambda _key: True, -10)
    assert not client.list_multipart_uploads(Bucket="ozg-dateien").get("Uploads")


def test_s3_away_is_refused_in_words_and_works_again_by_itself(tmp_path_factory):
    server = Seaweed(tmp_path_factory.mktemp("ausfall"))
    server.start()
    try:
        store = FileStore(Bucket(server.options()), HouseKeys())
        before = put(store, b"vorher")
        server.stop()
        with pytest.raises(Retry) as error:
            put(store, b"waehrenddessen")
        assert "nicht erreichbar" in error.value.meldung
        assert "versuchen Sie es" in error.value.meldung
        with pytest.raises(Retry):
            store.open(verweis(before))
        assert store.state() == ["Der Objektspeicher ist nicht erreichbar (OZG_S3_URL)."]
        server.start()
        assert store.read_verified(verweis(before)) == b"vorher"
        assert store.read_verified(verweis(put(store, b"nachher"))) == b"nachher"
    finally:
        server.stop()


def test_s3_that_goes_away_in_the_middle_leaves_nothing_whole(tmp_path_factory):
    server = Seaweed(tmp_path_factory.mktemp("mitten"))
    server.start()
    try:
        bucket, key = Bucket(server.options()), uuid4()

        def chunks():
            yield b"x" * PART
            yield b"y" * PART
            server.stop()
            yield b"z" * PART

        with pytest.raises(Retry):
            bucket.put(key, chunks())
        server.start()
        with pytest.raises(NotFound):
            bucket.open(key)
    finally:
        server.stop()


def test_the_limits_of_this_process_are_untouched():
    """The full disk is played in a process of its own."""
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] != 1_000_000
