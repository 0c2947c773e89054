"""The house as it was drawn: which room may enter which."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "regesta"

GROUND = {"", "model", "finding_codes", "findings", "text", "spans", "volumes", "addresses", "appearing", "yaml_source"}
MAY_ENTER = {
    "": set(),
    "model": set(),
    "finding_codes": {"model"},
    "findings": {"model", "finding_codes"},
    "text": set(),
    "spans": set(),
    "volumes": {"model"},
    "addresses": set(),
    "appearing": {"model"},
    "yaml_source": {"findings"},
    "edition": GROUND,
    "authority": GROUND | {"decisions"},
    "decisions": GROUND,
    "readers": GROUND,
    "normalise": GROUND | {"readers"},  # a TEI text is understood on the tree that its reader made
    "corrections": GROUND,
    "understanding": GROUND | {"corrections", "readers", "normalise"},
    "anchors": GROUND,
    "linking": GROUND,
    "citation": GROUND,
    "search": GROUND | {"citation"},  # dates in words, said as in a citation
    "rendering": GROUND | {"citation"},
    "exports": GROUND | {"citation", "rendering"},  # a book is made of the pages' own text
    "cache": GROUND,
    "spreading": GROUND,
    "showing": GROUND,
    "checking": GROUND,
    "exchanging": set(),
    "patching": GROUND,
    "paths": GROUND,
    "locking": GROUND,
    "publishing": GROUND | {"exchanging", "patching", "paths", "reporting"},
    "desk": GROUND | {"anchors", "linking", "showing", "understanding"},
    "heads": GROUND | {"cache", "corrections", "desk", "spreading", "understanding"},
    "documents": GROUND | {"anchors", "cache", "desk", "heads", "linking", "spreading", "understanding"},
    "joining": GROUND | {"cache", "linking", "spreading"},
    "texts": GROUND | {"cache", "documents", "linking"},
    "units": GROUND | {"cache", "exports", "joining", "publishing", "rendering"},
    "printing": GROUND
    | {
        "cache",
        "checking",
        "exports",
        "publishing",
        "rendering",
        "reporting",
        "search",
        "showing",
        "spreading",
        "texts",
        "understanding",
        "units",
    },
    "links": GROUND | {"checking", "publishing", "units"},
    "indexing": GROUND | {"cache", "printing", "publishing", "search", "units"},
    "starting": GROUND | {"publishing"},
    "serving": GROUND | {"cache", "locking", "standing"},
    "pipeline": None,
    "reporting": GROUND,
    "standing": GROUND | {"cache", "reporting"},
    "suggesting": GROUND | {"linking", "normalise"},  # finds unknown names as mentions find known ones
    "asking": GROUND | {"pipeline", "anchors", "citation", "suggesting"},
    "adding": GROUND | {"pipeline", "understanding", "authority", "edition", "publishing", "suggesting"},
    "cli": GROUND | {"pipeline", "reporting", "asking", "adding", "serving", "showing", "standing", "starting"},
}
"""Rooms that each room may import from; None for the pipeline, which knows them all."""

ROOMS = sorted(MAY_ENTER)


def room_of(module: str) -> str:
    return [*module.split("."), ""][1]


def files_of(room: str) -> list[Path]:
    if room == "":
        return [PACKAGE / "__init__.py"]
    folder = PACKAGE / room
    return sorted(folder.rglob("*.py")) if folder.is_dir() else [PACKAGE / f"{room}.py"]


def imported(path: Path) -> set[str]:
    """Rooms of ours that a module imports from."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "regesta":
            whole = node.module == "regesta"
            found |= {_named(one.name) for one in node.names} if whole else {room_of(node.module)}
        if isinstance(node, ast.Import):
            found |= {room_of(one.name) for one in node.names if one.name.split(".")[0] == "regesta"}
    return found


def _named(name: str) -> str:
    return name if (PACKAGE / f"{name}.py").exists() or (PACKAGE / name).is_dir() else ""


def test_every_room_is_drawn():
    """A new module or package has its place in the plan, or the plan is wrong."""
    built = {path.stem for path in PACKAGE.glob("*.py")} | {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert built - {"__init__"} == set(MAY_ENTER) - {""}


@pytest.mark.parametrize("room", [room for room in ROOMS if MAY_ENTER[room] is not None])
def test_arrows_point_down(room):
    """A stage stands on the ground and knows no other stage."""
    entered = set().union(*(imported(path) for path in files_of(room))) - {room}
    assert entered <= MAY_ENTER[room]


def test_only_the_command_line_enters_the_pipeline():
    above = {room for room in ROOMS if any("pipeline" in imported(path) for path in files_of(room))}
    assert above <= {"asking", "adding", "cli"}


def test_the_table_of_contents_stays_short():
    """`build` and `check` read like a table of contents: under thirty lines each."""
    tree = ast.parse((PACKAGE / "pipeline.py").read_text(encoding="utf-8"))
    lengths = {node.name: node.end_lineno - node.lineno + 1 for node in tree.body if isinstance(node, ast.FunctionDef)}
    assert lengths["build"] < 30
    assert lengths["check"] < 30
