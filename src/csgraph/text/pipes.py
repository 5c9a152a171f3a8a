"""Tables of Markdown: which of their lines are no entries, and what the other columns of a row say."""

from __future__ import annotations

import re
from typing import NamedTuple

from csgraph.language.shared import shared_words
from csgraph.model import Span

_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*")
_CELL = re.compile(r"[^|]+")
_NUMBERS = re.compile(r"\d{1,2}(?:\s*[,/&+]\s*\d{1,2})*")


class Row(NamedTuple):
    """The region that a row names in its column of regions."""

    regions: tuple[int, ...]
    end: int
    """Where the cell ends."""


class Tables(NamedTuple):
    """What the tables of a text are made of."""

    heads: tuple[Span, ...]
    rules: tuple[Span, ...]
    rows: dict[Span, Row]
    """Lines whose column of regions holds numbers."""


def tables(text: str, lines: list[Span]) -> Tables:
    """Return the head, the rule and the rows of every table: a rule with bars stands below a line with as many cells."""
    heads, rules, rows = [], [], {}
    for number, line in enumerate(lines[1:], 1):
        head = lines[number - 1]
        if not ("|" in line.of(text) and _RULE.fullmatch(line.of(text)) and len(_cells(text, head)) == len(_cells(text, line))):
            continue
        heads.append(head)
        rules.append(line)
        column = _region_column(text, head)
        for row in lines[number + 1 :]:
            if "|" not in row.of(text) or _RULE.fullmatch(row.of(text)):
                break
            found = _row(text, row, column)
            if found is not None:
                rows[row] = found
    return Tables(tuple(heads), tuple(rules), rows)


def _cells(text: str, line: Span) -> list[Span]:
    found = [Span(*match.span()) for match in _CELL.finditer(text, line.begin, line.end)]
    inner = found[1:] if found and not found[0].of(text).strip() else found
    return inner[:-1] if inner and not inner[-1].of(text).strip() and not text[line.begin : line.end].rstrip().endswith("||") else inner


def _region_column(text: str, head: Span) -> int | None:
    names = [cell.of(text).strip(" *_`").casefold() for cell in _cells(text, head)]
    return next((number for number, name in enumerate(names) if name in shared_words().columns["region"]), None)


def _row(text: str, line: Span, column: int | None) -> Row | None:
    cells = _cells(text, line)
    if column is None or column >= len(cells):
        return None
    words = cells[column].of(text).strip()
    if not _NUMBERS.fullmatch(words):
        return None
    return Row(tuple(int(number) for number in re.findall(r"\d+", words)), cells[column].end)
