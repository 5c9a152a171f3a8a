"""What a notebook shows of a store, of an answer and of a network: HTML in which every name is only text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from csgraph.answers.partners import Partners
from csgraph.graph.store import Store
from csgraph.screens import page

_STYLE = "text-align:left;padding:2px 12px 2px 0;vertical-align:top"


def enable() -> None:
    """Let stores and partner tables show themselves in a notebook from now on.

    They know nothing of screens themselves: imports run the other way.
    """
    Store._repr_html_ = store_html  # type: ignore[attr-defined]
    Partners._repr_html_ = partners_html  # type: ignore[attr-defined]


def store_html(store: Store) -> str:
    """Return the reports of a store as a table."""
    rows = [(report.title, report.publisher, report.year, report.language, report.entries, report.findings) for report in store.reports()]
    return _table(f"csgraph store: {len(rows)} reports", ("report", "publisher", "year", "language", "entries", "findings"), rows)


def partners_html(answer: Partners) -> str:
    """Return the partners of a crime type as a table, each with the words that say so."""
    rows = [(row.name, row.grade, row.events, row.last_date, row.quote) for row in answer.rows]
    return _table(f"Partners of {answer.crime_name}", ("partner", "grade", "events", "last", "words"), rows)


@dataclass(frozen=True, slots=True)
class Picture:
    """The explorer of a store in a frame of its own, from which scripts reach nothing outside.

    >>> Picture("<!doctype html>", 300)._repr_html_()
    '<iframe sandbox="allow-scripts allow-downloads" width="100%" height="300" style="border:1px solid #ccd" srcdoc="&lt;!doctype html&gt;"></iframe>'
    """

    html: str
    height: int = 640

    def _repr_html_(self) -> str:
        frame = f'<iframe sandbox="allow-scripts allow-downloads" width="100%" height="{self.height}" style="border:1px solid #ccd"'
        return f'{frame} srcdoc="{escape(self.html)}"></iframe>'


def picture(store: Store, *, height: int = 640, **opens_on: Any) -> Picture:
    """Return the explorer of `store`, to be the last line of a cell; `opens_on` are the options of `page.write_page`."""
    return Picture(page.write_page(store, **opens_on), height)


def _table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    head = "".join(f'<th scope="col" style="{_STYLE}">{escape(one)}</th>' for one in heads)
    body = "".join("<tr>" + "".join(f'<td style="{_STYLE}"><bdi>{escape(str(cell))}</bdi></td>' for cell in row) + "</tr>" for row in rows)
    return f"<table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
