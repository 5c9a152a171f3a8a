"""csgraph show: the explorer as one HTML file."""

from __future__ import annotations

from pathlib import Path

import click

from csgraph.cli.options import language_option, open_for_reading, store_option
from csgraph.cli.output import note, write_out


@click.command()
@click.option("--crime", metavar="C", help="Open on this crime type, in any language or spelling.")
@click.option("--partner", metavar="P", help="Open on this organization.")
@click.option("--region", metavar="R", help="Open on this region.")
@click.option("-o", "--output", default="csgraph.html", show_default=True, metavar="F.html", help='Where to write; "-" is stdout.')
@click.option("--open", "open_it", is_flag=True, help="Open the page in a browser.")
@language_option
@store_option
def command(
    crime: str | None, partner: str | None, region: str | None, output: str, open_it: bool, language: str, place: str | None
) -> None:
    """Write the explorer as one HTML file.

    It needs no network. Nodes keep their places when the file is written again.

    \b
    Example:
      csgraph show --crime "human trafficking" -o human-trafficking.html
    """
    from csgraph.answers.crimes import found_crime
    from csgraph.answers.entities import found_entity
    from csgraph.screens.page import known_positions, write_page

    page = Path(output)
    previous = known_positions(page.read_text(encoding="utf-8")) if output != "-" and page.is_file() else None
    with open_for_reading(place) as store:
        html = write_page(
            store,
            crime=found_crime(store, crime).iri if crime else None,
            partner=found_entity(store, partner, "organization") if partner else None,
            region=found_entity(store, region, "region") if region else None,
            language=language,
            base=store.mint.base,
            previous=previous,
        )
    write_out(html, output)
    if output != "-":
        note(f"Explorer: {page.resolve()}")
        if open_it:
            click.launch(str(page.resolve()))
