"""Storing a tree as JSON loses nothing."""

import json

import pytest

from datenschema import proben
from ozgcloud.datenschema.kodierung import from_json, to_json


@pytest.mark.parametrize("nummer", range(0, 70, 9))
def test_real_trees_round_trip(nummer):
    datei = sorted((proben.shared_fim() / "xdf3").iterdir())[nummer]
    baum = proben.real(f"xdf3/{datei.name}")
    text = json.dumps(to_json(baum), ensure_ascii=False)
    assert from_json(json.loads(text)) == baum
    assert len(text) < 1_500_000


def test_unknown_format_is_an_error():
    with pytest.raises(ValueError, match="format"):
        from_json({"format": 99})
