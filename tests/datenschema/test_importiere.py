"""Reading files on the command line: gzip is unpacked within bounds, defects are named."""

import gzip

import pytest
from django.core.management.base import CommandError

from ozgcloud.core.errors import TooLarge
from ozgcloud.datenschema.einlesen import read_file
from ozgcloud.datenschema.sicheres_xml import GRENZE_BYTES

ROH = b"<a/>" * 100


def test_gzip_bomb_and_broken_files(tmp_path):
    (tmp_path / "gut.gz").write_bytes(gzip.compress(ROH))
    assert read_file(tmp_path / "gut.gz") == ROH
    bombe = tmp_path / "bombe.gz"
    bombe.write_bytes(gzip.compress(b"\0" * (GRENZE_BYTES * 2)))
    with pytest.raises(TooLarge):
        read_file(bombe)
    for name, inhalt in (("a.gz", b"\x1f\x8bkaputt"), ("b.gz", gzip.compress(ROH)[:-9])):
        (tmp_path / name).write_bytes(inhalt)
        with pytest.raises(CommandError):
            read_file(tmp_path / name)
    with pytest.raises(CommandError):
        read_file(tmp_path / "gibt-es-nicht.xml")
