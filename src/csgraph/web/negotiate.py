"""Which form of an answer a client gets: its Accept header against what there is (RFC 9110, 12.5.1)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

JSON: Final = "application/sparql-results+json"
XML: Final = "application/sparql-results+xml"
CSV: Final = "text/csv"
TSV: Final = "text/tab-separated-values"
TURTLE: Final = "text/turtle"
N_TRIPLES: Final = "application/n-triples"
N_QUADS: Final = "application/n-quads"
TRIG: Final = "application/trig"
JSON_LD: Final = "application/ld+json"
RDF_XML: Final = "application/rdf+xml"
HTML: Final = "text/html"

ROWS: Final = (JSON, XML, CSV, TSV)
GRAPHS: Final = (TURTLE, N_TRIPLES, JSON_LD, RDF_XML, TRIG, N_QUADS)
_ALSO: Final = {
    "application/json": (JSON, JSON_LD),
    "text/json": (JSON, JSON_LD),
    "application/xml": (XML, RDF_XML),
    "text/xml": (XML, RDF_XML),
    "text/plain": (N_TRIPLES,),
    "application/x-turtle": (TURTLE,),
}


def chosen(accept: str, offered: Sequence[str]) -> str | None:
    """Return the media type to answer with, or None if the client takes none of them; what is offered first wins a tie.

    >>> chosen("text/*;q=0.5, application/ld+json", (TURTLE, JSON_LD)), chosen("", (TURTLE,)), chosen("image/png", (TURTLE,))
    ('application/ld+json', 'text/turtle', None)
    """
    ranges = [_range(part) for part in accept.split(",") if part.strip()]
    if not ranges:
        return offered[0]
    weights = {media: _weight(media, ranges) for media in offered}
    best = max(weights.values())
    return next(media for media in offered if weights[media] == best) if best > 0 else None


def _range(part: str) -> tuple[str, float]:
    media, *parameters = (piece.strip().lower() for piece in part.split(";"))
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return media, min(1.0, max(0.0, float(value)))
            except ValueError:
                return media, 0.0
    return media, 1.0


def _weight(media: str, ranges: list[tuple[str, float]]) -> float:
    """The most precise range that fits decides."""
    best = (-1, 0.0)
    for given, weight in ranges:
        precision = _precision(media, given)
        if precision >= 0:
            best = max(best, (precision, weight))
    return best[1]


def _precision(media: str, given: str) -> int:
    if given == media:
        return 3
    if media in _ALSO.get(given, ()):
        return 2
    if given.endswith("/*") and given != "*/*":
        return 1 if media.startswith(given[:-1]) else -1
    return 0 if given == "*/*" else -1
