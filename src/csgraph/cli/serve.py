"""csgraph serve: the explorer and a SPARQL endpoint over HTTP."""

from __future__ import annotations

import os
from pathlib import Path

import click

from csgraph.cli.options import place_of, store_option
from csgraph.cli.output import note
from csgraph.errors import CsgraphError


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, metavar="H")
@click.option("--port", default=8080, show_default=True, type=click.IntRange(1, 65535), metavar="P")
@click.option(
    "--token-file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Whoever sends what stands in this file as a bearer token may write; or set CSGRAPH_TOKEN.",
)
@click.option("--keep-contacts", is_flag=True, help="Do not mask telephone numbers and e-mail addresses.")
@click.option("--time-out", "seconds", default=30.0, show_default=True, type=click.FloatRange(0.1), metavar="S", help="For one query.")
@click.option("--workers", type=click.IntRange(1), metavar="N", help="Queries at once.  [default: one for each processor]")
@store_option
def command(
    host: str, port: int, token_file: Path | None, keep_contacts: bool, seconds: float, workers: int | None, place: str | None
) -> None:
    """Serve the explorer, a SPARQL editor and a SPARQL 1.1 Protocol endpoint. Nobody may write unless there is a token.

    \b
    Example:
      csgraph serve --port 8080
    """
    try:
        from csgraph.web import Limits, Settings, serve
    except ImportError as fault:
        raise CsgraphError("serving needs more packages. Install csgraph[serve].") from fault
    limits = Limits(seconds=seconds, workers=workers) if workers else Limits(seconds=seconds)
    where = place_of(place)
    _check(where)
    note(f"Serving {where} at http://{host}:{port}/ (SPARQL at /sparql). Stop with Ctrl-C.")
    serve(Settings(where, _token(token_file), keep_contacts, limits), host=host, port=port)


def _check(place: str) -> None:
    """Say what is wrong with a store before a server is started on it."""
    from csgraph.graph.store import open_store

    open_store(place, create=False).close()


def _token(file: Path | None) -> str | None:
    """The token comes from a file or the environment: a command line can be read by every user of the machine."""
    given = file.read_text(encoding="utf-8").strip() if file else os.environ.get("CSGRAPH_TOKEN", "").strip()
    if file and not given:
        raise CsgraphError(f"{file}: no token stands in it. Write a long random line.")
    return given or None
