"""csgraph review: names to decide on."""

from __future__ import annotations

from pathlib import Path

import click

from csgraph.cli.options import decisions_option, format_option, open_for_reading, store_option
from csgraph.cli.output import counted, note, show_rows, write_out
from csgraph.screens.tables import Format

_KINDS = [
    "igo",
    "government",
    "law-enforcement",
    "customs",
    "ngo",
    "company",
    "association",
    "university",
    "media",
    "programme",
    "coalition",
]


@click.command()
@click.argument("name", required=False)
@click.option("--same", "same", metavar="ID", help="NAME is this organization (organization/oecd).")
@click.option("--not-same", "not_same", metavar="ID", help="NAME is not this organization, whatever it looks like.")
@click.option("--kind", "kind", type=click.Choice(_KINDS), help="NAME is an organization of this kind.")
@click.option("--ignore", "ignore", is_flag=True, help="NAME is no organization.")
@click.option("--undo", "undo", is_flag=True, help="Take back what was decided on NAME.")
@decisions_option
@store_option
@format_option()
def command(
    name: str | None,
    same: str | None,
    not_same: str | None,
    kind: str | None,
    ignore: bool,
    undo: bool,
    decisions: Path,
    place: str | None,
    format: Format,
) -> None:
    """List doubtful names, or decide on NAME.

    Doubtful is what nobody listed, or what may mean several bodies; look-alikes stand beside it.

    Decisions are kept in a TOML file and hold from the next `csgraph add` on.

    \b
    Example:
      csgraph review
      csgraph review "nationale politi" --kind law-enforcement
    """
    given = [(verdict, value) for verdict, value in (("same", same), ("not-same", not_same), ("kind", kind), ("ignore", ignore)) if value]
    if name is None:
        if given or undo:
            raise click.UsageError("Say which name the decision is on.")
        _list(place, format)
        return
    if len(given) + undo != 1:
        raise click.UsageError("Give one of --same, --not-same, --kind, --ignore and --undo.")
    _decide(name, None if undo else given[0], decisions)


def _list(place: str | None, format: Format) -> None:
    from csgraph.answers.review import doubts
    from csgraph.pipeline import gazetteer_names

    with open_for_reading(place) as store:
        found = doubts(store, gazetteer_names())
    show_rows(
        ("name", "finding", "entries", "first in", "may be"),
        [(one.name, one.kind, one.count, one.where, ", ".join(one.candidates)) for one in found],
        format,
    )
    note(f"{counted(len(found), 'name')} to decide on.")


def _decide(name: str, verdict: tuple[str, object] | None, file: Path) -> None:
    from csgraph.answers.review import decided, undone

    text = file.read_text(encoding="utf-8") if file.is_file() else ""
    if verdict is None:
        write_out(undone(text, name), str(file))
        note(f"{file}: no decision on {name} any more. Add the reports again.")
        return
    kind, value = verdict
    write_out(decided(text, name, kind, value if isinstance(value, str) else None), str(file))  # type: ignore[arg-type]
    note(f"{file}: decided on {name}. It holds from the next `csgraph add` on.")
