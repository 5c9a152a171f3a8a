"""RDF written down, the same bytes each time."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from csgraph.graph import vocab


def serialized(statements: Iterable[ox.Triple] | Iterable[ox.Quad], format: ox.RdfFormat) -> bytes:
    """Return statements in a syntax; those with prefixes declare those of the vocabulary that are used, in order."""
    if format not in (ox.RdfFormat.TURTLE, ox.RdfFormat.TRIG):
        return ox.serialize(statements, format=format) or b""
    written = ox.serialize(statements, format=format, prefixes=vocab.PREFIXES) or b""
    lines = written.decode().splitlines(keepends=True)
    # Oxigraph declares its prefixes in no order.
    head = sorted(line for line in lines if line.startswith("@prefix "))
    body = "".join(line for line in lines if not line.startswith("@prefix "))
    used = [line for line in head if f"{line.split()[1]}" in body]
    return ("".join(used) + "\n" + body).encode()
