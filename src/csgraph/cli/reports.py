"""csgraph reports: what is in a store."""

from __future__ import annotations

import click

from csgraph.cli.options import format_option, open_for_reading, store_option
from csgraph.cli.output import show_rows
from csgraph.screens.tables import Format


@click.command()
@store_option
@format_option()
def command(place: str | None, format: Format) -> None:
    """List the reports in the store.

    \b
    Example:
      csgraph reports
    """
    with open_for_reading(place) as store:
        rows = [
            (report.id, report.title, report.publisher, report.language, report.year, report.entries, report.findings)
            for report in store.reports()
        ]
    show_rows(("report", "title", "publisher", "language", "year", "entries", "findings"), rows, format)
