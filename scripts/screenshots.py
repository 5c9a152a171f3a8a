"""Pictures of the explorer of the shipped report: each view, wide and narrow, light and dark, into docs/pictures.

usage: python scripts/screenshots.py [FOLDER]
Needs Chromium (`apt-get install chromium`) and Playwright; nothing is fetched.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from csgraph import pipeline, resources
from csgraph.screens import page

BROWSER = shutil.which("chromium") or "/usr/bin/chromium"
VIEWS = {
    "network": "",
    "organization": "sel=organization/wwf",
    "matrix": "view=matrix",
    "timeline": "view=timeline",
    "map": "view=map",
    "report": "view=report&sel=organization/wwf",
}
NARROW = ("network", "organization", "matrix", "report")


def main(folder: Path) -> None:
    """Write the page to a temporary folder, look at it, and keep what was seen."""
    folder.mkdir(parents=True, exist_ok=True)
    store = pipeline.build(resources.path("data", "reports", "csi-2019.da.txt"), language="da", publisher="Crime Stoppers International")
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        path = Path(place) / "explorer.html"
        path.write_text(page.write_page(store), encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        for scheme in ("light", "dark"):
            wide = browser.new_context(viewport={"width": 1280, "height": 800}, color_scheme=scheme, offline=True)
            narrow = browser.new_context(viewport={"width": 390, "height": 844}, color_scheme=scheme, offline=True)
            for name, fragment in VIEWS.items():
                _shoot(wide, path, fragment, folder / f"{name}-1280-{scheme}.png")
                if name in NARROW:
                    _shoot(narrow, path, fragment, folder / f"{name}-390-{scheme}.png")
        browser.close()


def _shoot(context: Any, path: Path, fragment: str, target: Path) -> None:
    tab = context.new_page()
    tab.goto(f"{path.as_uri()}#{fragment}")
    tab.wait_for_selector("html[data-ready]")
    tab.wait_for_timeout(300)
    tab.screenshot(path=target)
    tab.close()


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/pictures"))
