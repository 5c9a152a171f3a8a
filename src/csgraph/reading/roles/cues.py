"""Which words open a slot for names ("in cooperation with", "attended by"), and which only look so."""

from __future__ import annotations

import re

from csgraph.reading.beside import is_infinitive_mark, organization_follows
from csgraph.reading.entry_text import Item
from csgraph.reading.roles.clauses import LISTING, OF_CUES
from csgraph.reading.roles.state import INVERTED_REACH, NAME_REACH, WORD
from csgraph.reading.roles.subjects import WEAK, SubjectReader
from csgraph.reading.slots import AFTER, AT, NONE, OWNER, RELATIVE, SUBJECT, Slot, SlotKind

_STRONG = frozenset({"attendance", "speech", "cooperation", "support", "led", "between", "effect"})
"""Cues that a weak one behind them does not end."""
_OVER_PEOPLE = frozenset({"speech", "led", "agent"})
"""Cues whose role those have whose people stand right behind them."""
_EFFECT, _STUDY = "effect", "ResearchPublication"
_EFFECT_REACH = 6
"""Words between an effect, or the question what it is, and whose it is ("les effets économiques et sociaux de X", "what good X does")."""
_BREAK = re.compile(r"[.;:()]")
_PERSONS_WINDOW = 60
"""Characters before "of" in which people and their number stand."""


class CueReader(SubjectReader):
    """Opens the slot of a cue, unless the words are none there."""

    def _is_head_of_names(self, cue: Item) -> bool:
        """Say whether a cue is a noun before names ("officers of"), not a clause of its own ("Als Referenten konnten … gewonnen werden")."""
        words = self.clause.entry.low[cue.begin : cue.end].split()
        lexicon = self.lexicon
        links = (lexicon.of_parts, lexicon.article_parts, lexicon.written_prepositions)
        return len(words) == 1 or any(words[-1] in some for some in links)

    def _opens_subject(self, cue: Item) -> bool:
        """Say whether the words of a cue open the subject behind what a comma sets off ("With the backing of X, officers of Y …")."""
        last = self.last_given
        return last is not None and self.slot.kind is SlotKind.CUE and self.text[last.end : cue.begin].strip(" )") == ","

    def _after_cue(self, cue: Item) -> Slot:
        """Return the slot behind a cue: its own, or the one that goes on."""
        if self._is_no_cue(cue):
            return self.slot
        if cue.value in OF_CUES and self.verb is not None and self._is_behind_persons(cue):
            return Slot(SlotKind.CUE, "attendance")
        if self._goes_on(cue):
            return self.slot
        if cue.value in ("attendance", "speech") and self.pending and not organization_follows(self.clause, cue, far=True):
            self._close_list(cue)
            return self.slot
        if self._is_agent_of_attribute(cue):
            return NONE if self.verb is not None else self.slot
        if cue.value == "at" and not self._is_anchored(cue):
            return self.slot
        if cue.value in WEAK and not organization_follows(self.clause, cue):
            return self.slot
        if cue.value == _EFFECT and not (self._is_of_study(cue) and organization_follows(self.clause, cue, most=_EFFECT_REACH)):
            return self.slot
        if cue.value in ("at", "from") and self.last_noun is not None and 0 <= cue.begin - self.last_noun.end <= 1:
            return OWNER
        if cue.value == "with" and not organization_follows(self.clause, cue, far=True):
            return self.slot
        return Slot(SlotKind.CUE, cue.value)

    def _is_of_study(self, cue: Item) -> bool:
        """Say whether a study stands before the effect that it measures ("a survey of the *effects* of X"): X is its subject."""
        return any(frame.type == _STUDY and frame.noun is not None and frame.noun.end <= cue.begin for frame in self.frames)

    def _close_list(self, cue: Item) -> None:
        """Give the names before a cue its role ("X, Y and Z *were present*")."""
        target = self._nearest(cue)
        if target is not None:
            for item in self.pending:
                self._fill_by_cue(target, item, cue.value)
        self.last_subject, self.pending = self.pending, []

    def _is_no_cue(self, cue: Item) -> bool:
        """Say whether a cue is part of a longer one, the mark of an infinitive, or tells who the subject is."""
        if (
            self.previous is not None
            and self.previous.kind == "cue"
            and (self.previous.begin == cue.begin or cue.begin < self.previous.end)
        ):
            return True
        if cue.value in WEAK and any(
            after.begin < cue.begin and cue.end <= after.end for after in self.clause.placed("after").overlapping(cue.begin, cue.end)
        ):
            return True  # "a" in "in seguito a"
        if cue.value in ("to", "for"):
            return is_infinitive_mark(self.clause, cue)
        if cue.value in LISTING and (self._is_in_verb(cue) or (cue.value == "attendance" and self._tells_subject(cue))):
            return True
        # "Officers of X arrested …": who they are of is the subject.
        if cue.value not in LISTING:
            return False
        if self.verb is None and self._opens_subject(cue) and not self._is_clause(cue):
            self.slot = SUBJECT
        if self.slot.kind is SlotKind.INVERTED and self.verb is not None and self.last_noun is None:
            return self.verb.end + 1 == cue.begin
        is_before_verb = self.verb is None and self.slot == SUBJECT and self._is_head_of_names(cue) and not self._is_clause(cue)
        stop = self.text.find(";", cue.end, self.clause.span.end)
        verbs = (verb for verb in self.clause.of_kind("verb") if verb.begin > cue.end and (stop < 0 or verb.begin < stop))
        return is_before_verb and any(not self.clause.is_attribute(verb) for verb in verbs)

    def _is_behind_persons(self, cue: Item) -> bool:
        """Say whether people who are counted stand right before "of": whose they are takes part ("trained 45 customs officers of X")."""
        if not organization_follows(self.clause, cue):
            return False
        before = self.clause.entry.low[max(self.clause.start, cue.begin - _PERSONS_WINDOW) : cue.begin].split()
        return len(before) > 1 and before[-1] in self.lexicon.persons and (before[-2].isdigit() or before[-2] in self.lexicon.pack.numbers)

    def _is_in_verb(self, cue: Item) -> bool:
        """Say whether a cue is part of a verb ("X var blandt deltagerne"): whom it lists stands before."""
        previous = self.previous
        return previous is not None and previous.kind == "verb" and previous.begin < cue.begin < previous.end

    def _is_clause(self, cue: Item) -> bool:
        """Say whether a cue holds a verb of its own ("föredrag hölls av X"): what follows its names is another clause."""
        inside = self.clause.items_in(cue.begin, cue.end)
        return any(item.kind in ("verb", "passive", "have") and item.end <= cue.end for item in inside)

    def _tells_subject(self, cue: Item) -> bool:
        """Say whether a cue right behind an inverted verb tells who its subject is of ("talade företrädare för X")."""
        verb, frame = self.verb, self.frame
        if self.slot.kind is not SlotKind.INVERTED or verb is None or frame is None or frame.verb is None:
            return False
        if frame.verb.begin != verb.begin or not verb.end <= cue.begin or self.clause.count(verb.end, cue.begin) >= INVERTED_REACH:
            return False
        if self.clause.placed("place_preposition").begins_at(cue.begin):
            return False  # "opened in the presence of X"
        noun = frame.noun  # "the conference gathered officers of X": the subject stands before
        is_subject = noun is not None and noun.end <= verb.begin and not self.clause.is_behind_preposition(noun)
        return not is_subject and not any(item.kind in ("cue", "noun") for item in self.clause.items_in(verb.end, cue.begin))

    def _goes_on(self, cue: Item) -> bool:
        """Say whether a preposition only goes on with what stands before it: a strong cue, a list, or its verb."""
        previous, slot = self.previous, self.slot
        is_plain = cue.value in ("at", "from", "about", "to", "for") or (cue.value == "agent" and self.clause.writing["capital_nouns"])
        if cue.value == "for" and slot.cue == "led":
            return False  # "a survey done by X for Y"
        if cue.value == "attendance" and slot.cue in _OVER_PEOPLE and previous is not None and cue.begin - previous.end <= 1:
            return True  # "the speakers were experts from X", "given by officers of X"
        if is_plain and slot.cue in _STRONG and not (previous is not None and previous.kind in ("verb", "noun")):
            return True
        if self._is_agent_of_attribute(cue):
            return False
        if (cue.value in WEAK or cue.value == "with") and self._continues_list(cue):
            return True  # "accanto al Gruppo Egmont e alla Banca mondiale"
        is_behind_verb = previous is not None and previous.kind == "verb" and cue.begin - previous.end <= 1
        return (
            cue.value in ("to", "at", "from") and is_behind_verb and (slot == AT or slot.kind is SlotKind.OBJECT)
        )  # "took part in", "aderire a"

    def _is_agent_of_attribute(self, cue: Item) -> bool:
        """Say whether a cue tells who did what only hangs on a noun of no event ("a tip given by X")."""
        return cue.value == "agent" and self.attribute_end is not None and 0 <= cue.begin - self.attribute_end <= 1

    def _continues_list(self, cue: Item) -> bool:
        last = self.last_given
        if last is None or last.end > cue.begin or self.slot in (SUBJECT, NONE, RELATIVE, AFTER):
            return False
        gap = self.text[last.end : cue.begin]
        words = [word.casefold() for word in WORD.findall(gap)]
        is_joined = len(gap) <= 10 and not _BREAK.search(gap) and ("," in gap or bool(words))
        if cue.value == "with" and (self.slot.cue in OF_CUES or (self.slot.kind is SlotKind.OBJECT and not words)):
            return False  # "joined X, at the side of Y"
        if cue.value == "agent" and self.slot.cue == "to" and not words:
            return False  # "remise au réseau X, par l'association Y, d'un prix"
        return is_joined and all(word in self.lexicon.written_joints for word in words)

    def _is_anchored(self, cue: Item) -> bool:
        """Say whether a bare "in", "at" or "of" belongs to the verb or the event's noun right before it, and not to some other noun.

        Where verbs stand last it may belong to the one that follows ("wurde in die Egmont-Gruppe aufgenommen").
        """
        if self.verb is None and self.clause.writing["verb_last"] and self.pending:
            first, last = self.pending[0], self.pending[-1]
            auxiliaries = [*self.clause.of_kind("passive"), *self.clause.of_kind("have")]
            return any(item.end <= first.begin or last.end <= item.begin < cue.begin for item in auxiliaries)
        anchor = max((item.end for item in (self.last_noun, self.verb) if item is not None and item.end <= cue.begin), default=None)
        if anchor is None or "," in self.text[anchor : cue.begin]:
            return False
        between = self.clause.words(anchor, cue.begin)
        # "the prize Human Rights of X": the noun's own name stands between
        is_named = len(between) <= NAME_REACH and self.last_noun is not None and anchor == self.last_noun.end
        return len(between) <= 1 or (is_named and all(word[:1].isupper() for word in between))
