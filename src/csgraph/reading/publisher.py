"""What a report calls its publisher, and the country that it is mostly about."""

from __future__ import annotations

import re
from collections import Counter

from csgraph.language.gazetteer import NATIONAL_KINDS
from csgraph.model import Document, Entity
from csgraph.reading.acronyms import ACRONYM, BRACKET, is_acronym, name_before, spelled_by_name
from csgraph.reading.entry_text import EntryText
from csgraph.reading.lexicon import Lexicon
from csgraph.reading.registry import Registry
from csgraph.text import fold

_OPENING = 2500
"""Characters of a report in which it introduces its publisher."""
_TITLE = 160
_SHORTEST_HEAD = 7
"""A shorter last word of a name is no name by itself."""
_LEAST_NAMED = 3
"""So many names of a country make it the one that a report is about, if they are half of all."""
_LOCAL_KINDS = (*NATIONAL_KINDS, "university", "programme")
"""Kinds of body that act in the country of their seat."""


def introduce(publisher: Entity, document: Document, words: Lexicon, registry: Registry) -> None:
    """Let the short forms that the report uses for its publisher stand for it."""
    _acronyms(publisher, document, words, registry)
    if not publisher.known:
        _title_with_acronym(publisher, document, words, registry)
    _without_ordinary_words(publisher, document, words, registry)


def _acronyms(publisher: Entity, document: Document, words: Lexicon, registry: Registry) -> None:
    """Acronyms that spell the name ("NLF" in a report of Nordisk Luftfartsforbund)."""
    name = fold.key(publisher.label)
    counts = Counter(match.group() for match in ACRONYM.finditer(document.text))
    for acronym, count in counts.items():
        letters = fold.key(acronym).strip()
        if count < 2 or not 3 <= len(letters) <= 6 or not spelled_by_name(letters, name) or not is_acronym(acronym):
            continue
        if not any(value.kind == "organization" for match in words.names.find(letters) for value in match.values):
            registry.alias(acronym, publisher, words.pack.tag)


def _title_with_acronym(publisher: Entity, document: Document, words: Lexicon, registry: Registry) -> None:
    """The name in the report's own language: it is the title, and is given an acronym."""
    opening = EntryText.of(document.text[:_OPENING], 0, words)
    if fold.key(publisher.label).strip() in opening.key:
        return
    head = fold.key(document.text.strip()[:_TITLE])
    for match in BRACKET.finditer(opening.text):
        span = name_before(opening, match.start(), match[1]) if is_acronym(match[1]) else None
        if span is not None and span.of(opening.key).strip() in head:
            registry.alias(span.of(opening.text), publisher, words.pack.tag)
            registry.alias(match[1], publisher, "")
            return


def _without_ordinary_words(publisher: Entity, document: Document, words: Lexicon, registry: Registry) -> None:
    """The name without its ordinary words ("Ny Morgen" of "Fonden Ny Morgen"), and its last word with an ending ("Vildtvagten")."""
    ordinary = words.inside | words.function | {fold.low(form) for form in words.pack.words["publisher"]}
    parts = publisher.label.split()
    kept = [part for part in parts if fold.low(part).strip() not in ordinary]
    if 1 < len(kept) < len(parts) and kept in (parts[: len(kept)], parts[-len(kept) :]):
        registry.alias(" ".join(kept), publisher, words.pack.tag)
    elif len(parts) == 2 and kept == parts[1:] and _is_own_word(parts, words) and not _is_of_others(parts, document, words):
        registry.alias(kept[0], publisher, words.pack.tag)
    last = parts[-1] if parts else ""
    if len(last) >= _SHORTEST_HEAD and fold.low(last).strip() not in ordinary and words.heads is not None:
        for ending in words.pack.endings:
            form = last.capitalize() + ending
            if form in document.text and re.search(rf"(?<!\w){re.escape(form)}(?!\w)", document.text):
                registry.alias(form, publisher, words.pack.tag)


def _is_own_word(parts: list[str], words: Lexicon) -> bool:
    """Say whether a name is what kind of body it is and a word that names nothing else ("Stiftelsen Barnhamnen")."""
    kinds = {fold.low(form).strip() for form in words.pack.organizations["before"]}
    is_listed = bool(words.names.find(fold.key(parts[1])))
    return fold.low(parts[0]).strip() in kinds and len(parts[1]) >= _SHORTEST_HEAD and not is_listed


def _is_of_others(parts: list[str], document: Document, words: Lexicon) -> bool:
    """Say whether the report has the last word of a name behind the word of another body: it is a place ("gemeente Noorderdam")."""
    before = {fold.low(match[1]).strip() for match in re.finditer(rf"(\w+) {re.escape(parts[1])}(?!\w)", document.text)}
    return bool((before - {fold.low(parts[0]).strip()}) & words.inside)


def home_country(document: Document, words: Lexicon) -> str:
    """Return the ISO code of the country that most places and national bodies of a report belong to.

    An empty string when none has half of them.
    """
    codes: Counter[str] = Counter()
    for match in words.names.find(fold.key(document.text)):
        firm = {name.entity for name in match.values if not name.condition}
        if len(firm) == 1 and document.text[match.begin].isupper():
            codes[_country(next(iter(firm)), words)] += 1
    codes.pop("", None)
    best = codes.most_common(1)
    return best[0][0] if best and best[0][1] >= _LEAST_NAMED and 2 * best[0][1] >= codes.total() else ""


def _country(entity: str, words: Lexicon) -> str:
    is_local = entity.startswith("place/") or words.gazetteer.kind_of(entity) in _LOCAL_KINDS
    return words.gazetteer.country_of(entity) if is_local else ""
