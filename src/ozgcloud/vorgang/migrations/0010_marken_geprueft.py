"""Hold old rows to the new constraints without keeping writers out; a case is given to a group of its own Mandant."""

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations

NAME = "vorgang_gruppe_id_mandant_fk"
ADD = (
    f"ALTER TABLE vorgang ADD CONSTRAINT {NAME} FOREIGN KEY (mandant_id, gruppe_id)"
    " REFERENCES organisationseinheit (mandant_id, id) DEFERRABLE INITIALLY DEFERRED NOT VALID"
)


class Migration(migrations.Migration):
    """Hold old rows to the new constraints without keeping writers out."""

    atomic = False

    dependencies = [("vorgang", "0009_marken")]

    operations = [
        ValidateConstraint(model_name="vorgang", name="vorgang_prioritaet"),
        ValidateConstraint(model_name="vorgang", name="vorgang_wartet_auf"),
        migrations.RunSQL(ADD, f"ALTER TABLE vorgang DROP CONSTRAINT {NAME}"),
        migrations.RunSQL(f"ALTER TABLE vorgang VALIDATE CONSTRAINT {NAME}", migrations.RunSQL.noop),
    ]
