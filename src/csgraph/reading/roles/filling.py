"""Which role a name takes: by the slot behind its verb, by its cue, or as the owner of an event."""

from __future__ import annotations

from csgraph.language.grammar import VerbClass
from csgraph.reading.beside import is_possessed, owner_noun
from csgraph.reading.entry_text import Item
from csgraph.reading.frame import GATHERINGS, Frame
from csgraph.reading.roles.state import COMMISSION, GIVE, OBJECT_REACH, RoleState
from csgraph.reading.slots import SlotKind

COMPANY = ("with", "cooperation")
_SUPPORT, _FUND = "support", "fund"
HELPING = ("cooperate", "support")
_HOSTING = ("hold", "prepare", "launch")


class SlotFiller(RoleState):
    """Gives the name in an open slot its role."""

    def _fill_object(self, frame: Frame, verb_class: VerbClass, item: Item, *, is_inherited: bool | None = None) -> None:
        role = self._own_role(frame, self.grammar.role(frame.type, verb_class.object))
        frame.fill(role, item.value, item.span, inherited=self._stands_in(item) if is_inherited is None else is_inherited)

    def _fill_slot(self, target: Frame, item: Item) -> None:
        if self.slot.kind in (SlotKind.OBJECT, SlotKind.INVERTED):
            self._fill_by_verb(target, item)
        elif self.slot.kind is SlotKind.PASSIVE:
            self._fill_passive(target, item)
        elif self.slot.kind is SlotKind.CUE:
            self._fill_by_cue(target, item, self.slot.value)

    def _fill_passive(self, target: Frame, item: Item) -> None:
        """Give the subject behind its passive verb the role of a recipient, if there is none."""
        verb_class = self.grammar.verbs[self.slot.value]
        if self.clause.is_behind_cue(item):
            return  # "was appointed head *of* X"
        goes_on = self.before_last in self.last_subject and self._follows_in_list(item)
        is_first = goes_on or not target.fillers("recipient")
        if self.frame is not None and self.verb is not None and verb_class.patient == "recipient" and is_first:
            self.last_subject = [*self.last_subject, item]
            target.fill(self.grammar.events[target.type].get("patient", verb_class.patient), item.value, item.span)
            self.frame.subject_is_left_out = False

    def _fill_by_verb(self, target: Frame, item: Item) -> None:
        verb_class = self.grammar.verbs[self.slot.value]
        if self.frame is not None and self.frame.verb_class is not None:
            verb_class = self.frame.verb_class
        if self.verb is not None and not self._is_near_object(self.verb, item):
            return
        if self.frame is None and verb_class.object == "recipient" and target.type not in (*verb_class.governs, verb_class.alone):
            return  # "a tip *given to X* led to the operation"
        role = self.grammar.role(target.type, verb_class.object)
        if (
            verb_class.name in HELPING
            and target.noun is not None
            and item.end <= target.noun.begin
            and is_possessed(self.clause, target.noun)
        ):
            role = "host"
        target.fill(self._own_role(target, role), item.value, item.span, inherited=self._stands_in(item))

    def _fill_by_cue(self, target: Frame, item: Item, cue: str) -> None:
        if cue == "members" or (cue in ("agent", "led") and self._leads_something_else(target)):
            return
        if cue == "agent" and self.frame is None and ";" in self.text[target.anchor : item.begin]:
            return
        if cue in COMPANY and self._stands_in(item) and target.first_sentence < self.clause.number and not target.fillers("host"):
            for subject in self.last_subject:
                target.fill(self._own_role(target, "partner"), subject.value, subject.span)
            return  # "X and Y stood with us behind it": we are the host, and they our partners
        role = self._cue_role(target, cue)
        if cue == "to" and target.type == "Admission" and target.verb_class is not None and target.verb_class.name == GIVE:
            role = "recipient"  # "gave X the status of a member"
        if cue == "agent" and role == "grantor" and self._stands_in(item) and self._is_received(target):
            return  # "received a prize for our work"
        is_commissioned = self.is_commissioned or (target.verb_class is not None and target.verb_class.name == COMMISSION)
        if cue in ("from", "to") and is_commissioned and target.type == "ResearchPublication":
            role = "host"  # "commissioned from X"
        if cue == "agent" and role == "host" and self._only_supports(item):
            role = "partner"
        is_late = target.first_sentence < self.clause.number and self._stands_in(item) and bool(target.fillers("host"))
        if cue == "agent" and role == "host" and (is_late or any(frame is target for frame in self.hosted)):
            role = "partner"  # "X's campaign … It was also backed by Y"
        target.fill(role, item.value, item.span, inherited=self._stands_in(item))
        if cue == "led" and role == "host":
            target.led_in = self.clause.span.begin
        leads = cue == "led" or (cue == "agent" and (target.led_in == self.clause.span.begin or self._is_agent_of_leading(item)))
        if role == "host" and leads:
            target.led_by.append(item.value)
        if cue == "between":
            # They are the parties, and the publisher is none.
            target.subject_is_left_out, target.is_between = False, True
        if cue in COMPANY:
            target.joined.append(item.value)

    def _is_received(self, target: Frame) -> bool:
        """Say whether the subject of an event's verb gets it: it is no giver."""
        return target.verb_class is not None and not target.is_passive and target.verb_class.subject == "recipient"

    def _only_supports(self, agent: Item) -> bool:
        """Say whether the passive that an agent belongs to means to support ("die von X unterstützt wird", "was supported by X")."""
        verb = self._verb_of_agent(agent)
        return verb is not None and verb.verb_class in (_SUPPORT, _FUND)

    def _is_agent_of_leading(self, agent: Item) -> bool:
        """Say whether a name before its participle is who leads ("door X geleid", "von X koordiniert")."""
        verb = self._verb_of_agent(agent)
        return verb is not None and verb.begin >= agent.end and self._leads(verb)

    def _leads_something_else(self, target: Frame) -> bool:
        """Say whether the names hang on another noun ("after the workshop organized by X": X hosts that, not what followed)."""
        noun = self.last_noun
        return noun is not None and target.noun != noun and target.type != noun.value and self.clause.is_in_passing(noun)

    def _cue_role(self, target: Frame, cue: str) -> str:
        """Return the role of a cue in an event: with those who take part is a participant, with those who work together their partner."""
        if cue == "owner" and target.verb is None and "of" in self.grammar.events[target.type]:
            cue = "of"  # "the creation of the first unit of X"
        role = self.grammar.role(target.type, cue)
        verb_class = target.verb_class
        if cue == "to" and verb_class is not None and verb_class.name == GIVE:
            return "recipient"  # "bød velkommen til X"
        if verb_class is None or cue not in COMPANY:
            return role
        if self._is_in_relative_of_host(target):
            return role  # "took part in a course that X ran with Y": Y is X's partner
        if role == "partner" and verb_class.subject == "participant":
            role = "participant"
        if (
            role == "participant"
            and verb_class.name in _HOSTING
            and (cue == "cooperation" or target.type == "Conference" or self._is_fronted_company(target))
        ):
            role = "partner"
        if verb_class.name == "cooperate":
            role = "host" if target.noun is not None and is_possessed(self.clause, target.noun) else self._own_role(target, "partner")
        return role

    def _is_fronted_company(self, target: Frame) -> bool:
        """Say whether company stands before the verb that it shares ("With X, hosted a meeting"), not among those who came."""
        cue, verb = self.last_cue, target.verb
        is_before = cue is not None and verb is not None and cue.end <= verb.begin
        return is_before and target.type in GATHERINGS and not self.clause.writing["verb_last"]

    def _is_in_relative_of_host(self, target: Frame) -> bool:
        """Say whether the last verb says in a relative clause who holds the event of the main one."""
        verb = self.verb
        if verb is None or target.verb is None or verb.begin == target.verb.begin or not self.clause.is_relative(verb):
            return False
        return self.grammar.verbs[verb.verb_class].subject == "host"

    def _is_near_object(self, verb: Item, item: Item) -> bool:
        """Say whether an organization follows its verb closely, or another object in a list."""
        is_listed = self.before_last is not None and self.before_last.begin >= verb.end
        begin = self.before_last.end if self.before_last is not None and is_listed else verb.end
        return self.clause.count(begin, item.begin) <= OBJECT_REACH and (begin != verb.end or "," not in self.text[begin : item.begin])

    def _fill_owner(self, noun: Item, item: Item, slot: str = "owner") -> None:
        target = self._frame_of_noun(noun) or self.frame or self._nearest(item)
        if target is not None:
            slot = slot if slot in self.grammar.events[target.type] else "owner"  # "the opening of X", "X's opening of Y"
            target.fill(self.grammar.role(target.type, slot), item.value, item.span)

    def _owned_noun(self, item: Item) -> Item | None:
        """Return the event noun that an organization owns; behind its verb a name before a noun may be the subject ("fik CSU status")
        or who is given it ("tildelte Kripos prisen")."""
        noun = owner_noun(self.clause, item)
        gives = self.slot.kind is SlotKind.OBJECT and self.grammar.verbs[self.slot.value].object == "recipient"
        may_follow = gives or self.slot.kind in (SlotKind.INVERTED, SlotKind.PASSIVE) or self._is_company(item)
        if noun is None or not may_follow:
            return noun
        is_bare = self.text[item.end : noun.begin] == " " and not self.lexicon.genitive.match(self.text[item.end :])
        return None if is_bare else noun

    def _is_company(self, item: Item) -> bool:
        """Say whether a name stands right behind a cue of company, where the object may follow ("hielt mit Eurojust Workshops ab")."""
        if not self.clause.writing["verb_second"] or self.slot.cue not in (*COMPANY, "support"):
            return False
        last = self.before_last
        return self.clause.is_behind_cue(item) or (last is not None and last.end < item.begin and self._is_joint(last.end, item.begin))
