"""Which crime type a name means: in any language of the scheme, in any spelling, or as an id."""

from __future__ import annotations

import difflib
from collections import defaultdict
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from csgraph.answers.parts import local, part, value
from csgraph.errors import QueryError
from csgraph.graph import mint, vocab
from csgraph.graph.store import Store
from csgraph.text.fold import key

_LANGUAGES: Final = ("en", "da", "nb", "sv", "de", "nl", "fr", "it", "es", "pt")
_LABELS: Final = ("prefLabel", "altLabel", "hiddenLabel")
"""In order: a preferred name means its type, whatever else it is a lesser name of."""


@dataclass(frozen=True, slots=True)
class Crime:
    """A crime type that a question is about."""

    iri: str
    id: str


def name_key(name: str) -> str:
    """Return the key by which names of crime types are compared.

    >>> name_key("Illicit-Trade") == name_key(" illicit trade")
    True
    """
    return " ".join(key(name.replace("_", " ")).split())


def found_crime(store: Store, name: str) -> Crime:
    """Return the crime type that `name` means; `QueryError` names the nearest if none does, or those that it may mean."""
    iri = mint.crime("-".join(name.strip().lower().split()).removeprefix("crime:").removeprefix(vocab.CRIME))
    if store.ask("ASK { VALUES ?crime { UNDEF } ?crime a skos:Concept }", {"crime": ox.NamedNode(iri)}):
        return Crime(iri, mint.crime_id(iri))
    return _chosen(name, _exact(store, name) or _folded(store, name))


def narrower(store: Store, crime: Crime) -> list[ox.NamedNode]:
    """Return the crime type and every one below it."""
    rows = store.select(part("narrower"), {"crime": ox.NamedNode(crime.iri)})
    return sorted((row["narrower"] for row in rows), key=str)  # type: ignore[misc]


def _exact(store: Store, name: str) -> dict[str, set[str]]:
    """Look for the very words first: an index answers that, where folding has to read all names."""
    spellings = dict.fromkeys((name, name.lower(), name.replace("-", " ").lower()))
    labels = [ox.Literal(spelling, language=language) for spelling in spellings for language in _LANGUAGES]
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in store.select(part("crime-by-label"), {"label": labels}):
        found[local(row, "kind")].add(value(row, "crime"))
    return found


def _folded(store: Store, name: str) -> dict[str, set[str]]:
    wanted = name_key(name)
    found: defaultdict[str, set[str]] = defaultdict(set)
    every: defaultdict[str, str] = defaultdict(str)
    for row in store.select(part("crime-names")):
        label = value(row, "label")
        label_key = name_key(label)
        if label_key == wanted:
            found[local(row, "kind")].add(value(row, "crime"))
        elif not every[label_key]:
            every[label_key] = label
    if not found:
        near = difflib.get_close_matches(wanted, list(every), n=5, cutoff=0.6)
        hint = (
            f"Nearest names: {', '.join(every[one] for one in near)}." if near else "`csgraph ask crime-types` lists those that are known."
        )
        raise QueryError(f'no crime type is called "{name}". {hint}')
    return found


def _chosen(name: str, found: dict[str, set[str]]) -> Crime:
    for kind in _LABELS:
        crimes = sorted(found.get(kind, ()))
        if len(crimes) == 1:
            return Crime(crimes[0], mint.crime_id(crimes[0]))
        if crimes:
            raise QueryError(f'"{name}" may mean {" or ".join(map(mint.crime_id, crimes))}. Give one of these.')
    raise QueryError(f'no crime type is called "{name}".')
