"""Records of the work on a case. What people write lies here; the case row keeps only the nearest days."""

from typing import ClassVar

from django.db import models

from ozgcloud.bearbeitung.rules import Abschlussgrund, Fristart, Notizart, Wiederholung
from ozgcloud.core.classification import Klassifikation, classify
from ozgcloud.core.clock import now
from ozgcloud.core.models import Datei
from ozgcloud.core.tenancy import MandantModel
from ozgcloud.core.types import new_id
from ozgcloud.vorgang.models import Vorgang
from ozgcloud.vorgang.rules import Status


class AmVorgang(MandantModel):
    """What hangs on one case."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    vorgang = models.ForeignKey(
        Vorgang, on_delete=models.PROTECT, db_constraint=False, db_index=False, related_name="+"
    )
    erstellt_am = models.DateTimeField(default=now)

    class Meta:
        """No table of its own."""

        abstract = True

    def __str__(self) -> str:
        return str(self.id)


class Wiedervorlage(AmVorgang):
    """The case comes back on `faellig_am`; several at once are allowed. `person_id` is who asked for it."""

    betreff = models.TextField()
    faellig_am = models.DateField()
    wiederholung = models.TextField(choices=[(w.value, w.value) for w in Wiederholung], default="", blank=True)
    person_id = models.UUIDField(null=True)
    erledigt_am = models.DateTimeField(null=True)
    erledigt_von = models.UUIDField(null=True)

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="id mandant vorgang person_id erledigt_von",
        person="betreff",
        sache="faellig_am wiederholung erledigt_am erstellt_am",
    )

    class Meta:
        db_table = "wiedervorlage"
        indexes = (models.Index(fields=("mandant", "vorgang", "faellig_am"), name="wiedervorlage_fall"),)


class Frist(AmVorgang):
    """A deadline of the case: from when to when, on what it rests, and what follows. `person_id` None: by the template.

    `rechtsgrundlage` and `folge` are the words that counted when it was set.
    """

    art = models.TextField(choices=[(a.value, a.value) for a in Fristart])
    bezeichnung = models.TextField()
    rechtsgrundlage = models.TextField()
    folge = models.TextField(default="")
    beginn = models.DateField()
    ende = models.DateField()
    person_id = models.UUIDField(null=True)
    beendet_am = models.DateTimeField(null=True)
    beendet_von = models.UUIDField(null=True)

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="id mandant vorgang person_id beendet_von",
        person="bezeichnung",
        sache="art rechtsgrundlage folge beginn ende beendet_am erstellt_am",
    )

    class Meta:
        db_table = "vorgangsfrist"
        indexes = (models.Index(fields=("mandant", "vorgang", "ende"), name="vorgangsfrist_fall"),)


class Checkpunkt(AmVorgang):
    """A point of the case's Checkliste, in the order of `nummer`."""

    nummer = models.PositiveSmallIntegerField()
    text = models.TextField()
    aus_vorlage = models.BooleanField(default=False)
    erledigt_am = models.DateTimeField(null=True)
    erledigt_von = models.UUIDField(null=True)

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="id mandant vorgang erledigt_von",
        person="text",
        sache="nummer aus_vorlage erledigt_am erstellt_am",
    )

    class Meta:
        db_table = "checkpunkt"
        constraints = (models.UniqueConstraint(fields=("mandant", "vorgang", "nummer"), name="checkpunkt_nummer"),)


class Notizangabe(MandantModel):
    """What kind of note a note is. Its text is the note's."""

    notiz_id = models.UUIDField(primary_key=True, editable=False)
    vorgang = models.ForeignKey(
        Vorgang, on_delete=models.PROTECT, db_constraint=False, db_index=False, related_name="+"
    )
    art = models.TextField(choices=[(a.value, a.value) for a in Notizart])

    klassifikation: ClassVar[Klassifikation] = classify(schluessel="notiz_id mandant vorgang", sache="art")

    class Meta:
        db_table = "notizangabe"
        indexes = (models.Index(fields=("mandant", "vorgang"), name="notizangabe_fall"),)

    def __str__(self) -> str:
        return self.art


class Notizdatei(AmVorgang):
    """A file that belongs to a note."""

    notiz_id = models.UUIDField()
    datei = models.ForeignKey(Datei, on_delete=models.PROTECT, db_constraint=False, related_name="+")

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="id mandant vorgang notiz_id datei", sache="erstellt_am"
    )

    class Meta:
        db_table = "notizdatei"
        indexes = (models.Index(fields=("mandant", "vorgang"), name="notizdatei_fall"),)


class Weitergabe(AmVorgang):
    """A case moved from one Organisationseinheit to another of the same Verwaltung; append-only."""

    von_einheit = models.UUIDField(null=True)
    nach_einheit = models.UUIDField()
    begruendung = models.TextField()
    person_id = models.UUIDField(null=True)

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="id mandant vorgang von_einheit nach_einheit person_id",
        person="begruendung",
        sache="erstellt_am",
    )

    class Meta:
        db_table = "weitergabe"
        indexes = (models.Index(fields=("mandant", "vorgang"), name="weitergabe_fall"),)


class Abschluss(AmVorgang):
    """An ending without a Bescheid. `fuehrend` is the case a duplicate was merged into; `von_status` is where the case
    stood, to go back to. `person_id` None: the applicant himself withdrew.
    """

    grund = models.TextField(choices=[(g.value, g.value) for g in Abschlussgrund])
    begruendung = models.TextField(default="")
    fuehrend = models.ForeignKey(Vorgang, null=True, on_delete=models.PROTECT, db_constraint=False, related_name="+")
    von_status = models.TextField(choices=[(s.value, s.value) for s in Status])
    person_id = models.UUIDField(null=True)
    aufgehoben_am = models.DateTimeField(null=True)
    mitgeteilt_am = models.DateTimeField(null=True)

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="id mandant vorgang fuehrend person_id",
        person="begruendung",
        sache="grund von_status aufgehoben_am mitgeteilt_am erstellt_am",
    )

    class Meta:
        db_table = "abschluss"
        indexes = (models.Index(fields=("mandant", "vorgang"), name="abschluss_fall"),)


class Loeschvormerkung(MandantModel):
    """What remains of a case that was handed over may be deleted. Its status stays: its number lives on elsewhere."""

    vorgang = models.OneToOneField(
        Vorgang, on_delete=models.PROTECT, primary_key=True, db_constraint=False, related_name="+"
    )
    person_id = models.UUIDField()
    seit = models.DateTimeField(default=now)

    klassifikation: ClassVar[Klassifikation] = classify(schluessel="vorgang mandant person_id", sache="seit")

    class Meta:
        db_table = "loeschvormerkung"

    def __str__(self) -> str:
        return str(self.vorgang_id)


class Schlagwort(MandantModel):
    """A word the office has used, offered again."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    wort = models.TextField()

    klassifikation: ClassVar[Klassifikation] = classify(schluessel="id mandant", sache="wort")

    class Meta:
        db_table = "schlagwort"
        constraints = (models.UniqueConstraint(fields=("mandant", "wort"), name="schlagwort_einmal"),)

    def __str__(self) -> str:
        return self.wort


class Arbeitsvorlage(MandantModel):
    """What every new case of a Leistung begins with: points (list of texts) and Fristen (list of {art, zahl, einheit}).

    The Fachadministration writes it. The case keeps a copy, so a later change reaches new cases only.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    leistung_schluessel = models.CharField(max_length=14)
    punkte = models.JSONField(default=list)
    fristen = models.JSONField(default=list)
    version = models.IntegerField(default=1)
    geaendert_am = models.DateTimeField(default=now)

    klassifikation: ClassVar[Klassifikation] = classify(
        schluessel="id mandant leistung_schluessel", sache="punkte fristen version geaendert_am"
    )

    class Meta:
        db_table = "arbeitsvorlage"
        constraints = (
            models.UniqueConstraint(fields=("mandant", "leistung_schluessel"), name="arbeitsvorlage_leistung"),
        )

    def __str__(self) -> str:
        return self.leistung_schluessel
