"""csgraph why-not: what kept a partner out."""

from __future__ import annotations

import click

from csgraph.cli.options import format_option, language_option, open_for_reading, store_option
from csgraph.cli.output import note, show_rows
from csgraph.screens.tables import Format


@click.command("why-not")
@click.argument("partner")
@click.argument("crime")
@language_option
@store_option
@format_option()
def command(partner: str, crime: str, language: str, place: str | None, format: Format) -> None:
    """Say what kept PARTNER out of CRIME.

    Shows what was found of the two, and which rule decided.

    \b
    Example:
      csgraph why-not CNN "human trafficking"
    """
    from csgraph.answers.whynot import why_not

    with open_for_reading(place) as store:
        found = why_not(store, partner, crime, language=language)
    rows = [("yes" if ground.counts else "no", ground.found, ground.rule, ground.where) for ground in found.grounds]
    show_rows(("counts", "found", "rule", "where"), rows, format)
    note(f"{found.partner} is {'a' if found.is_partner else 'no'} partner on {found.crime}.")
