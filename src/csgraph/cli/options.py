"""Options that several commands take, spelled alike everywhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from csgraph.screens.tables import FORMATS

if TYPE_CHECKING:
    from csgraph.graph.store import Store

DEFAULT_STORE: Final = "csgraph-store"
DEFAULT_DECISIONS: Final = "csgraph-decisions.toml"
DEMO_STORE: Final = Path("csgraph-demo", "store")

_Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

store_option: _Decorator = click.option(
    "--store",
    "place",
    envvar="CSGRAPH_STORE",
    show_envvar=True,
    metavar="FOLDER|URL",
    help=f"Where the graph is: a folder, or the address of a SPARQL server.  [default: {DEFAULT_STORE}, else the demo's]",
)

output_option: _Decorator = click.option("-o", "--output", metavar="FILE", help="Write to this file instead of stdout.")

language_option: _Decorator = click.option("--names", "language", default="en", show_default=True, metavar="TAG", help="Language of names.")


decisions_option: _Decorator = click.option(
    "--decisions",
    type=click.Path(path_type=Path, dir_okay=False),
    default=DEFAULT_DECISIONS,
    show_default=True,
    help="Decisions about names (csgraph review).",
)


def format_option(*formats: str, default: str = "table") -> _Decorator:
    """Return a --format option of these formats (tables and what works on with them, if none are given)."""
    return click.option("--format", "format", type=click.Choice(formats or FORMATS), default=default, show_default=True)


def open_for_reading(place: str | None) -> Store:
    """Open the store that a question is put to; what rules derive is brought up to date."""
    from csgraph.graph.store import open_store

    return open_store(place_of(place), create=False, to_read=True)


def open_to_change(place: str | None) -> Store:
    """Open a store that is there already, to change what is in it."""
    from csgraph.graph.store import open_store

    return open_store(place_of(place), create=False)


def open_for_writing(place: str | None) -> Store:
    """Open the store that reports are added to, making it if there is none."""
    from csgraph.graph.store import open_store

    return open_store(folder_to_write(place))


def folder_to_write(place: str | None) -> str:
    """Return the store that reports are added to: the one named, else that of this folder."""
    return _inside(place) if place else DEFAULT_STORE


def is_new_folder(place: str | None) -> bool:
    """Say whether adding reports will make a folder."""
    where = folder_to_write(place)
    return not where.startswith(("http://", "https://")) and not Path(where).exists()


def existing(decisions: Path) -> Path | None:
    """Return the file of decisions if there is one; one that was named and is not there is an error."""
    if decisions.is_file():
        return decisions
    if str(decisions) != DEFAULT_DECISIONS:
        raise click.BadParameter(f"{decisions} is not there.", param_hint="--decisions")
    return None


def place_of(place: str | None) -> str:
    """Return the store that is meant: the one named, else that of this folder, else the demo's."""
    if place:
        return _inside(place)
    if not Path(DEFAULT_STORE).exists() and DEMO_STORE.exists():
        return str(DEMO_STORE)
    return DEFAULT_STORE


def _inside(place: str) -> str:
    """A demo's folder stands for the store in it."""
    inner = Path(place, "store")
    return str(inner) if (inner / "CURRENT").is_file() and not Path(place, "CURRENT").is_file() else place
