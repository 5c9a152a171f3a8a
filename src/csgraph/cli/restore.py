"""csgraph restore: a store from a copy."""

from __future__ import annotations

from pathlib import Path

import click

from csgraph.cli.options import DEFAULT_STORE, store_option
from csgraph.cli.output import counted


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@store_option
def command(folder: Path, place: str | None) -> None:
    """Make a store from the copy in FOLDER. A store that is there already is left alone.

    \b
    Example:
      csgraph backup csgraph-copy
      csgraph restore csgraph-copy --store csgraph-store
    """
    from csgraph.graph.backup import restore

    where = place or DEFAULT_STORE
    click.echo(f"{where}: {counted(restore(folder, where), 'report')}.")
