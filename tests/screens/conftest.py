"""A browser without a network, and the page of the shipped report."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from csgraph import pipeline, resources
from csgraph.graph.store import Store
from csgraph.screens import page

BROWSER = shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = (
    "--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader",
)  # fmt: skip


@pytest.fixture(scope="session")
def seed_store() -> Store:
    path = resources.path("data", "reports", "csi-2019.da.txt")
    return pipeline.build(path, language="da", publisher="Crime Stoppers International")


@pytest.fixture(scope="session")
def seed_html(seed_store: Store) -> str:
    return page.write_page(seed_store)


@pytest.fixture(scope="session")
def seed_file(seed_html: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "seed.html"
    path.write_text(seed_html, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    if not Path(BROWSER).exists() and not os.environ.get("CI"):
        pytest.skip("no Chromium here: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=BROWSER, args=list(FLAGS))
        yield started
        started.close()


class Shown:
    """A page in the browser, with everything that it asked for or complained about."""

    def __init__(self, context: Any, path: Path, fragment: str = "") -> None:
        self.complaints: list[str] = []
        self.asked: list[str] = []
        self.tab = context.new_page()
        self.tab.on("console", lambda said: self.complaints.append(said.text) if said.type in ("error", "warning") else None)
        self.tab.on("pageerror", lambda fault: self.complaints.append(str(fault)))
        self.tab.on("request", lambda request: self.asked.append(request.url))
        self.address = path.as_uri()
        self.go(fragment)

    def go(self, fragment: str = "") -> None:
        self.tab.goto("about:blank")
        self.tab.goto(self.address + (f"#{fragment}" if fragment else ""))
        self.tab.wait_for_selector("html[data-ready]")

    def text(self, selector: str) -> str:
        return str(self.tab.inner_text(selector))

    def run(self, script: str, *arguments: Any) -> Any:
        return self.tab.evaluate(script, *arguments)

    def check(self) -> None:
        """Nothing was complained about, and nothing but the file itself was asked for."""
        assert self.complaints == []
        foreign = [url for url in self.asked if not url.startswith((self.address, "data:", "blob:", "about:"))]
        assert foreign == []


@pytest.fixture
def show(browser: Any) -> Iterator[Any]:
    """Open a file in a window without network; after the test, complaints and requests fail it."""
    shown: list[Shown] = []
    contexts: list[Any] = []

    def opened(path: Path, fragment: str = "", **options: Any) -> Shown:
        contexts.append(browser.new_context(**{"viewport": {"width": 1280, "height": 800}, "offline": True, **options}))
        shown.append(Shown(contexts[-1], path, fragment))
        return shown[-1]

    yield opened
    for one in shown:
        one.check()
    for context in contexts:
        context.close()


def axe_source() -> str | None:
    """The accessibility checker, from the packages that the page's scripts are built with."""
    path = Path(__file__).resolve().parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
    return path.read_text(encoding="utf-8") if path.is_file() else None
