"""csgraph add: reports into a store."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from csgraph.cli.options import decisions_option, existing, open_for_writing, store_option
from csgraph.cli.output import error_line, note

if TYPE_CHECKING:
    from csgraph.pipeline import Progress, Summary


@click.command()
@click.argument("reports", nargs=-1, required=True, type=click.Path(path_type=Path))
@store_option
@click.option("--publisher", metavar="NAME", help="Whose reports they are.")
@click.option("--language", metavar="TAG", help="Language of the reports; found from the text if not given.")
@click.option("--year", type=int, help="The year they are about, where the text does not say it.")
@click.option("--workers", default="1", show_default=True, metavar="N|tcp://…", help="Processes, or a Dask scheduler.")
@decisions_option
@click.option("--resume", is_flag=True, help="Leave reports that are in the store with the same bytes.")
def command(
    reports: tuple[Path, ...],
    place: str | None,
    publisher: str | None,
    language: str | None,
    year: int | None,
    workers: str,
    decisions: Path,
    resume: bool,
) -> None:
    """Read REPORTS into a store. A report that is added again takes the place of its former self.

    \b
    Example:
      csgraph add data/reports/csi-2019.da.txt --publisher "Crime Stoppers International"
    """
    from csgraph.pipeline import Settings, add_reports

    settings = Settings(publisher=publisher, language=language, year=year, decisions=existing(decisions))
    with open_for_writing(place) as store:
        paths = tuple(path for given in reports for path in _files(given))
        summary = add_reports(store, paths, settings, workers=workers, resume=resume, progress=Bar())
        note("")
        click.echo("\n".join(summary_lines(summary)))
    for line in summary.failures:
        click.echo(error_line(line), err=True)
    if summary.failures:
        raise SystemExit(1)


def _files(given: Path) -> list[Path]:
    """A folder stands for the files in it, in order of their names."""
    return sorted(path for path in given.iterdir() if path.is_file() and not path.name.startswith(".")) if given.is_dir() else [given]


class Bar:
    """A line on stderr while reports are read, if there is a terminal: how many, how fast, how long still."""

    def __init__(self) -> None:
        self._begun = time.monotonic()

    def __call__(self, progress: Progress) -> None:
        if not sys.stderr.isatty():
            return
        seconds = max(time.monotonic() - self._begun, 1e-6)
        left = seconds / progress.done * (progress.of - progress.done)
        share = progress.done / progress.of
        bar = "█" * round(20 * share) + "░" * (20 - round(20 * share))
        line = f"\r{bar} {progress.done}/{progress.of} reports  {progress.entries / seconds:,.0f} entries/s  {left:.0f} s left "
        click.echo(line, err=True, nl=False)


def summary_lines(summary: Summary) -> list[str]:
    """Return what was read, and what a reader should look at, as lines."""
    unknown = summary.count("organization", known=False)
    lines = [
        f"{len(summary.reports)} reports, {summary.entries} entries: {summary.count('organization')} organizations ({unknown} not known before), "
        f"{summary.count('place')} places, {summary.count('region')} regions, {len(summary.crimes)} crime types, "
        f"{summary.events} events, {summary.figures} figures."
    ]
    if summary.skipped:
        lines.append(f"{len(summary.skipped)} reports stood in the store already and were left.")
    if summary.findings:
        lines.append(f"{len(summary.findings)} findings to look at (csgraph review):")
        lines += [f"  {finding}" for finding in summary.findings[:12]]
        if len(summary.findings) > 12:
            lines.append(f"  … and {len(summary.findings) - 12} more")
    return lines
