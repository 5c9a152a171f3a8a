"""The words behind a fact: cut from the text of its entry, never put together anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

import pyoxigraph as ox

from csgraph.answers.parts import part, value
from csgraph.graph.store import Store
from csgraph.model import Span

ELISION: Final = " […] "
_LONGEST: Final = 220
"""A quote that would be longer leaves out what stands between its pieces."""
_AROUND: Final = 24
"""So much of its surroundings a piece may take along, to the end of a word."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of an entry, as they stand there; an ellipsis shows where some were left out."""

    entry: str
    text: str
    pieces: tuple[Span, ...]


@dataclass(slots=True)
class EventWords:
    """Where the evidence of an event stands, and what the words of its entry name."""

    entry: str = ""
    text: str = ""
    evidence: set[Span] = field(default_factory=set)
    naming: defaultdict[str, set[Span]] = field(default_factory=lambda: defaultdict(set))
    """What is named → where."""


def event_words(store: Store, events: Iterable[str]) -> dict[str, EventWords]:
    """Return the words behind each event."""
    wanted = [ox.NamedNode(event) for event in sorted(set(events))]
    found: defaultdict[str, EventWords] = defaultdict(EventWords)
    if not wanted:
        return found
    for row in store.select(part("event-phrases"), {"event": wanted}):
        words = found[value(row, "event")]
        words.entry, words.text = value(row, "entry"), value(row, "text")
        span = Span(int(value(row, "begin")), int(value(row, "end")))
        words.evidence.add(span)
        if "names" in row:
            words.naming[value(row, "names")].add(span)
    _add_mentions(store, found)
    return found


def _add_mentions(store: Store, found: Mapping[str, EventWords]) -> None:
    by_entry: defaultdict[str, list[EventWords]] = defaultdict(list)
    for words in found.values():
        by_entry[words.entry].append(words)
    for row in store.select(part("entry-mentions"), {"entry": [ox.NamedNode(entry) for entry in sorted(by_entry)]}):
        span = Span(int(value(row, "begin")), int(value(row, "end")))
        for words in by_entry[value(row, "entry")]:
            words.naming[value(row, "names")].add(span)


def quote(words: EventWords, about: Iterable[str] = ()) -> Quote:
    """Return the words that say what happened and who (or which crime) of `about` was in it.

    The first evidence of an event is what evoked it; of the things asked about, the mention nearest to it is taken.
    """
    naming = {span for spans in words.naming.values() for span in spans}
    evoking = sorted(words.evidence - naming) or sorted(words.evidence)
    spans = set(evoking[:1])
    for thing in about:
        mentions = words.naming.get(thing, set())
        if mentions and spans:
            anchor = min(spans)
            spans.add(min(mentions, key=lambda span: (abs(span.begin - anchor.begin), span)))
    pieces = _pieces(words.text, sorted(spans))
    return Quote(words.entry, _shown(words.text, pieces), pieces)


def _shown(text: str, pieces: tuple[Span, ...]) -> str:
    """Return the pieces with an ellipsis wherever words were left out."""
    if not pieces:
        return ""
    before = "… " if text[: pieces[0].begin].strip() else ""
    after = " …" if text[pieces[-1].end :].strip(" .") else ""
    return before + ELISION.join(" ".join(piece.of(text).split()) for piece in pieces) + after


def _pieces(text: str, spans: list[Span]) -> tuple[Span, ...]:
    """Join spans into one piece if that is short enough, else those that stand near each other."""
    if not spans:
        return ()
    whole = Span(spans[0].begin, max(span.end for span in spans))
    if whole.end - whole.begin <= _LONGEST:
        return (_to_words(text, whole),)
    pieces = [_to_words(text, spans[0])]
    for span in (_to_words(text, span) for span in spans[1:]):
        if span.begin <= pieces[-1].end + 2 * _AROUND:
            pieces[-1] = Span(pieces[-1].begin, max(pieces[-1].end, span.end))
        else:
            pieces.append(span)
    return tuple(pieces)


def _to_words(text: str, span: Span) -> Span:
    """Widen a span by some words on each side, never through a line end and never into a word."""
    begin, end = span.begin, span.end
    line_begin = text.rfind("\n", 0, begin) + 1
    line_end = text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    begin = max(line_begin, begin - _AROUND)
    end = min(line_end, end + _AROUND)
    while line_begin < begin < span.begin and not text[begin - 1].isspace():
        begin += 1
    while span.end < end < line_end and not text[end].isspace():
        end -= 1
    return Span(begin, end)
