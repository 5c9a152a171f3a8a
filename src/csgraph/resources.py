"""The one door to shipped files: ``ontology/`` and ``data/``, alike in a checkout, an editable install and a wheel."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from csgraph.errors import CsgraphError

_PACKAGE = Path(__file__).resolve().parent


@cache
def root() -> Path:
    """Return the folder that holds ``ontology/`` and ``data/``.

    A wheel carries the two below ``csgraph/_shipped``; a checkout has them at its top.
    """
    for folder in (_PACKAGE / "_shipped", _PACKAGE.parent.parent):
        if (folder / "ontology").is_dir() and (folder / "data").is_dir():
            return folder
    raise CsgraphError(f"{_PACKAGE}: ontology/ and data/ are missing from this installation. Install csgraph again.")


def path(*parts: str) -> Path:
    """Return the path of a shipped file or folder, such as ``path("ontology", "crime.ttl")``."""
    return root().joinpath(*parts)


def text(*parts: str) -> str:
    """Return the text of a shipped file."""
    return path(*parts).read_text(encoding="utf-8")


def package_path(*parts: str) -> Path:
    """Return the path of a file that lives beside the code (queries, page assets)."""
    return _PACKAGE.joinpath(*parts)
