"""csgraph backup: a copy of the store."""

from __future__ import annotations

from pathlib import Path

import click

from csgraph.cli.options import place_of, store_option
from csgraph.cli.output import counted


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@store_option
def command(folder: Path, place: str | None) -> None:
    """Write a copy of the store to a new FOLDER.

    The copy is of one moment. While `csgraph serve` has the store, copy it through the server: --store http://…

    \b
    Example:
      csgraph backup csgraph-copy
    """
    from csgraph.graph.backup import back_up
    from csgraph.graph.store import open_store

    with open_store(place_of(place), create=False) as store:
        click.echo(f"{back_up(store, folder)}: {counted(len(store.reports()), 'report')}.")
