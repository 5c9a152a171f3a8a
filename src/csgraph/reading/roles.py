"""Who is what in the events of a sentence, read from left to right.

What stands before the verb is its subject; a cue gives the role of the names after it until the next one.
"""

from __future__ import annotations

import re

from csgraph.language.grammar import NO_ROLE, Grammar, VerbClass
from csgraph.language.packs import head
from csgraph.model import Relation
from csgraph.reading.beside import is_affiliation, is_infinitive_mark, is_left_out, is_of, is_possessed, organization_follows, owner_noun
from csgraph.reading.clause import Clause
from csgraph.reading.entry_text import Item
from csgraph.reading.frame import GATHERINGS, ORGANIZATIONAL, RECEIVED, SUBJECT_OBJECT, Frame, Surroundings
from csgraph.reading.relations import RELATION_KINDS, RelationReader
from csgraph.reading.slots import AFTER, AT, NONE, NOUN, OWNER, PREOBJECT, RELATIVE, SUBJECT, Slot, SlotKind
from csgraph.text import fold

_WEAK = frozenset({"at", "from", "to", "about", "agent", "for"})
"""Cues that are also ordinary prepositions: they count only before an organization."""
_OF_CUES = ("at", "from")
"""Cues that "of" may be."""
_STRONG = frozenset({"attendance", "speech", "cooperation", "support", "led", "between", "effect"})
"""Cues that a weak one behind them does not end."""
_OVER_PEOPLE = frozenset({"speech", "led", "agent"})
"""Cues whose role those have whose people stand right behind them."""
_LISTING = ("attendance", "speech")
"""Cues that open a list of names though the verb "to be" stands between."""
_TAKING_PART = ("participant", "speaker")
"""Roles of those who come to a gathering."""
_COMPANY = ("with", "cooperation")
_SUPPORT, _FUND = "support", "fund"
_HELPING = ("cooperate", "support")
_HOSTING = ("hold", "prepare", "launch")
_EFFECT, _STUDY = "effect", "ResearchPublication"
_EFFECT_REACH = 6
"""Words between an effect, or the question what it is, and whose it is ("les effets économiques et sociaux de X", "what good X does")."""
_JOIN = "join"
_COUPLE = 2
_LEAD, _INVITE, _COMMISSION, _MEET, _WIN, _GIVE, _APPOINT = "lead", "invite", "commission", "meet", "win", "give", "appoint"
_CARRYING_VERBS = frozenset({"attend", "join", "sign", "hold", "publish", "carry", "launch", "establish", "support"})
"""Verb classes that may only carry a main verb on ("was invited to take part in X")."""
_RECIPIENT_EVENTS = RECEIVED | {"Admission", "Appointment", "Funding", "Launch"}
"""Kinds of event whose passive has the recipient for its subject."""
_FOLLOWERS = ("verb", "passive", "have", "intention", *ORGANIZATIONAL)
_NO_ANCHOR = ("infinitive", "place_preposition", "cue", "void", "title", "publisher", "before")
_BREAK = re.compile(r"[.;:()]")
_CLAUSE_BREAK = re.compile(r"[.,;:]")
_BRACKET = re.compile(r"\([^()]*\)")
_COMMA_BEFORE = re.compile(r",\s(?:(\w{1,6})\s)?(?:(\w{1,3})\s)?$")
"""A comma right before a word, or with a preposition and an article between (", *to* which", ", *en la* que")."""
_COMMA_WINDOW = 12
_APPOSITION = re.compile(r"\s*,\s([^,;.:()]+)")
_LEAST_APPOSITION = 3
_FULL_BREAK = re.compile(r"[.,;:()]")
_WORD = re.compile(r"\w+")
_PERSON = re.compile(r"[^\w]*([^\W\d_a-zà-öø-ÿ][\w’'-]+(?:\s(?:[^\W\d_]{1,3}\s)?[^\W\d_a-zà-öø-ÿ][\w’'-]+){1,3})(?=\s|,)")
_NAME_REACH = 3
"""Words between a name and its verb."""
_COMMA = 2
"""Characters of a comma and its space."""
_JOINT_WINDOW = 16
"""Characters before a verb in which a conjunction stands."""
_OBJECT_REACH, _INVERTED_REACH = 5, 4
_LONGEST_APPOSITION = 120
"""Characters of an apposition between commas at most."""
_PHRASE_WORDS = 3
"""Words of a phrase before a subject, and letters of its last one, at least."""
_OPENING_WORDS = 1
"""Words before a verb that opens its sentence ("Y ont pris part …")."""
_PERSONS_WINDOW = 60
"""Characters before "of" in which people and their number stand."""
_STEM = 5
"""Letters by which a word is found in the publisher's name ("polisen", "Polismyndigheten")."""
_PRONOUN_REACH = 8
"""Characters between a pronoun and its verb: an auxiliary may stand there."""
_LONGEST_WE = 4
"""A longer word that stands for the publisher is a word of its name."""


class RoleReader:
    """Gives the organizations of one sentence their roles in its events, or in that of the sentence before."""

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

    # ── One item after the other ─────────────────────────────────────────────────────────────────────────────

    def _cross_borders(self, item: Item) -> None:
        """Begin anew behind a semicolon; end a list of members behind its bracket."""
        gap = self.text[self.previous.end : item.begin] if self.previous is not None else ""
        is_open = self.verb is not None or self.slot.kind is SlotKind.CUE
        if ";" in gap or (":" in gap and is_open and item.kind in ORGANIZATIONAL and self._has_verb_behind(item)):
            self.slot, self.verb, self.frame, self.last_noun = SUBJECT, None, None, None
            self.pending, self.last_subject, self.carried = [], [], []
        if self.list_of is not None and ")" in self.text[self.list_of.end : item.begin]:
            self.list_of = None

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
            self.is_commissioned = self.is_commissioned or item.value == _COMMISSION
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

    def _open_relative(self, relative: Item) -> None:
        """Begin a relative clause: the name right before it may be its subject, and those before the verb wait for the main clause's."""
        last = self.last_given
        self.antecedents = self._list_before(relative, last) if last is not None and relative.begin - last.end <= _COMMA else []
        if last not in self.pending and last is not None and self._is_in_aside(last):
            self.antecedents = []  # "a tip, sent to X, which led to …"
        if self.pending and self.verb is None:
            self.main_subject, self.in_relative = self.pending, True
        self.slot, self.pending = RELATIVE, []

    def _is_in_aside(self, item: Item) -> bool:
        """Say whether few words stand between a comma and a name."""
        comma = self.text.rfind(",", self.clause.start, item.begin)
        return comma >= 0 and self.clause.count(comma + 1, item.begin) <= _OBJECT_REACH

    def _list_before(self, relative: Item, last: Item) -> list[Item]:
        """Return the names of the list that ends before a relative word ("Det var *X og Y*, der overrakte prisen")."""
        if last not in self.pending:
            return [last]  # it has a role of its own ("handed the case to *X*, which arrested …")
        names = self.pending[-1:]
        for item in reversed(self.pending[:-1]):
            if not self._is_joint(item.end, names[0].begin):
                break
            names.insert(0, item)
        return names

    def _opens_list(self, auxiliary: Item) -> bool:
        """Say whether an auxiliary stands in a cue, or right behind one of a list ("blandt deltagerne var X"): the names behind are its."""
        cue = self.last_cue
        if cue is None or any(cue.end <= item.begin < auxiliary.begin for item in self.clause.items_in(cue.end, auxiliary.begin)):
            return False
        return auxiliary.begin < cue.end or (self.slot.cue in _LISTING and auxiliary.begin - cue.end <= 1)

    def _is_behind_comma(self, relative: Item) -> bool:
        match = _COMMA_BEFORE.search(self.text, max(0, relative.begin - _COMMA_WINDOW), relative.begin)
        if match is None or (match[2] is not None and match[2] not in self.lexicon.written_articles):
            return False
        return match[1] is None or match[1] in self.lexicon.written_prepositions

    def _opens_object_relative(self, relative: Item) -> bool:
        """Say whether a name and its verb stand right behind a relative word ("a course that X ran"): X is the subject, not the event."""
        is_known = self.verb is not None or not self.pending
        if not is_known or self.last_noun is None or self.clause.count(self.last_noun.end, relative.begin) > _OBJECT_REACH:
            return False
        name = next(
            (item for item in self.clause.items if item.begin >= relative.end and item.kind in (*ORGANIZATIONAL, "publisher")), None
        )
        if name is None or self.clause.count(relative.end, name.begin) > _NAME_REACH:
            return False
        follower = next((item for item in self.clause.items if item.begin >= name.end and item.kind not in ("have", "passive")), None)
        return follower is not None and follower.kind == "verb" and self.clause.count(name.end, follower.begin) <= _NAME_REACH

    def _holds_subject(self, relative: Item) -> bool:
        """Say whether a list of names stands between a relative word and its verb ("ett nätverk där X och Y ingår"), where verbs come second."""
        if (self.verb is None and self.slot.cue not in _LISTING) or not self.clause.writing["verb_second"]:
            return False
        at, names = relative.end, 0
        for item in self.clause.items_in(relative.end, self.clause.span.end):
            if self.clause.count(at, item.begin) > _NAME_REACH:
                return False
            if item.kind in ORGANIZATIONAL:
                at, names = item.end, names + 1
            elif item.kind == "relative" or (item.kind == "cue" and item.value != "at"):
                return False
            elif item.kind == "verb":
                return bool(names) and "," not in self.text[at : item.begin]
        return False

    def _fill_nominal(self) -> None:
        """Let the names of a sentence without a verb act in its event ("X: Workshop on …")."""
        for frame in self.frames if self.is_new and self.pending else ():
            if frame.verb is None and not frame.has_own_subject:
                for item in self.pending:
                    frame.fill(self.grammar.role(frame.type, "agent"), item.value, item.span)

    # ── Verbs ────────────────────────────────────────────────────────────────────────────────────────────────

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
        return not _FULL_BREAK.search(self.text, before.end, last.begin) and not self.clause.has_joint(before.end, last.begin)

    def _is_joined(self, verb: Item) -> bool:
        """Say whether a conjunction stands right before a verb: it goes on with the clause of the one before."""
        words = self.clause.words(max(self.clause.start, verb.begin - _JOINT_WINDOW), verb.begin)
        return bool(words) and words[-1].casefold() in self.lexicon.written_joints

    def _frames_of(self, verb: Item) -> list[Frame | None]:
        """Return the frame of a verb and those that a second noun of it makes."""
        return [self.frame, *(frame for frame in self.frames if frame is not self.frame and self.is_new and frame.verb == verb)]

    def _is_right_before(self, item: Item, verb: Item) -> bool:
        return self.clause.count(item.end, verb.begin) <= _NAME_REACH and not _CLAUSE_BREAK.search(self.text, item.end, verb.begin)

    def _take_preobjects(self, is_passive: bool) -> None:
        if self.frame is not None and self.frame.verb_class is not None and not is_passive:
            for item in self.preobjects:
                self._fill_object(self.frame, self.frame.verb_class, item)
        self.preobjects = []

    def _fill_object(self, frame: Frame, verb_class: VerbClass, item: Item, *, is_inherited: bool | None = None) -> None:
        role = self._own_role(frame, self.grammar.role(frame.type, verb_class.object))
        frame.fill(role, item.value, item.span, inherited=self._stands_in(item) if is_inherited is None else is_inherited)

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

    # ── Subjects ─────────────────────────────────────────────────────────────────────────────────────────────

    def _fill_subject(self, verb: Item, frame: Frame | None, subject: list[Item], *, is_passive: bool, is_fresh: bool) -> None:
        """Give a verb's subject its role in the verb's event, or in the last one when the verb goes on with it."""
        target = frame if frame is not None else (self.frames[-1] if self.frames else None)
        if target is None:
            return
        is_own = frame is not None and frame.verb is not None and frame.verb.begin == verb.begin
        verb_class = self.grammar.verbs[verb.verb_class]
        if is_own and frame is not None and frame.verb_class is not None:
            verb_class = frame.verb_class
        if frame is None and verb_class.name == _INVITE and is_passive and target.type in GATHERINGS:
            for item in subject:  # "a conference, to which X and Y have been invited"
                target.fill("participant", item.value, item.span)
            return
        if frame is None and not (target.type in verb_class.governs or verb_class.alone == target.type):
            return
        if frame is not None and verb_class.name == _APPOINT and is_passive and self._opens_with_person(verb):
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
                item.kind in others and self.clause.count(cue.end, item.begin) <= _NAME_REACH for item in behind
            ):
                for actor in self.around.actors:
                    frame.fill("grantor", actor, None, inherited=True)

    def _are_people(self, subject: list[Item]) -> bool:
        """Say whether the subject is people of the bodies that are named ("officers of X completed a course")."""
        return any(cue.value == "attendance" and cue.end <= item.begin for cue in self.clause.of_kind("cue") for item in subject[:1])

    def _leads(self, verb: Item) -> bool:
        """Say whether a verb means to lead others."""
        return any(other.kind == "verb" and other.verb_class == _LEAD for other in self.clause.items_in(verb.begin, verb.begin + 1))

    def _subject_role(
        self, verb_class: VerbClass, frame: Frame | None, target: Frame, *, is_passive: bool, is_fresh: bool, is_own: bool
    ) -> str:
        role = verb_class.patient if is_passive else verb_class.subject
        if verb_class.name == _MEET and target.type in GATHERINGS and target.type != "Meeting":
            return "participant"  # "X and Y met at a workshop"
        if frame is None and role == "host" and target.fillers("host"):
            role = "partner"
        elif role == "participant" and target.type == "Operation" and not is_own:
            role = "partner"  # "took part in X's operation" is another matter than "X led it, Y took part"
        elif frame is not None and frame.noun is not None:
            if is_passive and verb_class.patient == "recipient" and frame.type not in _RECIPIENT_EVENTS:
                role = NO_ROLE
            if verb_class.name in _HELPING and is_possessed(self.clause, frame.noun):
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
                is_subject = self.clause.count(item.end, verb.begin) <= _NAME_REACH and "," not in self.text[item.end : verb.begin]
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

    def _stands_in(self, item: Item) -> bool:
        """Say whether an item is a word for the publisher, no mention of its own."""
        return not self.clause.entry.is_named_at(item.begin)

    def _own_role(self, frame: Frame, role: str) -> str:
        """Return what a host, partner or grantor is called in this kind of event."""
        return self.grammar.events[frame.type].get(role, role) if role in ("host", "partner", "grantor") else role

    # ── Cues ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _after_cue(self, cue: Item) -> Slot:
        """Return the slot behind a cue: its own, or the one that goes on."""
        if self._is_no_cue(cue):
            return self.slot
        if cue.value in _OF_CUES and self.verb is not None and self._is_behind_persons(cue):
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
        if cue.value in _WEAK and not organization_follows(self.clause, cue):
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
        if cue.value in _WEAK and any(
            after.begin < cue.begin and cue.end <= after.end for after in self.clause.placed("after").overlapping(cue.begin, cue.end)
        ):
            return True  # "a" in "in seguito a"
        if cue.value in ("to", "for"):
            return is_infinitive_mark(self.clause, cue)
        if cue.value in _LISTING and (self._is_in_verb(cue) or (cue.value == "attendance" and self._tells_subject(cue))):
            return True
        # "Officers of X arrested …": who they are of is the subject.
        if cue.value not in _LISTING:
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
        if frame.verb.begin != verb.begin or not verb.end <= cue.begin or self.clause.count(verb.end, cue.begin) >= _INVERTED_REACH:
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
        if (cue.value in _WEAK or cue.value == "with") and self._continues_list(cue):
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
        words = [word.casefold() for word in _WORD.findall(gap)]
        is_joined = len(gap) <= 10 and not _BREAK.search(gap) and ("," in gap or bool(words))
        if cue.value == "with" and (self.slot.cue in _OF_CUES or (self.slot.kind is SlotKind.OBJECT and not words)):
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
        is_named = len(between) <= _NAME_REACH and self.last_noun is not None and anchor == self.last_noun.end
        return len(between) <= 1 or (is_named and all(word[:1].isupper() for word in between))

    # ── Organizations ────────────────────────────────────────────────────────────────────────────────────────

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

    def _is_in_apposition(self, item: Item) -> bool:
        """Say whether a name only tells whose the body before it is ("SEPRONA, the nature protection service *of the Guardia Civil*, …")."""
        last = self.last_given
        if last is None:
            return False
        if item.value == self.owner_of_last and self.text[item.begin - 2 : item.begin] == " (":
            return True
        match = _APPOSITION.fullmatch(_BRACKET.sub("", self.text[last.end : item.begin]))
        words = [word.casefold() for word in _WORD.findall(match[1])] if match else []
        if len(words) < _LEAST_APPOSITION or words[0] not in self.lexicon.written_apposition or self.clause.has_verb(last.end, item.begin):
            return False
        if not any(word in self.lexicon.of_parts for word in words[1:]) or self._opens_with_cue(last.end, item.begin):
            return False
        self.owner_of_last = item.value
        return True

    def _opens_with_cue(self, begin: int, end: int) -> bool:
        """Say whether a cue of several words opens what a comma sets off (", *a par da* Europol"): it describes nobody."""
        return any(
            " " in self.text[cue.begin : cue.end]
            and cue.value not in _OF_CUES
            and not _BRACKET.sub("", self.text[begin : cue.begin]).strip(" ,)")
            for cue in self.clause.items_in(begin, end)
            if cue.kind == "cue"
        )

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
        elif self.slot.cue in ("agent", *_COMPANY) and self.clause.writing["verb_last"] and self.clause.is_behind_cue(item):
            return  # "a raid, die *von X* unterstützt wurde"
        elif self._is_subject_after_comma(item, index) or (self.slot == AFTER and (self._is_behind_date(item) or self._opens_anew(item))):
            self.slot = SUBJECT

    def _is_fronted(self, verb: Item) -> bool:
        """Say whether a participle opens its sentence ("Invited by X, Y …", "Winner of the prize, Y …"): whom it tells of stands behind the comma."""
        opens = not self.last_subject and not self.clause.count(self.clause.start, verb.begin)
        return opens and (self.clause.is_passive(verb) or verb.verb_class == _WIN) and not self.clause.has_auxiliary(verb)

    def _fill_fronted(self, verb: Item, item: Item) -> None:
        """Give the subject behind a fronted participle its role, and let it wait for the main verb."""
        stand_in = item if item.kind in ORGANIZATIONAL else Item(item.begin, item.end, "organization", self.around.publisher or "")
        self._fill_subject(verb, self.frame, [stand_in], is_passive=self.clause.is_passive(verb), is_fresh=True)
        if self.frame is not None:
            self.frame.subject_is_left_out = False
        self.slot = SUBJECT

    def _is_subject_after_comma(self, item: Item, index: int) -> bool:
        items = self.clause.items
        anchors = [other.end for other in items[:index] if other.kind not in _NO_ANCHOR and other.end <= item.begin]
        begin = max(anchors, default=self.clause.start)
        begin = max(begin, self.text.rfind("– ", begin, item.begin), self.text.rfind("— ", begin, item.begin))  # behind a date line
        if "," not in self.text[begin : item.begin] or (self.clause.has_joint(begin, item.begin) and not self._opens_clause(begin, item)):
            return False
        return self._has_verb_behind(item)

    def _opens_clause(self, begin: int, item: Item) -> bool:
        """Say whether a comma and a conjunction right before a name open a clause, where none goes on with a list so (", och CCN stod …")."""
        gap = self.text[begin : item.begin].strip()
        return (
            bool(self.clause.writing["verb_second"]) and gap.startswith(",") and gap[1:].strip().casefold() in self.lexicon.written_joints
        )

    def _is_behind_date(self, item: Item) -> bool:
        """Say whether a comma closed words that only date and name nobody ("Since its launch in 2018, the programme of X …")."""
        last = self.last_given
        if last is not None and last.end > self.clause.start:
            return False
        comma = self.text.rfind(",", self.clause.start, item.begin)
        return comma >= 0 and not self.clause.has_joint(comma, item.begin) and self.clause.has_verb(item.end, self.clause.span.end)

    def _opens_anew(self, item: Item) -> bool:
        """Say whether an article that no preposition goes before opens a name behind words that only date ("In seguito a una soffiata il SEPRONA …")."""
        words = [word.casefold() for word in self.clause.words(self.clause.start, item.begin)]
        small = (
            self.lexicon.of_words
            | self.lexicon.joints
            | {self.clause.entry.low[one.begin : one.end] for one in self.clause.of_kind("after")}
        )
        is_new = (
            len(words) > _PHRASE_WORDS and words[-1] in self.lexicon.bare_articles and words[-2] not in small and not words[-2].isdigit()
        )
        return is_new and len(words[-2]) > _PHRASE_WORDS and self._has_verb_behind(item)

    def _has_verb_behind(self, item: Item) -> bool:
        """Say whether a verb stands close behind a name, or behind what commas set off after it ("X, the service of Y, searched …")."""
        begin = self._behind_apposition(item.end)
        is_open = (
            self._has_closed_list() or self._is_behind_setting() or self.slot == AFTER or self.slot.cue == "led"
        )  # "At the invitation of X, Y and Z met"
        follower = self._follower(begin)
        while is_open and follower is not None and follower.kind in ORGANIZATIONAL and self._is_joint(begin, follower.begin):
            begin = follower.end
            follower = self._follower(begin)
        if follower is None or follower.kind in ORGANIZATIONAL:
            return False
        gap = _BRACKET.sub("", self.text[begin : follower.begin])
        words = [word.casefold() for word in _WORD.findall(gap)]
        return len(words) <= _NAME_REACH and "," not in gap and not self.lexicon.written_joints.intersection(words)

    def _follower(self, begin: int) -> Item | None:
        """Return the next item that may say what a name does; an acronym in brackets says nothing."""
        items = self.clause.items_in(begin, self.clause.span.end)
        return next((other for other in items if other.kind in _FOLLOWERS and self.text[other.begin - 1] != "("), None)

    def _has_closed_list(self) -> bool:
        """Say whether no list of names is open that the next one could go on with: there is none, or "and" closed it."""
        last, before = self.last_given, self.before_last
        if last is None or last.end <= self.clause.start:
            return True
        begin = before.end if before is not None else last.begin
        return self.clause.has_joint(begin, last.begin)

    def _is_behind_setting(self) -> bool:
        """Say whether the list hangs on what only tells where ("Lors d'un colloque organisé par X, Y et Z ont pris la parole")."""
        noun = self.last_noun
        if noun is None or self.clause.count(self.clause.start, noun.begin) > _NAME_REACH:
            return False
        return self.clause.is_in_passing(noun) or self.clause.is_behind_preposition(noun)

    def _is_joint(self, begin: int, end: int) -> bool:
        """Say whether nothing but a comma or a conjunction and an article stand between two names, or an acronym in brackets."""
        gap = _BRACKET.sub("", self.text[begin:end])
        words = [word.casefold() for word in _WORD.findall(gap)]
        is_small = all(word in self.lexicon.written_joints or word in self.lexicon.article_parts for word in words)
        return is_small and ("," in gap or bool(words))

    def _behind_apposition(self, end: int) -> int:
        """Return where an apposition behind a name ends, else the place itself."""
        if self.text[end : end + 1] != ",":
            return end
        close = self.text.find(",", end + 1, min(self.clause.span.end, end + _LONGEST_APPOSITION))
        return close + 1 if close > 0 and not self.clause.has_verb(end, close) else end

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
        is_short = " " not in self.clause.entry.low[item.begin : item.end].strip() and item.end - item.begin <= _LONGEST_WE
        return actors[0] if is_short and len(actors) == 1 and publisher not in actors else publisher

    def _is_object_pronoun(self, item: Item) -> bool:
        """Say whether "us" stands right before its verb ("Europol nos invitó"); of "we" itself the verb says so ("nos reunimos")."""
        if self.text[item.begin : item.end].casefold() not in self.lexicon.object_pronouns:
            return False
        follower = next((other for other in self.clause.items_in(item.end, item.end + _PRONOUN_REACH) if other.kind == "verb"), None)
        return follower is not None and not self.text[follower.begin : follower.end].split()[0].endswith(self.lexicon.first_person)

    def _is_between_subject_and_verb(self, item: Item) -> bool:
        """Say whether "we" stands right between another subject and its verb ("INTERPOL nous a décerné …"): it is the object."""
        last = self.pending[-1] if self.pending else None
        if last is None or self.clause.writing["verb_last"] or " " in self.text[item.begin : item.end] or self.slot != SUBJECT:
            return False
        gap = _BRACKET.sub("", self.text[last.end : item.begin])
        follower = self._follower(item.end)
        is_bare = not gap.strip() and self.clause.entry.low[item.begin : item.end].strip() in self.lexicon.function
        return is_bare and follower is not None and follower.begin == item.end + 1

    def _is_inverted_behind_company(self, item: Item) -> bool:
        """Say whether a word that we do not know stands between those with whom it is done and the publisher ("Mit X und Y *klären* wir …")."""
        last = self.last_given
        if self.verb is not None or self.slot.cue not in _COMPANY or last is None or not self.clause.writing["verb_second"]:
            return False
        between = self.clause.words(last.end, item.begin)
        return len(between) == 1 and between[0].islower() and between[0] not in self.lexicon.written_joints | self.lexicon.article_parts

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

    def _is_publisher(self, item: Item) -> bool:
        if self.around.publisher is None:
            return False
        words = self.clause.entry.low[item.begin : item.end].split()
        if len(words) == 1 and (words[0] in self.lexicon.function or len(words[0]) <= _LONGEST_WE):
            return True  # "we", "our"
        return any(word in self.around.publisher_words for word in words)

    # ── Roles by slot ────────────────────────────────────────────────────────────────────────────────────────

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
        is_close = begin > verb.end and len(words) <= _OBJECT_REACH and "," not in self.text[begin : item.begin]
        if self.slot.cue not in ("", AT.cue, OWNER.cue) or self.clause.has_joint(begin, item.begin):
            return False  # it goes on with a list
        has_cue = any(other.kind == "cue" and other.value not in _WEAK for other in self.clause.items_in(begin, item.begin))
        return not self.last_subject and is_open and is_close and not has_cue and not self.clause.is_behind_cue(item)

    def _is_agent_of_inverted(self, item: Item) -> bool:
        """Say whether a name tells who did what is said of the noun right before it ("Unterstützt wurde der Lehrgang *von X*")."""
        noun, verb = self.last_noun, self.verb
        if self.slot.cue != "agent" or verb is None or noun is None or noun.begin < verb.end:
            return False
        return self.clause.is_behind_cue(item) and self.clause.is_passive(verb)

    def _is_acronym_of_last(self, item: Item) -> bool:
        last = self.last_given
        return last is not None and last.value == item.value and self.text[last.end : item.begin].strip() == "("

    def _owns_last(self, item: Item) -> bool:
        """Say whether a name only tells whose unit the one before is ("el Servicio de Vigilancia Aduanera de la Agencia Tributaria")."""
        last = self.last_given
        if last is None or last.kind != "organization" or self.slot.cue in ("agent", "led") or last.end >= item.begin:
            return False
        of_words, small = self.lexicon.complement_words["of"], self.lexicon.article_parts
        words = [word.casefold() for word in self.clause.words(last.end, item.begin)]
        while words and words[-1] in small and words[-1] not in of_words:
            words.pop()
        if not words or words[-1] not in of_words:
            return False
        if "," not in self.text[last.end : item.begin]:
            return all(word in of_words or word in small for word in words)
        # "SEPRONA, the nature service of the Civil Guard, …"
        is_apposed = self.verb is None and self.slot == SUBJECT and item.end < self._behind_apposition(last.end)
        return is_apposed and any(len(word) > _PHRASE_WORDS and word not in small for word in words)

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

    def _is_second_before_verb(self, item: Item) -> bool:
        """Say whether a name is the object between subject and participle ("hat Europol uns eingeladen"), not one more subject."""
        if not self.pending or not self.clause.writing["verb_last"]:
            return False
        begin = self.pending[0].begin
        if not any(have.end <= begin and self.clause.count(have.end, begin) <= _NAME_REACH for have in self.clause.of_kind("have")):
            return False
        end = self.pending[-1].end
        return not _FULL_BREAK.search(self.text, end, item.begin) and not self.clause.has_joint(end, item.begin)

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

    def _follows_in_list(self, item: Item) -> bool:
        """Say whether a comma or a conjunction, and no cue or verb, stands between a name and the last one."""
        begin = self.before_last.end if self.before_last is not None else self.clause.start
        is_listed = "," in self.text[begin : item.begin] or self.clause.has_joint(begin, item.begin)
        return is_listed and not any(other.kind in ("cue", "verb") for other in self.clause.items_in(begin, item.begin))

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
            verb_class.name in _HELPING
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
        if cue in _COMPANY and self._stands_in(item) and target.first_sentence < self.clause.number and not target.fillers("host"):
            for subject in self.last_subject:
                target.fill(self._own_role(target, "partner"), subject.value, subject.span)
            return  # "X and Y stood with us behind it": we are the host, and they our partners
        role = self._cue_role(target, cue)
        if cue == "to" and target.type == "Admission" and target.verb_class is not None and target.verb_class.name == _GIVE:
            role = "recipient"  # "gave X the status of a member"
        if cue == "agent" and role == "grantor" and self._stands_in(item) and self._is_received(target):
            return  # "received a prize for our work"
        is_commissioned = self.is_commissioned or (target.verb_class is not None and target.verb_class.name == _COMMISSION)
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
        if cue in _COMPANY:
            target.joined.append(item.value)

    def _is_received(self, target: Frame) -> bool:
        """Say whether the subject of an event's verb gets it: it is no giver."""
        return target.verb_class is not None and not target.is_passive and target.verb_class.subject == "recipient"

    def _only_supports(self, agent: Item) -> bool:
        """Say whether the passive that an agent belongs to means to support ("die von X unterstützt wird", "was supported by X")."""
        verb = self._verb_of_agent(agent)
        return verb is not None and verb.verb_class in (_SUPPORT, _FUND)

    def _verb_of_agent(self, agent: Item) -> Item | None:
        """Return the verb whose agent a name is: where verbs stand last, the next one of its clause."""
        verbs = self.clause.of_kind("verb") if self.clause.writing["verb_last"] else []
        verb = next((verb for verb in verbs if verb.begin >= agent.end), None)
        return verb if verb is not None and not _CLAUSE_BREAK.search(self.text, agent.end, verb.begin) else self.verb

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
        if cue == "to" and verb_class is not None and verb_class.name == _GIVE:
            return "recipient"  # "bød velkommen til X"
        if verb_class is None or cue not in _COMPANY:
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

    def _is_inverted_subject(self, item: Item, verb: Item) -> bool:
        """Say whether a name behind its verb is the verb's subject, or goes on with the list of its subjects."""
        takes_part = self.grammar.verbs[verb.verb_class].subject in ("participant", "speaker")
        goes_on = takes_part and self.before_last in self.last_subject  # "… des orateurs de X, de Y et du Z"
        passed = {*_LISTING, *_OF_CUES} if goes_on else set(_LISTING)
        if any(verb.end <= cue.begin < item.begin and cue.value not in passed for cue in self.clause.of_kind("cue")):
            return False
        if self.before_last is None or self.before_last.begin < verb.end:
            return self.clause.count(verb.end, item.begin) <= _INVERTED_REACH and not _CLAUSE_BREAK.search(self.text, verb.end, item.begin)
        if self.before_last not in self.last_subject:
            return False  # it goes on with a list of objects
        end = self.before_last.end
        return "," in self.text[end : item.begin] or self.clause.has_joint(end, item.begin)

    def _is_near_object(self, verb: Item, item: Item) -> bool:
        """Say whether an organization follows its verb closely, or another object in a list."""
        is_listed = self.before_last is not None and self.before_last.begin >= verb.end
        begin = self.before_last.end if self.before_last is not None and is_listed else verb.end
        return self.clause.count(begin, item.begin) <= _OBJECT_REACH and (begin != verb.end or "," not in self.text[begin : item.begin])

    # ── Owners ───────────────────────────────────────────────────────────────────────────────────────────────

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
        if not self.clause.writing["verb_second"] or self.slot.cue not in (*_COMPANY, "support"):
            return False
        last = self.before_last
        return self.clause.is_behind_cue(item) or (last is not None and last.end < item.begin and self._is_joint(last.end, item.begin))

    # ── Frames ───────────────────────────────────────────────────────────────────────────────────────────────

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
        if noun is not None and self.clause.is_attribute(verb) and self.clause.count(noun.end, verb.begin) <= _OBJECT_REACH:
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
