"""The result of a query as a network: one HTML file with a drawing and the same as a table, without any script."""

from __future__ import annotations

from html import escape
from itertools import pairwise
from string import Template
from typing import Final

import pyoxigraph as ox

from csgraph import resources
from csgraph.answers.labels import local_name, names
from csgraph.errors import QueryError
from csgraph.graph.store import Answer, Store
from csgraph.screens import layout
from csgraph.screens.tables import harmless

_MOST: Final = 400
"""More nodes than this are no picture any more; the explorer is made for them."""
_MARGIN: Final = 80
_SCALE: Final = 1.6
"""Labels stand side by side, so a drawing needs more room across than down."""

Link = tuple[object, str, object]
"""(term, name of the link, term)."""


def drawn(found: Answer, store: Store, *, title: str = "Query result", language: str = "en") -> str:
    """Return a page that draws a CONSTRUCT, or a SELECT with at least two columns: each row links its columns from left to right."""
    links = sorted({link: None for link in _links(found)}, key=str)
    terms = list(dict.fromkeys(term for one, _, other in links for term in (one, other)))
    if not links:
        raise QueryError("there is nothing to draw: the result needs triples, or rows with two columns.")
    if len(terms) > _MOST:
        raise QueryError(f"{len(terms)} nodes are too many for a drawing. Add a LIMIT, or look at `csgraph show`.")
    shown = _shown(store, terms, language)
    return _page(title, terms, links, shown)


def _links(found: Answer) -> list[Link]:
    if isinstance(found, ox.QueryTriples):
        return [(triple.subject, local_name(triple.predicate.value), triple.object) for triple in found]
    if isinstance(found, ox.QueryBoolean):
        return []
    columns = [variable.value for variable in found.variables]
    links: list[Link] = []
    for row in found:
        bound = [(name, term) for name, term in zip(columns, row, strict=True) if term is not None]
        links += [(one, name, other) for (_, one), (name, other) in pairwise(bound)]
    return links


def _shown(store: Store, terms: list[object], language: str) -> dict[object, str]:
    known = names(store, [term.value for term in terms if isinstance(term, ox.NamedNode)], language)
    return {term: harmless(known[term.value] if isinstance(term, ox.NamedNode) else str(getattr(term, "value", term))) for term in terms}


def _page(title: str, terms: list[object], links: list[Link], shown: dict[object, str]) -> str:
    number = {term: place for place, term in enumerate(terms)}
    nodes = [layout.Node(str(term), 6.0 * min(len(shown[term]), 40)) for term in terms]
    places = [
        (_SCALE * x, y) for x, y in layout.positions(nodes, [(number[one], number[other], 1.0) for one, _, other in links if one != other])
    ]
    one_name = len({name for _, name, _ in links}) == 1
    template = Template(resources.package_path("screens", "assets", "drawing.html").read_text(encoding="utf-8"))
    return template.substitute(
        title=escape(title),
        viewbox=_viewbox(places),
        edges="\n".join(_edge(places[number[one]], places[number[other]], "" if one_name else name) for one, name, other in links),
        caption=escape(f"Every arrow: {links[0][1]}. The same as a table" if one_name else "The same as a table"),
        nodes="\n".join(_node(place, term, shown[term]) for place, term in zip(places, terms, strict=True)),
        rows="\n".join(
            f"<tr><td>{escape(shown[one])}</td><td>{escape(name)}</td><td>{escape(shown[other])}</td></tr>" for one, name, other in links
        ),
    )


def _viewbox(places: list[layout.Point]) -> str:
    left, top = min(x for x, _ in places) - _MARGIN, min(y for _, y in places) - _MARGIN
    right, bottom = max(x for x, _ in places) + _MARGIN, max(y for _, y in places) + _MARGIN
    return f"{left:.0f} {top:.0f} {right - left:.0f} {bottom - top:.0f}"


def _edge(start: layout.Point, end: layout.Point, name: str) -> str:
    (x1, y1), (x2, y2) = start, end
    line = f'<line x1="{x1:.0f}" y1="{y1:.0f}" x2="{x2:.0f}" y2="{y2:.0f}" marker-end="url(#arrow)"/>'
    return line if not name else f'{line}<text class="edge" x="{(x1 + x2) / 2:.0f}" y="{(y1 + y2) / 2:.0f}">{escape(name)}</text>'


def _node(place: layout.Point, term: object, name: str) -> str:
    x, y = place
    kind = "thing" if isinstance(term, ox.NamedNode) else "literal"
    short = name if len(name) <= 40 else name[:39] + "…"
    label = f'<text x="{x:.0f}" y="{y + 24:.0f}">{escape(short)}</text>'
    return f'<g class="{kind}"><title>{escape(name)}</title><circle cx="{x:.0f}" cy="{y:.0f}" r="9"/>{label}</g>'
