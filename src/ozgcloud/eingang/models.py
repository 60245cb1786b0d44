"""Records of what the authority has received. Append-only: role `app` may INSERT and SELECT."""

from typing import ClassVar

from django.db import models

from ozgcloud.core.classification import Klassifikation, classify
from ozgcloud.core.clock import now
from ozgcloud.core.models import Datei
from ozgcloud.core.references import implied_mandant
from ozgcloud.core.tenancy import MandantModel
from ozgcloud.core.types import new_id
from ozgcloud.eingang.rules import KANALNAMEN, Kanal, Massnahme, Quarantaeneart

__all__ = ("Eingang", "EingangAnlage", "Eingangsregister", "Kanal", "Quarantaene", "Zugang")


class Eingang(MandantModel):
    """One submission, frozen. `roh` are the bytes as received (SHA-256 in `sha256`), `werte` the cleaned values by
    address.

    `fassungen` names the versions it was made with (schema, code lists, routing rule), `zuordnung` explains the
    routing.
    `eingangsdatum` is the legal receipt date in Europe/Berlin (§ 22 VwVfG). `inhalt_sha256` identifies what a foreign
    form says without the sender's transaction id, to find what came twice.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    mandant = implied_mandant()
    vorgang_id = models.UUIDField()
    onlinedienst_id = models.UUIDField()
    datenschema_id = models.UUIDField()
    kanal = models.TextField(choices=[(kanal.value, name) for kanal, name in KANALNAMEN.items()])
    absender = models.TextField()
    transaktion = models.TextField()
    roh = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    werte = models.JSONField()
    fassungen = models.JSONField()
    zuordnung = models.JSONField()
    eingegangen_am = models.DateTimeField(default=now)
    eingangsdatum = models.DateField()
    inhalt_sha256 = models.TextField(default="", db_default="")

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="id mandant vorgang_id onlinedienst_id datenschema_id absender transaktion sha256 inhalt_sha256",
        person="roh werte",
        sache="kanal fassungen zuordnung eingegangen_am eingangsdatum",
    )

    class Meta:
        db_table = "eingang"
        constraints = (
            models.UniqueConstraint(fields=("mandant", "id"), name="eingang_mandant_id"),
            models.UniqueConstraint(fields=("mandant", "vorgang_id"), name="eingang_mandant_vorgang"),
        )
        indexes = (
            models.Index(
                fields=("mandant", "inhalt_sha256"), name="eingang_inhalt", condition=~models.Q(inhalt_sha256="")
            ),
        )

    def __str__(self) -> str:
        return str(self.id)


class EingangAnlage(MandantModel):
    """A file that came with an Eingang, at the address of its field."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    eingang = models.ForeignKey(Eingang, on_delete=models.PROTECT, db_constraint=False, related_name="+")
    datei = models.ForeignKey(Datei, on_delete=models.PROTECT, db_constraint=False, related_name="+")
    adresse = models.TextField()

    klassifikation: ClassVar[Klassifikation] = classify(schluessel="id mandant eingang datei", sache="adresse")

    class Meta:
        db_table = "eingang_anlage"

    def __str__(self) -> str:
        return str(self.id)


class Eingangsregister(models.Model):
    """Installation-wide: what was acknowledged to which sender under which key, so a retry gets the same answer.

    Global with a policy of its own: visible in the sender's scope only (`core.tenancy.absender_scope`).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    absender = models.TextField()
    schluessel = models.TextField()
    anfrage_sha256 = models.CharField(max_length=64)
    mandant = models.ForeignKey("mandant.Mandant", on_delete=models.PROTECT, related_name="+", db_index=False)
    vorgang_id = models.UUIDField()
    vorgangsnummer = models.TextField()

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="id absender schluessel anfrage_sha256 mandant vorgang_id vorgangsnummer"
    )

    class Meta:
        db_table = "eingangsregister"
        constraints = (models.UniqueConstraint(fields=("absender", "schluessel"), name="eingangsregister_schluessel"),)
        indexes = (models.Index(fields=("vorgangsnummer",), name="eingangsregister_nummer"),)

    def __str__(self) -> str:
        return self.vorgangsnummer


class Quarantaene(MandantModel):
    """Why somebody must look at a case, and what became of it. Never deleted, so nothing acknowledged disappears.

    `grund` is a sentence without personal data, `einzelheiten` what is wrong by address of the form. `angefordert_am`
    is set when the applicant was asked; the entry stays open until somebody settles it with a `massnahme`.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    vorgang_id = models.UUIDField()
    art = models.TextField(choices=[(art.value, art.value) for art in Quarantaeneart])
    grund = models.TextField()
    einzelheiten = models.JSONField(default=dict)
    datei_id = models.UUIDField(null=True)
    gegen_vorgang_id = models.UUIDField(null=True)
    seit = models.DateTimeField(default=now)
    angefordert_am = models.DateTimeField(null=True)
    erledigt_am = models.DateTimeField(null=True)
    massnahme = models.TextField(default="", choices=[(one.value, one.value) for one in Massnahme])
    person_id = models.UUIDField(null=True)
    begruendung = models.TextField(default="")

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="id mandant vorgang_id datei_id gegen_vorgang_id person_id",
        person="einzelheiten begruendung",
        sache="art grund seit angefordert_am erledigt_am massnahme",
    )

    class Meta:
        db_table = "quarantaene"
        constraints = (
            models.CheckConstraint(condition=models.Q(art__in=list(Quarantaeneart)), name="quarantaene_art"),
            models.CheckConstraint(
                condition=models.Q(erledigt_am=None, massnahme="")
                | models.Q(erledigt_am__isnull=False, massnahme__in=list(Massnahme)),
                name="quarantaene_massnahme",
            ),
        )
        indexes = (
            models.Index(
                fields=("mandant", "seit", "id"), name="quarantaene_offen", condition=models.Q(erledigt_am=None)
            ),
            models.Index(fields=("mandant", "vorgang_id"), name="quarantaene_vorgang"),
        )

    def __str__(self) -> str:
        return f"{self.art} {self.vorgang_id}"


class Zugang(models.Model):
    """Keyed hash of (Vorgangsnummer, access code) → Mandant and Vorgang. Nobody can list it.

    Global with a policy of its own: visible to who brings the hash (`core.tenancy.zugang_scope`) and to the Mandant.
    """

    hash = models.CharField(max_length=64, primary_key=True)
    mandant = implied_mandant()
    vorgang_id = models.UUIDField()

    klassifikation: ClassVar[Klassifikation] = classify(geheim="hash", schluessel="mandant vorgang_id")

    class Meta:
        db_table = "zugang"

    def __str__(self) -> str:
        return str(self.vorgang_id)
