"""Crime types that an entry names: by their names, as heads of compounds, and by an act and an object together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from csgraph.model import Mention, Span
from csgraph.reading.draft import Draft
from csgraph.reading.entry_text import EntryText
from csgraph.reading.intervals import Cover, Intervals
from csgraph.text.match import Match, longest

_COMPOUND = re.compile(r"[^ ]{11,}")
"""A word of a folded text that is long enough to name an act and its object."""
_LONGEST_SMALL_ACRONYM = 4
_EITHER_SIDE = {"seize": 160, "evade": 90}
"""Acts whose object may stand before or behind them ("seizure of cocaine", "cocaine was seized"), and how far the two reach."""
_FOLLOWING_ACTS = ("smuggle", "counterfeit", "steal")
"""Acts that may follow their object ("armas ilegales")."""
_OBJECT_REACH, _MOST_WORDS_BETWEEN = 60, 8
_LIST_REACH = 14
_LONGEST_ENDING = 24
"""Characters that an ending and the space before the next word take at most."""
_CLAUSE_BREAK = re.compile(r"[.;:()]")
_SEIZURE_BREAK = re.compile(r"[;:]|\.\s")


class _Found(NamedTuple):
    """Words that name one or more crime types."""

    begin: int
    end: int
    types: tuple[str, ...]


def find_crimes(draft: Draft) -> None:
    """Find the crime types; those inside an organization's name count only when the entry has no other."""
    entry = draft.entry
    bodies = Cover((mention.span.begin, mention.span.end) for mention in draft.organizations())
    free: list[Mention] = []
    inside: list[Mention] = []
    for found in sorted(_found(entry)):
        span = Span(found.begin, found.end)
        if not _is_small_acronym(entry, span, found.types):
            named = [Mention(span, span.of(entry.text), "crime", f"crime/{type_}", "crime-name") for type_ in dict.fromkeys(found.types)]
            (inside if bodies.overlaps(span.begin, span.end) else free).extend(named)
    if free or inside:
        entry.add(*(free or inside))


def _found(entry: EntryText) -> list[_Found]:
    by_name = _by_name(entry)
    composed = _composed(entry, by_name)
    furthest: dict[int, int] = {}
    for whole in composed:
        furthest[whole.begin] = max(whole.end, furthest.get(whole.begin, 0))
    # What heads a composed name is no name of its own.
    return [one for one in by_name if one.end >= furthest.get(one.begin, 0)] + composed


def _by_name(entry: EntryText) -> list[_Found]:
    lexicon = entry.lexicon
    found = [_Found(match.begin, match.word_end, match.values) for match in longest(entry.scan.all_of(lexicon.crime_forms))]
    if lexicon.crime_heads is not None:
        cover = Cover((one.begin, one.end) for one in found)  # no two compounds overlap
        for begin, end in (match.span() for match in _COMPOUND.finditer(entry.low)):
            head = lexicon.crime_heads.head_of(entry.low[begin:end])
            if head is not None and not cover.overlaps(begin, end):
                found.append(_Found(begin, end, _of_compound(entry, begin, head[0], end) or head[1]))
    return found


def _of_compound(entry: EntryText, begin: int, head: str, end: int) -> tuple[str, ...]:
    """Return the type of a compound that holds an object and what is done to it ("containertyverier", "kokainsmugling")."""
    at = entry.low.rfind(head, begin, end)
    acts = entry.lexicon.acts.find(head)
    stem = entry.low[begin:at]
    things = next(
        (found for word in (stem, stem[:-1]) if (found := entry.lexicon.objects.find(word)) and found[0].word_end == len(word)), []
    )
    return _types(entry, acts[0], things[0]) if acts and things and things[0].begin == 0 else ()


def _is_small_acronym(entry: EntryText, span: Span, types: tuple[str, ...]) -> bool:
    """Say whether an acronym of a crime type stands in small letters: then it is another word."""
    surface = span.of(entry.text)
    if len(surface) > _LONGEST_SMALL_ACRONYM or surface.isupper() or not types:
        return False
    return (surface.casefold(), types[0]) in entry.lexicon.crime_acronyms


# ── Act and object ───────────────────────────────────────────────────────────────────────────────────────────


def _composed(entry: EntryText, by_name: list[_Found]) -> list[_Found]:
    """Return the types that an act and an object name together.

    Where packs write compounds, one word may hold both ("våbensmugling"). An act inside a form that names a type already is left alone.
    """
    acts = entry.scan.of(entry.lexicon.acts)
    if not acts:
        return []
    objects = Intervals(entry.scan.all_of(entry.lexicon.objects))
    names = Intervals(by_name)
    made: list[_Found] = []
    for number, act in enumerate(acts):
        name = next((one for one in names.near(act.begin, act.word_end) if _holds(one, act)), None)
        if name is not None:
            made += _done_to(entry, act, objects, name.end) if name.begin == act.begin else ()
        elif reach := max((_EITHER_SIDE.get(kind, 0) for kind in act.values), default=0):
            made += _beside(entry, act, objects, reach)
        else:
            made += _done_to(entry, act, objects, reached=_end_of_acts(entry, acts[number:]))
    return made


def _end_of_acts(entry: EntryText, acts: Sequence[Match[str]]) -> int:
    """Return where the last of the acts ends that the first one is listed with: they share an object ("the making, supply and sale of …")."""
    end = acts[0].word_end
    for act in acts[1:]:
        if act.begin >= end:
            if not _is_listed(entry, end, act.begin):
                break
            end = act.word_end
    return end


def _holds(name: _Found, act: Match[str]) -> bool:
    """Say whether an act is a part of the name of a type."""
    return name.begin <= act.begin and act.word_end <= name.end and name.end - name.begin > act.word_end - act.begin


def _types(entry: EntryText, act: Match[str], thing: Match[str]) -> tuple[str, ...]:
    compose = entry.lexicon.grammar.compose
    return tuple(dict.fromkeys(compose[one][other] for one in act.values for other in thing.values if other in compose[one]))


def _beside(entry: EntryText, act: Match[str], objects: Intervals[Match[str]], reach: int) -> list[_Found]:
    """Return the objects on either side of an act, often a list of amounts."""
    made = []
    for thing in objects.behind(act.word_end - reach, act.begin + reach):
        types = _types(entry, act, thing)
        begin, end = min(act.begin, thing.begin), max(act.word_end, thing.word_end)
        if types and end - begin <= reach and not _SEIZURE_BREAK.search(entry.text[begin:end]):
            made.append(_Found(thing.begin, thing.word_end, types))
    return made


def _done_to(
    entry: EntryText, act: Match[str], objects: Intervals[Match[str]], last: int | None = None, *, reached: int = 0
) -> list[_Found]:
    """Return an act with its object, and with every further one of the list behind it.

    `last` is where an object that is known ends, `reached` where the acts end that are listed with this one.
    """
    start = max(act.word_end, reached)
    made: list[_Found] = []
    # Objects run by their begin; `longest` counts their forms without endings.
    for thing in objects.behind(act.begin - objects.longest - _LONGEST_ENDING):
        if thing.begin > (start if last is None else last) + _OBJECT_REACH:
            break
        types = _types(entry, act, thing)
        if not types:
            continue
        if thing.word_end + 1 == act.begin and act.values[0] in _FOLLOWING_ACTS:
            return [*made, _Found(thing.begin, act.word_end, types)]
        begin = start if last is None else last
        if thing.begin < begin or not _is_one_clause(entry, begin, thing.begin):
            continue
        if last is None and _is_near(entry.text[begin : thing.begin]):
            made.append(_Found(act.begin, thing.word_end, types))
            last = thing.word_end
        elif last is not None and _is_listed(entry, begin, thing.begin):
            made.append(_Found(thing.begin, thing.word_end, types))
            last = thing.word_end
    return made


def _is_one_clause(entry: EntryText, begin: int, end: int) -> bool:
    if _CLAUSE_BREAK.search(entry.text[begin:end]):
        return False
    return not any(item.end <= end for item in entry.placed("verb", "relative", "passive").behind(begin, end))


def _is_near(gap: str) -> bool:
    return len(gap) <= _OBJECT_REACH and len(gap.split()) <= _MOST_WORDS_BETWEEN


def _is_listed(entry: EntryText, begin: int, end: int) -> bool:
    gap = entry.text[begin:end]
    return len(gap) <= _LIST_REACH and ("," in gap or any(word.casefold() in entry.lexicon.written_joints for word in gap.split()))
