"""Who is what in the events of a sentence, read from left to right.

What stands before the verb is its subject; a cue gives the role of the names after it until the next one.
"""

from __future__ import annotations

from csgraph.model import Relation
from csgraph.reading.beside import is_affiliation, is_of, owner_noun
from csgraph.reading.entry_text import Item
from csgraph.reading.frame import ORGANIZATIONAL
from csgraph.reading.relations import RELATION_KINDS
from csgraph.reading.roles.cues import CueReader
from csgraph.reading.roles.filling import COMPANY
from csgraph.reading.roles.state import COMMISSION, LONGEST_WE
from csgraph.reading.slots import AFTER, AT, NONE, NOUN, OWNER, PREOBJECT, RELATIVE, SUBJECT, Slot, SlotKind

_PRONOUN_REACH = 8
"""Characters between a pronoun and its verb: an auxiliary may stand there."""


class RoleReader(CueReader):
    """Gives the organizations of one sentence their roles in its events, or in that of the sentence before."""

    def read(self) -> list[Relation]:
        """Fill the roles of the frames; return the standing relations that the sentence states."""
        for index, item in enumerate(self.clause.items):
            if item.end <= self.clause.start and item.kind not in ORGANIZATIONAL:
                continue
            self._cross_borders(item)
            if self._take(item, index):
                self.previous = item
        self._fill_nominal()
        return self.statements.relations

    def _take(self, item: Item, index: int) -> bool:
        """Take one item; return whether it counts as the one before the next."""
        if self._is_in_last_cue(item):
            return item.kind == "verb" and self._take_verb_in_cue(item)
        if item.kind == "verb":
            return self._take_verb(item)
        if item.kind in ORGANIZATIONAL:
            return self._take_organization(item, index)
        if item.kind == "publisher":
            if self._is_publisher(item) and not (self.verb is not None and item.end <= self.verb.end):  # "nos incorporamos"
                self._take_publisher(item, index)
        elif item.kind in RELATION_KINDS:
            self.list_of = self.statements.read(item, index)
        elif item.kind == "noun" and self.verb is not None and item.end <= self.verb.end:
            return False  # "approved the accession of": the noun is part of the verb
        elif item.kind == "noun":
            self.last_noun = item
            self._turn_to(item)
            if self.slot.kind is SlotKind.OBJECT:
                self.slot = NOUN
        else:
            self._move(item)
        return True

    def _turn_to(self, noun: Item) -> None:
        """Turn to the second event of a verb at its noun ("took part in a meeting and *a seminar* of X")."""
        for frame in self.frames:
            if frame is not self.frame and frame.noun == noun and frame.verb is not None and frame.verb == self.verb:
                self.frame = frame

    def _is_in_last_cue(self, item: Item) -> bool:
        """Say whether a word is part of the cue or the date before it ("lectures *were* given by", "*aus* Anlass")."""
        last = self.previous
        if last is None or item.end > last.end or item.kind in (*ORGANIZATIONAL, *RELATION_KINDS):
            return False
        return last.kind == "cue" or (last.kind == "after" and item.begin == last.begin)

    def _move(self, item: Item) -> None:
        """Change the slot behind a small word."""
        if item.kind == "cue":
            self.slot, self.last_cue = self._after_cue(item), item
            self.is_commissioned = self.is_commissioned or item.value == COMMISSION
        elif item.kind == "closing":
            self.slot = SUBJECT if self.verb is None else NONE
        elif item.kind == "relative":
            has_comma = self._is_behind_comma(item)
            if self.previous is not None and (has_comma or self._opens_object_relative(item) or self._holds_subject(item)):
                self._open_relative(item)
        elif self.verb is not None:
            return
        elif item.kind == "have" and self.pending and self.clause.writing["verb_last"]:
            self.slot = PREOBJECT
        elif item.kind in ("passive", "have"):
            if not self._opens_list(item):
                self.slot = SUBJECT
        elif item.kind == "after" and self.slot == SUBJECT and not self.pending:
            self.slot = AFTER

    def _fill_nominal(self) -> None:
        """Let the names of a sentence without a verb act in its event ("X: Workshop on …")."""
        for frame in self.frames if self.is_new and self.pending else ():
            if frame.verb is None and not frame.has_own_subject:
                for item in self.pending:
                    frame.fill(self.grammar.role(frame.type, "agent"), item.value, item.span)

    def _take_organization(self, item: Item, index: int) -> bool:
        if item.begin < self.clause.start and self._is_of_header(item):
            return False
        if item in self.statements.consumed and not (self.frame is not None and self.frame.type == "Admission"):
            self.owner_of_last = item.value
            return False
        if self._is_in_apposition(item):
            return False
        if item in self.statements.seats:
            self.slot = AT
        self._return_to_subject(item, index)
        if self.list_of is not None:
            self.statements.add_member(item, self.list_of)
        elif self.statements.opens_list(item):
            self.list_of = item
            self._give(item)
        elif self.slot == PREOBJECT and owner_noun(self.clause, item) is None:
            self.preobjects.append(item)
        else:
            self._give_or_carry(item)
        return True

    def _is_of_header(self, item: Item) -> bool:
        """Say whether a name only tells whose entry this is: a region, or the publisher beside one ("Février – région 3 de CSI")."""
        return item.kind == "region" or (item.value == self.around.publisher and item.value not in self.around.actors)

    def _give_or_carry(self, item: Item) -> None:
        before = self._with_roles()
        self.slot = self._give(item) or self.slot
        if self.verb is not None and item not in self.pending and item.value not in before | self._with_roles():
            self.carried.append(item)

    def _with_roles(self) -> set[str]:
        return {entity for frame in self.frames for _, entity in frame.roles}

    def _return_to_subject(self, item: Item, index: int) -> None:
        """Take a name before the verb for its subject though a cue came first ("Together with X, the Alliance ran …")."""
        if self.slot == SUBJECT:
            return
        if self.verb is not None:
            is_aside = self.text.count("(", self.verb.end, item.begin) > self.text.count(")", self.verb.end, item.begin)
            if not is_aside and self._is_fronted(self.verb) and self._is_subject_after_comma(item, index):
                self._fill_fronted(self.verb, item)
            elif self.clause.is_attribute(self.verb) and self._is_behind_setting() and self._is_subject_after_comma(item, index):
                self.slot = SUBJECT
        elif self.slot.cue in ("agent", *COMPANY) and self.clause.writing["verb_last"] and self.clause.is_behind_cue(item):
            return  # "a raid, die *von X* unterstützt wurde"
        elif self._is_subject_after_comma(item, index) or (self.slot == AFTER and (self._is_behind_date(item) or self._opens_anew(item))):
            self.slot = SUBJECT

    def _take_publisher(self, item: Item, index: int) -> None:
        """Take a word that stands for the publisher ("we", "the Alliance") for it."""
        self._return_to_subject(item, index)
        if self._is_inverted_behind_company(item):
            self.slot = SUBJECT
        stand_in = Item(item.begin, item.end, "organization", self._we(item))
        if self.slot == PREOBJECT or self._is_object_pronoun(item):
            self.preobjects.append(stand_in)
        elif self.slot == SUBJECT:
            is_object = self._is_second_before_verb(item) or self._is_between_subject_and_verb(item)
            (self.preobjects if is_object else self.pending).append(stand_in)
        elif self.slot.kind is SlotKind.INVERTED:
            self._take_inverted_publisher(stand_in)
        elif self.slot != NONE and owner_noun(self.clause, item) is None:
            self._give(stand_in)

    def _we(self, item: Item) -> str:
        """Return whom a word for the publisher means: "we" of a region that heads the entry is that region."""
        publisher, actors = self.around.publisher or "", self.around.actors
        is_short = " " not in self.clause.entry.low[item.begin : item.end].strip() and item.end - item.begin <= LONGEST_WE
        return actors[0] if is_short and len(actors) == 1 and publisher not in actors else publisher

    def _is_object_pronoun(self, item: Item) -> bool:
        """Say whether "us" stands right before its verb ("Europol nos invitó"); of "we" itself the verb says so ("nos reunimos")."""
        if self.text[item.begin : item.end].casefold() not in self.lexicon.object_pronouns:
            return False
        follower = next((other for other in self.clause.items_in(item.end, item.end + _PRONOUN_REACH) if other.kind == "verb"), None)
        return follower is not None and not self.text[follower.begin : follower.end].split()[0].endswith(self.lexicon.first_person)

    def _is_inverted_behind_company(self, item: Item) -> bool:
        """Say whether a word that we do not know stands between those with whom it is done and the publisher ("Mit X und Y *klären* wir …")."""
        last = self.last_given
        if self.verb is not None or self.slot.cue not in COMPANY or last is None or not self.clause.writing["verb_second"]:
            return False
        between = self.clause.words(last.end, item.begin)
        return len(between) == 1 and between[0].islower() and between[0] not in self.lexicon.written_joints | self.lexicon.article_parts

    def _give(self, item: Item) -> Slot | None:
        """Give the organization its role by the slot; return the new slot where it changes."""
        if not item.value or self._is_acronym_of_last(item):
            return None
        if self._owns_last(item):
            return None
        self.before_last, self.last_given = self.last_given, item
        owned = self._owned_noun(item)
        if owned is not None:
            self._fill_owner(owned, item)
            return None
        if self.last_noun is not None and is_of(self.clause, self.last_noun, item) and not self._is_agent_of_inverted(item):
            self._fill_owner(self.last_noun, item, "of")
            return OWNER
        if self.slot == SUBJECT:
            self._wait(item)
            return None
        if self.slot == RELATIVE:
            self.pending.append(item)
            return SUBJECT
        if self.slot.kind is SlotKind.INVERTED and self.verb is not None and self._is_inverted_subject(item, self.verb):
            for frame in self._frames_of(self.verb):
                self._fill_subject(self.verb, frame, [item], is_passive=False, is_fresh=True)
            self.last_subject = [*self.last_subject, item]
            if self.frame is not None and (self.frame.verb == self.verb or not self.clause.is_relative(self.verb)):
                self.frame.subject_is_left_out = False
            return None
        target = self.frame or self._nearest(item)
        if target is not None and self.verb is not None and self._is_late_subject(item, self.verb):
            self._fill_subject(self.verb, self.frame, [item], is_passive=False, is_fresh=True)
            self.last_subject = [*self.last_subject, item]
            target.subject_is_left_out = False
        elif target is not None:
            self._fill_slot(target, item)
        return None

    def _wait(self, item: Item) -> None:
        """Keep a name for the verb that follows."""
        if is_affiliation(self.clause, item):
            return
        if self._is_second_before_verb(item):
            self.preobjects.append(item)
            return
        if self.pending and self._stands_in(self.pending[-1]) and "," in self.text[self.pending[-1].end : item.begin]:
            self.pending.clear()  # "as our platforms are a tool, X was invited": the pronoun belongs to another clause
        self.pending.append(item)
