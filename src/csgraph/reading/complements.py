"""Names of bodies that go on in small letters ("Office central de lutte contre les stupéfiants", "tribunale di Bari")."""

from __future__ import annotations

import re
from typing import NamedTuple

from csgraph.model import Mention, Span
from csgraph.reading.entry_text import EntryText
from csgraph.text import fold

_PIECE = re.compile(r"(?:[  ]|(?<=['’]))([^\W\d_][\w-]*['’]?)")
"""The next word behind a white space, or behind what was elided before it."""
_MOST_COMPLEMENTS = 5
_SHORTEST_WORD, _SHORTEST_ADJECTIVE = 3, 5
_LONGEST_ACT, _LONGEST_CRIME = 30, 60
_LONGEST_HEAD, _MOST_HEAD_WORDS = 40, 3
"""Characters and words of a unit's head before its body ("Comando Provinciale Carabinieri")."""


class Complemented(NamedTuple):
    """A name with its complements."""

    span: Span
    is_local: bool = False
    """It ends in a proper name or a place ("… de Lille")."""
    owner: Mention | None = None
    """The body that it ends in ("Conseil de l'UDEL")."""


class _End(NamedTuple):
    """Where a complement ends, and what it ends in."""

    end: int
    is_proper: bool = False
    owner: Mention | None = None


def with_complement(entry: EntryText, run: Span, runs: dict[int, int]) -> Complemented:
    """Return a body's bare head with the adjectives and complements that say whose or what for.

    "Corte" → "Corte dei conti"; `runs` are the capitalized runs of the entry, begin → end.
    """
    if not entry.lexicon.pack.complements or not _is_bare(entry, run):
        return Complemented(run)
    last = _End(behind_adjectives(entry, run.end))
    for number in range(_MOST_COMPLEMENTS):
        found = _complement(entry, last.end, runs, is_first=not number)
        if found is None:
            break
        last = found
        if last.is_proper:
            break
    end = _seat(entry, last.end) if last.owner is not None else last.end
    return Complemented(Span(run.begin, end), last.is_proper, last.owner)


def _seat(entry: EntryText, at: int) -> int:
    """Return where a place ends that tells which branch of its owner a body is ("Comando provinciale dei Carabinieri di Lecce")."""
    behind = proper_behind(entry, at)
    if behind is None:
        return at
    return next((one.span.end for one in entry.overlapping(behind.begin, behind.end) if one.kind == "place"), at)


def unit_of(entry: EntryText, body: Span, runs: dict[int, int]) -> Span:
    """Return a body with the head of its unit right before it, and the complements of the unit behind it.

    Without a head only what it is there for makes it a unit ("Carabinieri per la Tutela della Salute").
    """
    begin = _head_before(entry, body.begin)
    end = body.end
    for _ in range(_MOST_COMPLEMENTS):
        behind = _act_behind(entry, end, runs) or (_named_behind(entry, end, runs) if begin < body.begin else None)
        if behind is None:
            break
        end = behind
    return Span(begin, end)


def _head_before(entry: EntryText, begin: int) -> int:
    """Return where the head of a unit begins that stands right before a body ("Comando Provinciale Carabinieri"), else the body's begin."""
    words = [*re.finditer(r"[^\W\d_]+", entry.text[max(0, begin - _LONGEST_HEAD) : begin])][-_MOST_HEAD_WORDS:]
    at = begin
    for word in reversed(words):
        start = max(0, begin - _LONGEST_HEAD) + word.start()
        if entry.text[start + len(word.group()) : at] != " ":
            break
        folded, at = entry.low[start : start + len(word.group())], start
        if folded in entry.lexicon.inside or folded in entry.lexicon.local:
            return start
        if not _has_adjective_ending(entry, folded):
            break
    return begin


def _act_behind(entry: EntryText, at: int, runs: dict[int, int]) -> int | None:
    """Return where a capitalized act ends that "for" brings in ("… per la Tutela Agroalimentare")."""
    words = entry.lexicon.complement_words
    pieces = _pieces(entry, at)
    if not pieces or entry.low[slice(*pieces[0])].strip() not in words["for"]:
        return None
    for begin, end in pieces[1:]:
        if entry.text[begin].isupper():
            return runs.get(begin, end) if entry.low[begin:end].strip() in words["acts"] else None
        if entry.low[begin:end].strip() not in entry.lexicon.articles:
            return None
    return None


def _named_behind(entry: EntryText, at: int, runs: dict[int, int]) -> int | None:
    """Return where the name or place ends that goes on with a unit ("Raggruppamento Carabinieri *CITES*", "Stazione Carabinieri *di Bari*")."""
    behind = proper_behind(entry, at)
    begin = behind.begin if behind is not None else at + 1
    if behind is None and entry.text[at : at + 1] != " ":
        return None
    held = next((one.span.end for one in entry.overlapping(begin, begin + 1) if one.span.begin == begin), None)
    return held or runs.get(begin)


def proper_behind(entry: EntryText, at: int) -> Span | None:
    """Return the capitalized word behind "of" and its article, where no other word stands between."""
    of, *rest = _pieces(entry, at) or [(at, at)]
    if entry.low[slice(*of)].strip() not in entry.lexicon.complement_words["of"]:
        return None
    for begin, end in rest:
        if entry.text[begin].isupper():
            return Span(begin, end)
        if entry.low[begin:end].strip() not in entry.lexicon.articles:
            return None
    return None


def _is_bare(entry: EntryText, run: Span) -> bool:
    """Say whether a run is a body's head alone, or with adjectives."""
    first, *rest = (fold.low(word).strip() for word in run.of(entry.text).split())
    inside = entry.lexicon.inside | entry.lexicon.local
    return first in inside and all(word in inside or _has_adjective_ending(entry, word) for word in rest)


# ── Complements ──────────────────────────────────────────────────────────────────────────────────────────────


def _complement(entry: EntryText, at: int, runs: dict[int, int], *, is_first: bool) -> _End | None:
    """Return where the next complement ends: behind "of" anything, behind "for" or "and" only words in small letters."""
    lexicon, pieces = entry.lexicon, _pieces(entry, at)
    words = [entry.low[begin:end].strip() for begin, end in pieces]
    is_joint = not is_first and bool(words) and words[0] in lexicon.joints
    link = 1 if is_joint else 0
    is_of = len(words) > link and words[link] in lexicon.complement_words["of"]
    is_for = not is_joint and not is_of and bool(words) and words[0] in lexicon.complement_words["for"]
    if is_for and not (is_first or _is_act(entry, at)):
        return None
    if is_of or is_for:
        first = link = link + 1
        while link < len(words) and words[link] in lexicon.articles:
            link += 1
        if is_for and link == first:
            return None  # "para combatir": an infinitive of purpose
    elif not is_joint:
        return None
    if link >= len(pieces):
        return None
    return _content(entry, *pieces[link], runs, is_of=is_of, is_joint=is_joint)


def _content(entry: EntryText, begin: int, end: int, runs: dict[int, int], *, is_of: bool, is_joint: bool) -> _End | None:
    mention = next((one for one in entry.overlapping(begin, end) if one.kind in ("place", "organization")), None)
    if mention is not None:
        is_local = mention.kind == "place" or (mention.rule == "genitive" and mention.surface[:1].islower())
        if not is_of or is_joint or mention.span.begin != begin:
            return None
        return _End(mention.span.end, True, None if is_local else mention)
    if entry.text[begin].isupper():
        return _End(behind_adjectives(entry, runs[begin]), True) if is_of and not is_joint and begin in runs else None
    if not _is_common(entry, begin, end, is_of=is_of, is_joint=is_joint):
        return None
    crime = next((form for form in entry.lexicon.crime_forms.find(entry.low[begin : begin + _LONGEST_CRIME]) if form.begin == 0), None)
    return _End(behind_adjectives(entry, max(end, begin + crime.end if crime is not None else end)))


def _is_common(entry: EntryText, begin: int, end: int, *, is_of: bool, is_joint: bool) -> bool:
    """Say whether a word in small letters may stand in a name: no small word, month or verb, no head of a cue, no further group."""
    word, lexicon = entry.low[begin:end].strip(), entry.lexicon
    if len(word) < _SHORTEST_WORD or word in lexicon.function or word in lexicon.folded_months:
        return False
    if is_joint and word in lexicon.persons:
        return False
    here = entry.placed("verb", "noun", "cue", "after", "relative").behind(begin, begin + 1)
    if any(item.kind in ("cue", "after", "relative") for item in here):
        return False
    is_event = any(item.kind == "noun" for item in here)
    return is_of and not is_joint if is_event else not here


def _is_act(entry: EntryText, at: int) -> bool:
    """Say whether a fight ends here, which may be one against something ("de lutte contre les stupéfiants")."""
    return entry.low[max(0, at - _LONGEST_ACT) : at].rstrip().rpartition(" ")[2] in entry.lexicon.complement_words["acts"]


# ── Adjectives ───────────────────────────────────────────────────────────────────────────────────────────────


def behind_adjectives(entry: EntryText, at: int) -> int:
    """Return where the adjectives behind a noun end; where the pack tells of no complements, there are none."""
    while (pieces := _pieces(entry, at)) and _is_adjective(entry, *pieces[0]):
        at = pieces[0][1]
    return at


def _is_adjective(entry: EntryText, begin: int, end: int) -> bool:
    if not entry.text[begin:end].islower() or entry.is_covered(begin, end):
        return False
    if any(one.begin == begin and one.end == end for one in entry.nationalities()):
        return True
    word = entry.low[begin:end].strip()
    return _has_adjective_ending(entry, word) and not entry.placed("verb", "noun", "cue").behind(begin, begin + 1)


def _has_adjective_ending(entry: EntryText, word: str) -> bool:
    is_long = len(word) >= _SHORTEST_ADJECTIVE and word not in entry.lexicon.function and word not in entry.lexicon.folded_months
    return is_long and word.endswith(entry.lexicon.pack.complements.get("adjectives", ()))


# ── Words ────────────────────────────────────────────────────────────────────────────────────────────────────


def _pieces(entry: EntryText, at: int) -> list[tuple[int, int]]:
    """Return where the next words stand, as far as no sign comes between."""
    found: list[tuple[int, int]] = []
    while len(found) < _MOST_COMPLEMENTS and (match := _PIECE.match(entry.text, at)) is not None:
        found.append(match.span(1))
        at = match.end()
    return found
