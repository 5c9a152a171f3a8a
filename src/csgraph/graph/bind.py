"""Terms put into a question as terms: a parameter is a ``VALUES ?name { … }`` block, and its default stands in it.

So every ``.rq`` file runs as it is in any SPARQL tool, and the same binding works on every server.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

import pyoxigraph as ox

from csgraph.errors import QueryError
from csgraph.graph import vocab

Term: TypeAlias = ox.NamedNode | ox.Literal
Bindings: TypeAlias = Mapping[str, Term | Sequence[Term] | None]
"""What to put for a variable: a term, several, or None for "whatever it is"."""


def bound(sparql: str, bindings: Bindings) -> str:
    """Return the question with the terms in its ``VALUES`` blocks.

    >>> bound("SELECT ?e { VALUES ?c { UNDEF } ?e csg:concerns ?c }", {"c": ox.NamedNode("x:c")})
    'SELECT ?e { VALUES ?c { <x:c> } ?e csg:concerns ?c }'
    """
    for name, value in bindings.items():
        variable, terms = re.escape(name), _serialized(value)
        values = re.compile(rf"(VALUES\s+\?{variable}\s*)\{{[^}}]*\}}", re.IGNORECASE)
        among = re.compile(rf"(\?{variable}\s+IN\s*)\([^)]*\)", re.IGNORECASE)
        sparql, count = values.subn(lambda found, terms=terms: f"{found.group(1)}{{ {terms} }}", sparql)  # type: ignore[misc]
        if not count and value is not None:
            listed = terms.replace(" ", ", ")
            sparql, count = among.subn(lambda found, listed=listed: f"{found.group(1)}({listed})", sparql)  # type: ignore[misc]
        if not count:
            raise QueryError(f"the query has no parameter ?{name}. A parameter is a block VALUES ?{name} {{ … }}.")
    return sparql


_ANYTHING: Final = re.compile(r"\s*VALUES\s+\?(\w+)\s*\{\s*UNDEF\s*\}", re.IGNORECASE)


def parameters(sparql: str) -> tuple[str, ...]:
    """Return the names of the parameters that are "whatever it is" unless they are bound, in order.

    >>> parameters("SELECT * { VALUES ?c { UNDEF } ?e csg:concerns ?c }")
    ('c',)
    """
    return tuple(dict.fromkeys(_ANYTHING.findall(sparql)))


def unbound(sparql: str) -> str:
    """Return the question without the parameters that are "whatever it is": a block of UNDEF keeps an engine from its best order.

    >>> unbound("SELECT * { VALUES ?c { UNDEF } ?e csg:concerns ?c }")
    'SELECT * { ?e csg:concerns ?c }'
    """
    return _ANYTHING.sub("", sparql)


def _serialized(value: Term | Sequence[Term] | None) -> str:
    if value is None:
        return "UNDEF"
    terms = [value] if isinstance(value, ox.NamedNode | ox.Literal) else value
    return " ".join(str(term) for term in terms)


def with_prefixes(sparql: str) -> str:
    """Return the question with those prefixes of the vocabulary declared that it does not declare itself."""
    declared = {name.lower() for name in re.findall(r"PREFIX\s+([\w-]*)\s*:", sparql, re.IGNORECASE)}
    used = {name: iri for name, iri in vocab.PREFIXES.items() if name not in declared and f"{name}:" in sparql}
    return "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in used.items()) + sparql
