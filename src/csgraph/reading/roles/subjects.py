"""Who acts: the names before a verb, behind an inverted one, or nobody that is named."""

from __future__ import annotations

import re

from csgraph.language.grammar import NO_ROLE, VerbClass
from csgraph.language.packs import head
from csgraph.reading.beside import CLAUSE_BREAK, FULL_BREAK, is_left_out, is_possessed
from csgraph.reading.entry_text import Item
from csgraph.reading.frame import GATHERINGS, ORGANIZATIONAL, RECEIVED, SUBJECT_OBJECT, Frame
from csgraph.reading.roles.clauses import LISTING, OF_CUES, ClauseWalker
from csgraph.reading.roles.filling import HELPING
from csgraph.reading.roles.state import APPOINT, BRACKET, INVERTED_REACH, INVITE, MEET, NAME_REACH, OBJECT_REACH, WIN
from csgraph.reading.slots import AT, NONE, OWNER, RELATIVE, SUBJECT, Slot, SlotKind
from csgraph.text import fold

WEAK = frozenset({"at", "from", "to", "about", "agent", "for"})
"""Cues that are also ordinary prepositions: they count only before an organization."""
_TAKING_PART = ("participant", "speaker")
"""Roles of those who come to a gathering."""
_JOIN = "join"
_COUPLE = 2
_CARRYING_VERBS = frozenset({"attend", "join", "sign", "hold", "publish", "carry", "launch", "establish", "support"})
"""Verb classes that may only carry a main verb on ("was invited to take part in X")."""
_RECIPIENT_EVENTS = RECEIVED | {"Admission", "Appointment", "Funding", "Launch"}
"""Kinds of event whose passive has the recipient for its subject."""
_PERSON = re.compile(r"[^\w]*([^\W\d_a-zà-öø-ÿ][\w’'-]+(?:\s(?:[^\W\d_]{1,3}\s)?[^\W\d_a-zà-öø-ÿ][\w’'-]+){1,3})(?=\s|,)")
_JOINT_WINDOW = 16
"""Characters before a verb in which a conjunction stands."""
_OPENING_WORDS = 1
"""Words before a verb that opens its sentence ("Y ont pris part …")."""
_STEM = 5
"""Letters by which a word is found in the publisher's name ("polisen", "Polismyndigheten")."""


class SubjectReader(ClauseWalker):
    """Finds the subject of each verb, and gives it its roles."""

    def _take_verb(self, verb: Item) -> bool:
        is_same = self.verb is not None and verb.begin == self.verb.begin
        if is_same or (self.last_cue is not None and self.last_cue.begin <= verb.begin and verb.end <= self.last_cue.end):
            return False
        if self._is_noun_here(verb):
            return False
        if self._only_carries_on(verb):
            self.verb = verb
            if self.grammar.verbs[verb.verb_class].object == "at":
                self.slot = AT
            return True
        self.verb, self.frame = verb, self._frame_at(verb)
        is_passive = self.clause.is_passive(verb)
        if self.lexicon.object_pronouns and self.text.startswith(self.lexicon.object_pronouns, verb.end) and self.around.publisher:
            self.preobjects.append(Item(verb.end, verb.end, "organization", self.around.publisher))  # "convidou-nos"
        if self.clause.is_attribute(verb):
            if self.frame is None:
                self.attribute_end = verb.end
                return False
            self.slot = NONE if is_passive else Slot(SlotKind.OBJECT, verb.verb_class)
            return True
        self._take_subject(verb, is_passive)
        self._take_preobjects(is_passive)
        self.slot = self._slot_behind(verb, is_passive)
        return True

    def _take_verb_in_cue(self, verb: Item) -> bool:
        """Take the subject of a verb that opens a cue ("X *published with* Y a study"); what follows is the cue's."""
        frame = next((frame for frame in self.frames if frame.verb is not None and frame.verb.begin == verb.begin), None)
        if frame is None or self.verb is not None or not self.main_subject:
            return False
        self.verb, self.frame = verb, frame
        self._take_subject(verb, self.clause.is_passive(verb))
        return True

    def _is_noun_here(self, verb: Item) -> bool:
        """Say whether a verb's form is a noun that evokes nothing ("since its *launch*")."""
        if any(frame.verb is not None and frame.verb.begin == verb.begin for frame in self.frames):
            return False
        return self.clause.is_noun_too(verb) or bool(self.clause.placed("possessive").ends_at(verb.begin - 1))

    def _take_subject(self, verb: Item, is_passive: bool) -> None:
        if not self.pending and self._says_we(verb):
            self.pending = [Item(verb.begin, verb.begin, "organization", actor) for actor in self.around.actors]
        if not self.pending and self.carried and self._is_right_before(self.carried[-1], verb):
            self.pending = self.carried
        if self._is_joined_body(verb):
            self.preobjects.append(self.pending.pop())
        is_relative = self.clause.is_relative(verb)
        if self.in_relative and not is_relative and not self._is_joined(verb):
            self.last_subject = self.main_subject
        antecedents = self.antecedents if is_relative else []
        if self.in_relative and self.main_subject and not is_relative and self._is_closed_behind(self.pending, verb):
            self.pending = list(self.main_subject)  # "the network, of which X is a member, published …"
        subject = self.pending or antecedents or ([] if self.slot == RELATIVE else self.last_subject)
        self.antecedents = []
        for frame in self._frames_of(verb):
            self._fill_subject(verb, frame, subject, is_passive=is_passive, is_fresh=bool(self.pending))
        self.last_subject, self.pending, self.carried = subject, [], []
        self.in_relative = is_relative or (self.in_relative and self._is_joined(verb))
        if not self.in_relative:
            self.main_subject = subject

    def _says_we(self, verb: Item) -> bool:
        """Say whether the verb of a relative clause says by its ending that the publisher acts ("el taller que impartimos")."""
        return self.slot == RELATIVE and self.text[verb.begin : verb.end].endswith(self.lexicon.first_person)

    def _is_closed_behind(self, names: list[Item], verb: Item) -> bool:
        """Say whether a comma closes the relative clause of some names before a verb that has them not for its subject."""
        return bool(names) and "," in self.text[names[-1].end : verb.begin] and not self._is_joined(verb)

    def _is_joined_body(self, verb: Item) -> bool:
        """Say whether the last name before a verb that closes its clause is what its subject joined ("X ist *der Allianz Y* beigetreten")."""
        if len(self.pending) < _COUPLE or not self.clause.writing["verb_last"] or verb.verb_class != _JOIN:
            return False
        before, last = self.pending[-_COUPLE:]
        return not FULL_BREAK.search(self.text, before.end, last.begin) and not self.clause.has_joint(before.end, last.begin)

    def _is_joined(self, verb: Item) -> bool:
        """Say whether a conjunction stands right before a verb: it goes on with the clause of the one before."""
        words = self.clause.words(max(self.clause.start, verb.begin - _JOINT_WINDOW), verb.begin)
        return bool(words) and words[-1].casefold() in self.lexicon.written_joints

    def _is_right_before(self, item: Item, verb: Item) -> bool:
        return self.clause.count(item.end, verb.begin) <= NAME_REACH and not CLAUSE_BREAK.search(self.text, item.end, verb.begin)

    def _take_preobjects(self, is_passive: bool) -> None:
        if self.frame is not None and self.frame.verb_class is not None and not is_passive:
            for item in self.preobjects:
                self._fill_object(self.frame, self.frame.verb_class, item)
        self.preobjects = []

    def _slot_behind(self, verb: Item, is_passive: bool) -> Slot:
        if is_passive:
            return NONE if self.last_subject else Slot(SlotKind.PASSIVE, verb.verb_class)
        may_be_inverted = self.clause.writing["verb_second"] and not self.clause.placed("cue").ends_at(verb.end)  # "aderiu à"
        is_inverted = not self.last_subject and (may_be_inverted or self._presents(verb)) and not self._has_unnamed_subject(verb)
        return Slot(SlotKind.INVERTED if is_inverted else SlotKind.OBJECT, verb.verb_class)

    def _has_unnamed_subject(self, verb: Item) -> bool:
        """Say whether a verb that gives or chooses has a body of no country before it ("Regeringen utsåg X"), or leaves its subject out
        where a header's sign ends ("Desember: opptok X og Y"): the names behind are its object."""
        if self.grammar.verbs[verb.verb_class].object != "recipient":
            return False
        begin = self.clause.start
        if verb.begin == begin:
            return begin == 0 or not self.text[:begin].rstrip()[-1:].isalnum()
        return any(begin <= item.begin and item.end + 1 == verb.begin for item in self.clause.of_kind("body"))

    def _presents(self, verb: Item) -> bool:
        """Say whether a verb of speech or attendance opens its sentence: who spoke or came stands behind it ("Sont intervenus X et Y")."""
        opens = self.clause.count(self.clause.start, verb.begin) <= _OPENING_WORDS
        return opens and self.frame is None and self.grammar.verbs[verb.verb_class].subject in ("participant", "speaker")

    def _only_carries_on(self, verb: Item) -> bool:
        """Say whether an infinitive only carries its main verb on ("was invited to take part in X"): the roles stay with the main verb."""
        if self.verb is None or not self.clause.is_infinitive(verb) or verb.verb_class not in _CARRYING_VERBS:
            return False
        return not any(frame.verb is not None and frame.verb.begin == verb.begin for frame in self.frames)

    def _fill_subject(self, verb: Item, frame: Frame | None, subject: list[Item], *, is_passive: bool, is_fresh: bool) -> None:
        """Give a verb's subject its role in the verb's event, or in the last one when the verb goes on with it."""
        target = frame if frame is not None else (self.frames[-1] if self.frames else None)
        if target is None:
            return
        is_own = frame is not None and frame.verb is not None and frame.verb.begin == verb.begin
        verb_class = self.grammar.verbs[verb.verb_class]
        if is_own and frame is not None and frame.verb_class is not None:
            verb_class = frame.verb_class
        if frame is None and verb_class.name == INVITE and is_passive and target.type in GATHERINGS:
            for item in subject:  # "a conference, to which X and Y have been invited"
                target.fill("participant", item.value, item.span)
            return
        if frame is None and not (target.type in verb_class.governs or verb_class.alone == target.type):
            return
        if frame is not None and verb_class.name == APPOINT and is_passive and self._opens_with_person(verb):
            self._take_own_appointment(frame)
            return
        role = self._subject_role(verb_class, frame, target, is_passive=is_passive, is_fresh=is_fresh, is_own=is_own)
        # "X coordinated the action": those who only carried it out did so with X.
        leads = target.type == "Operation" and not is_passive and self._leads(verb)
        role = "host" if leads else role
        if role == "host" and verb_class.name == "complete" and target.type == "Training" and self._are_people(subject):
            role = "participant"
        target.is_met = target.is_met or verb_class.name == "meet"
        for item in subject:
            target.fill(
                self._own_role(target, role), item.value, item.span, inherited=item.kind == "organization" and self._stands_in(item)
            )
            if leads:
                target.led_by.append(item.value)
        if frame is not None and is_own and not subject:
            self._note_missing_subject(frame, verb)
        elif not subject and self.is_new and role in _TAKING_PART and not self.clause.count(self.clause.start, verb.begin):
            for actor in self.around.actors:  # "Was present when X held …"
                target.fill(role, actor, None, inherited=True)

    def _opens_with_person(self, verb: Item) -> bool:
        """Say whether a person's name opens the sentence of a verb: capitalized words that name no body or place ("Ingrid Solheim, until then …")."""
        found = _PERSON.match(self.text, self.clause.start, verb.begin)
        return found is not None and not any(self.clause.items_in(found.start(1), found.end()))

    def _take_own_appointment(self, frame: Frame) -> None:
        """Let those who act in the entry have appointed a person, where "by" brings in nobody else ("was appointed by the board")."""
        frame.has_own_subject = frame.subject_is_unnamed = True
        others = ("title", "body", *ORGANIZATIONAL)
        for cue in self.clause.of_kind("cue"):
            behind = self.clause.items_in(cue.end, self.clause.span.end)
            if cue.value == "agent" and not any(
                item.kind in others and self.clause.count(cue.end, item.begin) <= NAME_REACH for item in behind
            ):
                for actor in self.around.actors:
                    frame.fill("grantor", actor, None, inherited=True)

    def _subject_role(
        self, verb_class: VerbClass, frame: Frame | None, target: Frame, *, is_passive: bool, is_fresh: bool, is_own: bool
    ) -> str:
        role = verb_class.patient if is_passive else verb_class.subject
        if verb_class.name == MEET and target.type in GATHERINGS and target.type != "Meeting":
            return "participant"  # "X and Y met at a workshop"
        if frame is None and role == "host" and target.fillers("host"):
            role = "partner"
        elif role == "participant" and target.type == "Operation" and not is_own:
            role = "partner"  # "took part in X's operation" is another matter than "X led it, Y took part"
        elif frame is not None and frame.noun is not None:
            if is_passive and verb_class.patient == "recipient" and frame.type not in _RECIPIENT_EVENTS:
                role = NO_ROLE
            if verb_class.name in HELPING and is_possessed(self.clause, frame.noun):
                role, frame.is_of_another = "partner", True
        # "under the lead of X, Y and Z arrested …"
        if role == "host" and is_fresh and target.led_in == self.clause.span.begin:
            return "participant" if verb_class.name == "meet" else "partner"
        return role

    def _note_missing_subject(self, frame: Frame, verb: Item) -> None:
        frame.subject_is_unnamed = self._is_unnamed_body_subject(verb)
        frame.subject_is_left_out = not frame.subject_is_unnamed and is_left_out(self.clause, verb) and not self._is_its_noun(frame, verb)
        if frame.subject_is_left_out and frame.left_out_by is None:
            frame.left_out_by, frame.left_out_passive = frame.verb_class, frame.is_passive
        frame.opens_with_verb = not self.clause.count(self.clause.start, verb.begin) and frame.first_sentence == self.clause.number
        frame.has_own_subject = any(self.clause.start <= title.begin < verb.begin for title in self.clause.of_kind("title"))

    def _is_its_noun(self, frame: Frame, verb: Item) -> bool:
        """Say whether the event's noun is the subject behind its verb ("ergab eine Studie …")."""
        if frame.noun is None or frame.verb_class is None or not self.clause.writing["verb_second"]:
            return False
        if frame.is_passive and frame.type in RECEIVED and frame.noun.end <= verb.begin:
            return not self.clause.is_behind_preposition(frame.noun)  # "Priset överlämnades av X till Y"
        return frame.verb_class.name in SUBJECT_OBJECT and frame.noun.begin > verb.end

    def _is_unnamed_body_subject(self, verb: Item) -> bool:
        """Say whether the police, the customs … of no country acts, and not the publisher, before the verb or right behind it."""
        for item in self.clause.of_kind("body"):
            if self.clause.start <= item.begin and item.end <= verb.begin:
                is_subject = self.clause.count(item.end, verb.begin) <= NAME_REACH and "," not in self.text[item.end : verb.begin]
                is_subject = is_subject and not self.clause.is_behind_preposition(item)
            else:
                is_subject = verb.end + 1 == item.begin and self.clause.writing["verb_second"]
            if is_subject:
                return not self._is_kind_of_publisher(item)
        return False

    def _is_kind_of_publisher(self, body: Item) -> bool:
        """Say whether the publisher's name says that it is such a body, in the text's language or in English."""
        stem = self.clause.entry.low[body.begin : body.end][:_STEM]
        names = self.around.publisher_names
        return stem in names or any(fold.low(word) in names for word in head("en")["bodies"].get(body.value, ()))

    def _is_fronted(self, verb: Item) -> bool:
        """Say whether a participle opens its sentence ("Invited by X, Y …", "Winner of the prize, Y …"): whom it tells of stands behind the comma."""
        opens = not self.last_subject and not self.clause.count(self.clause.start, verb.begin)
        return opens and (self.clause.is_passive(verb) or verb.verb_class == WIN) and not self.clause.has_auxiliary(verb)

    def _fill_fronted(self, verb: Item, item: Item) -> None:
        """Give the subject behind a fronted participle its role, and let it wait for the main verb."""
        stand_in = item if item.kind in ORGANIZATIONAL else Item(item.begin, item.end, "organization", self.around.publisher or "")
        self._fill_subject(verb, self.frame, [stand_in], is_passive=self.clause.is_passive(verb), is_fresh=True)
        if self.frame is not None:
            self.frame.subject_is_left_out = False
        self.slot = SUBJECT

    def _is_between_subject_and_verb(self, item: Item) -> bool:
        """Say whether "we" stands right between another subject and its verb ("INTERPOL nous a décerné …"): it is the object."""
        last = self.pending[-1] if self.pending else None
        if last is None or self.clause.writing["verb_last"] or " " in self.text[item.begin : item.end] or self.slot != SUBJECT:
            return False
        gap = BRACKET.sub("", self.text[last.end : item.begin])
        follower = self._follower(item.end)
        is_bare = not gap.strip() and self.clause.entry.low[item.begin : item.end].strip() in self.lexicon.function
        return is_bare and follower is not None and follower.begin == item.end + 1

    def _take_inverted_publisher(self, stand_in: Item) -> None:
        verb, frame = self.verb, self.frame
        if verb is None:
            return
        if self.last_given is None or self.last_given.begin < verb.end:
            self._fill_subject(verb, frame or self._frame_at(verb), [stand_in], is_passive=False, is_fresh=True)
            self.last_subject = [stand_in]
            self.slot = Slot(SlotKind.OBJECT, verb.verb_class)
        elif frame is not None and frame.verb_class is not None:
            self._fill_object(frame, frame.verb_class, stand_in, is_inherited=True)

    def _is_late_subject(self, item: Item, verb: Item) -> bool:
        """Say whether a name is the subject of a verb that opens its sentence, behind what was joined ("Ont rejoint le réseau *la banque X*")."""
        if self.grammar.verbs[verb.verb_class].object != "at" or self.clause.count(self.clause.start, verb.begin) > _OPENING_WORDS:
            return False
        before = self.before_last
        begin = max((one.end for one in (before, self.last_noun) if one is not None), default=verb.end)
        if before is not None and before in self.last_subject:
            return self._follows_in_list(item)
        words = [word.casefold() for word in self.clause.words(begin, item.begin)]
        of_words = self.lexicon.of_parts - self.lexicon.article_parts
        is_open = not self.lexicon.bare_articles.isdisjoint(words) and of_words.isdisjoint(words)
        is_close = begin > verb.end and len(words) <= OBJECT_REACH and "," not in self.text[begin : item.begin]
        if self.slot.cue not in ("", AT.cue, OWNER.cue) or self.clause.has_joint(begin, item.begin):
            return False  # it goes on with a list
        has_cue = any(other.kind == "cue" and other.value not in WEAK for other in self.clause.items_in(begin, item.begin))
        return not self.last_subject and is_open and is_close and not has_cue and not self.clause.is_behind_cue(item)

    def _is_agent_of_inverted(self, item: Item) -> bool:
        """Say whether a name tells who did what is said of the noun right before it ("Unterstützt wurde der Lehrgang *von X*")."""
        noun, verb = self.last_noun, self.verb
        if self.slot.cue != "agent" or verb is None or noun is None or noun.begin < verb.end:
            return False
        return self.clause.is_behind_cue(item) and self.clause.is_passive(verb)

    def _is_inverted_subject(self, item: Item, verb: Item) -> bool:
        """Say whether a name behind its verb is the verb's subject, or goes on with the list of its subjects."""
        takes_part = self.grammar.verbs[verb.verb_class].subject in ("participant", "speaker")
        goes_on = takes_part and self.before_last in self.last_subject  # "… des orateurs de X, de Y et du Z"
        passed = {*LISTING, *OF_CUES} if goes_on else set(LISTING)
        if any(verb.end <= cue.begin < item.begin and cue.value not in passed for cue in self.clause.of_kind("cue")):
            return False
        if self.before_last is None or self.before_last.begin < verb.end:
            return self.clause.count(verb.end, item.begin) <= INVERTED_REACH and not CLAUSE_BREAK.search(self.text, verb.end, item.begin)
        if self.before_last not in self.last_subject:
            return False  # it goes on with a list of objects
        end = self.before_last.end
        return "," in self.text[end : item.begin] or self.clause.has_joint(end, item.begin)
