"""csgraph diff: two reports compared."""

from __future__ import annotations

import click

from csgraph.cli.options import format_option, language_option, open_for_reading, store_option
from csgraph.cli.output import counted, note, show_rows
from csgraph.screens.tables import Format


@click.command()
@click.argument("one", metavar="REPORT")
@click.argument("other", metavar="REPORT")
@click.option(
    "--same", "is_same", is_flag=True, help="They are language versions of one report: say where they disagree; exit 1 if they do."
)
@language_option
@store_option
@format_option()
def command(one: str, other: str, is_same: bool, language: str, place: str | None, format: Format) -> None:
    """Compare two reports.

    Partners gained, lost and silent, crime types newly named, agreements with no event after them.

    \b
    Example:
      csgraph add data/reports/csi-2019.da.txt tests/gold/csi-2019.en.txt
      csgraph diff csi-2019-da csi-2019-en --same
    """
    from csgraph.answers.diff import compared, same

    with open_for_reading(place) as store:
        found = (same if is_same else compared)(store, one, other, language=language)
    if found:
        show_rows(("difference", "what", "where"), [(one.kind, one.what, one.where) for one in found], format)
    note(f"{counted(len(found), 'difference')}.")
    if is_same and found:
        raise SystemExit(1)
