from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from csgraph.cli import main

ROOT = Path(__file__).parents[2]
Run = Callable[..., Result]


def run_command(*arguments: str, text: str | None = None) -> Result:
    """Run a command as a user would; an exception that is no exit is a failure of the test."""
    result = CliRunner().invoke(main, list(arguments), input=text, env={"CSGRAPH_STORE": "", "COLUMNS": "100"})
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a demo, made once."""
    folder = tmp_path_factory.mktemp("demo") / "csgraph-demo"
    result = run_command("demo", "-o", str(folder))
    assert result.exit_code == 0, result.output
    return folder


@pytest.fixture
def here(demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a copy of the demo in it, and the repository's reports where the examples look for them."""
    shutil.copytree(demo, tmp_path / "csgraph-demo")
    for name in ("data", "tests"):
        (tmp_path / name).symlink_to(ROOT / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run() -> Run:
    return run_command
