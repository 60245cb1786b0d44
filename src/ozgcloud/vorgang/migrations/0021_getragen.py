"""The indexes of the work list carry what a row is judged by: each is made anew beside the old one."""

from django.db import migrations, models

from ozgcloud.core.migration_operations import ReplaceIndexConcurrently

NEUESTE = ("-created_at", "-id")
EINHEIT = "organisationseinheit_id"
GEPRUEFT = (
    *("status", "leistung_schluessel", EINHEIT, "zugewiesen_an", "gruppe_id", "gebiet_ars", "kanal", "prioritaet"),
    *("frist_am", "wiedervorlage_am", "wartet_auf", "ungelesen", "schlagworte"),
)
OFFENE = models.Q(("status__in", ("Neu", "Angenommen", "In Bearbeitung")), ("zugewiesen_an", None))
ERFASST = models.Q(("kanal__in", ("papier", "vorsprache", "telefon", "email")))
DA = {
    name: models.Q((f"{name}__isnull", False))
    for name in ("gruppe_id", "zugewiesen_an", "frist_am", "wiedervorlage_am")
}
UNGELESEN = models.Q(("ungelesen", True))


def _carrying(name: str, *fields: str, condition: models.Q | None = None) -> ReplaceIndexConcurrently:
    carried = tuple(field for field in GEPRUEFT if field not in fields)
    index = models.Index(fields=("mandant", *fields), name=name, condition=condition, include=carried)
    return ReplaceIndexConcurrently("vorgang", index)


class Migration(migrations.Migration):
    """Let the indexes of the work list carry what a row is judged by."""

    atomic = False

    dependencies = [("vorgang", "0020_suchwort")]

    operations = [
        _carrying("vorgang_liste", EINHEIT, "status", *NEUESTE),
        _carrying("vorgang_einheit", EINHEIT, *NEUESTE),
        _carrying("vorgang_status_liste", "status", *NEUESTE),
        _carrying("vorgang_alle_liste", *NEUESTE),
        _carrying("vorgang_leistung", "leistung_schluessel", *NEUESTE),
        _carrying("vorgang_offen", EINHEIT, *NEUESTE, condition=OFFENE),
        _carrying("vorgang_dringend", "prioritaet", *NEUESTE, condition=models.Q(("prioritaet__gt", 0))),
        _carrying("vorgang_erfasst", "kanal", *NEUESTE, condition=ERFASST),
        _carrying("vorgang_gruppe", "gruppe_id", *NEUESTE, condition=DA["gruppe_id"]),
        _carrying("vorgang_meine", "zugewiesen_an", *NEUESTE, condition=DA["zugewiesen_an"]),
        _carrying("vorgang_ungelesen", EINHEIT, *NEUESTE, condition=UNGELESEN),
        _carrying("vorgang_ungelesen_alle", *NEUESTE, condition=UNGELESEN),
        _carrying("vorgang_frist", EINHEIT, "frist_am", "id", condition=DA["frist_am"]),
        _carrying("vorgang_frist_alle", "frist_am", "id", condition=DA["frist_am"]),
        _carrying("vorgang_meine_frist", "zugewiesen_an", "frist_am", "id", condition=DA["frist_am"]),
        _carrying("vorgang_wiedervorlage", EINHEIT, "wiedervorlage_am", "id", condition=DA["wiedervorlage_am"]),
        _carrying("vorgang_wiedervorlage_alle", "wiedervorlage_am", "id", condition=DA["wiedervorlage_am"]),
        _carrying(
            *("vorgang_meine_wiedervorlage", "zugewiesen_an", "wiedervorlage_am", "id"),
            condition=DA["wiedervorlage_am"],
        ),
    ]
