"""Checks over source text: each takes a tree of files and returns findings, so a test can feed it a planted offence."""

import ast
import functools
import re
from collections.abc import Callable, Iterator
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2] / "src" / "ozgcloud"
TESTS = Path(__file__).resolve().parents[1]
DOORS = ("portal", "amt", "leitstand", "monitor", "api")
MAX_FILE, MAX_TEST_FILE, MAX_FUNCTION, MAX_VIEW, MAX_PARAMETERS = 300, 400, 40, 25, 6
BANNED_NAMES = {"utils", "util", "helpers", "helper", "mixins", "mixin", "misc", "common"}
Function = ast.FunctionDef | ast.AsyncFunctionDef
Check = Callable[[Path], list[str]]


@functools.cache
def sources(root: Path) -> tuple[tuple[Path, str, ast.Module], ...]:
    """Read once per tree: what a test plants must lie there before the first check."""
    texts = [(path.relative_to(root), path.read_text(encoding="utf-8")) for path in sorted(root.rglob("*.py"))]
    return tuple((path, text, ast.parse(text, str(path))) for path, text in texts)


def functions(tree: ast.AST) -> Iterator[Function]:
    for node in ast.walk(tree):
        if isinstance(node, Function):
            yield node


def _is_migration(path: Path) -> bool:
    return "migrations" in path.parts


def long_files(root: Path, limit: int = MAX_FILE) -> list[str]:
    return [
        f"{path}: {len(text.splitlines())} Zeilen"
        for path, text, _ in sources(root)
        if len(text.splitlines()) > limit and not _is_migration(path)
    ]


def long_functions(root: Path) -> list[str]:
    return [
        f"{path}:{f.lineno}: {f.name} hat {f.end_lineno - f.lineno + 1} Zeilen"
        for path, _, tree in sources(root)
        for f in functions(tree)
        if f.end_lineno - f.lineno + 1 > MAX_FUNCTION
    ]


def long_views(root: Path) -> list[str]:
    """A view is a function of a door that takes the request first."""
    return [
        f"{path}:{f.lineno}: {f.name} hat {f.end_lineno - f.lineno + 1} Zeilen"
        for path, _, tree in sources(root)
        if path.parts[0] in DOORS or path.stem in ("doors", "views")
        for f in functions(tree)
        if f.args.args and f.args.args[0].arg in ("request", "_request") and f.end_lineno - f.lineno + 1 > MAX_VIEW
    ]


def parameters(f: Function) -> list[str]:
    own = [a.arg for a in (*f.args.posonlyargs, *f.args.args, *f.args.kwonlyargs)]
    return [name for name in own if name not in ("self", "cls")]


def many_parameters(root: Path) -> list[str]:
    return [
        f"{path}:{f.lineno}: {f.name} nimmt {len(parameters(f))} Parameter"
        for path, _, tree in sources(root)
        for f in functions(tree)
        if len(parameters(f)) > MAX_PARAMETERS
    ]


def inner_imports(root: Path) -> list[str]:
    """Imports inside functions hide rings; `apps.py` is Django's own place for late imports."""
    return [
        f"{path}:{node.lineno}: Import in {f.name}"
        for path, _, tree in sources(root)
        if path.name != "apps.py"
        for f in functions(tree)
        for node in ast.walk(f)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]


def banned_names(root: Path) -> list[str]:
    return [str(path) for path, _, _ in sources(root) if {path.stem, *path.parent.parts} & BANNED_NAMES]


def signal_receivers(root: Path) -> list[str]:
    """No domain effect hides behind a signal, a model callback or an on-commit hook."""
    patterns = (
        r"@receiver\b",
        r"\bdjango\.(db\.models|core|dispatch|test)\.?(signals)?\b.*\b(post|pre)_(save|delete|init|migrate)\b",
        r"\bimport .*\b(receiver|Signal)\b",
        r"\bon_commit\(",
        r"def (save|delete)\(self",
    )
    return _lines(root, *patterns)


def session_settings(root: Path) -> list[str]:
    """A session-level SET would leak into the next request of a pooled connection; `set_config(…, true)` cannot."""
    return _lines(root, r"set_config\([^)]*,\s*false\s*\)", r"\"SET (?!LOCAL\b)(?!CONSTRAINTS\b)", r"'SET (?!LOCAL\b)")


def unscoped_queries(root: Path) -> list[str]:
    """The plain manager goes around the scope."""
    return _lines(root, r"_base_manager", r"_default_manager", r"\.unscoped", r"all_objects", r"skip_permission")


def test_branches(root: Path) -> list[str]:
    return _lines(root, r"\bif .*\b(testing|TESTING|under_test)\b", r"sys\.modules.*pytest", r"PYTEST_CURRENT_TEST")


def own_patches(root: Path) -> list[str]:
    """Tests do not replace functions of ours: they would then prove the replacement."""
    return _lines(root, r"patch\(\s*[\"']ozgcloud", r"monkeypatch\.setattr\(\s*[\"']ozgcloud", r"mocker\.")


def _lines(root: Path, *patterns: str) -> list[str]:
    compiled = [re.compile(pattern) for pattern in patterns]
    return [
        f"{path}:{number}: {line.strip()}"
        for path, text, _ in sources(root)
        for number, line in enumerate(text.splitlines(), start=1)
        if any(pattern.search(line) for pattern in compiled)
    ]


def status_writes(root: Path) -> list[str]:
    """`x.status = …` is written by actions only."""
    return [
        f"{path}:{node.lineno}: {ast.unparse(target)}"
        for path, _, tree in sources(root)
        if "actions" not in path.parts and path.parts[0] != "ops"
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Attribute) and target.attr == "status"
    ]


def missing_docstrings(root: Path) -> list[str]:
    """Every module says what it is for, every public function and class what it means."""
    findings = []
    for path, text, tree in sources(root):
        if _is_migration(path) or not text.strip():
            continue
        if not (ast.get_docstring(tree) or "").strip():
            findings.append(f"{path}: Modul")
        findings += [
            f"{path}:{node.lineno}: {node.name}"
            for node in tree.body
            if isinstance(node, Function | ast.ClassDef)
            and not node.name.startswith("_")
            and not (ast.get_docstring(node) or "").strip()
        ]
    return findings
