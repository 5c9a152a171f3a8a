"""csgraph export: the graph for other tools."""

from __future__ import annotations

import click

from csgraph.cli.options import language_option, open_for_reading, output_option, store_option
from csgraph.cli.output import write_out

_FORMATS = ("turtle", "nquads", "trig", "jsonld", "graphml", "gexf", "csv", "ftm", "cypher")


@click.command()
@click.argument("format", type=click.Choice(_FORMATS))
@click.option("--keep-contacts", is_flag=True, help="Do not mask telephone numbers and e-mail addresses.")
@language_option
@store_option
@output_option
def command(format: str, keep_contacts: bool, language: str, place: str | None, output: str | None) -> None:
    """Write the graph for other tools.

    RDF, Gephi and Cytoscape (graphml, gexf), spreadsheets (csv), OpenAleph (ftm), Neo4j (cypher).

    \b
    Example:
      csgraph export graphml -o partners.graphml
    """
    from csgraph.screens.export import exported

    with open_for_reading(place) as store:
        write_out(exported(store, format, keep_contacts=keep_contacts, language=language), output)
