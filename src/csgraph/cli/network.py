"""csgraph network: measures of the partner network."""

from __future__ import annotations

import click

from csgraph.cli.options import format_option, language_option, open_for_reading, store_option
from csgraph.cli.output import note, show_rows
from csgraph.screens.tables import Format


@click.command()
@click.option("--metric", type=click.Choice(["degree", "betweenness", "communities", "brokers"]), default="degree", show_default=True)
@click.option("--without-publisher", is_flag=True, help="Leave out the bodies whose reports these are: they know everybody.")
@click.option("--limit", type=int, default=25, show_default=True, help="Show so many; 0 shows all.")
@language_option
@store_option
@format_option()
def command(metric: str, without_publisher: bool, limit: int, language: str, place: str | None, format: Format) -> None:
    """Measure the network of partners.

    Organizations are linked by the events they share. The rule stands beside the figures.

    \b
    Example:
      csgraph network --metric brokers --without-publisher
    """
    from csgraph.answers.network import measured

    with open_for_reading(place) as store:
        found = measured(store, metric, with_publisher=not without_publisher, language=language)  # type: ignore[arg-type]
    show_rows(found.columns, found.rows[: limit or None], format)
    note(found.rule)
