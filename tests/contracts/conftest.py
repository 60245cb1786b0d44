"""Fixtures of the contract tests."""

import pytest

from adapters.fundus import font_folder


@pytest.fixture(scope="session")
def schriften(tmp_path_factory):
    return font_folder(tmp_path_factory.mktemp("schriften"))
