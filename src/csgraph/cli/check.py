"""csgraph check: the shapes over the store."""

from __future__ import annotations

from pathlib import Path

import click

from csgraph.cli.options import format_option, open_for_reading, output_option, store_option
from csgraph.cli.output import counted, note, show_rows, write_out


@click.command()
@click.option("--shapes", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="Other shapes, in Turtle.")
@store_option
@format_option("table", "csv", "json", "md", "turtle")
@output_option
def command(shapes: Path | None, place: str | None, format: str, output: str | None) -> None:
    """Check the store against its SHACL shapes.

    Exit 1 if something breaks them. --format turtle gives an sh:ValidationReport.

    \b
    Example:
      csgraph check
    """
    from csgraph.answers.check import as_turtle, check
    from csgraph.graph.vocab import compact

    with open_for_reading(place) as store:
        report = check(store, shapes.read_bytes() if shapes else None)
    if format == "turtle":
        write_out(as_turtle(report), output)
    elif report.results:
        rows = [
            (result.focus, compact(result.check.path.strip("<>")), result.check.message(), str(result.value or ""))
            for result in report.results
        ]
        show_rows(("node", "path", "message", "value"), rows, format)  # type: ignore[arg-type]
    note(f"{counted(report.constraints, 'constraint')} checked, {counted(len(report.results), 'finding')}.")
    if not report.conforms:
        raise SystemExit(1)
