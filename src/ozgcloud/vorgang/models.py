"""Records of the case. The `vorgang` row itself is pseudonymous; personal data lie in tables that can be erased."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from ozgcloud.core.classification import Klassifikation, classify
from ozgcloud.core.clock import now
from ozgcloud.core.references import implied_mandant
from ozgcloud.core.tenancy import MandantModel
from ozgcloud.core.types import new_id
from ozgcloud.vorgang.auswahl import WARTET_AUF
from ozgcloud.vorgang.indizes import INDIZES
from ozgcloud.vorgang.rules import Ergebnis, Status


class Vorgang(MandantModel):
    """A case. `status` is written by actions only; `version` counts its changes for optimistic locking.

    A Vorgangsnummer stands once in the installation, beside what remains at an office that handed the case over.
    `frist_am` and `wiedervorlage_am` are the nearest running ones, `wartet_auf` and `ungelesen` marks derived by the
    slices above: the list shows and sorts by them without asking anybody. `schlagworte` are words of the office about
    the matter, never about a person.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    vorgangsnummer = models.TextField()
    aktenzeichen = models.TextField(default="")
    leistung_schluessel = models.CharField(max_length=14)
    onlinedienst_id = models.UUIDField()
    organisationseinheit_id = models.UUIDField(null=True)
    status = models.TextField(choices=[(s.value, s.value) for s in Status], default=Status.NEU.value)
    zugewiesen_an = models.UUIDField(null=True)
    gebiet_ars = models.CharField(max_length=12)
    kanal = models.TextField()
    uebung = models.BooleanField(default=False)
    eingangsdatum = models.DateField()
    created_at = models.DateTimeField(default=now)
    geaendert_am = models.DateTimeField(default=now)
    version = models.IntegerField(default=1)
    prioritaet = models.SmallIntegerField(default=0, db_default=0)
    gruppe_id = models.UUIDField(null=True)
    frist_am = models.DateField(null=True)
    wiedervorlage_am = models.DateField(null=True)
    wartet_auf = models.TextField(default="", db_default="")
    ungelesen = models.BooleanField(default=False, db_default=False)
    schlagworte = ArrayField(
        models.TextField(), default=list, db_default=models.Value([], ArrayField(models.TextField()))
    )
    zurueckgestellt_bis = models.DateField(null=True)
    rueckholbar_bis = models.DateTimeField(null=True)

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="id mandant vorgangsnummer aktenzeichen leistung_schluessel onlinedienst_id organisationseinheit_id"
        " zugewiesen_an gebiet_ars gruppe_id",
        sache="status kanal uebung eingangsdatum created_at geaendert_am version prioritaet frist_am wiedervorlage_am"
        " wartet_auf ungelesen schlagworte zurueckgestellt_bis rueckholbar_bis",
    )

    class Meta:
        db_table = "vorgang"
        constraints = (
            models.UniqueConstraint(fields=("mandant", "id"), name="vorgang_mandant_id"),
            models.UniqueConstraint(
                fields=("vorgangsnummer",),
                condition=~models.Q(status=Status.WEITERGELEITET.value),
                name="vorgang_nummer",
            ),
            models.CheckConstraint(condition=models.Q(status__in=[s.value for s in Status]), name="vorgang_status"),
            models.CheckConstraint(condition=models.Q(prioritaet__range=(0, 2)), name="vorgang_prioritaet"),
            models.CheckConstraint(condition=models.Q(wartet_auf__in=WARTET_AUF), name="vorgang_wartet_auf"),
        )
        indexes = INDIZES

    def __str__(self) -> str:
        return self.vorgangsnummer

    def store(self, *changed: str) -> None:
        """Write the changed fields, and that something changed."""
        self.version += 1
        self.geaendert_am = now()
        self.save(update_fields=(*changed, "version", "geaendert_am"))


class Vorgangsdaten(MandantModel):
    """The personal side of a case: who applied, and what the list shows of it. Erasable."""

    vorgang = models.OneToOneField(
        Vorgang, on_delete=models.CASCADE, primary_key=True, db_constraint=False, related_name="+"
    )
    mandant = implied_mandant()
    antragsteller = models.TextField(default="")
    anschrift = models.JSONField(default=list)
    suchtext = models.TextField(default="")
    servicekonto = models.JSONField(default=dict, db_default=models.Value({}, models.JSONField()))

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="vorgang mandant", person="antragsteller anschrift suchtext servicekonto"
    )

    class Meta:
        db_table = "vorgangsdaten"

    def __str__(self) -> str:
        return str(self.vorgang_id)


class Vorgangssuche(MandantModel):
    """What a case is found by, kept up behind the intake: `kopf` (number, name, Aktenzeichen in small letters) forgives
    typing errors, `worte` are the German stems of that, of the form data and the notes. Erasable.
    """

    vorgang = models.OneToOneField(
        Vorgang, on_delete=models.CASCADE, primary_key=True, db_constraint=False, related_name="+"
    )
    created_at = models.DateTimeField()
    kopf = models.TextField()
    worte = SearchVectorField()

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="vorgang mandant", person="kopf worte", sache="created_at"
    )

    class Meta:
        db_table = "vorgangssuche"
        indexes = (models.Index(fields=("mandant", "-created_at", "-vorgang"), name="vorgangssuche_neueste"),)

    def __str__(self) -> str:
        return str(self.vorgang_id)


class Suchwort(MandantModel):
    """A word some case of the Mandant is found by, put here by a trigger of `vorgangssuche`; the empty one says that
    none is missing. Names of people are among them: what no case has any more is cleared away on Sundays.

    The key is Django's alone: two cases at the same moment write a word twice, so that none waits for the other.
    """

    pk = models.CompositePrimaryKey("mandant", "wort")
    wort = models.TextField(db_collation="C")

    klassifikation: ClassVar[Klassifikation] = classify(schluessel="mandant", person="wort")

    class Meta:
        db_table = "suchwort"

    def __str__(self) -> str:
        return str(self.mandant_id)


class Notiz(MandantModel):
    """A note of a caseworker; append-only."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    vorgang = models.ForeignKey(Vorgang, on_delete=models.PROTECT, db_constraint=False, related_name="+")
    person_id = models.UUIDField()
    text = models.TextField()
    erstellt_am = models.DateTimeField(default=now)

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="id mandant vorgang person_id", person="text", sache="erstellt_am"
    )

    class Meta:
        db_table = "notiz"
        constraints = (models.UniqueConstraint(fields=("mandant", "id"), name="notiz_mandant_id"),)

    def __str__(self) -> str:
        return str(self.id)


class Richtung(models.TextChoices):
    """Given away, or taken over."""

    AB = "ab", "abgegeben"
    AN = "an", "übernommen"


class Abgabe(MandantModel):
    """One side of a case handed from one office to another; append-only. Both sides name each other by ids.

    `gegen_mandant` and `gegen_vorgang_id` are the other side, which nobody here can read.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    vorgang = models.ForeignKey(Vorgang, on_delete=models.PROTECT, db_constraint=False, related_name="+")
    richtung = models.TextField(choices=Richtung.choices)
    gegen_mandant = models.ForeignKey("mandant.Mandant", on_delete=models.PROTECT, related_name="+", db_index=False)
    gegen_vorgang_id = models.UUIDField()
    gegen_einheit_id = models.UUIDField(null=True)
    person_id = models.UUIDField(null=True)
    begruendung = models.TextField()
    erstellt_am = models.DateTimeField(default=now)

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="id mandant vorgang gegen_mandant gegen_vorgang_id gegen_einheit_id person_id",
        person="begruendung",
        sache="richtung erstellt_am",
    )

    class Meta:
        db_table = "abgabe"
        constraints = (
            models.UniqueConstraint(fields=("mandant", "vorgang", "richtung"), name="abgabe_einmal"),
            models.CheckConstraint(condition=models.Q(richtung__in=Richtung.values), name="abgabe_richtung"),
        )

    def __str__(self) -> str:
        return f"{self.richtung} {self.vorgang_id}"


class Entscheidung(MandantModel):
    """A decision with its reasons (§ 39 VwVfG); append-only, the newest counts."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    vorgang = models.ForeignKey(Vorgang, on_delete=models.PROTECT, db_constraint=False, related_name="+")
    person_id = models.UUIDField()
    ergebnis = models.TextField(choices=[(e.value, e.value) for e in Ergebnis])
    begruendung = models.TextField()
    entschieden_am = models.DateField()
    erstellt_am = models.DateTimeField(default=now)

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="id mandant vorgang person_id", person="begruendung", sache="ergebnis entschieden_am erstellt_am"
    )

    class Meta:
        db_table = "entscheidung"
        constraints = (
            models.UniqueConstraint(fields=("mandant", "id"), name="entscheidung_mandant_id"),
            models.CheckConstraint(
                condition=models.Q(ergebnis__in=[e.value for e in Ergebnis]), name="entscheidung_ergebnis"
            ),
        )

    def __str__(self) -> str:
        return str(self.id)
