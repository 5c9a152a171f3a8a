"""Trigger and cues → event with roles, sentence by sentence.

A sentence may evoke several events (`evoking`); its names get their roles in them (`roles`), or go on with the event of the sentence
before; so do its crimes, places and dates (`contents`). What no sentence says is left to the surroundings (`completion`).
"""

from __future__ import annotations

import re

from csgraph.language.grammar import Grammar
from csgraph.model import Event, Finding, Relation, Span
from csgraph.reading.clause import Clause
from csgraph.reading.completion import add_crimes_of_others, complete
from csgraph.reading.contents import add_contents
from csgraph.reading.entry_text import EntryText, Item
from csgraph.reading.evoking import Evocation
from csgraph.reading.frame import GATHERINGS, ORGANIZATIONAL, Frame, Surroundings
from csgraph.reading.roles.reader import RoleReader

__all__ = ["FrameReader", "Surroundings"]

_LABEL_WORDS = 2
"""Words on a line of their own that only label an entry."""
_DENIAL_REACH = 6
"""Words between a crime and what denies it."""
_DENIAL_BREAK = re.compile(r"[,;:.]")
_QUOTATION = re.compile(r"[“„\"«»‘‚](?=\S|\s?\S)[^“”„\"«»\n]{3,400}[”\"»«“’‘]")


class FrameReader:
    """Reads the events of one entry."""

    def __init__(self, entry: EntryText, around: Surroundings) -> None:
        self.entry, self.around = entry, around
        self.grammar: Grammar = entry.lexicon.grammar
        self.frames: list[Frame] = []
        self.relations: list[Relation] = []
        self.findings: list[Finding] = []
        self.waiting: list[Clause] = []
        """Sentences before the first event: they may say who acts in it."""
        self.quotes = [match.span() for match in _QUOTATION.finditer(entry.text)]

    def read(self) -> tuple[tuple[Event, ...], tuple[Relation, ...], tuple[Finding, ...]]:
        """Return the entry's events, the standing relations it states, and what it denies."""
        first = next((number for number, sentence in enumerate(self.entry.sentences) if self._is_opening(sentence)), 0)
        for number, sentence in enumerate(self.entry.sentences):
            clause = Clause(self.entry, number, sentence, self._outside_quotes(self.entry.items(sentence)))
            self._read_sentence(clause, opens_entry=number <= first)
        for frame in self.frames:
            complete(frame, self.grammar, self.around)
        add_crimes_of_others(self.frames, list(self.entry.mentions))
        events = tuple(frame.event(self.around) for frame in self.frames)
        return events, tuple(dict.fromkeys(self.relations)), tuple(self.findings)

    def _is_opening(self, sentence: Span) -> bool:
        """Say whether a sentence begins the entry's text: it stands behind the header, and is no short label of it ("Geral")."""
        text, begin = self.entry.text, max(sentence.begin, self.entry.body)
        if sentence.end <= self.entry.body:
            return False
        is_label = self.entry.count_words(begin, sentence.end) <= _LABEL_WORDS and text[sentence.end : sentence.end + 1] == "\n"
        return not is_label

    def _outside_quotes(self, items: list[Item]) -> list[Item]:
        """Return the items without the verbs, nouns and cues inside quotation marks: a title or somebody's words evoke no event."""
        if not self.quotes:
            return items
        return [
            item
            for item in items
            if item.kind in (*ORGANIZATIONAL, "place", "crime")
            or not any(begin < item.begin and item.end < end for begin, end in self.quotes)
        ]

    def _read_sentence(self, clause: Clause, *, opens_entry: bool) -> None:
        frames, is_denied = self._evoked(clause, opens_entry)
        touched = self._merged(frames, clause.number)
        if is_denied or not frames:
            self._forget_denied_crimes(clause)
        if is_denied:
            return
        self._read_waiting([frame for frame in touched if frame.first_sentence == clause.number])
        if touched:
            self.waiting = []
        elif not self.frames:
            self.waiting.append(clause)
        self._read_roles(clause, touched or self.frames[-1:], is_new=bool(touched))
        add_contents(clause, touched or self._agreed_before(clause.number), self.around)

    def _agreed_before(self, number: int) -> list[Frame]:
        """Return the agreement of the sentence before: what a sentence of its own says behind it is what it is about ("The parties will …")."""
        last = self.frames[-1:]
        return [frame for frame in last if frame.type == "AgreementSigning" and frame.sentence == number - 1]

    def _forget_denied_crimes(self, clause: Clause) -> None:
        """Forget the crimes that a sentence without an event only denies ("there was no sign of money laundering")."""
        for mention in [one for one in self.entry.overlapping(clause.span.begin, clause.span.end) if one.kind == "crime"]:
            if any(self._denies(clause, negation, mention.span) for negation in clause.of_kind("negation")):
                self.entry.remove(mention)

    def _denies(self, clause: Clause, negation: Item, crime: Span) -> bool:
        begin, end = (negation.end, crime.begin) if negation.begin < crime.begin else (crime.end, negation.begin)
        return clause.count(begin, end) <= _DENIAL_REACH and not _DENIAL_BREAK.search(self.entry.text, begin, end)

    def _evoked(self, clause: Clause, opens_entry: bool) -> tuple[list[Frame], bool]:
        """Return the frames that a sentence evokes, and whether it only says what did not happen; an introduction evokes none."""
        if self.around.is_introduction:
            return [], False
        evocation = Evocation(clause, self.grammar, opens_entry=opens_entry)
        frames = evocation.frames()
        self.findings += evocation.findings
        return frames, evocation.is_denied

    def _read_waiting(self, new: list[Frame]) -> None:
        """Take the roles of a new event from the sentences before that name its kind.

        "… Operation Cold Blood, led by X. 127 people were arrested": the first sentence says who, the second what.
        """
        for frame in new:
            for clause in self.waiting:
                if any(noun.value == frame.type for noun in clause.of_kind("noun")):
                    self._read_roles(clause, [frame], is_new=False)

    def _read_roles(self, clause: Clause, frames: list[Frame], *, is_new: bool) -> None:
        if not frames and not clause.of_kind("organization"):
            return  # there is nobody to have a role or a relation
        self.relations += RoleReader(clause, self.grammar, self.around, frames, is_new=is_new).read()

    def _merged(self, frames: list[Frame], number: int) -> list[Frame]:
        """Add new frames; one of a type that the entry has already goes on with that event."""
        touched = []
        for frame in frames:
            held = self._held(frame, number)
            if held is None:
                self.frames.append(frame)
            else:
                held.go_on_with(frame)
            touched.append(held or frame)
        return touched

    def _is_talk(self, frame: Frame) -> bool:
        """Say whether what is held is a talk: at a gathering those who hold it are its speakers ("Vorträge zum Thema … hielten X und Y")."""
        if frame.noun is None or frame.verb_class is None or frame.verb_class.name != "hold":
            return False
        return self.entry.low[frame.noun.begin : frame.noun.end].strip() in self.entry.lexicon.talks

    def _held(self, frame: Frame, number: int) -> Frame | None:
        """Return the event that a frame goes on with: of its type and status, or an earlier gathering that it only attends."""
        if self._is_talk(frame) and any(old.type in GATHERINGS and old.sentence < number for old in self.frames):
            frame.verb_class = self.grammar.verbs["speak"]
        for old in self.frames:
            if frame.type == "Campaign" and old.type == "Warning" and old.sentence == number - 1:
                old.type = frame.type  # "X warned of phishing. The campaign …"
            if old.type == frame.type and (old.status == frame.status or frame.verb_class is None):
                return old
        only_attends = frame.verb_class is None or frame.verb_class.name in ("attend", "speak")
        if frame.type in GATHERINGS and only_attends:
            return next((old for old in self.frames if old.type in GATHERINGS and old.sentence < number), None)
        return None
