"""An entry while its mentions are being found: its text, the names of the report, and what could not be decided."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache

from csgraph.language.shared import shared_words
from csgraph.model import Entity, Finding, Mention, Span
from csgraph.reading.entry_text import EntryText
from csgraph.reading.organizations import Named
from csgraph.reading.registry import Registry
from csgraph.reading.shapes import capital_runs
from csgraph.text import fold

_UNSURE_RULES = ("cue-shape", "list", "role-slot")
"""Rules that find a name by what stands around it: a longer name of the report may be meant."""
_SHORTEST_COMPANY = 4


@dataclass(slots=True)
class Draft:
    """What the steps of `MentionReader` share."""

    entry: EntryText
    registry: Registry
    findings: list[Finding] = field(default_factory=list)
    _bodies: tuple[int, list[Mention]] | None = field(default=None, init=False)
    _runs: dict[bool, tuple[int, list[Span]]] = field(default_factory=dict, init=False)

    @property
    def language(self) -> str:
        """The tag of the entry's language."""
        return self.entry.lexicon.pack.tag

    def organizations(self) -> list[Mention]:
        """Return the mentions of organizations that were found so far."""
        held = self._bodies
        if held is None or held[0] != self.entry.changes:
            held = (self.entry.changes, [mention for mention in self.entry.mentions if mention.kind == "organization"])
            self._bodies = held
        return held[1]

    def organizations_in(self, begin: int, end: int) -> list[Mention]:
        """Return those of them that share a character with these."""
        return [mention for mention in self.entry.overlapping(begin, end) if mention.kind == "organization"]

    def capital_runs(self, *, places: bool = False) -> list[Span]:
        """Return `shapes.capital_runs` of the entry as it is now."""
        held = self._runs.get(places)
        if held is None or held[0] != self.entry.changes:
            held = self._runs[places] = (self.entry.changes, capital_runs(self.entry, places=places))
        return held[1]

    def name(self, named: Named) -> Entity | None:
        """Keep the mention of a name that nobody listed, unless a reviewer said otherwise; its entity is known from here on."""
        surface = named.span.of(self.entry.text)
        folded = fold.key(surface).strip()
        if folded in self.registry.decisions.ignore:
            return None
        entity, rule = self._decided(named, folded)
        is_new = not entity.known and entity.id not in self.registry.entities
        entity = self.registry.add(entity)
        self.entry.add(Mention(named.span, surface, "organization", entity.id, rule))
        if is_new:
            message = f"{surface!r} is in no gazetteer; it became a node of its own. Decide with `csgraph review`."
            self.findings.append(Finding("unknown-organization", message, named.span))
        if not entity.known:
            self._introduce(surface, entity)
        return entity

    def _decided(self, named: Named, folded: str) -> tuple[Entity, str]:
        decisions = self.registry.decisions
        entity, rule = named.entity, named.rule
        if not entity.known and rule in _UNSURE_RULES and (longer := self.registry.longer_name(folded)) is not None:
            entity, rule = longer, "short-form"
        if folded in decisions.same:
            entity, rule = self.registry.known(decisions.same[folded]), "decision"
        if folded in decisions.kind:
            entity = replace(entity, classification=decisions.kind[folded])
        return entity, rule

    def _introduce(self, surface: str, entity: Entity) -> None:
        """Let a new name stand for its entity in the whole report, and a company's without its legal form."""
        self.registry.alias(surface, entity, self.language)
        short = _legal_form().sub("", surface)
        if short != surface and len(short) >= _SHORTEST_COMPANY:
            self.registry.alias(short, entity, self.language)

    def put(self, span: Span, entity: Entity, rule: str) -> None:
        """Let these words name an entity, whatever was found in their place."""
        self.cut(span)
        self.registry.add(entity)
        self.entry.add(Mention(span, span.of(self.entry.text), "organization", entity.id, rule))

    def cut(self, span: Span) -> None:
        """Forget what was found in the place of these words."""
        self.entry.forget(span)

    def drop_places_in(self, span: Span) -> None:
        """Forget the places inside these words: they belong to a name."""
        self.entry.forget(span, lambda mention: mention.kind == "place" and mention.span in span)


@cache
def _legal_form() -> re.Pattern[str]:
    return re.compile(r"\s+(?:" + "|".join(map(re.escape, shared_words().legal_forms)) + ")$")
