"""A sentence → the events that it evokes: by a verb with its noun, by a verb that needs none, by a noun that opens it.

Never by a noun in passing ("after the workshop"), by words that deny, or by what usually happens.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from csgraph.language.grammar import NO_ROLE, Grammar, VerbClass
from csgraph.model import Finding, Span
from csgraph.reading.beside import is_possessed
from csgraph.reading.clause import Clause
from csgraph.reading.entry_text import Item
from csgraph.reading.frame import GATHERINGS, LED, ORGANIZATIONAL, PLANNED, SUBJECT_OBJECT, Frame

_EVENT_SUBJECTS = frozenset({"Operation", "Campaign", "Workshop", "Conference", "Seminar", "Training", "Meeting", "ResearchPublication"})
"""Kinds of event that do something themselves ("The campaign has disrupted …")."""
_TAKES_PASSING = frozenset({"attend", "speak", "receive", "cooperate", "arrest", "support"})
"""Verb classes whose noun may stand behind words that else only date it."""
_NEAR_OBJECT = frozenset({"publish", "show", "establish"})
"""Verb classes whose noun stands close behind them."""
_TAKING_PART = ("participant", "speaker")
"""Roles of those who come to a gathering."""
_JOINED = GATHERINGS | {"Campaign", "AgreementSigning"}
"""Kinds of event of which one verb may take two."""
_JOINED_WORDS = 4
_WORD = re.compile(r"\w+")
_OCCUR, _INVITE, _GO, _FUND = "occur", "invite", "go", "fund"
_ARISE, _NEW_BODY_WORDS = "arise", 4
_RECORD, _SIGN = "Record", "sign"
_ASSEMBLY = "Meeting"
_LONGEST_DATE = 30
_DATING_WORDS = 3
_COUNTED = re.compile(r"\s(?:\w{1,4}\s)?\d")
_NEGATION_BREAK = re.compile(r"[,;:]")
_QUOTED = re.compile(r"[“„\"«»][^“”„\"«»\n]{2,200}[”\"»«“]")
_LED_BREAK = re.compile(r"[.;:]")
_AFTER_REACH, _BEFORE_REACH = 160, 200
"""Characters between a verb and the noun it governs."""
_ABOUT_REACH = 20
_NEAR_WORDS = 6
_SHORT_GAP = 2
_OPENING_WORDS = 5
_INTENTION_WORDS, _INTENTION_REACH = 8, 80
_PLAN_WORDS = 16
"""Words between a word of planning and what is planned: who plans it with whom may stand there."""
_NEGATION_WORDS, _NEGATION_BEHIND, _NEGATION_REACH = 5, 2, 30


class Evocation:
    """Finds the frames of one sentence."""

    def __init__(self, clause: Clause, grammar: Grammar, *, opens_entry: bool) -> None:
        self.clause, self.grammar, self.opens_entry = clause, grammar, opens_entry
        self.text = clause.text
        self.nouns = clause.of_kind("noun")
        self.verbs = clause.verbs()
        self.main: list[Frame] = []
        self.side: list[Frame] = []
        """Frames of relative clauses: they count where the main clause has none of their kind."""
        self.spent: set[Item] = set()
        """Nouns of verbs that were denied or tell what usually happens: they evoke nothing by themselves."""
        self.findings: list[Finding] = []
        self.is_denied = False
        """The sentence says only what did not happen."""

    def frames(self) -> list[Frame]:
        """Return the frames by place, one of a type."""
        for index, options in enumerate(self.verbs):
            self._take_verb(options, index)
        self.main += self._intended()
        self.is_denied = bool(self.findings) and not self.main
        self.main += self._led()
        if not self.main:
            self.main += self._nominal() or self._reached()
            self.main = self._of_relatives(self.main) or self.main
        if not self.main and not self.side and not self.verbs:
            self.is_denied = self.is_denied or any(self._is_denied_later(noun) for noun in self._free_nouns())
        self.main += self._settings()
        self.side = [side for side in self.side if not self._is_invited_to(side)]
        chosen = self.main or self.side[:1]
        types = {frame.type for frame in chosen}
        for frame in chosen if self.main else ():
            frame.evidence += [side.trigger for side in self.side if side.type == frame.type]
        return _settled([*chosen, *(frame for frame in self.side if chosen and frame.type not in types)])

    def _is_invited_to(self, side: Frame) -> bool:
        """Say whether a relative clause only tells when the gathering is to which somebody was invited ("to a meeting *that will be held* …")."""
        is_when = side.type in GATHERINGS and (side.is_passive or (side.verb_class is not None and side.verb_class.name == _OCCUR))
        return is_when and any(
            frame.type == "Invitation" and frame.verb is not None and side.trigger.begin > frame.verb.end for frame in self.main
        )

    def _take_verb(self, options: list[Item], index: int) -> None:
        verb = options[0]
        if self.clause.is_noun_too(verb) or self._only_dates(verb):
            return
        if self.clause.is_habitual(verb) and not any(option.verb_class == _INVITE for option in options):
            self.spent.update(noun for noun in self.nouns if noun.end <= verb.begin)
            return
        frame = self._of_verb(options, index)
        if frame is None:
            return
        negation = self._negation(frame)
        if negation is not None:
            self._deny(frame, negation, verb)
        elif self.clause.is_main(verb):
            self.main += [frame, *self._joined(frame)]
        elif frame.noun is not None and not self.clause.is_infinitive(verb):
            self.side.append(frame)

    def _only_dates(self, verb: Item) -> bool:
        """Say whether a pronoun and an auxiliary behind a word such as "since" make a verb a mere date ("siden det blev lanceret")."""
        after = next((item for item in self.clause.placed("after").backwards(verb.begin) if item.end <= verb.begin), None)
        if after is None or self.clause.count(after.end, verb.begin) > _DATING_WORDS:
            return False
        words = [word.casefold() for word in self.clause.words(after.end, verb.begin)]
        small = {self.text[item.begin : item.end].casefold() for kind in ("passive", "have") for item in self.clause.of_kind(kind)}
        return bool(words) and words[0] in self.clause.lexicon.written_articles and all(word in small for word in words[1:])

    def _deny(self, frame: Frame, negation: Item, verb: Item) -> None:
        span = Span(min(negation.begin, frame.trigger.begin), max(negation.end, frame.trigger.end))
        self.spent.update(noun for noun in self.nouns if noun is frame.noun or noun.end <= verb.begin)
        self.findings.append(Finding("denied-event", f"{span.of(self.text)!r} says that this did not happen ({frame.type}).", span))

    # ── By a verb ────────────────────────────────────────────────────────────────────────────────────────────

    def _of_verb(self, options: list[Item], index: int) -> Frame | None:
        verb = options[0]
        is_passive = self.clause.is_passive(verb)
        leader = self.verbs[index - 1][0].end if index else self.clause.span.begin
        alone: Frame | None = None
        for option in options:
            verb_class = self.grammar.verbs[option.verb_class]
            noun = self._governed(verb, verb_class, leader, is_passive)
            if noun is not None:
                type_ = verb_class.renames.get(noun.value, noun.value)
                return self._with_status(
                    Frame(type_, noun.span, self.clause.number, verb, verb_class, is_passive, noun, evidence=[verb.span])
                )
            if alone is None and verb_class.alone is not None and self._stands_alone(verb, option, verb_class):
                alone = Frame(verb_class.alone, verb.span, self.clause.number, verb, verb_class, is_passive)
        if alone is not None:
            return self._with_status(alone)
        subject = self._event_subject(verb) if index == 0 else None
        if subject is None:
            return None
        return self._with_status(Frame(subject.value, subject.span, self.clause.number, noun=subject, has_own_subject=True))

    def _joined(self, frame: Frame) -> Iterator[Frame]:
        """Yield the events of further nouns that its verb takes ("took part in X's meeting and in a seminar of Y")."""
        verb, noun, verb_class = frame.verb, frame.noun, frame.verb_class
        if verb is None or noun is None or verb_class is None or noun.begin < verb.end or frame.type not in _JOINED:
            return
        for other in self._after(verb, verb_class):
            is_further = other.begin > noun.end and other.value != frame.type and other.value in _JOINED
            if is_further and self._is_joined(noun, other) and not self.clause.is_in_passing(other):
                twin = Frame(other.value, other.span, self.clause.number, verb, verb_class, frame.is_passive, other, evidence=[verb.span])
                yield self._with_status(twin)
                return

    def _is_joined(self, noun: Item, other: Item) -> bool:
        """Say whether a conjunction joins a noun's phrase to another's, with no verb or comma behind it."""
        gap = self.text[noun.end : other.begin]
        words = [match for match in _WORD.finditer(gap) if match.group().casefold() in self.clause.lexicon.written_joints]
        if not words or ";" in gap:
            return False
        begin = noun.end + words[-1].end()
        return self.clause.count_beside_names(begin, other.begin) <= _JOINED_WORDS and "," not in self.text[begin : other.begin]

    def _stands_alone(self, verb: Item, option: Item, verb_class: VerbClass) -> bool:
        """Say whether a verb evokes its event without a noun."""
        if verb_class.alone == "Launch" and self._has_counted_object(verb):
            return False  # "opened 26 containers"
        if verb_class.needs_body and not (
            self._has_body(verb, verb_class) or (verb_class.name == _ARISE and self._is_new_body_behind(verb))
        ):
            return False
        if verb_class.needs_count and not self._is_behind_count(verb):
            return False
        is_first = verb_class.needs_body or verb.value in (option.value, _GO)
        if not is_first or (verb_class.name == _FUND and self._hangs_behind_comma(verb)):
            return False
        if verb_class.alone == "Launch" and self._describes(verb):
            return False
        subject = self._event_subject(verb)
        if subject is None or subject.value != _ASSEMBLY or verb_class.subject != "grantor":
            return subject is None
        # "The general assembly admitted …": both happened.
        self.side.append(self._with_status(Frame(subject.value, subject.span, self.clause.number, noun=subject)))
        return True

    def _has_counted_object(self, verb: Item) -> bool:
        """Say whether a number that is no date stands right behind a verb."""
        counted = _COUNTED.match(self.text, verb.end)
        dates = self.clause.entry.dates_in(verb.end, verb.end + _LONGEST_DATE) if counted is not None else []
        return counted is not None and not any(date.month and date.span.begin < counted.end() <= date.span.end for date in dates)

    def _is_behind_count(self, verb: Item) -> bool:
        """Say whether a number stands before a verb in its sentence ("*Nitton* kvinnor fick hjälp av X")."""
        numbers = self.clause.lexicon.pack.numbers
        return any(word.isdigit() or word.casefold() in numbers for word in self.clause.words(self.clause.start, verb.begin))

    def _describes(self, verb: Item) -> bool:
        """Say whether a verb without an auxiliary stands behind a comma: a participle ("the programme, set up in 2018, …")."""
        if self.clause.writing["verb_second"] or self.text[verb.begin - 2 : verb.begin] != ", ":
            return False
        return not self.clause.has_auxiliary(verb)

    def _hangs_behind_comma(self, verb: Item) -> bool:
        """Say whether a verb without an auxiliary stands between a comma and a cue: a participle ("a project, financed with 2 million")."""
        cues = self.clause.placed("cue")
        is_behind = self.text[verb.begin - 2 : verb.begin] == ", " and (cues.begins_at(verb.end + 1) or cues.begins_at(verb.begin))
        return is_behind and not self.clause.has_auxiliary(verb)

    def _governed(self, verb: Item, verb_class: VerbClass, leader: int, is_passive: bool) -> Item | None:
        """Return the noun that the verb takes: the next one after it, or, in a passive or at a clause's end, the last before it."""
        clause, verb_last = self.clause, self.clause.writing["verb_last"]
        after = self._after(verb, verb_class)
        before = self._before(verb, verb_class, leader)
        before = [noun for noun in before if not self._is_subject_matter(noun)] or before
        if before:
            if not after and any(before[-1].end <= item.begin < verb.begin for item in clause.of_kind("relative")):
                return before[-1]
            if not is_passive and clause.hangs_on(before[-1], verb):
                return before[-1]
            if is_passive or verb_last or verb_class.name == _OCCUR:
                return before[-1] if verb_last and not is_passive else before[0]
        if verb_class.name == _GO and any(item.kind in ORGANIZATIONAL and item.end <= verb.begin for item in clause.items):
            return None  # "the ministry honoured X with the prize": no prize went anywhere
        if verb_class.name in _NEAR_OBJECT and not is_passive:
            after = [noun for noun in after if self._count_without_aside(verb.end, noun.begin) <= _NEAR_WORDS]
        free = next((noun for noun in after if verb_class.name in _TAKES_PASSING or not clause.is_in_passing(noun)), None)
        if free is None and before and verb_class.name in SUBJECT_OBJECT:
            return before[-1]
        return free or self._topic(verb, verb_class) or self._fronted(verb, verb_class)

    def _topic(self, verb: Item, verb_class: VerbClass) -> Item | None:
        """Return the noun that opens a sentence whose subject stands right behind the verb ("Seminaret arrangerede CSI …")."""
        clause = self.clause
        if not clause.writing["verb_second"] or clause.is_relative(verb):
            return None
        bodies = (item for item in clause.items_in(verb.end, clause.span.end) if item.kind in (*ORGANIZATIONAL, "publisher"))
        body = next(bodies, None)
        if body is None or clause.count(verb.end, body.begin) > 1 or clause.placed("cue").ends_at(body.begin - 1):
            return None
        noun = next((noun for noun in self.nouns if noun.value in verb_class.governs and noun.end <= verb.begin), None)
        opens = noun is not None and clause.count(clause.start, noun.begin) <= _OPENING_WORDS and not clause.is_behind_preposition(noun)
        return noun if noun is not None and opens and "," not in self.text[noun.end : verb.begin] else None

    def _fronted(self, verb: Item, verb_class: VerbClass) -> Item | None:
        """Return the gathering that opens a sentence about who took part or spoke ("At a seminar run by X, Y and Z spoke")."""
        if verb_class.subject not in _TAKING_PART or self.clause.is_relative(verb):
            return None
        if any(self._is_finite(options[0]) and self.clause.is_main(options[0]) and options[0].end <= verb.begin for options in self.verbs):
            return None
        fronted = (noun for noun in self.nouns if noun.end <= verb.begin and noun.value in verb_class.governs)
        return next((noun for noun in fronted if self.clause.count(self.clause.start, noun.begin) <= _OPENING_WORDS), None)

    def _count_without_aside(self, begin: int, end: int) -> int:
        """Return how many words stand between two places, but for names, a title in quotes and what commas set off ("published, with X's help, a study")."""
        gap = self.text[begin:end]
        first, last = gap.find(","), gap.rfind(",")
        quoted = sum(self.clause.count(begin + one.start(), begin + one.end()) for one in _QUOTED.finditer(gap))
        if first == last:
            return self.clause.count_beside_names(begin, end) - quoted
        return self.clause.count_beside_names(begin, begin + first) + self.clause.count_beside_names(begin + last, end)

    def _after(self, verb: Item, verb_class: VerbClass) -> list[Item]:
        return [
            noun
            for noun in self.clause.placed("noun").behind(verb.end, verb.end + _AFTER_REACH)
            if noun.value in verb_class.governs and self.clause.is_reachable(verb.end, noun)
        ]

    def _before(self, verb: Item, verb_class: VerbClass, leader: int) -> list[Item]:
        first = max(leader, verb.begin - _BEFORE_REACH)
        return [
            noun
            for noun in self.clause.placed("noun").behind(first, verb.begin)
            if noun.end <= verb.begin and noun.value in verb_class.governs and not self.clause.is_in_passing(noun)
        ]

    def _is_subject_matter(self, noun: Item) -> bool:
        """Say whether a noun only tells what something is about ("a workshop on *seizures*")."""
        return any(
            cue.value == "about" and cue.end <= noun.begin and self.clause.count(cue.end, noun.begin) <= 1
            for cue in self.clause.placed("cue").near(noun.begin - _ABOUT_REACH, noun.begin)
        )

    def _has_body(self, verb: Item, verb_class: VerbClass) -> bool:
        """Say whether an organization is the verb's subject, before it or (in an inverted clause) right behind it; or the object that acts."""
        acts_behind = verb_class.subject == NO_ROLE
        for item in self.clause.items:
            if item.kind not in (*ORGANIZATIONAL, "publisher"):
                continue
            is_before = item.end <= verb.begin
            begin, end = (item.end, verb.begin) if is_before else (verb.end, item.begin)
            is_near = self.clause.count(begin, end) <= (_NEAR_WORDS if is_before or acts_behind else 1)
            may_act = not is_before if acts_behind else is_before or self.clause.writing["verb_second"]
            if is_near and may_act and ";" not in self.text[begin:end]:
                return True
        return False

    def _is_new_body_behind(self, verb: Item) -> bool:
        """Say whether a body stands close behind a verb, and no preposition between ("entstand die erste maltesische *X*-Stelle")."""
        for item in self.clause.items_in(verb.end, self.clause.span.end):
            if item.kind in ORGANIZATIONAL:
                return self.clause.count(verb.end, item.begin) <= _NEW_BODY_WORDS and "," not in self.text[verb.end : item.begin]
            if item.kind in ("place_preposition", "verb", "relative"):
                return False
        return False

    def _event_subject(self, verb: Item) -> Item | None:
        """Return the event noun that is the verb's subject ("The campaign has disrupted …"), unless a body stands between."""
        clause = self.clause
        for noun in clause.placed("noun").backwards(verb.begin):
            if noun.end > verb.begin:
                continue
            if ";" in self.text[noun.end : verb.begin] and clause.is_passive(verb):
                return None  # "… prepares a course; X has been invited"
            between = clause.items_in(noun.end, verb.begin)
            if any(item.kind in ORGANIZATIONAL and not clause.is_behind_cue(item) for item in between) or clause.is_in_passing(noun):
                return None
            is_relative = any(item.kind == "relative" for item in between)
            if not is_relative and any(item.kind == "verb" and not clause.is_attribute(item) for item in between):
                return None
            if clause.is_behind_preposition(noun):
                return None
            if noun.value in _EVENT_SUBJECTS:
                return noun
        return None

    # ── By a noun ────────────────────────────────────────────────────────────────────────────────────────────

    def _nominal(self) -> list[Frame]:
        """Return the frame of a noun that opens the entry or heads it ("Signature of a memorandum with …", "Joint operation: 12 arrests")."""
        clause = self.clause
        if not self.opens_entry:
            return []
        first_verb = next((options[0].begin for options in self.verbs if self._is_finite(options[0])), clause.span.end)
        for noun in self.nouns:
            if noun in self.spent or not clause.start <= noun.begin < first_verb or clause.is_in_passing(noun):
                continue
            if clause.count_beside_names(clause.start, noun.begin) <= _OPENING_WORDS or first_verb >= clause.span.end:
                frame = self._with_status(self._worked_together(noun) or Frame(noun.value, noun.span, clause.number, noun=noun))
                return [frame] if self._negation(frame) is None and not self._is_denied_later(noun) else []
        return []

    def _worked_together(self, noun: Item) -> Frame | None:
        """Return the event that a noun of working together opens ("*Samarbete* med X i dess *kampanj*"), as the verb would."""
        cooperate = self.grammar.verbs["cooperate"]
        others = self._after(noun, cooperate) if noun.value == "Cooperation" else []
        other = next((one for one in others if one.value != noun.value and not self.clause.is_in_passing(one)), None)
        if other is None or self.clause.has_verb(noun.end, other.begin):
            return None
        frame = Frame(other.value, other.span, self.clause.number, verb_class=cooperate, noun=other, evidence=[noun.span])
        frame.subject_is_left_out, frame.left_out_by, frame.is_of_another = True, cooperate, is_possessed(self.clause, other)
        return frame

    def _of_relatives(self, nominal: list[Frame]) -> list[Frame]:
        """Return the frames of relative clauses that tell of these nouns: the verb says who ("The agreement, which X and Y signed, …")."""
        nouns = {frame.noun for frame in nominal}
        return [side for side in self.side if side.noun in nouns and side.verb is not None and not self.clause.is_attribute(side.verb)]

    def _settings(self) -> list[Frame]:
        """Return the gathering of their own at which those who act in the sentence did so ("At its general assembly, X admitted Y")."""
        leader = next((frame for frame in self.main if frame.verb is not None and frame.verb_class is not None), None)
        if leader is None or leader.verb is None or leader.is_passive:
            return []
        for noun in self._free_nouns():
            if noun.value in GATHERINGS and noun.value != leader.type and self._is_where_of_own(noun):
                hold = self.grammar.verbs["hold"]
                return [Frame(noun.value, noun.span, self.clause.number, leader.verb, hold, noun=noun, is_setting=True)]
        return []

    def _is_where_of_own(self, noun: Item) -> bool:
        """Say whether a possessive stands before a noun, and a preposition of place before that."""
        for own in self.clause.of_kind("possessive"):
            if own.end <= noun.begin and self.clause.count(own.end, noun.begin) <= 1:
                return any(place.end + 1 == own.begin for place in self.clause.of_kind("place_preposition"))
        return False

    def _is_denied_later(self, noun: Item) -> bool:
        """Say whether the part of the sentence that a noun opens denies it ("The signing of the treaty did not take place")."""
        return any(
            item.begin >= noun.end and not _NEGATION_BREAK.search(self.text, noun.end, item.begin)
            for item in self.clause.of_kind("negation")
        )

    def _reached(self) -> list[Frame]:
        """Return the record that a sentence without another event tells of ("the highest number of tips since 2010")."""
        for noun in self._free_nouns():
            if noun.value == _RECORD and not self.clause.is_in_passing(noun):
                frame = Frame(noun.value, noun.span, self.clause.number, noun=noun)
                return [frame] if self._negation(frame) is None else []
        return []

    def _is_finite(self, verb: Item) -> bool:
        return not self.clause.is_attribute(verb) and not self.clause.is_noun_too(verb)

    def _led(self) -> list[Frame]:
        """Return the event of a noun that the sentence says was led by somebody ("… in Operation Cold Blood, led by X")."""
        for noun in self._free_nouns():
            if noun.value not in LED:
                continue
            cue = next((cue for cue in self.clause.of_kind("cue") if cue.value == "led" and cue.begin >= noun.end), None)
            if cue is None or _LED_BREAK.search(self.text, noun.end, cue.begin) or self.clause.is_in_passing(noun):
                continue
            if self.clause.count(noun.end, cue.begin) <= _NEAR_WORDS:
                return [Frame(noun.value, noun.span, self.clause.number, noun=noun)]
        return []

    def _intended(self) -> list[Frame]:
        """Return the event that is only planned, with no verb but the planning ("a workshop is planned for March")."""
        for intention in self.clause.of_kind("intention"):
            noun = next((noun for noun in self._free_nouns() if noun.value in PLANNED and self._is_planned(noun, intention)), None)
            if noun is not None:
                frame = Frame(noun.value, noun.span, self.clause.number, noun=noun, status="planned", evidence=[intention.span])
                if self._negation(frame) is None:
                    return [frame]
        return []

    def _is_planned(self, noun: Item, intention: Item) -> bool:
        begin, end = (intention.end, noun.begin) if noun.begin >= intention.end else (noun.end, intention.begin)
        reach = _PLAN_WORDS if noun.begin >= intention.end else _INTENTION_WORDS
        if begin > end or self.clause.count(begin, end) > reach:
            return False
        return not self.clause.has_verb(begin, end) and not self.clause.is_in_passing(noun)

    def _free_nouns(self) -> list[Item]:
        taken = {frame.noun for frame in (*self.main, *self.side)}
        return [noun for noun in self.nouns if noun not in taken and noun not in self.spent]

    # ── Denied, planned ──────────────────────────────────────────────────────────────────────────────────────

    def _negation(self, frame: Frame) -> Item | None:
        """Return the word that denies a frame, or None."""
        anchor = frame.verb or frame.noun
        if anchor is None:
            return None
        denials = self.clause.of_kind("denial")
        if denials:
            return denials[0]
        return next((item for item in self.clause.of_kind("negation") if self._denies(item, anchor, frame.trigger)), None)

    def _denies(self, negation: Item, anchor: Item, trigger: Span) -> bool:
        """Say whether a negation stands close before, close behind, or between the words of an event."""
        count, text = self.clause.count, self.text
        first, last = min(anchor.begin, trigger.begin), max(anchor.end, trigger.end)
        if (
            negation.end <= first
            and not _NEGATION_BREAK.search(text, negation.end, first)
            and count(negation.end, first) <= _NEGATION_WORDS
        ):
            return True
        is_behind = anchor.end <= negation.begin < last + _NEGATION_REACH and "," not in text[anchor.end : negation.begin]
        if is_behind and count(anchor.end, negation.begin) <= _NEGATION_BEHIND:
            return True
        return first <= negation.begin < last

    def _with_status(self, frame: Frame) -> Frame:
        anchor = frame.verb or frame.noun
        if frame.type == "Invitation":
            frame.status = "invited"
        elif frame.verb_class is not None and frame.verb_class.is_planned:
            frame.status = "planned"
        elif anchor is not None:
            for intention in self.clause.of_kind("intention"):
                if self._plans(intention, anchor) and not (frame.type == "AgreementSigning" and self._provides(intention, frame)):
                    frame.status = "planned"
                    frame.evidence.append(intention.span)
        return frame

    def _provides(self, intention: Item, frame: Frame) -> bool:
        """Say whether a word of planning only tells what an agreement that was signed is to bring ("signed by X, it provides …")."""
        if frame.verb is None:
            return any(verb.verb_class == _SIGN for verb in self.clause.items_in(frame.trigger.end, intention.begin) if verb.kind == "verb")
        return self.clause.count(frame.verb.end, intention.begin) > _SHORT_GAP

    def _plans(self, intention: Item, anchor: Item) -> bool:
        gap = self.text[min(intention.end, anchor.begin) : max(intention.begin, anchor.begin)]
        if abs(intention.begin - anchor.begin) > _INTENTION_REACH or ";" in gap:
            return False
        return not any(anchor.end <= item.begin < intention.begin for item in self.clause.of_kind("relative"))


def _settled(frames: list[Frame]) -> list[Frame]:
    """Return one frame a type; "cooperated … on a campaign" is the campaign; a receipt with its own noun outranks a bare verb."""
    kept: dict[str, Frame] = {}
    for frame in frames:
        held = kept.get(frame.type)
        if held is None:
            kept[frame.type] = frame
        elif held.noun is None and frame.noun is not None:
            frame.evidence.append(held.trigger)
            kept[frame.type] = frame
        else:
            held.evidence.append(frame.trigger)
    if len(kept) > 1 and "Cooperation" in kept and kept["Cooperation"].noun is None:
        del kept["Cooperation"]
    return sorted(kept.values(), key=lambda frame: frame.trigger)
