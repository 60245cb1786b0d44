"""Nested FIM-ID JSON: lossless there and back, strict on the way in."""

import json

import pytest

from datenschema.proben import AUSWAHLGRUPPE, feld, gruppe, schema
from ozgcloud.core.errors import InvalidInput
from ozgcloud.datenschema.export import from_fim, to_fim
from ozgcloud.datenschema.pruefung import pruefe

FORM = schema(
    gruppe("G1", feld("F1"), feld("F1"), gruppe("G2", feld("F3", "num_int", "0:3"), anzahl="0:*")),
    gruppe("G3", feld("F1"), feld("F2"), zusatz=AUSWAHLGRUPPE),
)
ROH = {"G1/F1": "a", "G1/F1~2": "b", "G1/G2[0]/F3[0]": "1", "G1/G2[1]/F3[0]": "2", "G1/G2[1]/F3[1]": "3", "G3/F2": "c"}
JSON = {
    "G1": {"F1": "a", "F1~2": "b", "G2": [{"F3": [1]}, {"F3": [2, 3]}]},
    "G3": {"_wahl": "F2", "F2": "c"},
}


def test_shape_and_round_trip():
    werte = pruefe(FORM, ROH).werte
    assert to_fim(FORM, werte) == JSON
    assert from_fim(FORM, json.loads(json.dumps(JSON))) == werte
    assert to_fim(FORM, {}) == {}


@pytest.mark.parametrize(
    "daten", [{"G9": {}}, {"G1": "x"}, {"G1": {"G2": {"F3": [1]}}}, {"G1": {"F1": ["a"]}}, {"G3": []}, []]
)
def test_what_does_not_fit_is_refused(daten):
    with pytest.raises(InvalidInput) as fehler:
        from_fim(FORM, daten)
    assert fehler.value.code == "fim-json"
