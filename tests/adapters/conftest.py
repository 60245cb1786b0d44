"""Fixtures of the adapter tests."""

import pytest

from adapters.fundus import font_folder, shared_folder
from ozgcloud.adapters.typst.satz import TypstBescheid, TypstOptions
from ozgcloud.adapters.xdomea import standards


@pytest.fixture(scope="session")
def schriften(tmp_path_factory):
    return font_folder(tmp_path_factory.mktemp("schriften"))


@pytest.fixture(scope="session")
def satz(schriften):
    return TypstBescheid(TypstOptions(schriften=schriften))


@pytest.fixture(scope="session")
def schemata(tmp_path_factory):
    """The official set of 3.0.0, installed the way an operator does it."""
    ziel = tmp_path_factory.mktemp("standards") / standards.UNTERORDNER
    return standards.install(shared_folder("standards", "xdomea"), ziel).ordner
