"""What things are called in the reader's language; no name of a node is ever its raw IRI."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final
from urllib.parse import unquote

import pyoxigraph as ox

from csgraph.answers.parts import part, value
from csgraph.graph import vocab
from csgraph.graph.store import Store

_RANK: Final = {vocab.SKOS + "prefLabel": 0, vocab.SKOS + "altLabel": 2}
_IN_ENTRY: Final = re.compile(r"/report/([^/#]+)/entry/(\d+)")


def names(store: Store, iris: Iterable[str], language: str = "en") -> dict[str, str]:
    """Return a name for each IRI: preferred before others, in `language`, else English, else any."""
    wanted = sorted(set(iris) - {""})
    best: dict[str, tuple[int, int, str]] = {}
    if wanted:
        for row in store.select(part("names"), {"thing": [ox.NamedNode(iri) for iri in wanted]}):
            name = row["name"]
            if isinstance(name, ox.Literal):
                candidate = (_RANK.get(value(row, "kind"), 1), _language_rank(name.language or "", language), name.value)
                iri = value(row, "thing")
                best[iri] = min(best.get(iri, candidate), candidate)
    return {iri: best[iri][2] if iri in best else local_name(iri) for iri in wanted}


def local_name(iri: str) -> str:
    """Return the readable end of an IRI, for what nobody named.

    >>> local_name("https://w3id.org/csgraph/crime/illicit-trade"), local_name(vocab.CSG + "AgreementSigning")
    ('illicit trade', 'Agreement signing')
    """
    entry = _IN_ENTRY.search(iri)
    if entry is not None:
        return f"{unquote(entry.group(1))}, entry {entry.group(2)}"
    end = unquote(iri.rstrip("/").replace("#", "/").rsplit("/", 1)[-1])
    if iri.startswith(vocab.CSG):
        words = "".join(f" {char.lower()}" if char.isupper() else char for char in end).strip()
        return words[:1].upper() + words[1:]
    return end.replace("-", " ")


def _language_rank(tag: str, language: str) -> int:
    if tag == language or tag.startswith(language + "-"):
        return 0
    return {"en": 1, "": 2}.get(tag, 3)
