"""Rows → a table to look at, or CSV, TSV, JSON and Markdown to work with. What comes from a report is only text here."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final, Literal, TypeAlias

Format: TypeAlias = Literal["table", "csv", "tsv", "json", "md"]
Cell: TypeAlias = str | int | float | None
FORMATS: Final[tuple[Format, ...]] = ("table", "csv", "tsv", "json", "md")

_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_NARROWEST: Final = 8


def harmless(text: str) -> str:
    """Return `text` without what a terminal would obey: escapes, other controls, changes of direction.

    >>> harmless("red \\x1b[31m alert")
    'red \\ufffd[31m alert'
    """
    return _CONTROL.sub("\ufffd", text)


def width(text: str) -> int:
    """Return how many columns `text` takes in a terminal.

    >>> width("abc"), width("日本"), width("e\\u0301")
    (3, 4, 1)
    """
    if text.isascii():
        return len(text)
    return sum(_columns(char) for char in text)


def _columns(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def rendered(headers: Sequence[str], rows: Iterable[Sequence[Cell]], format: Format = "table", *, columns: int | None = None) -> str:
    """Return rows in a format, ending with a line end; `columns` is the width that a table has to keep to."""
    kept = [list(row) for row in rows]
    match format:
        case "csv":
            return _separated(headers, kept, ",")
        case "tsv":
            return _separated(headers, kept, "\t")
        case "json":
            return json.dumps([dict(zip(headers, row, strict=True)) for row in kept], ensure_ascii=False, indent=2) + "\n"
        case "md":
            return _markdown(headers, kept)
        case _:
            return _table(headers, kept, columns)


def spreadsheet_safe(cell: Cell) -> Cell:
    """Return a cell that a spreadsheet shows and does not compute.

    >>> spreadsheet_safe("=1+1"), spreadsheet_safe(-3)
    ("'=1+1", -3)
    """
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _separated(headers: Sequence[str], rows: list[list[Cell]], separator: str) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator="\n")
    writer.writerow(headers)
    writer.writerows([spreadsheet_safe(cell) for cell in row] for row in rows)
    return out.getvalue()


def _markdown(headers: Sequence[str], rows: list[list[Cell]]) -> str:
    def line(cells: Iterable[str]) -> str:
        return "| " + " | ".join(cells) + " |\n"

    def cell(value: Cell) -> str:
        text = _shown(value).replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")
        return " ".join(text.split())

    return line(headers) + line("---" for _ in headers) + "".join(line(map(cell, row)) for row in rows)


def _shown(value: Cell) -> str:
    return "" if value is None else harmless(str(value))


def _table(headers: Sequence[str], rows: list[list[Cell]], columns: int | None) -> str:
    shown = [[_shown(value).replace("\n", " ") for value in row] for row in rows]
    is_number = [bool(rows) and all(isinstance(row[i], int | float | None) for row in rows) for i in range(len(headers))]
    widths = [max(width(cell) for cell in (header, *(row[i] for row in shown))) for i, header in enumerate(headers)]
    if columns is not None:
        widths = _fitted(widths, columns - 2 * (len(widths) - 1))
    lines = _row_lines(list(headers), widths, is_number)
    lines.append("  ".join("─" * size for size in widths))
    for row in shown:
        lines += _row_lines(row, widths, is_number)
    return "".join(line.rstrip() + "\n" for line in lines)


def _fitted(widths: list[int], room: int) -> list[int]:
    """Take from the widest column until the table fits; no column becomes unreadable."""
    widths = list(widths)
    while sum(widths) > room and max(widths) > _NARROWEST:
        widest = widths.index(max(widths))
        second = max((size for i, size in enumerate(widths) if i != widest), default=0)
        widths[widest] = max(_NARROWEST, min(widths[widest] - 1, max(second, widths[widest] - (sum(widths) - room))))
    return widths


def _row_lines(cells: list[str], widths: list[int], is_number: list[bool]) -> list[str]:
    wrapped = [_wrapped(cell, size) for cell, size in zip(cells, widths, strict=True)]
    height = max(len(pieces) for pieces in wrapped)
    return [
        "  ".join(
            _padded(pieces[i] if i < len(pieces) else "", size, right)
            for pieces, size, right in zip(wrapped, widths, is_number, strict=True)
        )
        for i in range(height)
    ]


def _padded(text: str, size: int, right: bool) -> str:
    fill = " " * (size - width(text))
    return fill + text if right else text + fill


def _wrapped(text: str, size: int) -> list[str]:
    if width(text) <= size:
        return [text]
    lines, current = [], ""
    for word in text.split(" "):
        for piece in _pieces(word, size):
            candidate = f"{current} {piece}" if current else piece
            if width(candidate) > size:
                lines.append(current)
                current = piece
            else:
                current = candidate
    return [*lines, current]


def _pieces(word: str, size: int) -> list[str]:
    """Cut a word that is wider than its column."""
    if width(word) <= size:
        return [word]
    pieces, current = [], ""
    for char in word:
        if width(current + char) > size:
            pieces.append(current)
            current = ""
        current += char
    return [*pieces, current]
