"""What a machine cannot take over is named with its place; no rule is ever dropped."""

from datenschema import proben
from datenschema.proben import feld, gruppe, praezisierung, schema
from ozgcloud.datenschema.offene_punkte import Punktart, offene_punkte

REGEL = (
    "<x:regel><x:identifikation><x:id>R1</x:id></x:identifikation><x:name>N</x:name>"
    "<x:freitextRegel>WENN A DANN B</x:freitextRegel></x:regel>"
)
REF = "<x:codelisteReferenz><x:canonicalVersionUri>urn:x_1</x:canonicalVersionUri></x:codelisteReferenz>"


def test_every_kind_of_point():
    form = schema(
        gruppe("G1", feld("F1", "seltsam"), feld("F2", art="neu"), feld("F3", "obj"), zusatz=REGEL),
        feld("F4", zusatz=praezisierung(muster="(?=x)")),
        feld("F5", art="select", zusatz=REF),
        feld("F6", art="select"),
        feld("F7", art="locked"),
        kopf=REGEL,
    )
    punkte = offene_punkte(form, {})
    assert [(p.art, p.pfad) for p in punkte] == [
        (Punktart.REGEL, ""),
        (Punktart.REGEL, "G1"),
        (Punktart.DATENTYP, "G1/F1"),
        (Punktart.FELDART, "G1/F2"),
        (Punktart.DATENTYP, "G1/F3"),
        (Punktart.MUSTER, "F4"),
        (Punktart.CODELISTE, "F5"),
        (Punktart.CODELISTE, "F6"),
        (Punktart.VORBEFUELLUNG, "F7"),
    ]
    assert "WENN A DANN B" in punkte[0].text
    assert punkte[0].to_json()["art"] == "regel"


def test_rules_of_real_schemas_all_appear():
    for datei in sorted((proben.shared_fim() / "xdf3").iterdir())[::12]:
        form = proben.real(f"xdf3/{datei.name}")
        punkte = offene_punkte(form, proben.aufgeloest(form))
        regeln = len(form.regeln) + sum(len(k.regeln) for k in form.alle())
        assert sum(p.art == Punktart.REGEL for p in punkte) == regeln
