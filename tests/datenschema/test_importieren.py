"""Import into the database: immutable, idempotent, announced; from the command line too."""

import gzip
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from datenschema.proben import feld, genericode, xdf
from ozgcloud.core.actor import Actor, ActorKind
from ozgcloud.core.errors import Conflict, Forbidden, InvalidInput, NotFound
from ozgcloud.core.models import Ereignis
from ozgcloud.core.types import new_id
from ozgcloud.datenschema import queries
from ozgcloud.datenschema.actions.import_codeliste import import_codeliste
from ozgcloud.datenschema.actions.import_schema import import_schema
from ozgcloud.datenschema.models import Codeliste, Datenschema
from ozgcloud.datenschema.xdf3 import compile_xdf

BETREIBER = Actor(kind=ActorKind.OPERATOR, id="test")
BUERGER = Actor(kind=ActorKind.BUERGER, id="test")
REF = (
    "<x:codelisteReferenz><x:canonicalIdentification>urn:probe:liste</x:canonicalIdentification>"
    "<x:version>2</x:version><x:canonicalVersionUri>urn:probe:liste_2</x:canonicalVersionUri></x:codelisteReferenz>"
)
ROH = xdf(feld("F1"), feld("F2", art="select", zusatz=REF))
pytestmark = pytest.mark.usefixtures("db_ozg")


def ereignisse() -> list[str]:
    return list(Ereignis.objects.order_by("erstellt_am").values_list("typ", flat=True))


def test_schema_is_stored_compiled_and_announced():
    ergebnis = import_schema(BETREIBER, roh=ROH, dateiname="probe.xml")
    assert (ergebnis.neu, ergebnis.knoten, ergebnis.felder, ergebnis.offene_punkte) == (True, 2, 2, 1)
    satz = Datenschema.objects.get(id=ergebnis.id)
    assert bytes(satz.roh) == ROH
    assert queries.get_schema(ergebnis.id) == compile_xdf(ROH)
    assert queries.get_schema(ergebnis.id) is queries.get_schema(ergebnis.id)
    assert ereignisse() == ["DatenschemaImported"]
    assert [d.id for d in queries.list_datenschemata() if (d.fim_id, d.version) == ("S1", "1.0.0")] == [ergebnis.id]
    assert [s.id for s in queries.list_datenschemata()] == [ergebnis.id]


def test_same_bytes_again_change_nothing():
    erstes = import_schema(BETREIBER, roh=ROH, dateiname="a.xml")
    zweites = import_schema(BETREIBER, roh=ROH, dateiname="b.xml")
    assert (zweites.id, zweites.neu) == (erstes.id, False)
    assert ereignisse() == ["DatenschemaImported"]


def test_other_bytes_under_the_same_version_conflict():
    import_schema(BETREIBER, roh=ROH, dateiname="a.xml")
    with pytest.raises(Conflict, match="bereits mit anderem Inhalt") as fehler:
        import_schema(BETREIBER, roh=ROH + b"\n", dateiname="a.xml")
    assert fehler.value.code == "schema-anderer-inhalt"
    assert import_schema(BETREIBER, roh=xdf(feld("F1"), version="1.0.1"), dateiname="a.xml").neu


def test_only_operators_import():
    for aktion in (lambda: import_schema(BUERGER, roh=ROH, dateiname="a"), lambda: import_codeliste(BUERGER, roh=ROH)):
        with pytest.raises(Forbidden):
            aktion()


def test_defective_file_leaves_nothing():
    with pytest.raises(InvalidInput) as fehler:
        import_schema(BETREIBER, roh=b"<a/>", dateiname="kaputt.xml")
    assert fehler.value.fehler == {"datei": fehler.value.meldung}
    assert not Datenschema.objects.exists()
    assert not Ereignis.objects.exists()
    with pytest.raises(NotFound):
        queries.get_schema(new_id())
    with pytest.raises(NotFound):
        queries.get_datenschema(new_id())


def test_code_lists_unblock_a_form():
    kennung = import_schema(BETREIBER, roh=ROH, dateiname="a.xml").id
    form = queries.get_schema(kennung)
    assert queries.load_codelisten(form)["urn:probe:liste_2"].grund
    assert len(queries.current_offene_punkte(kennung)) == 1

    alt = import_codeliste(BETREIBER, roh=genericode(("A", "a"), version="1", spalten=("name", "code")))
    assert alt.neu
    stand = queries.load_codelisten(form)["urn:probe:liste_2"]
    assert (stand.warnung[:21], stand.grund) == ("Diese Auswahl stammt ", "")

    neu = genericode(("a", "Apfel"), ("b", "Birne"), version="2")
    import_codeliste(BETREIBER, roh=neu)
    stand = queries.load_codelisten(form)["urn:probe:liste_2"]
    assert ([w.label for w in stand.werte], stand.warnung) == (["Apfel", "Birne"], "")
    assert queries.current_offene_punkte(kennung) == ()
    assert not import_codeliste(BETREIBER, roh=neu).neu
    with pytest.raises(Conflict):
        import_codeliste(BETREIBER, roh=neu + b"\n")
    assert ereignisse() == ["DatenschemaImported", "CodelisteImported", "CodelisteImported"]
    assert Codeliste.objects.get(version="2").spalten == ["code", "name"]


def test_command_line(tmp_path):
    (tmp_path / "s.xml.gz").write_bytes(gzip.compress(ROH))
    (tmp_path / "l.xml").write_bytes(genericode(("a", "A")))
    (tmp_path / "kaputt.xml").write_bytes(b"<a/>")
    aus, fehler = StringIO(), StringIO()
    call_command("importiere", "codeliste", tmp_path / "l.xml", stdout=aus)
    with pytest.raises(CommandError, match="1 von 2"):
        call_command("importiere", "schema", tmp_path / "kaputt.xml", tmp_path / "s.xml.gz", stdout=aus, stderr=fehler)
    assert "urn:probe:liste_1 importiert" in aus.getvalue()
    assert "S1@1.0.0 importiert: Probeantrag – 2 Knoten, 2 Felder, 1 offene Punkte" in aus.getvalue()
    assert "kaputt.xml: Der Namensraum" in fehler.getvalue()
