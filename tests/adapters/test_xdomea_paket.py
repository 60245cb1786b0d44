"""The package: valid by the official schema, read back by a reader that knows only the package, same every time."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from lxml import etree

from adapters.muster import FORMULAR, PAKET, make_dokument
from ozgcloud.adapters.xdomea import kennungen, standards
from ozgcloud.adapters.xdomea.importer import lies_paket, pruefe_paket
from ozgcloud.adapters.xdomea.paket import XdomeaOptions, XdomeaPaket
from ozgcloud.core.errors import Reject, Retry
from ozgcloud.veraktung.port import Antragsteller, Historieneintrag

BAUER = XdomeaPaket(XdomeaOptions())
UUID_MUSTER = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"


def build(paket, schluessel="schritt-1", bauer=BAUER) -> tuple[str, bytes]:
    ziel = io.BytesIO()
    name = bauer(paket, schluessel=schluessel, ziel=ziel)
    return name, ziel.getvalue()


def save(ordner, paket, schluessel="schritt-1", bauer=BAUER):
    name, inhalt = build(paket, schluessel, bauer)
    (ordner / name).write_bytes(inhalt)
    return ordner / name


def message_of(inhalt: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(inhalt)) as archiv:
        return archiv.read(archiv.namelist()[0])


SONDERFAELLE = {
    "karg": replace(
        PAKET,
        historie=(),
        antragsteller=None,
        dokumente=(),
        formular_json=b"",
        organisationseinheit="",
        aktenplaneinheit="",
    ),
    "leere Antragstellerin": replace(PAKET, antragsteller=Antragsteller()),
    "Firma": replace(PAKET, antragsteller=Antragsteller(organisation="Bäckerei & Söhne <GmbH>", ort="Kiel")),
    "Übung": replace(PAKET, uebungsmodus=True),
    "verbotene Zeichen": replace(
        PAKET,
        betreff="a\x00b\x1f\ud800\ufffe😀 محمد ]]> &amp; <!--",
        aktenzeichen="\x07",
        historie=(Historieneintrag(zeit=datetime(2026, 1, 1, tzinfo=UTC), akteur="\x0c", text="\x0b\r\n"),),
        dokumente=(make_dokument(5, b"x", titel="\x00\ud800", dateiname="\x00../../etc/passwd", medientyp="x/y"),),
    ),
    "alte Zeit": replace(PAKET, erstellt_am=datetime(1970, 1, 1, tzinfo=UTC), beginn=date(1949, 5, 23)),
    "alle Formate": replace(
        PAKET,
        dokumente=tuple(
            make_dokument(n, b"x", medientyp=m, dateiname=f"d.{n}")
            for n, m in enumerate(("image/png", "image/jpeg", "text/plain", "application/xml", "application/zip", ""))
        ),
    ),
}


@pytest.mark.parametrize("paket", [PAKET, *SONDERFAELLE.values()], ids=["voll", *SONDERFAELLE])
def test_every_package_validates_and_passes_the_check(tmp_path, schemata, paket):
    assert pruefe_paket(save(tmp_path, paket), schemata) == []


@pytest.mark.parametrize("paket", [PAKET, *SONDERFAELLE.values()], ids=["voll", *SONDERFAELLE])
def test_every_package_passes_the_check_without_schemata(tmp_path, paket):
    assert pruefe_paket(save(tmp_path, paket)) == []


def test_round_trip_keeps_every_value(tmp_path):
    gelesen = lies_paket(save(tmp_path, PAKET))
    assert gelesen.aktenzeichen == PAKET.aktenzeichen
    assert gelesen.betreff == PAKET.betreff
    assert gelesen.absender == PAKET.mandant
    assert gelesen.laufzeit == ("2026-11-20", "2026-11-24")
    assert gelesen.vorgang_id == str(kennungen.make_vorgang_id(PAKET.vorgang_id))
    assert gelesen.historie == (
        ("2026-11-20T08:00:00Z", "Antragstellerin", "Der Antrag ist eingegangen."),
        ("2026-11-23T09:30:00Z", "Frau Petersen", "Der Vorgang wurde beschieden."),
    )
    assert {"Łucja", "Müller-Øster", "24000", "lucja@example.org"} <= set(gelesen.kontakt)
    titel = [d.titel for d in gelesen.dokumente]
    assert titel == ["Bescheid", "Anlage 2: Größe & Maße", "Antragsdaten"]
    assert [d.format for d in gelesen.dokumente] == ["044", "018", "100"]
    assert gelesen.dokumente[1].dateiname_original == "Anlage 2 – Maße.pdf"
    assert re.fullmatch(UUID_MUSTER + r"_Anlage-2-Groesse-Masse\.pdf", gelesen.dokumente[1].dateiname)


def test_files_in_the_package_are_the_files_of_the_case():
    _, inhalt = build(PAKET)
    with zipfile.ZipFile(io.BytesIO(inhalt)) as archiv:
        assert [archiv.read(n) for n in archiv.namelist()[1:]] == [b"%PDF-1.7 Bescheid", b"%PDF-1.4 Anlage", FORMULAR]


def test_repetition_gives_the_same_bytes_and_another_key_another_process():
    assert build(PAKET) == build(PAKET)
    name, inhalt = build(PAKET, "schritt-2")
    assert (name, inhalt) != build(PAKET)
    assert kennungen.make_vorgang_id(PAKET.vorgang_id) == kennungen.make_vorgang_id(UUID(str(PAKET.vorgang_id)))
    assert re.fullmatch(UUID_MUSTER + r"_Abgabe\.Abgabe\.0401\.zip", name)


def test_identifiers_are_pinned():
    # A change here would make receivers see new objects for old cases.
    assert str(kennungen.make_prozess_id("schritt-1")) == "cec7e5c1-4dc5-5a33-9ca7-a13224a60a24"
    assert str(kennungen.make_vorgang_id(UUID(int=1))) == "615af91f-6a3d-5c29-b7a3-b35c435bea83"
    assert kennungen.make_dokument_id(UUID(int=1)) != kennungen.make_datei_id(UUID(int=1))


def test_head_is_written_the_way_the_format_traps_ask():
    nachricht = message_of(build(PAKET)[1]).decode()
    assert "<xdomea:Abgabe.Abgabe.0401 xmlns:xdomea=" in nachricht
    assert "<code>0401</code>" in nachricht
    assert "<xdomea:Importbestaetigung>1</xdomea:Importbestaetigung>" in nachricht
    assert "<xdomea:ZdA>1</xdomea:ZdA>" in nachricht


def test_practice_case_says_so():
    nachricht = message_of(build(replace(PAKET, uebungsmodus=True))[1]).decode()
    assert "Übungsmodus – ohne Rechtswirkung" in nachricht


def test_five_hundred_documents_are_streamed_and_closed(tmp_path, schemata):
    offen, hoechstens = set(), 0

    class Strom(io.BytesIO):
        def __init__(self, inhalt):
            nonlocal hoechstens
            super().__init__(inhalt)
            offen.add(id(self))
            hoechstens = max(hoechstens, len(offen))

        def close(self):
            offen.discard(id(self))
            super().close()

    def dokument(n):
        inhalt = b"%PDF" + str(n).encode() * 2_000
        return make_dokument(n, inhalt, quelle=lambda: Strom(inhalt))

    pfad = save(tmp_path, replace(PAKET, dokumente=tuple(dokument(n) for n in range(500))))
    assert (len(offen), hoechstens) == (0, 1)
    assert pruefe_paket(pfad, schemata) == []
    assert len(lies_paket(pfad).dokumente) == 501


def unreadable():
    raise PermissionError(13, "verboten")


def missing():
    raise FileNotFoundError(2, "fehlt")


@pytest.mark.parametrize(
    ("dokument", "fehler"),
    [
        (make_dokument(1, b"x", sha256="0" * 64), Reject),
        (make_dokument(1, b"x", quelle=b"xy"), Reject),
        (make_dokument(1, b"x", quelle=missing), Reject),
        (make_dokument(1, b"x", quelle=unreadable), Retry),
    ],
)
def test_file_that_does_not_fit_stops_the_handover(dokument, fehler):
    with pytest.raises(fehler) as gefangen:
        build(replace(PAKET, dokumente=(dokument,)))
    assert dokument.titel in gefangen.value.meldung


def test_same_document_twice_and_naive_time_are_rejected():
    with pytest.raises(Reject):
        build(replace(PAKET, dokumente=(make_dokument(1, b"x"), make_dokument(1, b"x"))))
    with pytest.raises(Reject):
        build(replace(PAKET, erstellt_am=datetime(2026, 1, 1)))  # noqa: DTZ001 - the point of the test


def test_error_while_writing_belongs_to_the_transport():
    class Voll(io.BytesIO):
        def write(self, daten):
            raise OSError(28, "kein Platz")

    with pytest.raises(OSError, match="kein Platz"):
        BAUER(PAKET, schluessel="k", ziel=Voll())


def test_builder_validates_when_schemata_are_installed(schemata, tmp_path):
    pruefend = XdomeaPaket(XdomeaOptions(schemata=schemata))
    assert build(PAKET, bauer=pruefend) == build(PAKET)
    assert build(PAKET, bauer=XdomeaPaket(XdomeaOptions(schemata=tmp_path / "fehlt"))) == build(PAKET)
    ungueltig = etree.fromstring(message_of(build(PAKET)[1]))
    ungueltig.remove(ungueltig[0])
    assert standards.validate(etree.tostring(ungueltig), schemata) != []
