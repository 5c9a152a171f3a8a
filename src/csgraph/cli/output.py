"""What commands share in showing: rows on stdout in the format asked for, progress and notes on stderr."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from csgraph.errors import CsgraphError
from csgraph.screens.tables import Cell, Format, harmless, rendered, width


def error_line(message: str) -> str:
    """Return a message as the one line that a user reads."""
    return "csgraph: " + harmless(" ".join(message.split()))


def note(message: str) -> None:
    """Say something that is no answer."""
    columns = shutil.get_terminal_size().columns if sys.stderr.isatty() else 0
    said = harmless(message)
    click.echo(click.wrap_text(said, columns) if columns and len(said) > columns else said, err=True)


def counted(number: int, noun: str) -> str:
    """Return a number with its noun.

    >>> counted(1, "report"), counted(1200, "entry")
    ('1 report', '1,200 entries')
    """
    plural = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{number:,} {noun if number == 1 else plural}"


def fits(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> bool:
    """Say whether these columns stand side by side in the terminal; without one there is no end to its width."""
    if not sys.stdout.isatty():
        return True
    widths = [width(header) for header in headers]
    for row in rows:
        widths[: len(row)] = [max(pair) for pair in zip(map(width, row), widths, strict=False)]
    return sum(widths) + 2 * (len(widths) - 1) <= shutil.get_terminal_size().columns


def show_rows(headers: Sequence[str], rows: Iterable[Sequence[Cell]], format: Format = "table") -> None:
    """Print rows; a table keeps to the width of the terminal, if there is one."""
    columns = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    click.echo(rendered(headers, rows, format, columns=columns), nl=False)


def write_out(data: str | bytes, output: str | None) -> None:
    """Write to a file, or to stdout for None and ``-``."""
    encoded = data.encode() if isinstance(data, str) else data
    if output in (None, "-"):
        sys.stdout.flush()
        sys.stdout.buffer.write(encoded)
        return
    path = Path(str(output))
    try:
        path.write_bytes(encoded)
    except OSError as fault:
        raise CsgraphError(f"{path}: cannot be written ({fault.strerror}). Name another file with -o.") from fault
