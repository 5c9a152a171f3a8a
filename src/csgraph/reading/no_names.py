"""Capitalized words that are no organization: months, events, crimes, nationalities, persons."""

from __future__ import annotations

import re

from csgraph.language.shared import shared_words
from csgraph.model import Span
from csgraph.reading.draft import Draft
from csgraph.reading.entry_text import EntryText, Item
from csgraph.reading.listed import is_head
from csgraph.text import fold

_NAMED_EVENTS = ("Operation", "Campaign")
"""Kinds of event with names of their own: what stands behind their noun is the event's."""
_TITLE_REACH = 40
"""Characters behind a person's name in which the title stands."""
_MOST_PERSON_WORDS = 3
_COUNTED = re.compile(r"\d\s$")
_NUMBER_REACH = 3
_LEAST_AT_PLACE = 3
"""Words of a body, a preposition and a place at least."""


def is_no_name(draft: Draft, span: Span, *, is_defined: bool = False) -> bool:
    """Say whether a span is no organization: a month, an event or operation name, a crime, a nationality, a word of the frames.

    A name that an acronym defines may end in a word of the frames ("Nordic Shipping Forum (NSF)").
    """
    entry = draft.entry
    words, folded = span.of(entry.text).strip(), span.of(entry.low).strip()
    if len(words) < 2 or words.upper() in shared_words().no_acronyms or folded in entry.lexicon.function or folded in entry.lexicon.months:
        return True
    if " " not in words and words[1:].islower() and _COUNTED.search(entry.text, max(0, span.begin - _NUMBER_REACH), span.begin):
        return True  # "72 Paesi"
    if "#" in (words[0], entry.text[max(0, span.begin - 1) : span.begin]):
        return True
    if not is_defined and entry.is_quoted(span.begin, span.end):
        return True
    return (
        _is_publisher_somewhere(draft, span)
        or _is_frame_word(entry, span, is_defined)
        or _is_nationality(entry, folded)
        or _is_crime(entry, folded)
    )


def _is_frame_word(entry: EntryText, span: Span, is_defined: bool) -> bool:
    for item in entry.placed("noun", "verb", "relative", "passive").near(span.begin - 2, span.end):
        if item.kind == "noun" and item.value in _NAMED_EVENTS and (item.begin == span.begin or 0 <= span.begin - item.end <= 2):
            return True
        if item.kind == "noun" and item.value == "Award" and item.end + 1 == span.begin:
            return True  # "the prize Clean Harbour"
        if item.begin == span.begin and item.end == span.end:
            return True
        if not is_defined and _opens_or_closes(entry, item, span):
            return True
    return False


def _opens_or_closes(entry: EntryText, item: Item, span: Span) -> bool:
    """Say whether a verb opens the words at a sentence's head, or an event's noun opens or closes them ("Conferencia Internacional sobre …")."""
    if item.kind == "verb":
        return item.begin == span.begin and is_head(entry, span.begin)
    if item.kind != "noun" or item.value == "Cooperation":
        return False
    return (item.begin == span.begin and item.value != "AgreementSigning") or (item.begin >= span.begin and item.end == span.end)


def _is_publisher_somewhere(draft: Draft, span: Span) -> bool:
    """Say whether a word for the publisher stands before a preposition and a place ("la Fundación en Madrid"): the place is none of its name."""
    entry = draft.entry
    words = span.of(entry.text).split(maxsplit=2)
    if (
        len(words) < _LEAST_AT_PLACE
        or words[1] not in entry.lexicon.written_prepositions
        or words[1] in entry.lexicon.complement_words["of"]
    ):
        return False
    place = span.begin + len(words[0]) + len(words[1]) + 2
    is_place = any(one.kind == "place" and one.span.begin == place for one in entry.overlapping(place, span.end))
    return is_place and fold.low(words[0]).strip() in draft.registry.publisher_words(entry.lexicon.pack)


def _is_nationality(entry: EntryText, folded: str) -> bool:
    covered = sum(match.word_end - match.begin for match in entry.lexicon.demonyms.find(folded))
    return covered >= len(folded) - folded.count(" ")


def _is_crime(entry: EntryText, folded: str) -> bool:
    return any(match.word_end - match.begin >= len(folded) - 1 for match in entry.lexicon.crime_forms.find(folded))


# ── Persons ──────────────────────────────────────────────────────────────────────────────────────────────────


def is_person(draft: Draft, run: Span) -> bool:
    """Say whether a run is a person's name: a title stands before it, opens it, or follows it."""
    entry = draft.entry
    if any(0 <= run.begin - title.end <= 2 or title.begin == run.begin for title in entry.placed("title").near(run.begin - 2, run.begin)):
        return True
    words = len(run.of(entry.text).split())
    if entry.text[max(0, run.begin - 2) : run.begin] == ", " and words in (2, 3) and _follows_titled_body(draft, run):
        return True
    after = run.end, run.end + _TITLE_REACH
    behind = entry.text[slice(*after)]
    is_apposed = behind[:1] == "," and behind[1:2].isspace() and words <= _MOST_PERSON_WORDS
    return is_apposed and any(word in entry.lexicon.titles for word in entry.low[slice(*after)].split()[:4])


def _follows_titled_body(draft: Draft, run: Span) -> bool:
    """Say whether a title and its body stand before a name ("la directora de Europol, Catherine De Bolle")."""
    text = draft.entry.text
    stop = run.begin - 2
    body = next((mention for mention in draft.organizations_in(max(0, stop - 1), stop) if mention.span.end == stop), None)
    return body is not None and any(
        title.end <= body.span.begin and len(text[title.end : body.span.begin].split()) <= 4 for title in draft.entry.of_kind("title")
    )
