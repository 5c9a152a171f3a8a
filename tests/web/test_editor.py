"""The SPARQL page in a browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

import pytest

from tests.web.conftest import Server

pytestmark = pytest.mark.xdist_group("web")


@pytest.fixture
def tab(server: Server) -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api")
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("chromium is not installed")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        tab = browser.new_page()
        tab.complaints = []
        tab.on("pageerror", lambda fault: tab.complaints.append(str(fault)))
        tab.on("console", lambda said: tab.complaints.append(said.text) if said.type == "error" else None)
        tab.goto(server.url + "/sparql-editor")
        yield tab
        browser.close()


def test_a_query_is_run_and_its_rows_are_shown(tab: Any) -> None:
    tab.click("button")
    tab.wait_for_selector("#result table")
    assert "World Free Zones Organization" in tab.inner_text("#result")
    assert "rows" in tab.inner_text("#status") and "query=" in tab.url
    assert tab.complaints == []


def test_a_term_is_completed_and_a_fault_is_said(tab: Any) -> None:
    if not tab.evaluate("Boolean(globalThis.csgraphEditor)"):
        pytest.skip("the editor was not bundled")
    tab.evaluate("csgraphEditor.dispatch({changes: {from: 0, to: csgraphEditor.state.doc.length, insert: ''}})")
    tab.click("#editor")
    tab.keyboard.type("SELECT * { ?a csg:partner")
    tab.wait_for_selector("#editor .cm-tooltip-autocomplete")
    assert "csg:partnerOf" in tab.inner_text("#editor .cm-tooltip-autocomplete")
    tab.keyboard.press("Escape")
    tab.keyboard.press("Control+Enter")
    tab.wait_for_selector("#status.fault")
    assert "cannot be read" in tab.inner_text("#status")


def test_the_explorer_shows_the_served_data(tab: Any, server: Server) -> None:
    tab.goto(server.url + "/")
    tab.wait_for_selector("html[data-ready]")
    assert tab.locator(".canvas canvas").count() >= 1
    assert tab.complaints == []
