"""The indexes of the work list: each ends in one of its orders, and is named by `angebot`.

Each carries what a row may be judged by: a filter reads along the index alone, and only what it finds is fetched.
A partial one holds what is worked on, not what has been: most cases never stand in it, and an intake does not touch it.
"""

from django.db import models

NEUESTE = ("-created_at", "-id")
EINHEIT = "organisationseinheit_id"
OFFENE = models.Q(zugewiesen_an=None, status__in=("Neu", "Angenommen", "In Bearbeitung"))

ERFASST = ("papier", "vorsprache", "telefon", "email")
"""Ways on which somebody of the office writes an Antrag down: few against those that come by themselves."""


GEPRUEFT = (
    *("status", "leistung_schluessel", EINHEIT, "zugewiesen_an", "gruppe_id", "gebiet_ars", "kanal", "prioritaet"),
    *("frist_am", "wiedervorlage_am", "wartet_auf", "ungelesen", "schlagworte"),
)
"""What a filter may ask of a row besides its place; `geaendert_am` is not among it, as every change would write all."""


def _index(name: str, *fields: str, condition: models.Q | None = None) -> models.Index:
    carried = tuple(field for field in GEPRUEFT if field not in fields)
    return models.Index(fields=("mandant", *fields), name=name, condition=condition, include=carried)


INDIZES = (
    _index("vorgang_liste", EINHEIT, "status", *NEUESTE),
    _index("vorgang_einheit", EINHEIT, *NEUESTE),
    _index("vorgang_status_liste", "status", *NEUESTE),
    _index("vorgang_alle_liste", *NEUESTE),
    _index("vorgang_leistung", "leistung_schluessel", *NEUESTE),
    _index("vorgang_offen", EINHEIT, *NEUESTE, condition=OFFENE),
    _index("vorgang_dringend", "prioritaet", *NEUESTE, condition=models.Q(prioritaet__gt=0)),
    _index("vorgang_erfasst", "kanal", *NEUESTE, condition=models.Q(kanal__in=ERFASST)),
    _index("vorgang_gruppe", "gruppe_id", *NEUESTE, condition=models.Q(gruppe_id__isnull=False)),
    _index("vorgang_meine", "zugewiesen_an", *NEUESTE, condition=models.Q(zugewiesen_an__isnull=False)),
    _index("vorgang_ungelesen", EINHEIT, *NEUESTE, condition=models.Q(ungelesen=True)),
    _index("vorgang_ungelesen_alle", *NEUESTE, condition=models.Q(ungelesen=True)),
    _index("vorgang_frist", EINHEIT, "frist_am", "id", condition=models.Q(frist_am__isnull=False)),
    _index("vorgang_frist_alle", "frist_am", "id", condition=models.Q(frist_am__isnull=False)),
    _index("vorgang_meine_frist", "zugewiesen_an", "frist_am", "id", condition=models.Q(frist_am__isnull=False)),
    _index(
        "vorgang_wiedervorlage", EINHEIT, "wiedervorlage_am", "id", condition=models.Q(wiedervorlage_am__isnull=False)
    ),
    _index("vorgang_wiedervorlage_alle", "wiedervorlage_am", "id", condition=models.Q(wiedervorlage_am__isnull=False)),
    _index(
        "vorgang_meine_wiedervorlage",
        "zugewiesen_an",
        "wiedervorlage_am",
        "id",
        condition=models.Q(wiedervorlage_am__isnull=False),
    ),
)
