"""Many different cases of two Mandanten, and the list as anybody would write it over them: one case at a time."""

import random
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from ozgcloud.core.actor import Actor
from ozgcloud.core.clock import now
from ozgcloud.core.tenancy import mandant_scope
from ozgcloud.core.types import new_id
from ozgcloud.vorgang.auswahl import OFFEN, Ansicht, Filter, Fristlage, Sortierung, reach_of
from ozgcloud.vorgang.listensql import BERLIN
from ozgcloud.vorgang.models import Vorgang, Vorgangsdaten
from ozgcloud.vorgang.rules import Status, new_vorgangsnummer
from welt import ARS, Verwaltung, Welt

LEISTUNGEN = ("99000000000001", "99000000000002", "99100000000001")
NAMEN = ("Anna Schneider", "Bo Schmidt", "Jörg Müller", "Ida Apfelbaum", "Max Muster")
WOERTER = ("Härtefall", "Ratenzahlung")


def fill_both(welt: Welt, anzahl: int = 120) -> None:
    """Cases of every kind at both Mandanten; the same each time."""
    for verwaltung in (welt.eins, welt.zwei):
        fill_one(verwaltung, anzahl)


def fill_one(verwaltung: Verwaltung, anzahl: int) -> None:
    """Cases of every kind; the same each time."""
    zufall = random.Random(verwaltung.id)
    with mandant_scope(verwaltung.id):
        rows = [_case(verwaltung, zufall, n) for n in range(anzahl)]
        Vorgang.objects.bulk_create(rows)
        Vorgangsdaten.objects.bulk_create(
            Vorgangsdaten(mandant_id=verwaltung.id, vorgang_id=row.id, antragsteller=zufall.choice(NAMEN))
            for row in rows
        )


def _case(verwaltung: Verwaltung, zufall: random.Random, n: int) -> Vorgang:
    heute = now().date()
    eins = verwaltung.einheit
    personen = [None, verwaltung.sachbearbeitung.person_id, verwaltung.poststelle.person_id]
    einheit = zufall.choice([eins, eins, verwaltung.andere_einheit, None])
    return Vorgang(
        mandant_id=verwaltung.id,
        vorgangsnummer=new_vorgangsnummer(),
        leistung_schluessel=zufall.choice(LEISTUNGEN),
        onlinedienst_id=new_id(),
        organisationseinheit_id=einheit,
        status=zufall.choice(list(Status)).value,
        zugewiesen_an=zufall.choice(personen),
        gebiet_ars=zufall.choice(list(ARS.values())),
        kanal=zufall.choice(["portal", "papier"]),
        eingangsdatum=heute,
        # Several at one moment: the id decides.
        created_at=datetime(2026, 3, 1, tzinfo=UTC) + timedelta(hours=n // 3 * 7),
        prioritaet=zufall.choice([0, 0, 1, 2]),
        gruppe_id=zufall.choice([None, eins, verwaltung.andere_einheit]),
        frist_am=zufall.choice([None, *(heute + timedelta(days=d) for d in (-3, 0, 5, 12, 40))]),
        wiedervorlage_am=zufall.choice([None, heute, heute + timedelta(days=9)]),
        wartet_auf=zufall.choice(["", "antragsteller", "zuarbeit"]),
        ungelesen=zufall.random() < 0.3,
        schlagworte=zufall.sample(WOERTER, zufall.randint(0, 2)),
    )


def naive(actor: Actor, auswahl: Filter) -> list[UUID]:
    """The whole list, decided case by case in Python."""
    with mandant_scope(actor.mandant_id):
        rows = [row for row in Vorgang.objects.all() if _fits(actor, auswahl, row)]
    key = {Sortierung.FRIST: "frist_am", Sortierung.WIEDERVORLAGE: "wiedervorlage_am"}.get(auswahl.folge, "created_at")
    rows = [row for row in rows if getattr(row, key) is not None]
    rows.sort(key=lambda row: (getattr(row, key), row.id), reverse=auswahl.folge is Sortierung.NEUESTE)
    return [row.id for row in rows]


def _fits(actor: Actor, auswahl: Filter, row: Vorgang) -> bool:
    reach = reach_of(actor)
    seen = any(
        row.status in part.stati
        and part.einheit in (None, row.organisationseinheit_id)
        and row.leistung_schluessel.startswith(part.leistung)
        for part in reach
    )
    wanted = (
        (auswahl.status, row.status),
        (auswahl.zugewiesen_an, row.zugewiesen_an),
        (auswahl.einheit, row.organisationseinheit_id),
        (auswahl.prioritaet, row.prioritaet),
        (auswahl.leistung or None, row.leistung_schluessel),
        (auswahl.kanal or None, row.kanal),
        (auswahl.wartet_auf or None, row.wartet_auf),
        (auswahl.schlagwort or None, auswahl.schlagwort if auswahl.schlagwort in row.schlagworte else ""),
    )
    tag = row.created_at.astimezone(BERLIN).date()
    return (
        seen
        and _in_view(actor, auswahl, row)
        and all(want is None or want == has for want, has in wanted)
        and row.gebiet_ars.startswith(auswahl.gebiet)
        and (auswahl.von or date.min) <= tag <= (auswahl.bis or date.max)
        and _has_frist(auswahl, row)
    )


def _in_view(actor: Actor, auswahl: Filter, row: Vorgang) -> bool:
    own = {part.einheit for part in reach_of(actor)}
    bald = now().astimezone(BERLIN).date() + timedelta(days=14)
    return {
        Ansicht.ALLE: True,
        Ansicht.MEINE: row.zugewiesen_an == actor.person_id,
        Ansicht.NICHT_ZUGEWIESENE: row.zugewiesen_an is None and row.status in OFFEN,
        Ansicht.GRUPPE: row.gruppe_id is not None and (None in own or row.gruppe_id in own),
        Ansicht.WIEDERVORLAGEN: row.wiedervorlage_am is not None,
        Ansicht.UNGELESEN: row.ungelesen,
        Ansicht.FRIST: row.frist_am is not None and row.frist_am <= bald,
        Ansicht.KLAERUNG: row.organisationseinheit_id is None and row.status in OFFEN,
    }[auswahl.sicht]


def _has_frist(auswahl: Filter, row: Vorgang) -> bool:
    if not auswahl.frist:
        return True
    if auswahl.frist == Fristlage.KEINE:
        return row.frist_am is None
    ende = now().astimezone(BERLIN).date() + timedelta(days=Fristlage(auswahl.frist).tage)
    return row.frist_am is not None and row.frist_am <= ende
