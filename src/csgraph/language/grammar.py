"""The frame grammar of ``data/frames.toml``: which verbs and cues give which role in which kind of event."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from csgraph import resources
from csgraph.errors import LanguagePackError

NO_ROLE = "none"
_VERB_KEYS = frozenset({"governs", "alone", "subject", "patient", "object", "renames", "needs_body", "needs_count", "planned"})


@dataclass(frozen=True)
class VerbClass:
    """What a class of verbs evokes and whom it names."""

    name: str
    governs: frozenset[str]
    alone: str | None
    subject: str
    patient: str
    object: str
    needs_body: bool
    """True for verbs that evoke their event only with an organization as subject ("stopped", "found")."""
    needs_count: bool
    """True for verbs that evoke their event only behind a number ("nineteen women were given help")."""
    is_planned: bool
    """True for verbs whose event is still to come ("are preparing a course")."""
    renames: Mapping[str, str]
    """Kind of event by its noun → the kind that it is with this verb ("was granted *membership*" is an Admission)."""


@dataclass(frozen=True)
class Grammar:
    """Verb classes, cues and kinds of event; it names no word of a language."""

    verbs: Mapping[str, VerbClass]
    cues: Mapping[str, str]
    """Cue kind → role, unless the kind of event says otherwise."""
    events: Mapping[str, Mapping[str, str]]
    """Kind of event → its own roles by cue kind."""
    instruments: frozenset[str]
    compose: Mapping[str, Mapping[str, str]]
    """Act → object → the crime type that they name together."""

    @property
    def objects(self) -> frozenset[str]:
        """Every object that some act takes."""
        return frozenset(name for row in self.compose.values() for name in row)

    def role(self, event: str, slot: str) -> str:
        """Return the role that `slot` gives in `event`: a cue kind, or a role that a verb class names outright; ``none`` for no role."""
        own = self.events[event].get(slot)
        if own is not None:
            return own
        return self.cues.get(slot, slot)


@cache
def load_grammar() -> Grammar:
    """Return the shipped grammar, checked."""
    table: dict[str, Any] = tomllib.loads(resources.text("data", "frames.toml"))
    verbs = {name: _verb_class(name, row) for name, row in table["verb"].items()}
    events = table["event"]
    for verb in verbs.values():
        for event in {*verb.governs, *([verb.alone] if verb.alone else [])} - set(events):
            raise LanguagePackError(f"data/frames.toml [verb.{verb.name}]: {event!r} has no [event.{event}]. Add one.")
    return Grammar(verbs, table["cues"], events, frozenset(table["instruments"]["names"]), table["compose"])


def _verb_class(name: str, row: Mapping[str, Any]) -> VerbClass:
    if unknown := row.keys() - _VERB_KEYS:
        raise LanguagePackError(f"data/frames.toml [verb.{name}]: {sorted(unknown)[0]!r} is no known key. Remove it.")
    return VerbClass(
        name=name,
        governs=frozenset(row.get("governs", ())),
        alone=row.get("alone"),
        subject=row["subject"],
        patient=row.get("patient", NO_ROLE),
        object=row.get("object", NO_ROLE),
        needs_body=row.get("needs_body", False),
        needs_count=row.get("needs_count", False),
        is_planned=row.get("planned", False),
        renames=row.get("renames", {}),
    )
