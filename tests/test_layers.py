"""A module imports only from its own layer or from those below it, and there are no import cycles."""

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import docmine

SOURCE = Path(docmine.__file__).parent

LAYERS = [
    {"errors", "ids", "offsets", "schema", "config", "resources", "documents", "models", "wordpieces",
     "decided", "watch", "progress"},
    {"read", "clean"},
    {"nlp", "unbroken", "extensions", "weights", "transformer", "networks", "conflict", "patterns", "entities", "dates",
     "places", "actors", "events"},
    {"report_rows", "cells", "event_details", "tables", "annotations", "reconcile", "store", "lock", "export",
     "one_a_day", "copies"},
    {"worker", "plan", "commit", "corpus", "runner", "engines", "cluster", "parts", "labelled", "corrections",
     "drafts", "excerpts", "stored",
     "suggest", "trial", "pattern_files", "holdout", "replay", "train", "scores", "significance", "evaluate", "compare",
     "floors", "history", "promote", "recipe", "highlight", "result", "identities", "incidents", "unlisted",
     "fillers_course", "types_course", "service"},
    {"inspect"},
    {"cli"},
]  # fmt: skip
SIBLINGS = {"dates", "places", "actors", "events", "entities"}


def room(module):
    return module.split(".")[1] if "." in module else ""


def module_name(path):
    parts = path.relative_to(SOURCE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def modules():
    return {module_name(path): path for path in sorted(SOURCE.rglob("*.py"))}


def imports(path, names, *, at_import_time=False):
    """Names of docmine modules that a module imports; those under TYPE_CHECKING or in functions only if asked."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = tree.body if at_import_time else ast.walk(tree)
    for node in nodes:
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "docmine":
            for alias in node.names:
                full = f"{node.module}.{alias.name}"
                yield full if full in names else node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.split(".")[0] == "docmine")


def layer_of(name):
    return next(number for number, rooms in enumerate(LAYERS) if name in rooms)


def test_every_module_has_a_layer():
    rooms = {room(name) for name in modules()} - {""}
    assert rooms == set().union(*LAYERS)


def test_no_import_goes_up():
    names = modules()
    upward = [
        f"{name} imports {target}"
        for name, path in names.items()
        if room(name)
        for target in imports(path, names)
        if room(target) and layer_of(room(target)) > layer_of(room(name))
    ]
    assert upward == []


def test_sibling_components_meet_only_through_doc_attributes():
    names = modules()
    crossing = [
        f"{name} imports {target}"
        for name, path in names.items()
        if room(name) in SIBLINGS
        for target in imports(path, names)
        if room(target) in SIBLINGS - {room(name)}
    ]
    assert crossing == []


def test_no_import_cycles():
    names = modules()
    graph = {name: {t for t in imports(path, names, at_import_time=True) if t != name} for name, path in names.items()}
    for name, targets in graph.items():  # a package imports its own modules; they do not need it back
        targets -= {parent for parent in targets if name.startswith(f"{parent}.")}
    TopologicalSorter(graph).prepare()  # raises CycleError
