"""What the events of a sentence are about: crimes, places, instrument, name and date, from the part of it that is theirs."""

from __future__ import annotations

import re
from functools import cache

from csgraph.language.shared import shared_words
from csgraph.model import PartialDate
from csgraph.reading.clause import Clause
from csgraph.reading.entry_text import Item
from csgraph.reading.frame import GATHERINGS, NAMED, ORGANIZATIONAL, Frame, Surroundings

_CAPITAL = r"[^\W\d_a-zà-öø-ÿ]"
_QUOTED = r"[\"“”„«»‘'’]\s?(?P<quoted>[^\"“”„«»\n]{2,80}?)\s?[\"“”»«]"
_PHRASE_KINDS = ("verb", "noun", "cue", *ORGANIZATIONAL)
_COMPANY = ("with", "cooperation", "support", "led", "agent")
"""Cues that bring in a body."""
_INNER = ("at", "from", "to", "for")
"""Cues that stand inside a body's description ("the group for the fight against …")."""
_APPOSED = re.compile(r"(?:\s\([^()]*\))?,\s(\w+)")
_NAME_FOLLOWS = re.compile(r"\s|,\s|\s?\(")
_LONGEST_PHRASE = 10
_NAME_WINDOW = 60
"""Characters before a noun in which its event's name stands."""


def add_contents(clause: Clause, frames: list[Frame], around: Surroundings) -> None:
    """Add to the frames of a sentence what it says of them."""
    for frame in frames:
        begin, end = _scope(clause, frames, frame)
        for item in clause.items:
            if begin <= item.begin < end and not (item.kind == "crime" and frame.crimes and _describes(clause, item)):
                _add(clause, frame, item)
        if frame.name is None and frame.noun is not None:
            frame.name = _event_name(clause, frame.noun)
        if frame.date is None and frame.type != "Invitation":
            _add_date(clause, frame, begin, end, around)


def append(held: list[str], value: str) -> None:
    """Add a value unless it is empty or there."""
    if value and value not in held:
        held.append(value)


def _scope(clause: Clause, frames: list[Frame], frame: Frame) -> tuple[int, int]:
    """Return the part of a sentence that belongs to one of its events: from its verb to that of the next."""
    ordered = sorted(frames, key=lambda one: one.anchor)
    place = next(number for number, one in enumerate(ordered) if one is frame)
    begin = clause.span.begin if place == 0 else frame.anchor
    end = clause.span.end if place == len(ordered) - 1 else ordered[place + 1].anchor
    return begin, end


def _add(clause: Clause, frame: Frame, item: Item) -> None:
    if item.kind == "crime":
        # What a later sentence says in passing of a meeting is not its subject.
        if frame.first_sentence == frame.sentence or not frame.crimes or frame.type not in GATHERINGS:
            append(frame.crimes, item.value.removeprefix("crime/"))
    elif item.kind == "place":
        if not any(item.span in body.span for body in clause.entry.mentions if body.kind == "organization"):
            append(frame.places, item.value)
    elif item.kind == "instrument" and frame.type == "AgreementSigning" and frame.instrument is None:
        frame.instrument = item.value


def _describes(clause: Clause, crime: Item) -> bool:
    """Say whether a crime only tells what sort of body is named ("with GAFILAT, the regional anti-money laundering group,").

    Then an apposition opens behind the name, or the name closes a phrase that nothing but a cue opens ("with the group against money
    laundering GAFILAT").
    """
    items = reversed(clause.items_in(clause.span.begin, crime.begin))
    before = next((item for item in items if item.kind in _PHRASE_KINDS and item.value not in _INNER), None)
    if before is None:
        return False
    before = next((cue for cue in clause.placed("cue").overlapping(before.begin, before.end) if cue.value in _COMPANY), before)
    gap = clause.text[before.end : crime.begin]
    if before.kind in ORGANIZATIONAL:
        opening = _APPOSED.match(gap)
        return opening is not None and opening[1].casefold() in clause.lexicon.written_apposition and "," not in gap[opening.end() :]
    behind = next((item for item in clause.items_in(crime.end, clause.span.end) if item.kind in ORGANIZATIONAL), None)
    is_right_before = behind is not None and _NAME_FOLLOWS.fullmatch(clause.text, crime.end, behind.begin) is not None
    return is_right_before and before.value in _COMPANY and clause.count(before.end, crime.begin) <= _LONGEST_PHRASE and "," not in gap


# ── Dates ────────────────────────────────────────────────────────────────────────────────────────────────────


def _add_date(clause: Clause, frame: Frame, begin: int, end: int, around: Surroundings) -> None:
    """Take the date of what is planned; a later year is a plan ("In March 2023 we hold a workshop", said in 2022)."""
    own = _own_date(clause, begin, end, around)
    if own is None:
        return
    is_later_year = around.date is not None and own.month is not None and str(own) > str(around.date) and own.year > around.date.year
    if frame.status == "planned" or is_later_year:
        frame.date = own
        frame.status = "planned" if frame.status == "done" else frame.status


def _own_date(clause: Clause, begin: int, end: int, around: Surroundings) -> PartialDate | None:
    for mention in clause.entry.dates_in(begin, end):
        if mention.month is not None or mention.year is not None:
            date = mention.date(around.year)
            if date is not None and date != around.date:
                return date
    return None


# ── Names ────────────────────────────────────────────────────────────────────────────────────────────────────


def _event_name(clause: Clause, noun: Item) -> str | None:
    """Return the event's own name.

    In quotes or capitals right after its noun ("Operation Meridian"), or joined to it from before ("Dob in a Dealer-kampagne").
    """
    return _name_after(clause, noun) or _name_before(clause, noun)


def _name_after(clause: Clause, noun: Item) -> str | None:
    match = _after().match(clause.text, noun.end)
    if match is None:
        return None
    group = "quoted" if match["quoted"] else "plain"
    name = (match[group] or "").strip()
    if not name or clause.entry.is_covered(match.start(group), match.end()):
        return None
    return name if group == "quoted" or not clause.writing["capital_nouns"] or noun.value in NAMED else None


def _name_before(clause: Clause, noun: Item) -> str | None:
    match = _before().search(clause.text, max(0, noun.begin - _NAME_WINDOW), noun.begin)
    if match is None or clause.entry.is_covered(match.start(1), match.end(1)) or match.start(1) < clause.begin_for(noun):
        return None
    name = match[1].strip()
    folded = name.casefold()
    if folded in clause.lexicon.written_articles or folded in clause.lexicon.function:
        return None
    return name.lstrip("#") if " " in name or match.group().startswith("#") else None


@cache
def _after() -> re.Pattern[str]:
    small = "|".join(map(re.escape, shared_words().name_words))
    return re.compile(
        rf"\s(?:{_QUOTED}|(?P<plain>#?{_CAPITAL}[\w’'-]*(?:(?:\s(?:{small})){{0,2}}\s(?:{_CAPITAL}[\w’'-]*|\d{{1,2}}\b)){{0,9}}))"
    )


@cache
def _before() -> re.Pattern[str]:
    small = "|".join(map(re.escape, shared_words().name_words_before))
    word = rf"{_CAPITAL}[\w’']*"
    return re.compile(rf"(#?{word}(?:\s(?:(?:{small})\s){{0,2}}{word}){{0,5}})[- ]$")
