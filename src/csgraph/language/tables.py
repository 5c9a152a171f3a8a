"""The tables of ``data/gazetteers/``: a CSV file → its rows as named tuples, by the names in its first line."""

from __future__ import annotations

import csv
from operator import attrgetter, itemgetter
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from csgraph.errors import LanguagePackError

LANGUAGES = ("da", "fr", "it", "de", "es", "pt", "nl", "sv", "nb")
"""Columns of names besides English, in the order of the files."""

Row = TypeVar("Row", bound=tuple[str, ...])


class OrganizationRow(NamedTuple):
    """One organization of ``organizations.csv``; cells hold their forms with ``|`` between."""

    id: str
    name: str
    acronyms: str
    kind: str
    parent: str
    country: str
    wikidata: str
    website: str
    aliases_en: str
    da: str
    fr: str
    it: str
    de: str
    es: str
    pt: str
    nl: str
    sv: str
    nb: str
    hidden: str


class PlaceRow(NamedTuple):
    """One place of ``places.csv``."""

    id: str
    kind: str
    name_en: str
    country: str
    parent: str
    wikidata: str
    geonames: str
    lat: str
    long: str
    population: str
    da: str
    fr: str
    it: str
    de: str
    es: str
    pt: str
    nl: str
    sv: str
    nb: str
    aliases: str
    context: str


class RegionRow(NamedTuple):
    """One numbered region of a publisher, of ``regions.csv``."""

    publisher: str
    number: str
    name: str
    countries: str


class DemonymRow(NamedTuple):
    """The adjectives of a country or place in one language, of ``demonyms.csv``."""

    country: str
    place: str
    lang: str
    forms: str


def read_rows(path: Path, kind: type[Row]) -> list[Row]:
    """Return the rows of a table; raises `LanguagePackError` for a file or a column that is missing."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.reader(file)
            pick = _picked(next(reader, []), kind, path)
            return [kind._make(pick(row)) for row in reader if row]  # type: ignore[attr-defined]
    except FileNotFoundError:
        raise LanguagePackError(f"{path}: missing. The gazetteers are organizations.csv, places.csv and regions.csv.") from None


def _picked(header: list[str], kind: type[Row], path: Path) -> itemgetter[Any]:
    fields: tuple[str, ...] = kind._fields  # type: ignore[attr-defined]
    for field in fields:
        if field not in header:
            raise LanguagePackError(f"{path}: the column {field!r} is missing. Add it to the first line.")
    return itemgetter(*(header.index(field) for field in fields))


translations: attrgetter[tuple[str, ...]] = attrgetter(*LANGUAGES)
"""The cells of the names besides English, of an organization or place."""


def cell(text: str) -> list[str]:
    """Return the forms in a cell.

    >>> cell("Haag| The Hague |")
    ['Haag', 'The Hague']
    """
    return [form for part in text.split("|") if (form := part.strip())] if text else []
