"""csgraph remove: a report back out of a store."""

from __future__ import annotations

import click

from csgraph.cli.options import open_to_change, store_option
from csgraph.cli.output import counted


@click.command()
@click.argument("report")
@store_option
def command(report: str, place: str | None) -> None:
    """Take REPORT back out of the store.

    REPORT is its id, IRI or file name. Nothing of it stays.

    \b
    Example:
      csgraph remove csi-2019.da.txt
    """
    from csgraph.answers.reports import found_report

    with open_to_change(place) as store:
        listed = found_report(store, report)
        store.remove_report(listed.iri)
        store.refresh_inferred()
    click.echo(f"{listed.id}: removed, {counted(listed.entries, 'entry')}.")
