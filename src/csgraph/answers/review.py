"""Names to decide on, what they look like, and the file of decisions as text: a decision is a block that git can show and undo."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections import defaultdict
from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import Final, Literal

from csgraph.answers.crimes import name_key
from csgraph.answers.labels import local_name
from csgraph.answers.parts import part, value
from csgraph.errors import QueryError
from csgraph.graph.store import Store

Verdict = Literal["same", "not-same", "kind", "ignore"]
VERDICTS: Final[tuple[Verdict, ...]] = ("same", "not-same", "kind", "ignore")
_BLOCK: Final = re.compile(r"^\[\[decision\]\]$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Doubt:
    """A name that somebody should decide on."""

    name: str
    kind: str
    """``unknown-organization`` or ``ambiguous-name``."""
    count: int
    where: str
    """The first entry that has it."""
    candidates: tuple[str, ...]
    """Entity ids: those that the reader left open, else those whose names look alike."""


def doubts(store: Store, known: Mapping[str, str] | None = None) -> tuple[Doubt, ...]:
    """Return the names to decide on, in order of names.

    `known` gives names and their entity ids beyond those of the store (a gazetteer's), to look for look-alikes in.
    """
    found: defaultdict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for row in store.select(part("unknown-names")):
        facts = {name: value(row, name) for name in ("entry", "candidate", "thing")}
        found[value(row, "kind"), value(row, "words")].append(facts)
    names = {**dict(known or {}), **_known_names(store)}
    return tuple(_doubt(store, kind, words, rows, names) for (kind, words), rows in sorted(found.items(), key=lambda item: item[0][::-1]))


def _doubt(store: Store, kind: str, words: str, rows: list[dict[str, str]], names: Mapping[str, str]) -> Doubt:
    open_ones = tuple(sorted({store.mint.entity_id(row["candidate"]) for row in rows if row["candidate"]}))
    entries = sorted({row["entry"] for row in rows})
    own = {store.mint.entity_id(row["thing"]) for row in rows if row["thing"]}
    return Doubt(words, kind, len(entries), local_name(entries[0]), open_ones or look_alikes(words, names, but=own))


def look_alikes(name: str, names: Mapping[str, str], *, but: Set[str] = frozenset()) -> tuple[str, ...]:
    """Return the entities whose names look most like `name`: a letter or a word apart, or one inside the other.

    >>> look_alikes("Inter-American Developement Bank", {"inter american development bank": "organization/idb", "x": "organization/x"})
    ('organization/idb',)
    """
    wanted = name_key(name)
    near = difflib.get_close_matches(wanted, names, n=5, cutoff=0.8)
    inside = [key for key in names if len(wanted) > 8 and (f" {wanted} " in f" {key} " or (len(key) > 8 and f" {key} " in f" {wanted} "))]
    return tuple(dict.fromkeys(names[key] for key in (*near, *sorted(inside, key=len)[:5]) if names[key] not in but))[:5]


def _known_names(store: Store) -> dict[str, str]:
    rows = store.select("SELECT ?thing ?name { ?thing a org:Organization ; skos:prefLabel|skos:altLabel ?name }")
    return {name_key(value(row, "name")): store.mint.entity_id(value(row, "thing")) for row in rows}


def decided(text: str, name: str, verdict: Verdict, object_: str | None = None) -> str:
    """Return the text of a decisions file with one more decision. It replaces a former one on the name; only "not-same" may stand beside others.

    >>> print(decided("", "Nordic Ports Forum", "same", "organization/oecd"), end="")
    [[decision]]
    name = "Nordic Ports Forum"
    is = "same"
    entity = "organization/oecd"
    """
    replaced: tuple[Verdict, ...] = () if verdict == "not-same" else ("same", "kind", "ignore")
    kept = _without(text, name, replaced)[0].rstrip("\n")
    lines = ["[[decision]]", f"name = {_toml(name)}", f"is = {_toml(verdict)}"]
    if verdict in ("same", "not-same"):
        lines.append(f"entity = {_toml(_needed(object_, verdict))}")
    elif verdict == "kind":
        lines.append(f"kind = {_toml(_needed(object_, verdict))}")
    return (kept + "\n\n" if kept else "") + "\n".join(lines) + "\n"


def undone(text: str, name: str) -> str:
    """Return the text without the decisions on a name; comments elsewhere stay."""
    left, count = _without(text, name, VERDICTS)
    if not count:
        raise QueryError(f'there is no decision on "{name}" to undo.')
    return left


def _without(text: str, name: str, verdicts: tuple[Verdict, ...]) -> tuple[str, int]:
    starts = [found.start() for found in _BLOCK.finditer(text)]
    if not starts:
        head, blocks = text, []
    else:
        head = text[: starts[0]]
        blocks = [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
    kept = [block for block in blocks if not _is_on(block, name, verdicts)]
    return head + "".join(kept), len(blocks) - len(kept)


def _is_on(block: str, name: str, verdicts: tuple[Verdict, ...]) -> bool:
    (row,) = tomllib.loads(block)["decision"]
    return name_key(str(row.get("name", ""))) == name_key(name) and row.get("is") in verdicts


def _needed(object_: str | None, verdict: str) -> str:
    if not object_:
        raise QueryError(f'the verdict "{verdict}" needs an entity id, such as organization/oecd, or a kind, such as ngo.')
    return object_


def _toml(text: str) -> str:
    """A TOML basic string (TOML 1.0, "String")."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(char if char.isprintable() else f"\\u{ord(char):04X}" for char in escaped) + '"'
