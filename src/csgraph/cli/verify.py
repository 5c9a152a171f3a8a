"""csgraph verify: every quote re-read from its source."""

from __future__ import annotations

from pathlib import Path

import click

from csgraph.cli.options import open_for_reading, store_option
from csgraph.cli.output import counted, note

_SHOWN = 20


@click.command()
@store_option
@click.option("--sources", multiple=True, type=click.Path(path_type=Path, file_okay=False), help="Folders where the reports are.")
def command(place: str | None, sources: tuple[Path, ...]) -> None:
    """Re-read every quote from its source.

    Each is cut out of its entry again, and each entry out of its report where the report is found.

    \b
    Example:
      csgraph verify --sources data/reports
    """
    from csgraph import resources
    from csgraph.answers.verify import verify
    from csgraph.model import Document
    from csgraph.text.load import load_document

    def find(source: str) -> Document | None:
        # The demo's report is one that we bring along.
        folders = (*sources, Path(), resources.path("data", "reports"))
        return next((load_document(folder / source) for folder in folders if (folder / source).is_file()), None)

    with open_for_reading(place) as store:
        done = verify(store, find)
    click.echo(
        f"{counted(done.phrases, 'quote')} in {counted(done.entries, 'entry')} re-read: "
        f"{done.accuracy:.2%} are exactly the words of their entry."
    )
    click.echo(f"Compared with their reports: {counted(done.compared, 'entry')}.")
    for source in done.missing_sources[:_SHOWN]:
        note(f"{source}: not found; name its folder with --sources to compare with it.")
    for fault in done.faults[:_SHOWN]:
        click.echo(fault)
    if done.faults:
        raise SystemExit(1)
