"""How a record names its Mandant where another constraint proves it already."""

from typing import Any

from django.db import models


def implied_mandant() -> "models.ForeignKey[Any, Any]":
    """The column `mandant` of a record on the way of every intake, without a constraint of its own.

    Its composite key leads to a record of that Mandant, which has the constraint: each one looks the Mandant up and
    locks its row.
    """
    return models.ForeignKey(
        "mandant.Mandant", on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
