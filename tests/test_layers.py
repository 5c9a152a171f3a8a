"""How the parts may know each other, and what a library leaves alone: nothing happens at import, nothing leaves the machine."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from csgraph.language.packs import pack_tags

ROOT = Path(__file__).parents[1]
SOURCES = ROOT / "src" / "csgraph"
HEAVY = (
    "rdflib",
    "oxrdflib",
    "pyoxigraph",
    "networkx",
    "pyvis",
    "pyshacl",
    "click",
    "starlette",
    "uvicorn",
    "httpx",
    "docx",
    "pypdf",
    "yaml",
    "distributed",
)


def python(code: str, cwd: Path) -> str:
    """Run code in a process of its own and return what it printed."""
    done = subprocess.run([sys.executable, "-c", code], cwd=cwd, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


# ── Imports ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_imports_run_one_way(tmp_path: Path) -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--config", ROOT / "pyproject.toml", "--no-cache"],
        cwd=tmp_path, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    assert "0 broken" in done.stdout


def test_importing_csgraph_loads_nothing_heavy(tmp_path: Path) -> None:
    loaded = python("import csgraph, sys; print(*sorted(sys.modules))", tmp_path).split()
    assert [name for name in loaded if name.split(".")[0] in HEAVY] == []
    assert [name for name in loaded if name.startswith("csgraph.")] == ["csgraph.errors"]


@pytest.mark.parametrize("module", ["csgraph.text.load", "csgraph.reading.reader", "csgraph.model"])
def test_reading_needs_no_graph(module: str, tmp_path: Path) -> None:
    loaded = python(f"import {module}, sys; print(*sorted(sys.modules))", tmp_path).split()
    assert [name for name in loaded if name.split(".")[0] in HEAVY] == []
    assert [name for name in loaded if name.startswith(("csgraph.graph", "csgraph.answers", "csgraph.screens", "csgraph.pipeline"))] == []


AT_IMPORT = """
import importlib, pkgutil, sys, warnings
import csgraph
opened = []
def watch(event, arguments):
    if event == "open" and isinstance(arguments[0], str):
        opened.append(arguments[0])
    if event.startswith("socket.") or event == "subprocess.Popen":
        opened.append(event)
names = [name for _, name, _ in pkgutil.walk_packages(csgraph.__path__, "csgraph.") if not name.startswith(("csgraph.cli", "csgraph.web")) and name != "csgraph.__main__"]
sys.addaudithook(watch)
for name in names:
    importlib.import_module(name)
ours = [path for path in opened if "csgraph" in path and not path.endswith((".py", ".pyc")) and ".pyc." not in path]
print(*[path for path in opened if path.startswith("socket.") or path == "subprocess.Popen"], *ours, sep="\\n")
"""


def test_nothing_is_read_written_or_started_at_import(tmp_path: Path) -> None:
    paths = python(AT_IMPORT, tmp_path).split("\n")
    assert [
        path for path in paths if path.startswith(str(ROOT / "data")) or path.startswith(str(ROOT / "ontology")) or path.startswith("s")
    ] == []
    assert [path for path in paths if path.startswith(str(SOURCES)) and not path.endswith(".so")] == []
    assert list(tmp_path.iterdir()) == []


# ── A whole run ──────────────────────────────────────────────────────────────────────────────────────────────

WHOLE_RUN = f"""
import sys
def refuse(event, arguments):
    if event.startswith("socket.") or event in ("urllib.Request", "subprocess.Popen"):
        raise SystemExit(f"{{event}} {{arguments}}")
    if event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+") and "__pycache__" not in str(arguments[0]):
        raise SystemExit(f"writes {{arguments[0]}}")
import csgraph
import csgraph.answers.ask, csgraph.pipeline, csgraph.graph.store, csgraph.reading.reader, csgraph.text.load
sys.addaudithook(refuse)
store = csgraph.build({str(ROOT / "data" / "reports" / "csi-2019.da.txt")!r}, publisher="Crime Stoppers International")
rows = csgraph.ask(store, "partners-of-crime", crime="illicit trade").rows
assert rows
"""


def test_a_report_is_read_without_network_files_or_words_of_its_own(tmp_path: Path) -> None:
    assert python(WHOLE_RUN, tmp_path) == ""
    assert list(tmp_path.iterdir()) == []


# ── Words are data ───────────────────────────────────────────────────────────────────────────────────────────


def test_no_code_asks_for_a_language_by_name() -> None:
    """English is left out: names of bodies are known by it everywhere."""
    tags = set(pack_tags()) - {"en"}
    found = []
    for folder in ("text", "language", "reading"):
        for path in sorted((SOURCES / folder).glob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Compare):
                    constants = {
                        part.value for side in (node.left, *node.comparators) for part in ast.walk(side) if isinstance(part, ast.Constant)
                    }
                    if constants & tags and any(isinstance(operator, (ast.Eq, ast.NotEq)) for operator in node.ops):
                        found.append(f"{path.name}:{node.lineno}")
    assert found == []


@pytest.mark.parametrize("folder", ["text", "language", "reading", "graph", "answers"])
def test_a_library_does_not_print_or_configure_logging(folder: str) -> None:
    found = []
    for path in sorted((SOURCES / folder).glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ("print", "logging.basicConfig", "sys.exit", "exit", "os._exit"):
                found.append(f"{path.name}:{node.lineno}")
    assert found == []
