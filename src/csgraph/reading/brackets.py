"""Acronyms in brackets: an alias of the name before them, from then on in the whole report; and names in brackets behind their acronym."""

from __future__ import annotations

import re

from csgraph.model import Entity, Mention, Span
from csgraph.reading.acronyms import BRACKET, abbreviates, is_acronym, letters_of, name_before, spells
from csgraph.reading.draft import Draft
from csgraph.reading.no_names import is_no_name
from csgraph.reading.organizations import Named, new_organization
from csgraph.text import fold

_RULE = "acronym-pair"
_ACRONYM_WITH_NAME = re.compile(r"(?<![\w(])([^\W\d_][\w&-]{1,11})\s\(([^()]{8,120})\)")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_BETWEEN = " \"'’”»s"
"""What may stand between a name and its bracket: quotes, and the genitive's ending."""


def find_acronym_pairs(draft: Draft) -> None:
    """Pair the acronyms of the entry with their names."""
    if "(" not in draft.entry.text:
        return
    before = set(draft.registry.forms)
    for match in BRACKET.finditer(draft.entry.text):
        inner = Span(*match.span(1))
        if is_acronym(inner.of(draft.entry.text)):
            _pair(draft, inner, match.start())
    for match in _ACRONYM_WITH_NAME.finditer(draft.entry.text):
        _pair_with_name_behind(draft, Span(*match.span(1)), Span(*match.span(2)))
    for form in [form for form in draft.registry.forms if form not in before and is_acronym(form)]:
        _repeat(draft, form)


def _repeat(draft: Draft, acronym: str) -> None:
    """Let an acronym that the entry introduces stand for its name in the rest of the entry, whatever else is called so."""
    text, entity = draft.entry.text, draft.registry.known(draft.registry.forms[acronym])
    uses = [Span(*match.span()) for match in re.finditer(rf"(?<![\w-]){re.escape(acronym)}(?!\w)", text)]
    for use in uses[1:]:
        held = next((mention for mention in draft.entry.overlapping(use.begin, use.end) if mention.kind != "crime"), None)
        if held is None or (held.span == use and held.target != entity.id):
            draft.put(use, entity, "alias")


def _pair(draft: Draft, inner: Span, stop: int) -> None:
    """Pair an acronym in the bracket that opens at `stop` with the mention before it, else with the words that spell it."""
    before = _mention_ending(draft, stop)
    if before is not None and _is_owner_of(draft, before, inner.of(draft.entry.text), stop):
        before = None
    inside = next((mention for mention in draft.organizations_in(inner.begin, inner.end) if mention.span == inner), None)
    if before is not None and before.target is not None:
        _alias(draft, before.target, inner, inside)
        return
    acronym = inner.of(draft.entry.text)
    if before is not None:
        draft.entry.remove(before)
    span = before.span if before is not None else name_before(draft.entry, stop, acronym)
    publisher = draft.registry.publisher
    if span is None and publisher is not None and not publisher.known and abbreviates(acronym, publisher.label):
        draft.put(inner, publisher, _RULE)
        draft.registry.alias(acronym, publisher, draft.language)
    elif span is not None and not is_no_name(draft, span, is_defined=True):
        _name_spelled(draft, span, inner, inside)


def _is_owner_of(draft: Draft, before: Mention, acronym: str, stop: int) -> bool:
    """Say whether the name before a bracket only closes a longer one that the acronym spells ("Bureau de renseignement de l'UDEL (BRU)")."""
    if before.target is None or not is_acronym(before.surface):
        return False
    longer = name_before(draft.entry, stop, acronym)
    if longer is None or longer.begin >= before.span.begin or longer.end < before.span.end:
        return False
    return spells(_WORD.findall(longer.of(draft.entry.text)), letters_of(acronym), draft.entry.lexicon)


def _alias(draft: Draft, target: str, inner: Span, inside: Mention | None) -> None:
    """Let the acronym stand for the mention before its bracket."""
    entity = draft.registry.known(target)
    draft.registry.alias(inner.of(draft.entry.text), entity, "")
    if inside is None or inside.target != target:
        if inside is not None:
            draft.entry.remove(inside)
        draft.put(inner, entity, _RULE)


def _name_spelled(draft: Draft, span: Span, inner: Span, inside: Mention | None) -> None:
    """Give a name that nobody listed its entity: that of its listed acronym, the publisher, or one of its own."""
    words, acronym = span.of(draft.entry.text), inner.of(draft.entry.text)
    publisher = draft.registry.publisher
    if inside is not None and inside.target is not None and not _is_other_body(draft, words, acronym, inside.target):
        entity = draft.registry.known(inside.target)
        draft.put(span, entity, _RULE)
        draft.registry.alias(words, entity, draft.language)
    elif publisher is not None and abbreviates(acronym, publisher.label):
        for part in (span, inner):
            draft.put(part, publisher, _RULE)
            draft.registry.alias(part.of(draft.entry.text), publisher, draft.language)
    else:
        if inside is not None:
            draft.entry.remove(inside)
        draft.cut(span)
        made = draft.name(Named(span, new_organization(words, draft.language, alt=(("", acronym),)), _RULE))
        if made is not None:
            draft.registry.alias(acronym, made, "")
            draft.put(inner, made, _RULE)


def _pair_with_name_behind(draft: Draft, word: Span, name: Span) -> None:
    """Pair an acronym with the name in brackets behind it ("GCFFC (Global Coalition to Combat Financial Crime)")."""
    text = draft.entry.text
    acronym, words = word.of(text), name.of(text)
    # Here every sign of the acronym has to be spelled, not its letters alone.
    if not is_acronym(acronym) or "," in words or not spells(_WORD.findall(words), list(fold.key(acronym).strip()), draft.entry.lexicon):
        return
    known = next(
        (mention.target for mention in draft.organizations_in(word.begin, word.end) if mention.span == word and mention.target), None
    )
    entity: Entity = draft.registry.known(known) if known else new_organization(words, draft.language, alt=(("", acronym),))
    entity = draft.registry.add(entity)
    for span in (word, name):
        draft.put(span, entity, _RULE)
        draft.registry.alias(span.of(text), entity, draft.language)


def _mention_ending(draft: Draft, stop: int) -> Mention | None:
    """Return the organization whose name ends right before a place."""
    last = draft.entry.stop_before(stop, _BETWEEN)
    return next((mention for mention in draft.organizations_in(max(0, last - 1), stop) if last <= mention.span.end <= stop), None)


def _is_other_body(draft: Draft, words: str, acronym: str, target: str) -> bool:
    """Say whether a spelled-out name is another body than the listed one with its acronym: its initials fit, its words do not."""
    lexicon = draft.entry.lexicon
    if not spells(_WORD.findall(words), letters_of(acronym), lexicon):
        return False
    entity = draft.registry.known(target)
    own = set(fold.key(words).split())
    names = [entity.label, *(name for _, name in entity.labels), *(name for _, name in entity.alt_labels)]
    most = len(own - lexicon.connectors)
    return all(len(own & set(fold.key(name).split()) - lexicon.connectors) * 2 < most for name in names)
