"""csgraph add: reports into a store."""

from __future__ import annotations

import shutil
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from csgraph.cli.options import decisions_option, existing, folder_to_write, is_new_folder, open_for_writing, store_option
from csgraph.cli.output import counted, error_line, note
from csgraph.errors import ReportError

if TYPE_CHECKING:
    from csgraph.pipeline import Located, Progress, Summary

_SHOWN = 10


@click.command()
@click.argument("reports", nargs=-1, required=True, type=click.Path(path_type=Path))
@store_option
@click.option("--publisher", metavar="NAME", help="Whose reports they are; else the body that the title or introduction of each names.")
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
    paths = tuple(path for given in reports for path in _files(given))
    if not any(path.exists() for path in paths):
        # Before a store is made: an empty one would stand in the way of the demo's.
        raise ReportError(f"{paths[0]}: there is no such file. Check the name." if paths else f"{reports[0]}: no files are in this folder.")
    is_new = is_new_folder(place)
    with open_for_writing(place) as store:
        summary = add_reports(store, paths, settings, workers=workers, resume=resume, progress=Bar())
        note("")
        click.echo("\n".join(summary_lines(summary)))
    if is_new and not summary.reports:
        # Nothing came of it: an empty store would stand in the way of the demo's.
        shutil.rmtree(folder_to_write(place))
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
    lines = []
    if summary.reports:
        lines.append(
            f"{counted(len(summary.reports), 'report')}, {counted(summary.entries, 'entry')}: "
            f"{counted(summary.count('organization'), 'organization')} ({unknown:,} in no gazetteer), "
            f"{counted(summary.count('place'), 'place')}, {counted(summary.count('region'), 'region')}, "
            f"{counted(len(summary.crimes), 'crime type')}, {counted(summary.events, 'event')}, {counted(summary.figures, 'figure')}."
        )
    if summary.skipped:
        lines.append(f"In the store already and left as they were: {counted(len(summary.skipped), 'report')}.")
    if summary.findings:
        lines.append(f"{counted(len(summary.findings), 'finding')} to look at:")
        lines += _finding_lines(summary.findings)
    return lines


def _finding_lines(findings: list[Located]) -> list[str]:
    """The first of each kind, so that two hundred unknown names do not hide one doubtful amount; then how to see the rest."""
    kinds = Counter(one.finding.kind for one in findings)
    lines = []
    for kind, count in sorted(kinds.items()):
        of_kind = [one for one in findings if one.finding.kind == kind]
        shown = max(1, _SHOWN // len(kinds))
        lines += [f"  {one}" for one in of_kind[:shown]]
        if count > shown:
            lines.append(f"  … and {count - shown:,} more: {kind.replace('-', ' ')}")
    return [*lines, "  All of them: csgraph ask findings. Names to decide on: csgraph review."]
