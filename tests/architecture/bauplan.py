"""Checks over what the program says of itself: actions, events, columns, doors, migrations; findings, no assertions."""

import ast
import string
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from django.db.migrations.loader import MigrationLoader
from django.urls import URLPattern, URLResolver

from architecture.quelle import Function, functions, parameters, sources
from ozgcloud.core.access import ROLLEN, Door

MAX_PARAMETERS = 6


def actions(root: Path) -> Iterator[tuple[str, Path, ast.Module]]:
    """Every file that holds an action, as slice/name; `open_vorgang_sql` holds the statement of its neighbour only."""
    for path, _, tree in sources(root):
        if "actions" in path.parts and path.stem != "__init__" and any(functions(tree)):
            yield f"{path.parts[0]}/{path.stem}", path, tree


def odd_actions(root: Path) -> list[str]:
    """One public action per file, named like it, that takes the actor first and everything else by name."""
    findings = []
    for name, path, tree in actions(root):
        public = [f for f in tree.body if isinstance(f, Function) and not f.name.startswith("_")]
        own = [f for f in public if f.name == path.stem]
        findings += [f"{name}: keine Aktion dieses Namens"] if not own else _odd_signature(name, own[0])
        findings += [f"{name}: zweite Aktion {f.name}" for f in public if f not in own and _takes_actor(f)]
    return findings


def _takes_actor(f: Function) -> bool:
    return bool(f.args.args) and f.args.args[0].arg == "actor"


def _odd_signature(name: str, f: Function) -> list[str]:
    if not _takes_actor(f) or ast.unparse(f.args.args[0].annotation or ast.Constant("")) != "Actor":
        return [f"{name}: nimmt nicht zuerst einen Actor"]
    if len(f.args.args) > 1:
        return [f"{name}: weitere Argumente nicht nur beim Namen"]
    return [f"{name}: {len(parameters(f))} Parameter"] if len(parameters(f)) > MAX_PARAMETERS else []


def silent_actions(root: Path) -> list[str]:
    """Actions that neither emit nor call one that does."""
    calls = {name.split("/")[1]: _called(tree) for name, _, tree in actions(root)}
    telling = {stem for stem, called in calls.items() if called & {"emit", "emit_all"}}
    while more := {stem for stem, called in calls.items() if called & telling} - telling:
        telling |= more
    return [name for name, _, _ in actions(root) if name.split("/")[1] not in telling]


def _called(tree: ast.Module) -> set[str]:
    return {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}


def events_without_line(registry: Mapping[str, type], table: Iterable[type]) -> list[str]:
    known = set(table)
    return sorted(typ for typ, cls in registry.items() if cls not in known)


def events_without_sentence(registry: Mapping[str, Any], sentences: Mapping[str, str]) -> list[str]:
    """Events of a case are read by people: each needs a German sentence that its own fields can fill."""
    findings = []
    for typ, cls in registry.items():
        fields = set(cls.__dataclass_fields__)
        if "vorgang_id" not in fields:
            continue
        if typ not in sentences:
            findings.append(f"{typ}: kein Satz")
        holes = {name for _, name, _, _ in string.Formatter().parse(sentences.get(typ, "")) if name}
        findings += [f"{typ}: {hole} gibt es nicht" for hole in sorted(holes - fields)]
    return findings


def unclassified(models: Iterable[Any]) -> list[str]:
    """Columns without class, and classes without column."""
    findings = []
    for model in models:
        columns = {field.name for field in model._meta.concrete_fields}
        classes = set(getattr(model, "klassifikation", {}))
        findings += [f"{model.__name__}.{name}" for name in sorted(columns ^ classes)]
    return findings


def urls(patterns: Sequence[URLPattern | URLResolver], prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every URL with its full name, `namespace:name`; the name is empty when it has none."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            space = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from urls(pattern.url_patterns, space)
        else:
            yield (f"{prefix}{pattern.name}" if pattern.name else ""), pattern


def urls_without_door(patterns: Sequence[URLPattern | URLResolver], doors: Sequence[Door]) -> list[str]:
    """URLs nobody gave a right, and rights nobody can reach."""
    known = {(door.name, door.route): door for door in doors}
    found: set[tuple[str, str]] = set()
    findings = []
    for name, pattern in urls(patterns):
        key = (name, str(pattern.pattern))
        found.add(key)
        if key not in known:
            findings.append(f"{name or pattern.pattern}: ohne Recht")
        elif known[key].recht in ROLLEN and not hasattr(pattern.callback, "__wrapped__"):
            findings.append(f"{name}: Wächter fehlt")
    return findings + [f"{name}: nicht erreichbar" for name, route in known if (name, route) not in found]


def crooked_migrations(loader: MigrationLoader) -> list[str]:
    """Each app has one line of migrations without data work, every step of it can be taken back."""
    findings = []
    own = {key: m for key, m in loader.disk_migrations.items() if type(m).__module__.startswith("ozgcloud")}
    children: dict[tuple[str, str], list[str]] = {}
    for (app, name), migration in own.items():
        parents = [parent for parent in migration.dependencies if parent[0] == app]
        findings += [f"{app}.{name}: {len(parents)} Vorgänger"] if len(parents) > 1 else []
        for parent in parents:
            children.setdefault(parent, []).append(name)
        for operation in migration.operations:
            kind = type(operation).__name__
            if kind == "RunPython":
                findings.append(f"{app}.{name}: RunPython")
            elif not operation.reversible:
                findings.append(f"{app}.{name}: {kind} ohne Rückweg")
    return findings + [f"{app}.{name}: Gabelung" for (app, name), next_ in children.items() if len(next_) > 1]
