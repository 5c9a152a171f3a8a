"""The explorer page: how long it takes to write, how large it is, how soon it can be used.

usage: python -m benchmarks.explorer
The large page has 10,000 organizations, some 28,000 links and 10,000 entries with their words. Without Chromium only
writing is measured.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from pathlib import Path

from tests.screens.graphs import large_report, store_of

from csgraph import pipeline, resources
from csgraph.graph.store import Store
from csgraph.screens import page

BROWSER = shutil.which("chromium")
FLAGS = ["--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
FIRST_FRAME = """() => new Promise((done) => {
  const drawn = () => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now())));
  const wait = () => document.documentElement.dataset.ready ? drawn() : setTimeout(wait, 5);
  wait();
})"""


def main() -> None:
    """Print a line for each page."""
    report = resources.path("data", "reports", "csi-2019.da.txt")
    _measure("seed", pipeline.build(report, language="da", publisher="Crime Stoppers International"))
    _measure("large", store_of(large_report()))


def _measure(name: str, store: Store) -> None:
    page.write_page(store)  # imports and scripts once
    begin = time.perf_counter()
    html = page.write_page(store)
    wrote = time.perf_counter() - begin
    net = page.embedded_data(html)["net"]
    line = f"{name:6} {len(net['nodes']):6} nodes {len(net['links']):6} links  written in {wrote:5.2f} s  {len(html.encode()) / 1e6:.2f} MB"
    print(line + (f"  first frame after {_first_frame(html):.2f} s" if BROWSER else "  (no Chromium: first frame not measured)"))


def _first_frame(html: str) -> float:
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder) / "page.html"
        path.write_text(html, encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=BROWSER, args=FLAGS)
        times = []
        for _ in range(3):
            tab = browser.new_page()
            tab.goto(path.as_uri())
            times.append(float(tab.evaluate(FIRST_FRAME)) / 1000)
            tab.close()
        browser.close()
    return sorted(times)[1]


if __name__ == "__main__":
    main()
