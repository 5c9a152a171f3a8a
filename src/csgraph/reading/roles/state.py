"""What is known in the middle of a sentence: the last verb and its frame, the open slot, the names before the verb."""

from __future__ import annotations

import re

from csgraph.language.grammar import Grammar
from csgraph.reading.beside import CLAUSE_BREAK, FULL_BREAK
from csgraph.reading.clause import Clause
from csgraph.reading.entry_text import Item
from csgraph.reading.frame import Frame, Surroundings
from csgraph.reading.relations import RelationReader
from csgraph.reading.slots import SUBJECT

LEAD, INVITE, COMMISSION, MEET, WIN, GIVE, APPOINT = "lead", "invite", "commission", "meet", "win", "give", "appoint"
BRACKET = re.compile(r"\([^()]*\)")
WORD = re.compile(r"\w+")
NAME_REACH = 3
"""Words between a name and its verb."""
OBJECT_REACH, INVERTED_REACH = 5, 4
LONGEST_WE = 4
"""A longer word that stands for the publisher is a word of its name."""


class RoleState:
    """Holds what the reader of roles has seen of a sentence so far, and finds the frame that something belongs to."""

    def __init__(self, clause: Clause, grammar: Grammar, around: Surroundings, frames: list[Frame], *, is_new: bool) -> None:
        self.clause, self.grammar, self.around, self.frames, self.is_new = clause, grammar, around, frames, is_new
        self.text, self.lexicon = clause.text, clause.lexicon
        self.hosted = [frame for frame in frames if frame.first_sentence < clause.number and frame.fillers("host")]
        """Events of sentences before that have a host."""
        self.statements = RelationReader(clause)
        self.slot = SUBJECT
        self.verb: Item | None = None
        self.frame: Frame | None = None
        """The frame of the verb, where it has one."""
        self.previous: Item | None = None
        self.last_cue: Item | None = None
        self.last_noun: Item | None = None
        self.pending: list[Item] = []
        """Names before the verb that it does not know yet."""
        self.last_subject: list[Item] = []
        self.main_subject: list[Item] = []
        self.antecedents: list[Item] = []
        """The name right before a relative word, and those of its list."""
        self.in_relative = False
        """The last verb stood in a relative clause: its subject is not that of the main clause."""
        self.preobjects: list[Item] = []
        """Names between an auxiliary and its participle where verbs stand last ("heeft het Havenbedrijf uitgenodigd")."""
        self.carried: list[Item] = []
        """Names after a verb that got no role: they may be the subject of the next one ("led to X and Y raiding …")."""
        self.list_of: Item | None = None
        """The body whose members are being listed."""
        self.attribute_end: int | None = None
        """End of the last participle that hangs on a noun of no event."""
        self.last_given: Item | None = None
        self.is_commissioned = False
        """A cue said on whose behalf it was done: to whom it was given did it."""
        self.owner_of_last = ""
        """Of which body the last one was said to be a part."""
        self.before_last: Item | None = None

    def _frames_of(self, verb: Item) -> list[Frame | None]:
        """Return the frame of a verb and those that a second noun of it makes."""
        return [self.frame, *(frame for frame in self.frames if frame is not self.frame and self.is_new and frame.verb == verb)]

    def _are_people(self, subject: list[Item]) -> bool:
        """Say whether the subject is people of the bodies that are named ("officers of X completed a course")."""
        return any(cue.value == "attendance" and cue.end <= item.begin for cue in self.clause.of_kind("cue") for item in subject[:1])

    def _leads(self, verb: Item) -> bool:
        """Say whether a verb means to lead others."""
        return any(other.kind == "verb" and other.verb_class == LEAD for other in self.clause.items_in(verb.begin, verb.begin + 1))

    def _stands_in(self, item: Item) -> bool:
        """Say whether an item is a word for the publisher, no mention of its own."""
        return not self.clause.entry.is_named_at(item.begin)

    def _own_role(self, frame: Frame, role: str) -> str:
        """Return what a host, partner or grantor is called in this kind of event."""
        return self.grammar.events[frame.type].get(role, role) if role in ("host", "partner", "grantor") else role

    def _is_joint(self, begin: int, end: int) -> bool:
        """Say whether nothing but a comma or a conjunction and an article stand between two names, or an acronym in brackets."""
        gap = BRACKET.sub("", self.text[begin:end])
        words = [word.casefold() for word in WORD.findall(gap)]
        is_small = all(word in self.lexicon.written_joints or word in self.lexicon.article_parts for word in words)
        return is_small and ("," in gap or bool(words))

    def _is_publisher(self, item: Item) -> bool:
        if self.around.publisher is None:
            return False
        words = self.clause.entry.low[item.begin : item.end].split()
        if len(words) == 1 and (words[0] in self.lexicon.function or len(words[0]) <= LONGEST_WE):
            return True  # "we", "our"
        return any(word in self.around.publisher_words for word in words)

    def _is_second_before_verb(self, item: Item) -> bool:
        """Say whether a name is the object between subject and participle ("hat Europol uns eingeladen"), not one more subject."""
        if not self.pending or not self.clause.writing["verb_last"]:
            return False
        begin = self.pending[0].begin
        if not any(have.end <= begin and self.clause.count(have.end, begin) <= NAME_REACH for have in self.clause.of_kind("have")):
            return False
        end = self.pending[-1].end
        return not FULL_BREAK.search(self.text, end, item.begin) and not self.clause.has_joint(end, item.begin)

    def _follows_in_list(self, item: Item) -> bool:
        """Say whether a comma or a conjunction, and no cue or verb, stands between a name and the last one."""
        begin = self.before_last.end if self.before_last is not None else self.clause.start
        is_listed = "," in self.text[begin : item.begin] or self.clause.has_joint(begin, item.begin)
        return is_listed and not any(other.kind in ("cue", "verb") for other in self.clause.items_in(begin, item.begin))

    def _verb_of_agent(self, agent: Item) -> Item | None:
        """Return the verb whose agent a name is: where verbs stand last, the next one of its clause."""
        verbs = self.clause.of_kind("verb") if self.clause.writing["verb_last"] else []
        verb = next((verb for verb in verbs if verb.begin >= agent.end), None)
        return verb if verb is not None and not CLAUSE_BREAK.search(self.text, agent.end, verb.begin) else self.verb

    def _frame_at(self, verb: Item) -> Frame | None:
        """Return the frame of a verb: its own, the one it is evidence of, or the only one of a kind that it governs."""
        if not self.is_new:
            return None
        for frame in self.frames:
            if frame.verb is not None and frame.verb.begin == verb.begin and not frame.is_setting:
                return frame
        for frame in self.frames:
            if frame.is_evidence(verb.span):
                return frame
        noun = self.last_noun
        if noun is not None and self.clause.is_attribute(verb) and self.clause.count(noun.end, verb.begin) <= OBJECT_REACH:
            own = next((frame for frame in self.frames if frame.noun == noun), None)
            if own is not None and own.type in self.grammar.verbs[verb.verb_class].governs:
                return own
        only = self.frames[0] if len(self.frames) == 1 else None
        return only if only is not None and only.type in self.grammar.verbs[verb.verb_class].governs else None

    def _frame_of_noun(self, noun: Item) -> Frame | None:
        for frame in self.frames:
            if frame.noun is not None and frame.noun.begin == noun.begin:
                return frame
        return next((frame for frame in self.frames if frame.type == noun.value), None)

    def _nearest(self, item: Item) -> Frame | None:
        before = [frame for frame in self.frames if frame.anchor <= item.begin]
        return before[-1] if before else (self.frames[0] if self.frames else None)
