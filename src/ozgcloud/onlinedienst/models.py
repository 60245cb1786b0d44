"""Records of Leistungen made usable online."""

from typing import ClassVar

from django.db import models

from ozgcloud.core.classification import Klassifikation, classify
from ozgcloud.core.clock import now
from ozgcloud.core.tenancy import MandantModel
from ozgcloud.core.types import new_id


class Phase(models.TextChoices):
    """Release states; citizens reach `freigegeben` only, `test` runs in practice Mandanten."""

    ENTWURF = "entwurf", "Entwurf"
    TEST = "test", "Test"
    FREIGEGEBEN = "freigegeben", "freigegeben"
    ABGEKUENDIGT = "abgekuendigt", "abgekündigt"


class Onlinedienst(models.Model):
    """One central Online-Dienst: a Leistung, a Datenschema, and the texts of its Bescheid; frozen once released.

    `bescheid` holds the template parameters: betreff, tenor_bewilligt, tenor_abgelehnt, rechtsgrundlagen (list),
    gebuehr. `haltezeit_minuten` is how long an issued Bescheid may be taken back. `parameter` declares what each
    Mandant fills in (shape: `parameter.Parameter`); texts name a value as `{name}`. `anknuepfung_pfad` is the path of
    the form field that decides the place, `ortsfrage` the words that ask for it; empty means: asked before the form.
    With `ueberall` it is offered at every Mandant that does not say otherwise, else only where a Dienstbetrieb is
    active.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kennung = models.SlugField(max_length=80, unique=True)
    leistung = models.ForeignKey("leistung.Leistung", on_delete=models.PROTECT, related_name="+")
    datenschema = models.ForeignKey("datenschema.Datenschema", on_delete=models.PROTECT, related_name="+")
    titel = models.TextField()
    version = models.IntegerField(default=1)
    phase = models.TextField(choices=Phase.choices, default=Phase.ENTWURF)
    antragsteller_pfade = models.JSONField(default=list)
    bescheid = models.JSONField(default=dict)
    haltezeit_minuten = models.PositiveSmallIntegerField(default=10)
    anknuepfung_pfad = models.TextField(default="", db_default="")
    ortsfrage = models.TextField(default="", db_default="")
    ueberall = models.BooleanField(default=True, db_default=True)
    parameter = models.JSONField(default=list, db_default=models.Value([], models.JSONField()))
    erstellt_am = models.DateTimeField(default=now)

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="id kennung leistung datenschema",
        sache="titel version phase antragsteller_pfade bescheid haltezeit_minuten anknuepfung_pfad ortsfrage ueberall"
        " parameter erstellt_am",
    )

    class Meta:
        db_table = "onlinedienst"
        constraints = (models.CheckConstraint(condition=models.Q(phase__in=Phase.values), name="onlinedienst_phase"),)

    def __str__(self) -> str:
        return self.titel

    @property
    def ist_uebung(self) -> bool:
        """Runs in practice Mandanten only."""
        return self.phase == Phase.TEST


class Formularabbildung(models.Model):
    """Which fields of a foreign form are which of an Online-Dienst; append-only, the newest version of a form counts.

    `felder` maps an address, path or name of the foreign form to a path of the schema. Global: forms belong to senders.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    form_id = models.TextField()
    version = models.IntegerField()
    onlinedienst = models.ForeignKey(Onlinedienst, on_delete=models.PROTECT, related_name="+")
    felder = models.JSONField(default=dict)
    erstellt_am = models.DateTimeField(default=now)

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="id form_id onlinedienst", sache="version felder erstellt_am"
    )

    class Meta:
        db_table = "formularabbildung"
        constraints = (models.UniqueConstraint(fields=("form_id", "version"), name="formularabbildung_version"),)

    def __str__(self) -> str:
        return f"{self.form_id} v{self.version}"


class Dienstbetrieb(MandantModel):
    """A central Online-Dienst at one Mandant: its own values of the declared parameters, and from when to when.

    `parameter` maps name → canonical text (amount 12.50, date ISO). `aktiv_von` and `aktiv_bis` are days, both
    included; without `aktiv_von` it is prepared but not open. What an office charges and since when it is online is a
    public fact: role `app` reads every row and writes those of the open Mandant; `leitstand` writes its Land's.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    onlinedienst = models.ForeignKey(Onlinedienst, on_delete=models.PROTECT, related_name="+")
    parameter = models.JSONField(default=dict)
    aktiv_von = models.DateField(null=True)
    aktiv_bis = models.DateField(null=True)
    geaendert_am = models.DateTimeField(default=now)

    oeffentlich = models.Manager()

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="id mandant onlinedienst", sache="parameter aktiv_von aktiv_bis geaendert_am"
    )

    class Meta:
        db_table = "dienstbetrieb"
        default_manager_name = "objects"
        constraints = (
            models.UniqueConstraint(fields=("mandant", "id"), name="dienstbetrieb_mandant_id"),
            models.UniqueConstraint(fields=("mandant", "onlinedienst"), name="dienstbetrieb_mandant_dienst"),
            models.CheckConstraint(
                condition=models.Q(aktiv_bis=None) | models.Q(aktiv_bis__gte=models.F("aktiv_von")),
                name="dienstbetrieb_zeitraum",
            ),
        )

    def __str__(self) -> str:
        return str(self.id)
