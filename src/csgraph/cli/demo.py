"""csgraph demo: from nothing to a first answer and a page."""

from __future__ import annotations

from pathlib import Path

import click

_REPORT = ("data", "reports", "csi-2019.da.txt")
_PUBLISHER = "Crime Stoppers International"
_CRIME = "illicit-trade"


@click.command()
@click.option("-o", "--output", "folder", default="csgraph-demo", show_default=True, type=click.Path(path_type=Path, file_okay=False))
def command(folder: Path) -> None:
    """Build the shipped 2019 report and its explorer page.

    Shows what was read from the report of Crime Stoppers International, and the partners of illicit trade.

    \b
    Example:
      csgraph demo -o csgraph-demo
    """
    from csgraph import resources
    from csgraph.answers.partners import partners
    from csgraph.cli.add import summary_lines
    from csgraph.cli.output import write_out
    from csgraph.cli.partners import show_partners
    from csgraph.graph.store import open_store
    from csgraph.pipeline import Settings, add_reports
    from csgraph.screens.page import write_page

    folder.mkdir(parents=True, exist_ok=True)
    page = folder / "index.html"
    with open_store(folder / "store") as store:
        summary = add_reports(store, [resources.path(*_REPORT)], Settings(publisher=_PUBLISHER))
        click.echo("\n".join(summary_lines(summary)))
        found = partners(store, _CRIME)
        click.echo(f"\nPartners on {found.crime_name}:\n")
        show_partners(found, "table")
        write_out(write_page(store), str(page))
    click.echo(f"\nExplorer: {page.resolve()}")
    click.echo(f'Next:     csgraph partners "human trafficking" --store {folder}')
