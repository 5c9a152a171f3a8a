"""Which organization, region, place or report somebody means by a name."""

from __future__ import annotations

import difflib
from collections import defaultdict
from typing import Final, Literal

import pyoxigraph as ox

from csgraph.answers.crimes import name_key
from csgraph.answers.parts import part, value
from csgraph.errors import QueryError
from csgraph.graph import vocab
from csgraph.graph.store import Store

Kind = Literal["organization", "region", "place"]
_CLASS: Final[dict[Kind, str]] = {"organization": vocab.ORG + "Organization", "region": vocab.REGION_CLASS, "place": vocab.SCHEMA + "Place"}


def found_entity(store: Store, name: str, *kinds: Kind) -> str:
    """Return the IRI of what `name` means among what the store knows; the nearest names are in the error.

    An id (``organization/oecd``), an IRI and any name or acronym will do, in any spelling.
    """
    kinds = kinds or ("organization", "region")
    for iri in (name, store.mint.entity(name), *(store.mint.entity(f"{kind}/{name}") for kind in kinds)):
        if _looks_like_iri(iri) and store.ask("ASK { VALUES ?thing { UNDEF } ?thing skos:prefLabel ?any }", {"thing": ox.NamedNode(iri)}):
            return iri
    return _chosen(name, kinds, _names(store, kinds))


def _looks_like_iri(text: str) -> bool:
    return text.startswith(("http://", "https://", "urn:")) and not set(text) & set(' <>"{}|\\^`')


def _names(store: Store, kinds: tuple[Kind, ...]) -> dict[str, dict[str, bool]]:
    """Return by key the entities that have it as a name, and whether as a preferred one."""
    found: defaultdict[str, dict[str, bool]] = defaultdict(dict)
    for kind in kinds:
        rows = store.select(part("things-and-names"), {"class": ox.NamedNode(_CLASS[kind])})
        for row in rows:
            iri, key = value(row, "thing"), name_key(value(row, "name"))
            found[key][iri] = found[key].get(iri, False) or value(row, "preferred") == "true"
    return found


def _chosen(name: str, kinds: tuple[Kind, ...], names: dict[str, dict[str, bool]]) -> str:
    wanted = name_key(name)
    things = names.get(wanted, {}) or _by_last_words(wanted, names)
    preferred = sorted(iri for iri, is_preferred in things.items() if is_preferred)
    for candidates in (preferred, sorted(things)):
        if len(candidates) == 1:
            return candidates[0]
        if candidates:
            raise QueryError(f'"{name}" may mean {" or ".join(candidates)}. Give one of these.')
    near = difflib.get_close_matches(wanted, list(names), n=5, cutoff=0.6)
    hint = f"Nearest names: {', '.join(near)}." if near else "`csgraph ask organizations` lists those that are named."
    raise QueryError(f'no {" or ".join(kinds)} is called "{name}". {hint}')


def _by_last_words(wanted: str, names: dict[str, dict[str, bool]]) -> dict[str, bool]:
    """ "Region 3" means "CSI Region 3" where there is only one such."""
    found: dict[str, bool] = {}
    for key, things in names.items():
        if wanted and key.endswith(" " + wanted) and any("/region/" in iri for iri in things):
            found |= {iri: True for iri in things if "/region/" in iri}
    return found
