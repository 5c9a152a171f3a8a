"""Currency signs and names, as ``data/gazetteers/currencies.csv`` has them; an ambiguous one keeps its candidates."""

from __future__ import annotations

import csv
from functools import cache
from typing import NamedTuple

from csgraph import resources


class Currency(NamedTuple):
    """What a sign or name may mean: ISO 4217 codes, the likeliest first."""

    codes: tuple[str, ...]


@cache
def _rows() -> tuple[dict[str, str], ...]:
    with resources.path("data", "gazetteers", "currencies.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def by_sign(sign: str) -> tuple[str, ...]:
    """Return the codes that a sign or an ISO code may mean; empty when it is none."""
    found: dict[str, None] = {}
    for row in _rows():
        signs = (row["code"], *row["signs"].split("|"))
        if sign in signs or sign.rstrip(".") in signs[1:]:
            codes = _codes(row)
            if len(codes) == 1:
                return tuple(codes)  # a sign of one currency's own ("£") is that currency's, whoever else may use it
            found.update(dict.fromkeys(codes))
    return tuple(found)


def currency_forms(language: str) -> list[tuple[str, Currency]]:
    """Return the names of the currencies in a language, each with the codes it may mean."""
    forms: dict[str, dict[str, None]] = {}
    for row in _rows():
        for form in row.get(language, "").split("|"):
            if form.strip():
                forms.setdefault(form.strip(), {}).update(dict.fromkeys(_codes(row)))
    return [(form, Currency(tuple(codes))) for form, codes in forms.items()]


@cache
def countries_of(code: str) -> tuple[str, ...]:
    """Return the ISO codes of the countries that pay in a currency."""
    return next((tuple(filter(None, row["countries"].split("|"))) for row in _rows() if row["code"] == code), ())


def _codes(row: dict[str, str]) -> list[str]:
    """Return the row's own code, or the candidates of a shared sign or name ("dollar")."""
    candidates = [code for code in row["candidates"].split("|") if code]
    return candidates or [row["code"]]
