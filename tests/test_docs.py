"""What the documentation says: that it is up to date, that its commands run, that it leaves nothing out and that its links lead somewhere."""

from __future__ import annotations

import doctest
import importlib
import importlib.util
import os
import pkgutil
import re
import shlex
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner

import csgraph
from csgraph.answers.ask import questions
from csgraph.cli import COMMANDS, main
from csgraph.language import pack as packs
from csgraph.language.packs import pack_tags

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
MODULES = sorted(
    name
    for _, name, _ in pkgutil.walk_packages(csgraph.__path__, "csgraph.")
    if name != "csgraph.__main__" and ">>>" in Path(str(importlib.util.find_spec(name).origin)).read_text(encoding="utf-8")  # type: ignore[union-attr]
)


def build_docs() -> ModuleType:
    specification = importlib.util.spec_from_file_location("build_docs", ROOT / "scripts" / "build_docs.py")
    assert specification and specification.loader
    module = importlib.util.module_from_spec(specification)
    sys.modules["build_docs"] = module
    specification.loader.exec_module(module)
    return module


def blocks(text: str, language: str) -> list[str]:
    """The code blocks of a page in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder with the repository's reports where the pages look for them."""
    for name in ("data", "tests"):
        (tmp_path / name).symlink_to(ROOT / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


# ── Up to date ───────────────────────────────────────────────────────────────────────────────────────────────


def test_the_generated_pages_are_up_to_date() -> None:
    assert build_docs().stale() == [], "Run scripts/build_docs.py."


def test_the_pages_are_the_same_each_time_and_name_no_folder_of_this_machine() -> None:
    for page in build_docs().PAGES.values():
        text = page()
        assert text == page()
        assert str(ROOT) not in text


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="there are no terminals to open here")
def test_the_tour_of_the_readme_shows_what_a_terminal_shows() -> None:
    assert build_docs().tour(README) == README, "Run scripts/build_docs.py and look at what has changed."


def test_the_scores_are_those_of_every_language() -> None:
    text = (ROOT / "docs" / "evaluation.md").read_text(encoding="utf-8")
    table = text.partition("<!-- measured -->")[2].partition("<!-- /measured -->")[0]
    assert re.search(r"Measured on \d{4}-\d\d-\d\d", table)
    assert [tag for tag in pack_tags() if f"\n| {tag} |" not in table] == []


# ── Commands run ─────────────────────────────────────────────────────────────────────────────────────────────


def test_the_commands_of_the_readme_run(here: Path) -> None:
    lines = [line for block in blocks(README, "bash") for line in block.splitlines() if line.startswith("csgraph ")]
    assert lines
    for line in lines:
        result = CliRunner().invoke(main, shlex.split(line)[1:], env={"CSGRAPH_STORE": ""})
        assert result.exit_code == 0, (line, result.output)


@pytest.mark.parametrize("page", [page for page in PAGES if blocks(page.read_text(encoding="utf-8"), "python")], ids=lambda page: page.name)
def test_the_python_of_the_pages_runs(page: Path, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for block in blocks(page.read_text(encoding="utf-8"), "python"):
        exec(compile(block, page.name, "exec"), {})
    if page.name == "README.md":
        assert "World Free Zones Organization" in capsys.readouterr().out


def test_the_words_of_the_readme_for_make_are_words_of_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    pages = README + (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    for word in set(re.findall(r"\bmake ([a-z]+)\b(?= {2,}|`)", pages)):
        assert re.search(rf"^{word}:", makefile, re.MULTILINE), word


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_in_docstrings_are_true(name: str) -> None:
    result = doctest.testmod(importlib.import_module(name), optionflags=doctest.ELLIPSIS)
    assert result.failed == 0, result


# ── Nothing is left out ──────────────────────────────────────────────────────────────────────────────────────


def test_every_command_is_mentioned() -> None:
    cli = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    for name in COMMANDS:
        assert f"`{name}`" in README
        assert f"\n## csgraph {name}\n" in cli


def test_every_question_is_mentioned_with_an_example() -> None:
    page = (ROOT / "docs" / "queries.md").read_text(encoding="utf-8")
    for one in questions():
        assert f"\n## {one.name}\n" in page
        assert f"csgraph ask {one.name}" in page


def test_every_key_of_a_language_pack_is_explained() -> None:
    page = (ROOT / "docs" / "languages.md").read_text(encoding="utf-8")
    keys = {*packs.WORD_LISTS, *packs.OPTIONAL_WORD_LISTS, *packs.WRITING, *packs.CALENDAR, *packs.QUALIFIERS}
    for file in sorted((ROOT / "data" / "languages").glob("*/*.toml")):
        if file.name != "locale.toml":
            keys |= set(tomllib.loads(file.read_text(encoding="utf-8")))
    assert sorted(key for key in keys if not re.search(rf"`[^`\n]*\b{re.escape(key)}\b[^`\n]*`|\[{re.escape(key)}\]", page)) == []


def test_every_language_is_mentioned() -> None:
    for tag in pack_tags():
        assert packs_name(tag) in README


def packs_name(tag: str) -> str:
    head = tomllib.loads((ROOT / "data" / "languages" / tag / "pack.toml").read_text(encoding="utf-8"))
    return str(head["name"]).split()[0]


# ── Links ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if target.startswith(("http://", "https://")):
            continue
        name, _, anchor = target.partition("#")
        file = (page.parent / name).resolve() if name else page
        assert file.exists(), target
        if anchor:
            assert anchor in anchors(file.read_text(encoding="utf-8")), target


def anchors(text: str) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
