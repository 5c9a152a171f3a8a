"""csgraph serve: the explorer and a SPARQL endpoint over HTTP."""

from __future__ import annotations

import importlib

import click

from csgraph.cli.options import open_for_reading, store_option
from csgraph.errors import CsgraphError


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, metavar="H")
@click.option("--port", default=8000, show_default=True, type=int, metavar="P")
@click.option("--token", envvar="CSGRAPH_TOKEN", show_envvar=True, help="Whoever sends it as a bearer token may write.")
@click.option("--keep-contacts", is_flag=True, help="Do not mask telephone numbers and e-mail addresses.")
@store_option
def command(host: str, port: int, token: str | None, keep_contacts: bool, place: str | None) -> None:
    """Serve the explorer and a SPARQL endpoint.

    Read-only unless a token is given.

    \b
    Example:
      csgraph serve --port 8000
    """
    try:
        # The two ways in, cli and web, know nothing of each other but this one call.
        web = importlib.import_module("csgraph.web")
        serve = web.serve
    except (ImportError, AttributeError) as fault:
        raise CsgraphError("serving needs more packages. Install csgraph[serve].") from fault
    with open_for_reading(place) as store:
        serve(store, host=host, port=port, token=token, keep_contacts=keep_contacts)
