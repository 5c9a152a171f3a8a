"""csgraph query: SPARQL over the store."""

from __future__ import annotations

import sys
from pathlib import Path

import click
import pyoxigraph as ox

from csgraph.cli.options import open_for_reading, output_option, store_option
from csgraph.cli.output import show_rows, write_out
from csgraph.errors import QueryError
from csgraph.graph import vocab
from csgraph.graph.syntax import serialized

_ROWS = {"tsv": ox.QueryResultsFormat.TSV, "json": ox.QueryResultsFormat.JSON, "xml": ox.QueryResultsFormat.XML}
_GRAPHS = {"turtle": ox.RdfFormat.TURTLE, "nquads": ox.RdfFormat.N_QUADS, "jsonld": ox.RdfFormat.JSON_LD}
_FORMATS = ("table", "csv", *_ROWS, *_GRAPHS)


@click.command()
@click.argument("sparql", required=False)
@click.option("-f", "--file", "file", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="Read the query from a file.")
@click.option("--format", "format", type=click.Choice(_FORMATS), help="[default: table; turtle for a CONSTRUCT]")
@click.option("--to", "picture", metavar="F.html", help="Draw the result as a network.")
@store_option
@output_option
def command(sparql: str | None, file: Path | None, format: str | None, picture: str | None, place: str | None, output: str | None) -> None:
    """Put a SPARQL query to the store.

    "-" reads it from stdin. The prefixes of the vocabulary need no declaration.

    \b
    Example:
      csgraph query "SELECT ?name { ?event a csg:AgreementSigning ; csg:signatory/skos:prefLabel ?name } LIMIT 5"
    """
    text = _text(sparql, file)
    with open_for_reading(place) as store:
        found = store.query(text)
        if picture is not None:
            from csgraph.screens.drawing import drawn

            write_out(drawn(found, store), picture)
        elif isinstance(found, ox.QueryTriples):
            _show_triples(found, format, output)
        elif isinstance(found, ox.QueryBoolean):
            _show_boolean(found, format, output)
        else:
            _show_solutions(found, format, output)


def _text(sparql: str | None, file: Path | None) -> str:
    if (sparql is None) == (file is None):
        raise click.UsageError("Give a query, or a file with -f.")
    if file is not None:
        return file.read_text(encoding="utf-8")
    return sys.stdin.read() if sparql == "-" else str(sparql)


def _show_triples(found: ox.QueryTriples, format: str | None, output: str | None) -> None:
    syntax = _GRAPHS.get(format or "turtle")
    if syntax is None:
        raise QueryError(f"a CONSTRUCT gives a graph, not rows. Use --format {'|'.join(_GRAPHS)}.")
    triples = sorted(found, key=str)
    write_out(serialized(triples, syntax), output)


def _show_boolean(found: ox.QueryBoolean, format: str | None, output: str | None) -> None:
    if format in ("json", "xml"):
        write_out(found.serialize(format=_ROWS[format]) or b"", output)
    else:
        write_out("yes\n" if found else "no\n", output)


def _show_solutions(found: ox.QuerySolutions, format: str | None, output: str | None) -> None:
    if format in _GRAPHS:
        raise QueryError(f"a SELECT gives rows, not a graph. Use --format table|csv|{'|'.join(_ROWS)}.")
    if format in _ROWS:
        write_out(found.serialize(format=_ROWS[format]) or b"", output)
        return
    headers = [variable.value for variable in found.variables]
    rows = [[_cell(term, short=format != "csv") for term in row] for row in found]
    if output is None:
        show_rows(headers, rows, "csv" if format == "csv" else "table")
    else:
        from csgraph.screens.tables import rendered

        write_out(rendered(headers, rows, "csv" if format == "csv" else "table"), output)


def _cell(term: object, *, short: bool) -> str | int | None:
    if isinstance(term, ox.Literal):
        return int(term.value) if term.datatype.value == vocab.XSD + "integer" else term.value
    if isinstance(term, ox.NamedNode):
        return vocab.compact(term.value) if short else term.value
    return None if term is None else str(term)
