"""What commands share in showing: rows on stdout in the format asked for, progress and notes on stderr."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from csgraph.errors import CsgraphError
from csgraph.screens.tables import Cell, Format, harmless, rendered


def error_line(message: str) -> str:
    """Return a message as the one line that a user reads."""
    return "csgraph: " + harmless(" ".join(message.split()))


def note(message: str) -> None:
    """Say something that is no answer."""
    click.echo(harmless(message), err=True)


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
