"""csgraph matrix: who × which crime type."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from csgraph.cli.options import format_option, language_option, open_for_reading, store_option
from csgraph.cli.output import fits, note, show_rows
from csgraph.screens.tables import Format

if TYPE_CHECKING:
    from csgraph.answers.matrix import By, Matrix


@click.command()
@click.option("--by", type=click.Choice(["partner", "region", "place"]), default="partner", show_default=True, help="What the rows are.")
@click.option("--gaps", is_flag=True, help="List the empty cells, with the nearest candidate, in the place of the matrix.")
@language_option
@store_option
@format_option()
def command(by: By, gaps: bool, language: str, place: str | None, format: Format) -> None:
    """Show who has which crime type, and the gaps.

    Rows are partners, regions or places; cells are grades A to D; empty cells are gaps.

    \b
    Example:
      csgraph matrix --by region --gaps
    """
    from csgraph.answers.matrix import matrix

    with open_for_reading(place) as store:
        found = matrix(store, by, language=language)
    if gaps:
        show_rows((by, "crime type", "nearest"), [(gap.row, gap.crime, gap.nearest) for gap in found.gaps], format)
        return
    if format == "table" and not fits((by, *found.crimes), [[row] for row in found.rows]):
        _show_by_grade(found, by)
    else:
        rows = [(row, *(found.cells.get((row, crime), "") for crime in found.crimes)) for row in found.rows]
        show_rows((by, *found.crimes), rows, format)
    with_candidate = sum(1 for gap in found.gaps if gap.nearest)
    note(f"{len(found.gaps)} empty cells, {with_candidate} with a candidate near by: csgraph matrix --by {by} --gaps")


def _show_by_grade(found: Matrix, by: By) -> None:
    """Print the crime types of each row by grade, where the terminal has no room for a column each."""
    from csgraph.answers.grades import GRADES

    rows = [
        (row, *(", ".join(crime for crime in found.crimes if found.cells.get((row, crime)) == grade) for grade in GRADES))
        for row in found.rows
    ]
    show_rows((by, *GRADES), rows)
