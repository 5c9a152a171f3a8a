"""csgraph partners: who covers a crime type."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from csgraph.cli.options import format_option, language_option, open_for_reading, store_option
from csgraph.cli.output import counted, note, show_rows
from csgraph.screens.tables import Format

if TYPE_CHECKING:
    from csgraph.answers.partners import Partners


_IN_TABLE = 50
"""More rows with their words nobody reads; other formats are for programs, and whole."""


@click.command()
@click.argument("crime")
@click.option("--region", metavar="R", help='Only events of this region ("Region 3").')
@click.option("--place", "at", metavar="P", help="Only events at this place or inside it.")
@click.option("--since", metavar="DATE", help="Only events from then on: 2019, 2019-03 or 2019-03-05.")
@click.option("--until", metavar="DATE", help="Only events up to then.")
@click.option("--grade", type=click.Choice(["A", "B", "C", "D"], case_sensitive=False), help="This grade or a stronger one.")
@click.option("--exact", is_flag=True, help="Do not count narrower crime types.")
@click.option("--with-publisher", is_flag=True, help="List the bodies whose reports these are, and their regions, too.")
@click.option(
    "--limit", type=click.IntRange(0), metavar="N", help=f"Show so many at most, 0 for all.  [default: {_IN_TABLE} in a table, else all]"
)
@language_option
@store_option
@format_option("table", "csv", "json", "md")
def command(
    crime: str,
    region: str | None,
    at: str | None,
    since: str | None,
    until: str | None,
    grade: str | None,
    exact: bool,
    with_publisher: bool,
    limit: int | None,
    language: str,
    place: str | None,
    format: Format,
) -> None:
    """List the partners that cover CRIME.

    Strongest grade first, each with the words that say so.

    CRIME is a crime type in any language or spelling. Narrower types count unless --exact.

    \b
    A  an agreement in force names the crime
    B  a joint operation, campaign, product or intervention
    C  hosted, co-hosted or spoke at an event on it
    D  attended, was listed or invited

    \b
    Example:
      csgraph partners "illicit trade"
    """
    from csgraph.answers.partners import Filter, partners

    given = Filter(region, at, since, until, exact, grade and grade.upper(), with_publisher)  # type: ignore[arg-type]
    if limit is None:
        limit = _IN_TABLE if format == "table" else 0
    with open_for_reading(place) as store:
        # One more than are shown, to know whether there are more.
        show_partners(partners(store, crime, given, language=language, limit=limit + 1 if limit else None), format, limit=limit)


def show_partners(found: Partners, format: Format, *, limit: int = 0) -> None:
    """Print the partners of a crime type, the first `limit` of them unless that is 0."""
    from csgraph.answers.labels import local_name

    shown = found.rows[:limit] if limit else found.rows
    rows = [(row.grade, row.name, row.events, row.last_date, row.quote, local_name(row.entry)) for row in shown]
    show_rows(("grade", "partner", "events", "last", "words", "where"), rows, format)
    if len(shown) < len(found.rows):
        note(f"The {len(shown)} strongest partners on {found.crime_name}; --limit 0 shows all.")
    else:
        note(f"{counted(len(rows), 'partner')} on {found.crime_name}.")
