"""A canary in every text of a Mandant, generated from the classification of the columns."""

from typing import Any

import psycopg
from django.apps import apps
from django.db import models

from ozgcloud.core.classification import Datenklasse
from ozgcloud.core.tenancy import MandantModel

KANARIE = "KANARIENVOGEL"
TEXTS = (models.TextField, models.CharField, models.JSONField)
READABLE = (Datenklasse.PERSON, Datenklasse.SACHE)
# Machine words that choose what the program does; a canary there would test nothing but its error page.
MACHINE = {
    ("Delivery", "schritt"),
    ("Delivery", "fehlerart"),
    ("Anschluss", "port"),
    ("Anschluss", "adapter"),
    ("Zeitpunkt", "art"),
    ("Vorgang", "kanal"),
    ("Bescheid", "ergebnis"),
    ("Arbeitsvorlage", "fristen"),
    ("Vorgang", "wartet_auf"),
    ("Stapel", "aktion"),
    ("Auszugsstand", "auswahl"),
}


def columns() -> list[tuple[type[models.Model], Any]]:
    """Texts and JSON with readable content in tables of a Mandant, enums and machine words left out."""
    return [
        (model, field)
        for model in apps.get_models()
        if issubclass(model, MandantModel)
        for field in model._meta.concrete_fields
        if isinstance(field, TEXTS)
        and not field.choices
        and model.klassifikation[field.name] in READABLE
        and (model.__name__, field.name) not in MACHINE
    ]


def place(connection: psycopg.Connection[Any], mandant_id: int) -> int:
    """Write it everywhere in one Mandant, past all policies; returns how many values now sing."""
    placed = 0
    for model, field in columns():
        value = f"'{KANARIE}-' || left(md5(random()::text), 8)"
        if isinstance(field, models.JSONField):
            value = f"jsonb_build_object('{KANARIE}', '{KANARIE}')"
            if field.default is list:
                value = f"jsonb_build_array('{KANARIE}', '{KANARIE}')"
        statement = f'UPDATE "{model._meta.db_table}" SET "{field.column}" = {value} WHERE mandant_id = {mandant_id}'
        placed += connection.execute(statement).rowcount
    return placed


def fingerprint(connection: psycopg.Connection[Any], mandant_id: int) -> dict[str, str | None]:
    """All rows of a Mandant in every table that has them, the journal included."""
    found: dict[str, str | None] = {}
    for model in apps.get_models():
        if "mandant_id" in {field.column for field in model._meta.concrete_fields}:
            table = model._meta.db_table
            statement = (
                f'SELECT md5(string_agg(t::text, chr(10) ORDER BY t::text)) FROM "{table}" t WHERE mandant_id = %s'
            )
            found[table] = connection.execute(statement, [mandant_id]).fetchone()[0]
    return found
