"""Actions, events, columns, doors and migrations keep the plan of the house; each check is fed an offence first."""

import importlib
import pkgutil
from dataclasses import make_dataclass
from types import SimpleNamespace
from uuid import UUID

import pytest
from django.apps import apps
from django.db.migrations import Migration, RunPython, RunSQL
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.http import HttpRequest, HttpResponse
from django.urls import get_resolver, path

import ozgcloud
from architecture import bauplan
from architecture.quelle import HOUSE
from ozgcloud.core import journal
from ozgcloud.core.access import DOORS, Door, Recht
from ozgcloud.flow.kinds import Delivery, Portions
from ozgcloud.flow.table import TABLE
from ozgcloud.veraktung.rules import SENTENCES

SILENT = {
    "ansicht/choose_spalten": "how somebody looks at the list concerns only him",
    "ansicht/delete_ansicht": "a saved filter is a bookmark, no fact of a case",
    "ansicht/save_ansicht": "a saved filter is a bookmark, no fact of a case",
    "antrag/attach_datei": "a draft concerns its citizen only",
    "antrag/delete_entwurf": "a draft concerns its citizen only",
    "antrag/detach_dateien": "a draft concerns its citizen only",
    "antrag/save_eingaben": "a draft concerns its citizen only",
    "antrag/start_entwurf": "a draft concerns its citizen only",
    "antrag/submit_antrag": "open_vorgang tells",
    "antrag/hand_in_antrag": "open_vorgang tells",
    "schnittstelle/begin_upload": "a file on its way concerns its sender only",
    "schnittstelle/append_upload": "a file on its way concerns its sender only",
    "schnittstelle/bind_uploads": "a file on its way concerns its sender only",
    "schnittstelle/share_usage": "how often a machine asks changes nothing for anybody",
    "schnittstelle/sweep_uploads": "nobody came back to it",
    "stapel/sweep_stapel": "a list of results; what became of each case stands in its own history",
    "bearbeitung/release_notizdateien": "nothing changed for anybody",
    "benachrichtigung/note_neuigkeit": "the fact stands already, somebody is to hear of it",
    "benachrichtigung/begin_sendung": "whether somebody gets an e-mail concerns only him",
    "benachrichtigung/finish_sendung": "whether somebody got an e-mail concerns only him",
    "vorgang/collect_suchworte": "words of that projection",
    "vorgang/index_vorgang": "projection of the case for the search",
    "vorgang/mark_vorgang": "the action that calls it tells",
    "vorgang/open_vorgang": "VorgangOpened is part of its one statement (test_open_vorgang proves it)",
    "delivery/begin_delivery": "the fact stands already, this is a try of its consequence",
    "delivery/finish_delivery": "the outcome has its own event in the slice",
    "bescheid/begin_bescheid_delivery": "nobody outside knows yet; BescheidDelivered tells",
    "bescheid/release_bescheid": "bytes move, nothing changes for anybody",
    "eingang/release_dateien": "bytes move, nothing changes for anybody",
    "weiterleitung/release_vordateien": "bytes move, nothing changes for anybody",
    "postfach/publish_dokument": "projection of BescheidDelivered",
    "postfach/publish_stand": "projection of the event it runs for",
    "postfach/publish_zeitpunkt": "projection of the event it runs for",
    "erfassung/start_erfassung": "what is typed in concerns nobody until it is a case",
    "erfassung/discard_erfassung": "what is typed in concerns nobody until it is a case",
    "nachforderung/attach_antwortdatei": "an unsent answer concerns its citizen only",
    "nachforderung/detach_antwortdatei": "an unsent answer concerns its citizen only",
    "nachforderung/save_antworten": "an unsent answer concerns its citizen only",
    "nachforderung/release_antwortdateien": "bytes move, nothing changes for anybody",
}


@pytest.fixture(scope="module")
def registry() -> dict[str, type[journal.Event]]:
    for module in pkgutil.walk_packages(ozgcloud.__path__, "ozgcloud."):
        if module.name.endswith(".events"):
            importlib.import_module(module.name)
    return {typ: cls for typ, cls in journal.REGISTRY.items() if cls.__module__.startswith("ozgcloud.")}


# ── actions


@pytest.mark.parametrize(
    ("code", "finding"),
    [
        ("def tu(*, vorgang_id): ...", "nimmt nicht zuerst einen Actor"),
        ("def tu(actor, *, vorgang_id): ...", "nimmt nicht zuerst einen Actor"),
        ("def tu(actor: Actor, vorgang_id): ...", "nicht nur beim Namen"),
        ("def tu(actor: Actor, *, a, b, c, d, e, f): ...", "7 Parameter"),
        ("def anders(actor: Actor): ...", "keine Aktion dieses Namens"),
        ("def tu(actor: Actor): ...\ndef auch(actor: Actor): ...", "zweite Aktion auch"),
    ],
)
def test_an_odd_action_is_found(code, finding, tmp_path):
    target = tmp_path / "vorgang" / "actions" / "tu.py"
    target.parent.mkdir(parents=True)
    target.write_text(code)
    assert any(finding in text for text in bauplan.odd_actions(tmp_path))


def test_a_silent_action_is_found_and_a_telling_neighbour_is_enough(tmp_path):
    folder = tmp_path / "vorgang" / "actions"
    folder.mkdir(parents=True)
    (folder / "laut.py").write_text("def laut(actor: Actor):\n    return emit(actor, 1)")
    (folder / "nachbar.py").write_text("def nachbar(actor: Actor):\n    return laut(actor)")
    (folder / "still.py").write_text("def still(actor: Actor):\n    Vorgang.objects.create()")
    assert bauplan.silent_actions(tmp_path) == ["vorgang/still"]


def test_actions_look_alike():
    assert bauplan.odd_actions(HOUSE) == []
    assert len(list(bauplan.actions(HOUSE))) > 30


def test_actions_tell_what_they_did():
    assert sorted(bauplan.silent_actions(HOUSE)) == sorted(SILENT)


# ── events


def test_a_forgotten_event_is_found(registry):
    stray = make_dataclass("Vergessen", [("vorgang_id", UUID)])
    assert bauplan.events_without_line({**registry, "Vergessen": stray}, TABLE) == ["Vergessen"]
    assert bauplan.events_without_sentence({"Vergessen": stray}, SENTENCES) == ["Vergessen: kein Satz"]
    assert bauplan.events_without_sentence({"Vergessen": stray}, {"Vergessen": "{wer}"}) == [
        "Vergessen: wer gibt es nicht"
    ]


def test_every_event_stands_in_the_flow_table(registry):
    assert bauplan.events_without_line(registry, TABLE) == []
    assert {cls.typ for cls in TABLE} == set(registry)


def test_every_event_of_a_case_has_its_sentence(registry):
    assert bauplan.events_without_sentence(registry, SENTENCES) == []
    assert set(SENTENCES) <= set(registry)


def test_consequences_of_an_event_have_names_of_their_own():
    for consequences in TABLE.values():
        names = [consequence.name for consequence in consequences]
        assert len(names) == len(set(names))


def test_only_deliveries_know_ports():
    """A Step has one function and one transaction; what speaks to the outside has three."""
    for consequences in TABLE.values():
        for consequence in consequences:
            module = consequence.prepare.__module__ if isinstance(consequence, Delivery) else consequence.run.__module__
            parts = ("deliveries", "dateien", "zuarbeit", "uebung", "abschluss", "notizen")
            outside = {f"ozgcloud.flow.{part}" for part in parts}
            inside = {"ozgcloud.flow.portionen" if isinstance(consequence, Portions) else "ozgcloud.flow.steps"}
            assert module in (outside if isinstance(consequence, Delivery) else inside)


# ── columns


def _stand_in(columns, classes):
    fields = [SimpleNamespace(name=name) for name in columns]
    return SimpleNamespace(
        __name__="Probe", _meta=SimpleNamespace(concrete_fields=fields), klassifikation=dict.fromkeys(classes)
    )


def test_an_unclassified_column_is_found():
    assert bauplan.unclassified([_stand_in(("id", "name"), ("id",))]) == ["Probe.name"]
    assert bauplan.unclassified([_stand_in(("id",), ("id", "alt"))]) == ["Probe.alt"]


def test_every_own_column_is_classified():
    own = [model for model in apps.get_models() if model.__module__.startswith("ozgcloud.")]
    assert bauplan.unclassified(own) == []
    assert len(own) > 20


# ── doors


def _view(_request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def test_a_url_without_right_is_found():
    plain = [path("geheim/", _view, name="geheim"), path("namenlos/", _view)]
    assert bauplan.urls_without_door(plain, []) == ["geheim: ohne Recht", "namenlos/: ohne Recht"]
    door = Door(route="geheim/", name="geheim", recht=Recht.AMT)
    assert bauplan.urls_without_door(plain[:1], [door]) == ["geheim: Wächter fehlt"]
    assert bauplan.urls_without_door([], [door]) == ["geheim: nicht erreichbar"]


def test_every_url_is_a_door_with_its_right():
    patterns = get_resolver().url_patterns
    assert bauplan.urls_without_door(patterns, DOORS) == []
    assert len(DOORS) > 5


# ── migrations


def _loader(*migrations: Migration) -> SimpleNamespace:
    return SimpleNamespace(disk_migrations={(m.app_label, m.name): m for m in migrations})


def _migration(name: str, parents: tuple[str, ...] = (), operations: tuple[object, ...] = ()) -> Migration:
    cls = type("Migration", (Migration,), {"__module__": "ozgcloud.vorgang.migrations", "operations": list(operations)})
    migration = cls(name, "vorgang")
    migration.dependencies = [("vorgang", parent) for parent in parents]
    return migration


def test_a_crooked_migration_is_found():
    crooked = _loader(
        _migration("0001"),
        _migration("0002", ("0001",), (RunPython(print, print),)),
        _migration("0003", ("0001",), (RunSQL("SELECT 1"),)),
        _migration("0004", ("0002", "0003")),
    )
    assert bauplan.crooked_migrations(crooked) == [
        "vorgang.0002: RunPython",
        "vorgang.0003: RunSQL ohne Rückweg",
        "vorgang.0004: 2 Vorgänger",
        "vorgang.0001: Gabelung",
    ]


def test_migrations_are_a_line_without_data_work():
    assert bauplan.crooked_migrations(MigrationLoader(None)) == []


def test_models_and_migrations_agree():
    loader = MigrationLoader(None)
    detector = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps))
    own = {config.label for config in apps.get_app_configs() if config.name.startswith("ozgcloud.")}
    assert set(detector.changes(graph=loader.graph)) & own == set()
