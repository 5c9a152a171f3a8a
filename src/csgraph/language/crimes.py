"""The names of the crime types, as the table behind the concept scheme has them (``data/crime-types.tsv``)."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from csgraph import resources


@dataclass(frozen=True)
class CrimeNames:
    """Which words name which crime type, and what is broader than it."""

    broader: dict[str, str]
    """Id → id of the next broader type; a top type is missing here."""
    forms: dict[str, tuple[tuple[str, str], ...]]
    """Language → (surface form, id); types that no text is about are left out."""

    def ancestors(self, id_: str) -> tuple[str, ...]:
        """Return the broader types of a type, nearest first."""
        found: list[str] = []
        while (id_ := self.broader.get(id_, "")) and id_ not in found:
            found.append(id_)
        return tuple(found)

    def names(self, *languages: str) -> Iterator[tuple[str, str]]:
        """Yield the forms of these languages with their types."""
        for language in languages:
            yield from self.forms.get(language, ())


def load_crimes(path: Path) -> CrimeNames:
    """Return the names in a table of crime types."""
    broader: dict[str, str] = {}
    forms: dict[str, dict[tuple[str, str], None]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row["broader"]:
                broader[row["id"]] = row["broader"]
            if row.get("matchable", "yes") != "no":
                for language, form in _forms(row):
                    forms.setdefault(language, {})[form, row["id"]] = None
    return CrimeNames(broader, {language: tuple(pairs) for language, pairs in forms.items()})


def _forms(row: dict[str, str]) -> Iterator[tuple[str, str]]:
    for column, cell in row.items():
        kind, _, language = column.partition("_")
        if kind in ("labels", "hidden") and cell:
            for form in cell.split("|"):
                yield language, form.strip()


@cache
def shipped_crimes() -> CrimeNames:
    """Return the names of the shipped scheme."""
    return load_crimes(resources.path("data", "crime-types.tsv"))
