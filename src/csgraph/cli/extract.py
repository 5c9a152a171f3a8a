"""csgraph extract: one report, no store."""

from __future__ import annotations

from pathlib import Path

import click

from csgraph.cli.options import decisions_option, existing, output_option
from csgraph.cli.output import write_out


@click.command()
@click.argument("report", type=click.Path(path_type=Path))
@click.option("--format", "format", type=click.Choice(["nquads", "trig", "jsonld", "json"]), default="nquads", show_default=True)
@click.option("--publisher", metavar="NAME", help="Whose report it is; else the body that its title or introduction names.")
@click.option("--language", metavar="TAG", help="Language of the report; found from the text if not given.")
@click.option("--year", type=int, help="The year it is about, where the text does not say it.")
@decisions_option
@click.option("--inferred", is_flag=True, help="With what the rules derive.")
@output_option
def command(
    report: Path,
    format: str,
    publisher: str | None,
    language: str | None,
    year: int | None,
    decisions: Path,
    inferred: bool,
    output: str | None,
) -> None:
    """Read one REPORT and write its graph to stdout.

    \b
    Example:
      csgraph extract data/reports/csi-2019.da.txt --publisher "Crime Stoppers International" --format trig
    """
    from csgraph.pipeline import Settings, extracted, read_report
    from csgraph.screens.export import quads_as, reading_as_json

    settings = Settings(publisher=publisher, language=language, year=year, decisions=existing(decisions))
    if format == "json":
        write_out(reading_as_json(read_report(report, settings)), output)
    else:
        write_out(quads_as(extracted(report, settings, inferred=inferred), format), output)
