"""The page as a reader uses it: in Chromium, from a file, without a network."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from csgraph.graph.store import Store
from csgraph.screens import page
from tests.screens.conftest import axe_source
from tests.screens.graphs import large_report, report_of, store_of
from tests.screens.test_page import HOSTILE

WWF = "organization/wwf"
VIEWS = ("network", "matrix", "timeline", "map", "report")


def _state(shown: Any) -> dict[str, str]:
    fragment = unquote(shown.run("location.hash").removeprefix("#"))
    return dict(piece.split("=", 1) for piece in fragment.split("&") if piece)


def _wwf(shown: Any) -> str:
    key: str = shown.run("csgraph.model.key(csgraph.model.things.findIndex((thing) => thing.s === 'WWF'))")
    return key


def test_searching_an_acronym_shows_its_crimes_and_quotes(show: Any, seed_file: Path) -> None:
    shown = show(seed_file)
    shown.tab.fill("#search", "wwf")
    shown.tab.keyboard.press("Enter")
    details = shown.text(".details")
    assert "World Wide Fund for Nature" in details and "illicit trade" in details
    assert "Verdensnaturfonden" in shown.text(".details mark.name >> nth=0") or "Verdensnaturfonden" in details
    assert _state(shown)["sel"] == _wwf(shown)


def test_search_knows_no_case_accents_or_language(show: Any, seed_file: Path) -> None:
    shown = show(seed_file)
    for words, found in (("COLON FREE", "Colón Free Zone"), ("verdensnaturfonden", "World Wide Fund"), ("ulovlig handel", "illicit trade")):
        shown.tab.fill("#search", words)
        assert found in shown.text("#found")


def test_the_views_agree_on_what_a_filter_leaves(show: Any, seed_file: Path) -> None:
    shown = show(seed_file)
    shown.tab.check("[data-key='crime wildlife-trafficking']")
    assert "1 of " in shown.text(".count")
    network = set(shown.run(NAMES_IN_NETWORK))
    shown.tab.click(".tabs >> text=Matrix")
    matrix = set(shown.tab.eval_on_selector_all(".cells tbody tr", "(rows) => rows.map((row) => row.querySelector('a').title)"))
    shown.tab.click(".tabs >> text=Timeline")
    timeline = shown.tab.eval_on_selector_all(".event strong", "(all) => all.map((one) => one.textContent)")
    shown.tab.click(".tabs >> text=Report")
    assert timeline == ["Selection"] and shown.tab.locator(".entry").count() == 1
    assert "International Air Transport Association" in network
    assert matrix == network


@pytest.mark.parametrize(
    "fragment",
    ["region=region/crime-stoppers-international/3", "type=Workshop", "grade=A", "from=2019-10", "to=2019-02", "hide=Igo,Region"],
)
def test_each_filter_leaves_the_same_in_every_view(show: Any, seed_file: Path, fragment: str) -> None:
    shown = show(seed_file, fragment)
    network = set(shown.run(NAMES_IN_NETWORK))
    assert 0 < len(network) < 50
    left = int(shown.text(".count").split()[0])
    shown.go(f"view=matrix&{fragment}")
    matrix = set(shown.tab.eval_on_selector_all(".cells tbody tr", "(rows) => rows.map((row) => row.querySelector('a').title)"))
    assert matrix and matrix <= network
    shown.go(f"view=timeline&{fragment}")
    assert shown.tab.locator(".event").count() == left
    shown.go(f"view=timeline&table=1&{fragment}")
    assert shown.tab.locator(".twin tbody tr").count() == left


def test_a_date_is_drawn_as_wide_as_it_is_vague(show: Any, seed_file: Path) -> None:
    shown = show(seed_file, "view=timeline")
    widths = dict(shown.tab.eval_on_selector_all(".event", "(all) => all.map((one) => [one.classList[1], one.style.gridColumn])"))
    first, last = widths["year"].split(" / ")
    assert int(last) - int(first) == 12
    first, last = widths["month"].split(" / ")
    assert int(last) - int(first) == 1


def test_a_double_click_adds_the_surroundings(show: Any, seed_file: Path) -> None:
    shown = show(seed_file)
    shown.go(f"focus={_wwf(shown)}")
    before = len(shown.run(NAMES_IN_NETWORK))
    where = """() => {
      const { network, net } = csgraph.page.views.network.drawing();
      return network.canvasToDOM(network.getPosition(net.nodes.indexOf(csgraph.model.things.findIndex((thing) => thing.s === "OECD"))));
    }"""
    box, at, last = shown.tab.locator(".canvas").bounding_box(), shown.run(where), None
    while at != last:  # until the drawing has come to rest
        shown.tab.wait_for_timeout(150)
        at, last = shown.run(where), at
    shown.tab.mouse.dblclick(box["x"] + at["x"], box["y"] + at["y"])
    shown.tab.wait_for_function("decodeURIComponent(location.hash).match(/focus=[^&]*,/)", timeout=10_000)
    assert "," in _state(shown)["focus"]
    assert len(shown.run(NAMES_IN_NETWORK)) > before


def test_paper_is_light_and_shows_the_network_as_lines(show: Any, seed_file: Path) -> None:
    shown = show(seed_file, color_scheme="dark")
    shown.run("dispatchEvent(new Event('beforeprint'))")
    shown.tab.emulate_media(media="print")
    assert shown.tab.locator(".printed svg text").count() > 30
    assert shown.run("getComputedStyle(document.querySelector('.details')).backgroundColor") == "rgb(255, 255, 255)"
    assert not shown.tab.locator(".search").is_visible()
    shown.run("dispatchEvent(new Event('afterprint'))")
    assert shown.tab.locator(".printed svg").count() == 0


NAMES_IN_NETWORK = """() => {
  const { model, page } = csgraph;
  const drawing = page.views.network.drawing();
  return [...drawing.now.places].map((place) => model.net.nodes[place]).filter((node) => node >= 0)
    .map((node) => model.things[node].l).map((name) => typeof name === "string" ? name : name[""]);
}"""

CLICK_LINK = """(kind) => {
  const { model, page } = csgraph;
  const { network } = page.views.network.drawing();
  const number = model.net.links.findIndex(([a, b, k]) => k === kind && model.net.nodes[a] >= 0 && model.net.nodes[b] >= 0);
  const [a, b] = model.net.links[number].slice(0, 2).map((place) => network.getPosition(place));
  for (let step = 1; step < 60; step++) {
    const at = network.canvasToDOM({ x: a.x + (b.x - a.x) * step / 60, y: a.y + (b.y - a.y) * step / 60 });
    if (network.getNodeAt(at) === undefined && network.getEdgeAt(at) === number) return at;
  }
  for (let x = 0; x < 900; x += 3) for (let y = 0; y < 800; y += 3)
    if (network.getNodeAt({ x, y }) === undefined && network.getEdgeAt({ x, y }) === number) return { x, y };
}"""


def test_clicking_a_line_shows_the_entry_with_the_words_marked(show: Any, seed_file: Path) -> None:
    shown = show(seed_file)
    at = shown.run(CLICK_LINK, "event")
    box = shown.tab.locator(".canvas").bounding_box()
    shown.tab.mouse.click(box["x"] + at["x"], box["y"] + at["y"])
    assert _state(shown)["sel"].startswith("link:")
    assert shown.tab.locator(".details mark.name").count() > 0 and shown.tab.locator(".details mark.evidence").count() > 0


def test_a_link_shows_the_same_again(show: Any, seed_file: Path) -> None:
    shown = show(seed_file)
    shown.tab.check("[data-key='crime illicit-trade']")
    shown.tab.click(".tabs >> text=Matrix")
    shown.tab.locator(".cells td button").first.click()
    fragment = shown.run("location.hash")
    before = shown.text("#csgraph")
    again = show(seed_file, fragment.removeprefix("#"))
    assert again.text("#csgraph") == before


def test_back_and_forward_go_through_what_was_seen(show: Any, seed_file: Path) -> None:
    shown = show(seed_file)
    for view in ("Matrix", "Timeline"):
        shown.tab.click(f".tabs >> text={view}")
    shown.tab.evaluate("history.back()")
    shown.tab.wait_for_selector(".cells")
    shown.tab.evaluate("history.forward()")
    shown.tab.wait_for_selector(".weeks")


def test_the_keyboard_alone_reaches_an_answer(show: Any, seed_file: Path) -> None:
    shown = show(seed_file)
    press = shown.tab.keyboard.press
    press("/")
    shown.tab.keyboard.type("illicit trade")
    press("Enter")
    assert "World Free Zones Organization" in shown.text(".details")
    shown.tab.focus(".canvas")
    press("ArrowRight")
    press("ArrowDown")
    press("Enter")
    assert shown.tab.locator(".details .quote").count() > 0
    press("Escape")
    assert "sel" not in _state(shown)


def test_the_matrix_is_walked_with_arrows(show: Any, seed_file: Path) -> None:
    shown = show(seed_file, "view=matrix")
    assert shown.tab.locator(".cells td button[tabindex='0']").count() == 1
    shown.tab.focus(".cells td button[tabindex='0']")
    shown.tab.keyboard.press("ArrowDown")
    shown.tab.keyboard.press("Enter")
    assert _state(shown)["sel"].startswith("cell:")
    assert shown.tab.locator(".details .quote").count() > 0


def test_folding_a_crime_type_keeps_its_strongest_grade(show: Any, seed_file: Path) -> None:
    shown = show(seed_file, "view=matrix")
    columns = shown.tab.locator(".cells thead th").count()
    shown.tab.click("button[aria-label='Fold financial crime']")
    assert shown.tab.locator(".cells thead th").count() < columns
    assert "fold" in _state(shown)


def test_surroundings_and_paths_lead_back(show: Any, seed_file: Path) -> None:
    shown = show(seed_file, f"sel={WWF}")
    shown.go(f"sel={_wwf(shown)}")
    everything = len(shown.run(NAMES_IN_NETWORK))
    shown.tab.click("text=Show surroundings")
    near = shown.run(NAMES_IN_NETWORK)
    assert 1 < len(near) < everything
    shown.tab.click("text=Whole network")
    assert len(shown.run(NAMES_IN_NETWORK)) == everything
    shown.tab.click("text=Path to")
    shown.tab.select_option(".crumb select", label="Europol")
    assert "WWF" in shown.text(".details") or "World Wide Fund" in shown.text(".details")
    assert shown.tab.locator(".steps > li").count() >= 3


def test_labels_do_not_lie_on_each_other_at_rest(show: Any, seed_file: Path) -> None:
    for size in ({"width": 1280, "height": 800}, {"width": 390, "height": 844}):
        shown = show(seed_file, viewport=size)
        boxes = shown.run("csgraph.page.views.network.drawing().labels.map((label) => label.box)")
        assert len(boxes) >= 20
        for i, (x0, y0, x1, y1) in enumerate(boxes):
            assert not [box for box in boxes[i + 1 :] if x0 < box[2] and box[0] < x1 and y0 < box[3] and box[1] < y1]


def test_every_view_has_a_table(show: Any, seed_file: Path) -> None:
    for view in VIEWS:
        shown = show(seed_file, f"view={view}&table=1")
        assert shown.tab.locator(".twin tbody tr").count() > 5, view


def test_pictures_and_tables_can_be_taken_along(show: Any, seed_file: Path, tmp_path: Path) -> None:
    shown = show(seed_file)
    for button, start in (("SVG", b"<svg"), ("PNG", b"\x89PNG")):
        with shown.tab.expect_download() as waiting:
            shown.tab.click(f".overlay button:has-text('{button}')")
        waiting.value.save_as(tmp_path / button)
        assert (tmp_path / button).read_bytes().startswith(start)
    assert "INTERPOL" in (tmp_path / "SVG").read_text(encoding="utf-8")
    shown.go("view=matrix&table=1")
    with shown.tab.expect_download() as waiting:
        shown.tab.click("text=Save as CSV")
    waiting.value.save_as(tmp_path / "cells.csv")
    assert "World Free Zones Organization" in (tmp_path / "cells.csv").read_text(encoding="utf-8-sig")


def test_mentions_of_the_report_lead_to_the_graph_and_back(show: Any, seed_file: Path) -> None:
    shown = show(seed_file, "view=report")
    shown.tab.locator(".m.organization", has_text="Verdensnaturfonden").click()
    assert "World Wide Fund for Nature" in shown.text(".details h2")
    assert shown.tab.locator(".m.lit").count() > 1
    shown.tab.locator(".details figcaption a").first.click()
    assert shown.tab.locator(".entry.chosen").count() == 1


def test_the_interface_speaks_danish(show: Any, seed_file: Path) -> None:
    shown = show(seed_file, "lang=da&view=matrix")
    assert "Netværk" in shown.text(".tabs") and "ulovlig handel" in shown.text(".cells")
    assert shown.run("document.documentElement.lang") == "da"
    unknown = shown.run(
        "[...document.querySelectorAll('#csgraph *')].map((one) => one.childNodes.length === 1 ? one.textContent : '').filter((text) => /^[a-z]+\\.[a-z]+$/i.test(text))"
    )
    assert unknown == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_accessibility_checker_finds_nothing_serious(show: Any, seed_file: Path, scheme: str) -> None:
    source = axe_source()
    if source is None:
        if os.environ.get("CI"):
            pytest.fail("axe-core is missing: run `python hatch_build.py`")
        pytest.skip("no axe-core here: run `python hatch_build.py`")
    shown = show(seed_file, color_scheme=scheme)
    shown.run(source)
    faults = []
    key = _wwf(shown)
    for fragment in [f"view={view}&sel={key}" for view in VIEWS] + ["view=network&table=1", "view=timeline&sel=", f"focus={key}"]:
        shown.run("(fragment) => { location.hash = fragment; }", fragment)
        shown.tab.wait_for_timeout(100)
        found = shown.run("axe.run(document, { resultTypes: ['violations'] })")
        faults += [
            (fragment, fault["id"], fault["nodes"][0]["html"][:160], fault["nodes"][0]["failureSummary"][:300])
            for fault in found["violations"]
            if fault["impact"] in ("serious", "critical")
        ]
    assert faults == []


def test_hostile_names_run_nothing_and_break_nothing(show: Any, tmp_path: Path) -> None:
    path = tmp_path / "hostile.html"
    store = store_of(report_of(HOSTILE, text=" ".join(HOSTILE[:5]), title=HOSTILE[1]))
    path.write_text(page.write_page(store), encoding="utf-8")
    shown = show(path)
    shown.tab.on("dialog", lambda dialog: shown.complaints.append(dialog.message))
    for view in VIEWS:
        for table in ("", "1"):
            shown.go(f"view={view}&table={table}")
            assert shown.tab.locator("img, #csgraph script").count() == 0
            assert shown.run("document.documentElement.scrollWidth") <= 1280
    keys = shown.run(
        "csgraph.model.things.map((thing, number) => csgraph.model.key(number)).filter((key) => key.startsWith('organization'))"
    )
    for key in keys:
        shown.go(f"sel={key}")
        assert shown.tab.locator(".details .quote").count() > 0
    assert shown.tab.locator("a[href^='javascript']").count() == 0


def test_a_narrow_screen_does_not_scroll_sideways(show: Any, seed_file: Path) -> None:
    for view in VIEWS:
        shown = show(seed_file, f"view={view}", viewport={"width": 390, "height": 844})
        assert shown.run("document.documentElement.scrollWidth") <= 390, view


def test_a_fragment_of_nonsense_shows_the_page(show: Any, seed_file: Path) -> None:
    for fragment in ("view=nowhere&sel=link:a~b&focus=x,y&depth=z&from=soon", "%%%&=&view", "sel=cell:~&crime=none&path=a~b"):
        shown = show(seed_file, fragment)
        assert shown.tab.locator(".tabs a").count() == 6


def test_an_empty_store_says_so(show: Any, tmp_path: Path) -> None:
    path = tmp_path / "empty.html"
    path.write_text(page.write_page(store_of()), encoding="utf-8")
    for view in VIEWS:
        show(path, f"view={view}")


def test_a_served_page_loads_its_data_piece_by_piece(browser: Any, seed_store: Store) -> None:
    pieces = list(page.served_parts(page.page_data(seed_store), rows=10))
    for number, piece in enumerate(pieces[:-1], start=1):
        piece["next"] = f"/data/{number}"
    html = page.html({"source": "/data/0"}, connect="'self'")

    def answer(route: Any) -> None:
        path = route.request.url.removeprefix("http://csgraph.test")
        if path.startswith("/data/"):
            route.fulfill(json=pieces[int(path.removeprefix("/data/"))])
        else:
            route.fulfill(body=html, content_type="text/html; charset=utf-8")

    tab = browser.new_page()
    tab.route("**/*", answer)
    complaints: list[str] = []
    tab.on("pageerror", lambda fault: complaints.append(str(fault)))
    tab.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    tab.goto("http://csgraph.test/")
    tab.wait_for_selector("html[data-ready]")
    assert "29 entries" in tab.inner_text(".details") and tab.locator(".canvas canvas").count() == 1
    assert len(pieces) > 10 and complaints == []
    tab.close()


def test_a_large_network_is_drawn_from_a_small_file(show: Any, tmp_path: Path) -> None:
    path = tmp_path / "large.html"
    path.write_text(page.write_page(store_of(large_report(3000, 3000))), encoding="utf-8")
    assert path.stat().st_size < 1_000_000
    shown = show(path)
    assert "3,000 nodes" in shown.text(".bar .status")
    assert shown.tab.locator(".canvas canvas").count() > 3
    shown.tab.fill("#search", "customs of")
    shown.tab.keyboard.press("Enter")
    shown.tab.click("text=Show surroundings")
    assert int(shown.text(".bar .status").split()[0]) < 100
    for view in VIEWS:
        shown.tab.click(f".tabs >> text={view.capitalize()}")


def test_the_page_works_in_a_notebook_frame(show: Any, seed_html: str, tmp_path: Path) -> None:
    from csgraph.screens.notebook import Picture

    path = tmp_path / "notebook.html"
    path.write_text(f"<!doctype html><html data-ready><title>n</title>{Picture(seed_html)._repr_html_()}", encoding="utf-8")
    shown = show(path)
    frame = shown.tab.frame_locator("iframe")
    frame.locator(".tabs >> text=Matrix").click()
    frame.locator(".cells td button").first.click()
    assert "Evidence" in frame.locator(".details").inner_text()
