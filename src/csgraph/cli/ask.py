"""csgraph ask: a named question."""

from __future__ import annotations

import click

from csgraph.cli.options import format_option, language_option, open_for_reading, store_option
from csgraph.cli.output import show_rows
from csgraph.screens.tables import Format


@click.command()
@click.argument("name", required=False)
@click.option("--set", "settings", multiple=True, metavar="PARAMETER=VALUE", help="What the question is about; may be repeated.")
@click.option("--iris", is_flag=True, help="Show IRIs in the place of names.")
@click.option("--sparql", is_flag=True, help="Print the query and do not run it.")
@language_option
@store_option
@format_option()
def command(
    name: str | None, settings: tuple[str, ...], iris: bool, sparql: bool, language: str, place: str | None, format: Format
) -> None:
    """Ask a named question; without NAME, list them.

    \b
    Example:
      csgraph ask same-events --set organization=INTERPOL
    """
    from csgraph.answers import ask as catalogue

    if name is None:
        rows = [(q.name, q.title, ", ".join(parameter.name for parameter in q.parameters)) for q in catalogue.questions()]
        show_rows(("question", "asks", "parameters"), rows, format)
        return
    if sparql:
        click.echo(catalogue.question(name).sparql, nl=False)
        return
    with open_for_reading(place) as store:
        answer = catalogue.ask(store, name, **_values(settings))
        show_rows(answer.columns, catalogue.cells(store, answer, None if iris else language), format)


def _values(settings: tuple[str, ...]) -> dict[str, str]:
    values = {}
    for setting in settings:
        key, equals, value = setting.partition("=")
        if not equals:
            raise click.BadParameter(f'"{setting}" is not PARAMETER=VALUE.', param_hint="--set")
        values[key] = value
    return values
