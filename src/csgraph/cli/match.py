"""csgraph match: what a text names."""

from __future__ import annotations

import sys

import click

from csgraph.cli.options import format_option
from csgraph.cli.output import show_rows
from csgraph.screens.tables import Format


@click.command()
@click.argument("text")
@click.option("--language", metavar="TAG", help="Language of the text; found from it if not given.")
@click.option("--publisher", metavar="NAME", help="Who is speaking: whose regions are meant.")
@format_option()
def command(text: str, language: str | None, publisher: str | None, format: Format) -> None:
    """Say what TEXT names, and where.

    Organizations, regions, places and crime types, with their spans; "-" reads the text from stdin.

    \b
    Example:
      csgraph match "INTERPOL and the OECD met in Singapore on human trafficking." --language en
    """
    from csgraph.pipeline import matches

    found = matches(sys.stdin.read() if text == "-" else text, language=language, publisher=publisher)
    rows = [(one.begin, one.end, one.words, one.kind, one.name, one.id, one.rule) for one in found]
    show_rows(("begin", "end", "words", "kind", "name", "id", "rule"), rows, format)
