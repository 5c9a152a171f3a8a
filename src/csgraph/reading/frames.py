"""Trigger and cues → event with roles, sentence by sentence.

A sentence may evoke several events. Each is found by a verb with the noun that it governs ("underskrev … aftale"), by a verb that needs none
("invited"), by a noun that is the sentence's subject or opens it ("Workshop with …"), never by a noun in passing ("after the workshop").
Who is what is read from left to right: what stands before the verb is its subject, a cue gives the role of the names after it until the next one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from csgraph.language.grammar import NO_ROLE, Grammar, VerbClass
from csgraph.model import Event, Finding, PartialDate, Relation, RoleFiller, Span, Status
from csgraph.reading.sentence import EntryText, Item
from csgraph.text.dates import find_dates

ORGANIZATIONAL = ("organization", "region")
_WORD = re.compile(r"\w+")
_WEAK = ("at", "from", "to", "about", "agent")
_STRONG = ("attendance", "speech", "cooperation", "support", "led", "between")
_QUOTED = r"[\"“”„«»‘'’]\s?(?P<quoted>[^\"“”„«»\n]{2,80}?)\s?[\"“”»«]"
_NAME_AFTER = re.compile(rf"\s(?:{_QUOTED}|(?P<plain>#?[^\W\d_a-zà-öø-ÿ][\w’'-]*(?:\s(?:[^\W\d_a-zà-öø-ÿ][\w’'-]*|of|the|and|in|a|on|et|de|la|le|der|die|des|y|e|og|och|en|its|[IVX]+|\d{{1,2}})){{0,9}}))")
_QUOTATION = re.compile(r"[“„\"«»‘‚](?=\S|\s?\S)[^“”„\"«»\n]{3,400}[”\"»«“’‘]")
_CAPITAL = r"[^\W\d_a-zà-öø-ÿ][\w’']*"
_NAME_BEFORE = re.compile(rf"(#?{_CAPITAL}(?:\s(?:(?:of|the|and|in|a|on|et|de|la|le|der|die|das|y|e|i|og|och|en|på|for)\s){{0,2}}{_CAPITAL}){{0,5}})[- ]$")
PLANNED = frozenset({"Conference", "Seminar", "Workshop", "Training", "Meeting", "Campaign", "Operation", "Launch", "AgreementSigning"})
GATHERINGS = frozenset({"Conference", "Seminar", "Workshop", "Training", "Meeting"})
"""A later sentence that only attends one goes on with the one before ("the forum", "the event")."""
_RECEIVED = frozenset({"Award", "Recognition", "Selection", "Invitation"})


@dataclass(slots=True)
class Frame:
    """An event in the making."""

    type: str
    trigger: Span
    sentence: int
    verb: Item | None = None
    verb_class: VerbClass | None = None
    is_passive: bool = False
    noun: Item | None = None
    status: Status = "done"
    evidence: list[Span] = field(default_factory=list)
    roles: dict[tuple[str, str], RoleFiller] = field(default_factory=dict)
    has_own_subject: bool = False
    """Its subject is a noun that names nobody ("a tip", "officers")."""
    subject_is_left_out: bool = False
    opens_with_verb: bool = False
    led_by: list[str] = field(default_factory=list)
    joined: list[str] = field(default_factory=list)
    """Who came in by "with": somebody else signs with them."""
    led_in: int = -1
    """Where the sentence begins in which somebody is said to lead it."""
    is_of_another: bool = False
    """The noun is possessed by a body that the text names ("worked with X on its campaign"): the subject is its partner."""
    instrument: str | None = None
    date: PartialDate | None = None
    crimes: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    name: str | None = None

    first_sentence: int = -1

    def __post_init__(self) -> None:
        self.first_sentence = self.sentence

    def fill(self, role: str, entity: str, span: Span | None, *, inherited: bool = False) -> None:
        """Give an entity a role; the first one an entity gets stays, and a host is not also a partner."""
        if role == NO_ROLE or any(held == entity for _, held in self.roles):
            return
        self.roles[role, entity] = RoleFiller(role, entity, span, "inherited" if inherited else "stated")  # type: ignore[arg-type]

    def fillers(self, *roles: str) -> list[str]:
        """Return the entities in these roles."""
        return [entity for role, entity in self.roles if role in roles]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What an entry leaves to its surroundings."""

    actors: tuple[str, ...]
    """Who acts when the text names nobody: the header's regions, else the publisher."""
    publisher: str | None
    publisher_words: frozenset[str]
    """Folded words of the publisher's names, and of "we": they stand for it."""
    date: PartialDate | None
    year: int | None
    is_introduction: bool


class FrameReader:
    """Reads the events of one entry."""

    def __init__(self, entry: EntryText, sentences: list[Span], around: Surroundings) -> None:
        self.entry, self.sentences, self.around = entry, sentences, around
        self.grammar: Grammar = entry.lexicon.grammar
        self.writing = entry.lexicon.pack.writing
        self.articles = {word.casefold() for word in entry.lexicon.pack.words["articles"]}
        self.frames: list[Frame] = []
        self.relations: list[Relation] = []
        self.findings: list[Finding] = []
        self.is_denied = False

    def read(self) -> tuple[tuple[Event, ...], tuple[Relation, ...], tuple[Finding, ...]]:
        """Return the entry's events, the standing relations it states, and what it denies."""
        waiting: list[tuple[list[Item], Span]] = []
        for number, sentence in enumerate(self.sentences):
            items = self._outside_quotes(self.entry.items(sentence))
            self.is_denied = False
            frames = [] if self.around.is_introduction else self._frames_of(items, sentence, number)
            touched = self._merge(frames, number)
            if self.is_denied:
                continue
            for frame in touched:
                if waiting and frame.first_sentence == number:
                    # "… Operation Cold Blood, led by X.  127 people were arrested": the first sentence says who, the second what.
                    for earlier_items, earlier in waiting:
                        if any(item.kind == "noun" and item.value == frame.type for item in earlier_items):
                            _Roles(self, earlier_items, earlier, [frame], False).assign()
            if touched:
                waiting = []
            elif not self.frames:
                waiting.append((items, sentence))
            _Roles(self, items, sentence, touched or self.frames[-1:], bool(touched)).assign()
            self._contents(items, sentence, touched)
        self._complete()
        self._crimes_of_others()
        events = tuple(self._event(frame) for frame in self.frames)
        return events, tuple(dict.fromkeys(self.relations)), tuple(self.findings)

    def _outside_quotes(self, items: list[Item]) -> list[Item]:
        """Return the items without the verbs, nouns and cues inside quotation marks: a title or somebody's words evoke no event."""
        quotes = [match.span() for match in _QUOTATION.finditer(self.entry.text)]
        if not quotes:
            return items
        return [item for item in items if item.kind in (*ORGANIZATIONAL, "place", "crime") or not any(begin < item.begin and item.end < end for begin, end in quotes)]

    # ── Which events ─────────────────────────────────────────────────────────────────────────────────────────

    def _frames_of(self, items: list[Item], sentence: Span, number: int) -> list[Frame]:
        verbs = _verbs(items)
        nouns = [item for item in items if item.kind == "noun"]
        main: list[Frame] = []
        side: list[Frame] = []
        denied: list[Frame] = []
        spent: set[Item] = set()
        """Nouns of verbs that were denied or tell what usually happens: they evoke nothing by themselves."""
        for index, options in enumerate(verbs):
            verb = options[0]
            if self._is_noun_too(verb, nouns):
                continue
            if self._is_habitual(verb, items):
                spent.update(noun for noun in nouns if noun.end <= verb.begin)
                continue
            frame = self._frame_of_verb(options, verbs, index, nouns, items, sentence, number)
            if frame is None:
                continue
            negation = self._denied(frame, items, sentence)
            if negation is not None:
                span = Span(min(negation.begin, frame.trigger.begin), max(negation.end, frame.trigger.end))
                spent.update(noun for noun in nouns if noun is frame.noun or noun.end <= verb.begin)
                self.findings.append(Finding("denied-event", f"{span.of(self.entry.text)!r} says that this did not happen ({frame.type}).", span))
                denied.append(frame)
                continue
            level = self._level(verb, items, sentence)
            if level == "main":
                main.append(frame)
            elif level == "relative" and frame.noun is not None:
                side.append(frame)
        main += self._intended(items, nouns, {frame.noun for frame in main + side} | spent, sentence, number)
        self.is_denied = bool(denied) and not main
        main += self._led(items, nouns, {frame.noun for frame in main + side} | spent, sentence, number)
        if not main:
            nominal = self._nominal(items, [noun for noun in nouns if noun not in spent], verbs, sentence, number)
            if nominal is not None and self._denied(nominal, items, sentence) is None:
                main.append(nominal)
        chosen = main or side[:1]
        chosen += [frame for frame in side if chosen and frame.type not in {held.type for held in chosen} and frame.noun is not None and self._is_indefinite(frame.noun, items)]
        return self._settled(chosen)

    def _settled(self, frames: list[Frame]) -> list[Frame]:
        """Return one frame a type; "cooperated … on a campaign" is the campaign; a receipt with its own noun outranks a bare verb."""
        kept: dict[str, Frame] = {}
        for frame in frames:
            held = kept.get(frame.type)
            if held is None or (held.noun is None and frame.noun is not None):
                if held is not None:
                    frame.evidence.append(held.trigger)
                kept[frame.type] = frame
            else:
                held.evidence.append(frame.trigger)
        if len(kept) > 1 and "Cooperation" in kept and kept["Cooperation"].noun is None:
            del kept["Cooperation"]
        return sorted(kept.values(), key=lambda frame: frame.trigger)

    def _frame_of_verb(
        self, options: list[Item], verbs: list[list[Item]], index: int, nouns: list[Item], items: list[Item], sentence: Span, number: int
    ) -> Frame | None:
        verb = options[0]
        passive = self._is_passive(verb, items)
        follower = verbs[index + 1][0].begin if index + 1 < len(verbs) else sentence.end
        leader = verbs[index - 1][0].end if index else sentence.begin
        best: Frame | None = None
        for option in options:
            verb_class = self.grammar.verbs[option.value.removeprefix("~")]
            noun = self._governed(verb, verb_class, nouns, leader, follower, sentence, passive, items)
            if noun is not None:
                frame = Frame(verb_class.renames.get(noun.value, noun.value), Span(noun.begin, noun.end), number, verb, verb_class, passive, noun)
                frame.evidence.append(Span(verb.begin, verb.end))
                return self._with_status(frame, items, sentence)
            if best is None and verb_class.alone == "Launch" and re.match(r"\s(?:\w{1,4}\s)?\d", self.entry.text[verb.end :]):
                continue  # "opened 26 containers"
            if best is None and verb_class.needs_body and not self._has_body(verb, items, sentence):
                continue
            if best is None and verb_class.alone is not None and option.value == verb.value and not self._subject_is_event(verb, nouns, items, sentence):
                best = Frame(verb_class.alone, Span(verb.begin, verb.end), number, verb, verb_class, passive)
        if best is not None:
            return self._with_status(best, items, sentence)
        subject = self._subject_is_event(verb, nouns, items, sentence)
        if subject is not None and index == 0:
            frame = Frame(subject.value, Span(subject.begin, subject.end), number, None, None, False, subject)
            frame.has_own_subject = True
            return self._with_status(frame, items, sentence)
        return None

    def _has_body(self, verb: Item, items: list[Item], sentence: Span) -> bool:
        """Say whether an organization is the verb's subject, before it or (in an inverted clause) right behind it."""
        for item in items:
            if item.kind in (*ORGANIZATIONAL, "publisher"):
                gap = self.entry.text[item.end : verb.begin] if item.end <= verb.begin else self.entry.text[verb.end : item.begin]
                if len(_WORD.findall(gap)) <= (6 if item.end <= verb.begin else 1) and (item.end <= verb.begin or self.writing["verb_second"]) and ";" not in gap:
                    return True
        return False

    def _governed(
        self, verb: Item, verb_class: VerbClass, nouns: list[Item], leader: int, follower: int, sentence: Span, passive: bool, items: list[Item]
    ) -> Item | None:
        """Return the noun that the verb takes: the next one after it, or, in a passive or at a clause's end, the last before it."""
        after = [noun for noun in nouns if verb.end <= noun.begin < verb.end + 160 and noun.value in verb_class.governs and self._is_reachable(verb.end, noun, items, follower)]
        before = [noun for noun in nouns if max(leader, verb.begin - 200) <= noun.begin and noun.end <= verb.begin and noun.value in verb_class.governs]
        before = [noun for noun in before if not self._is_in_passing(noun, items)]
        if before and any(item.kind == "relative" and before[-1].end <= item.begin < verb.begin for item in items) and not after:
            return before[-1]
        prefers_before = passive or self.writing["verb_last"] or verb_class.name == "occur"
        if before and not passive and self._hangs_on(before[-1], verb, items):
            return before[-1]
        if prefers_before and before:
            return before[-1] if self.writing["verb_last"] and not passive else before[0]
        if verb_class.name in ("publish", "show", "establish") and not passive:
            after = [noun for noun in after if len(_WORD.findall(self.entry.text[verb.end : noun.begin])) <= 6]
        free = [noun for noun in after if verb_class.name in ("attend", "speak", "receive", "cooperate", "arrest", "support") or not self._is_in_passing(noun, items)]
        if free:
            return free[0]
        return before[-1] if before and (verb_class.name in ("show", "occur", "go") or passive) else None

    def _hangs_on(self, noun: Item, verb: Item, items: list[Item]) -> bool:
        """Say whether a participle stands right behind its noun ("our conference, organised in Lisbon …")."""
        return self.entry.text[noun.end : verb.begin] in (", ", " ") and not self._has_auxiliary(verb, items) and self.entry.text[noun.end : verb.begin] == ", "

    def _is_reachable(self, begin: int, noun: Item, items: list[Item], follower: int) -> bool:
        """Say whether no other finite verb, relative or semicolon stands between; an infinitive may."""
        if ";" in self.entry.text[begin : noun.begin]:
            return False
        between = [item for item in items if begin <= item.begin < noun.begin]
        for item in between:
            if item.kind == "relative" and self.entry.text[max(0, item.begin - 2) : item.begin].startswith(","):
                return False
            if item.kind == "verb" and not self._is_infinitive(item, items) and not self._is_attribute(item, items):
                return False
        return True

    def _subject_is_event(self, verb: Item, nouns: list[Item], items: list[Item], sentence: Span) -> Item | None:
        """Return the event noun that is the verb's subject ("The campaign has disrupted …"), unless a body stands between."""
        for noun in reversed([noun for noun in nouns if sentence.begin <= noun.begin and noun.end <= verb.begin]):
            between = [item for item in items if noun.end <= item.begin < verb.begin]
            if any(item.kind in ORGANIZATIONAL and not self._is_behind_cue(item, items) for item in between) or self._is_in_passing(noun, items):
                return None
            if any(item.kind == "verb" and not self._is_attribute(item, items) for item in between) and not any(item.kind == "relative" for item in between):
                return None
            if self._is_behind_preposition(noun, items):
                return None
            if noun.value in ("Operation", "Campaign", "Workshop", "Conference", "Seminar", "Training", "Meeting", "ResearchPublication"):
                return noun
        return None

    def _is_behind_preposition(self, noun: Item, items: list[Item]) -> bool:
        """Say whether a noun only tells where something happened ("At the general assembly …")."""
        for item in items:
            if item.kind in ("place_preposition", "cue") and item.end <= noun.begin:
                words = [word.casefold() for word in _WORD.findall(self.entry.text[item.end : noun.begin])]
                if len(words) <= 2 and all(word in self.articles or word.isdigit() or len(words) == 1 for word in words) and "," not in self.entry.text[item.end : noun.begin]:
                    return True
        return False

    def _is_behind_cue(self, item: Item, items: list[Item]) -> bool:
        return any(cue.kind in ("cue", "of") and 0 <= item.begin - cue.end <= 6 for cue in items)

    def _nominal(self, items: list[Item], nouns: list[Item], verbs: list[list[Item]], sentence: Span, number: int) -> Frame | None:
        """Return the frame of a noun that opens the sentence or heads it ("Signature of a memorandum with …", "Joint operation: 12 arrests")."""
        start = max(sentence.begin, self.entry.body) if sentence.begin <= self.entry.body < sentence.end else sentence.begin
        if number > self._first_sentence():
            return None
        first_verb = next((options[0].begin for options in verbs if not self._is_attribute(options[0], items) and not self._is_noun_too(options[0], nouns)), sentence.end)
        for noun in nouns:
            if noun.begin < start or noun.begin >= first_verb:
                continue
            words = _WORD.findall(self.entry.text[start : noun.begin])
            if self._is_in_passing(noun, items) or (len(words) > 5 and first_verb < sentence.end):
                continue
            if len(words) <= 5 or first_verb >= sentence.end:
                return self._with_status(Frame(noun.value, Span(noun.begin, noun.end), number, None, None, False, noun), items, sentence)
        return None

    def _first_sentence(self) -> int:
        return next((number for number, sentence in enumerate(self.sentences) if sentence.end > self.entry.body), 0)

    def _led(self, items: list[Item], nouns: list[Item], taken: set[Item | None], sentence: Span, number: int) -> list[Frame]:
        """Return the event of a noun that the sentence says was led by somebody, wherever it stands ("… in Operation Cold Blood, led by X")."""
        for noun in nouns:
            if noun in taken or noun.value not in ("Operation", "Campaign", "Conference", "Seminar", "Workshop", "Training"):
                continue
            for item in items:
                if item.kind == "cue" and item.value == "led" and item.begin >= noun.end:
                    gap = self.entry.text[noun.end : item.begin]
                    if len(_WORD.findall(gap)) <= 6 and not re.search(r"[.;:]", gap) and not self._is_in_passing(noun, items):
                        return [Frame(noun.value, Span(noun.begin, noun.end), number, None, None, False, noun)]
                    break
        return []

    def _intended(self, items: list[Item], nouns: list[Item], taken: set[Item | None], sentence: Span, number: int) -> list[Frame]:
        """Return the events that are only planned, with no verb but the planning ("a workshop is planned for March")."""
        found = []
        for item in items:
            if item.kind != "intention":
                continue
            for noun in nouns:
                first, last = (item.end, noun.begin) if noun.begin >= item.end else (noun.end, item.begin)
                near = len(_WORD.findall(self.entry.text[first:last])) <= 8
                between = [other for other in items if first <= other.begin < last and other.kind == "verb"]
                if noun not in taken and noun.value in PLANNED and near and not between and first <= last and not self._is_in_passing(noun, items):
                    frame = Frame(noun.value, Span(noun.begin, noun.end), number, None, None, False, noun, "planned", [Span(item.begin, item.end)])
                    if self._denied(frame, items, sentence) is None:
                        found.append(frame)
                    break
        return found[:1]

    def _level(self, verb: Item, items: list[Item], sentence: Span) -> str:
        """Say where a verb stands: in the main clause, a relative clause, or an infinitive of purpose."""
        if self._is_infinitive(verb, items):
            planned = any(
                item.kind == "intention" and 0 <= verb.begin - item.end <= 60 and not any(other.kind == "verb" and item.end <= other.begin < verb.begin for other in items)
                for item in items
            )
            return "main" if planned else "purpose"
        if self._is_attribute(verb, items):
            return "relative"
        for item in reversed([item for item in items if item.end <= verb.begin]):
            if item.kind == "verb" and not self._is_attribute(item, items):
                break
            if item.kind == "relative" and self._opens_relative(item, verb, items):
                return "relative"
        return "main"

    def _opens_relative(self, item: Item, verb: Item, items: list[Item]) -> bool:
        gap = self.entry.text[item.end : verb.begin]
        return "," not in gap and len(_WORD.findall(gap)) <= 9 and item.begin > self.entry.body and len(_WORD.findall(self.entry.text[self._sentence_begin(item) : item.begin])) > 0

    def _sentence_begin(self, item: Item) -> int:
        begin = next((sentence.begin for sentence in self.sentences if sentence.begin <= item.begin < sentence.end), 0)
        return max(begin, self.entry.body) if begin <= self.entry.body <= item.begin else begin

    def _is_infinitive(self, verb: Item, items: list[Item]) -> bool:
        return any(item.kind == "infinitive" and 0 <= verb.begin - item.end <= 1 for item in items)

    def _is_attribute(self, verb: Item, items: list[Item]) -> bool:
        """Say whether a participle hangs on a noun ("an operation led by Europol") and is no main verb."""
        if verb.value.startswith("~") or not self._agent_follows(verb, items):
            return False
        begin = self._sentence_begin(verb)
        before = self.entry.text[begin : verb.begin].strip()
        return bool(before) and not self._has_auxiliary(verb, items)

    def _agent_follows(self, verb: Item, items: list[Item]) -> bool:
        return any(item.kind == "cue" and item.value == "agent" and 0 <= item.begin - verb.end <= 1 for item in items)

    def _is_habitual(self, verb: Item, items: list[Item]) -> bool:
        """Say whether a passive stands in the present ("an inquiry is then carried out"): it tells what usually happens, no event."""
        present = self.entry.lexicon.pack.present
        for item in reversed([item for item in items if item.kind == "passive" and item.end <= verb.begin]):
            if len(_WORD.findall(self.entry.text[item.end : verb.begin])) <= (12 if self.writing["verb_last"] else 3):
                return item.value.casefold() in present and not any(other.kind == "infinitive" and other.begin == verb.begin for other in items)
            break
        return False

    def _is_noun_too(self, verb: Item, nouns: list[Item]) -> bool:
        if any(noun.begin == verb.begin and noun.end > verb.end for noun in nouns):
            return True
        if not any(noun.begin == verb.begin and noun.end == verb.end for noun in nouns):
            return False
        before = _WORD.findall(self.entry.text[max(0, verb.begin - 40) : verb.begin].rpartition(",")[2])[-2:]
        return any(word.casefold() in self.articles for word in before)

    def _has_auxiliary(self, verb: Item, items: list[Item]) -> bool:
        return any(item.kind in ("passive", "have") and item.end <= verb.begin and len(_WORD.findall(self.entry.text[item.end : verb.begin])) <= 4 for item in items)

    def _is_passive(self, verb: Item, items: list[Item]) -> bool:
        if verb.value.startswith("~") or any(item.kind == "verb" and item.begin == verb.begin and item.value.startswith("~") for item in items):
            return True
        reach = 200 if self.writing["verb_last"] else 5
        if self.writing["verb_last"] and any(item.kind == "passive" and item.begin == verb.end + 1 for item in items):
            return True
        for item in reversed([item for item in items if item.end <= verb.begin]):
            distance = len(_WORD.findall(self.entry.text[item.end : verb.begin]))
            if distance > reach:
                break
            if item.kind == "passive":
                return True
            if item.kind == "have" and (distance <= 2 or self.writing["verb_last"]):
                return False
            if item.kind == "verb" and not self.writing["verb_last"]:
                break
            if item.kind == "relative":
                break
        return self._agent_follows(verb, items)

    def _is_in_passing(self, noun: Item, items: list[Item]) -> bool:
        """Say whether a noun only dates or grounds something else ("after the workshop", "in recognition of")."""
        for item in items:
            if item.kind != "after":
                continue
            if item.begin <= noun.begin < item.end:
                return True
            gap = self.entry.text[item.end : noun.begin]
            if noun.begin >= item.end and len(_WORD.findall(gap)) <= 3 and "," not in gap and not any(other.kind == "verb" and item.end <= other.begin < noun.begin for other in items):
                return True
        return False

    def _is_indefinite(self, noun: Item, items: list[Item]) -> bool:
        return True

    def _denied(self, frame: Frame, items: list[Item], sentence: Span) -> Item | None:
        anchor = frame.verb or frame.noun
        if anchor is None:
            return None
        denial = next((item for item in items if item.kind == "denial"), None)
        if denial is not None:
            return denial
        first = min(anchor.begin, frame.trigger.begin)
        last = max(anchor.end, frame.trigger.end)
        for item in items:
            if item.kind != "negation":
                continue
            before = self.entry.text[item.end : first] if item.end <= first else None
            if before is not None and len(_WORD.findall(before)) <= 5 and not re.search(r"[,;:]", before):
                return item
            if item.begin >= anchor.end and len(_WORD.findall(self.entry.text[anchor.end : item.begin])) <= 2 and item.begin < last + 30 and "," not in self.entry.text[anchor.end : item.begin]:
                return item
            if first <= item.begin < last:
                return item
        return None

    def _with_status(self, frame: Frame, items: list[Item], sentence: Span) -> Frame:
        anchor = frame.verb or frame.noun
        if frame.type == "Invitation":
            frame.status = "invited"
        elif anchor is not None:
            for item in items:
                gap = self.entry.text[min(item.end, anchor.begin) : max(item.begin, anchor.begin)]
                if item.kind == "intention" and abs(item.begin - anchor.begin) <= 80 and ";" not in gap and not any(other.kind == "relative" and anchor.end <= other.begin < item.begin for other in items):
                    frame.status = "planned"
                    frame.evidence.append(Span(item.begin, item.end))
        return frame

    def _merge(self, frames: list[Frame], number: int) -> list[Frame]:
        """Add new frames; one of a type that the entry has already goes on with that event."""
        touched = []
        for frame in frames:
            held = next((old for old in self.frames if old.type == frame.type and (old.status == frame.status or frame.verb_class is None)), None)
            if held is None and frame.type in GATHERINGS and (frame.verb_class is None or frame.verb_class.name in ("attend", "speak")):
                held = next((old for old in self.frames if old.type in GATHERINGS and old.sentence < number), None)
            if held is None:
                self.frames.append(frame)
                touched.append(frame)
            else:
                held.evidence.append(frame.trigger)
                held.verb, held.verb_class, held.is_passive, held.sentence = frame.verb, frame.verb_class, frame.is_passive, number
                held.noun = frame.noun
                touched.append(held)
        return touched

    # ── What it is about, where, when ────────────────────────────────────────────────────────────────────────

    def _contents(self, items: list[Item], sentence: Span, frames: list[Frame]) -> None:
        for index, frame in enumerate(frames):
            begin, end = self._scope(frames, index, sentence)
            is_new = frame.first_sentence == frame.sentence
            for item in items:
                if not begin <= item.begin < end:
                    continue
                if item.kind == "crime":
                    if is_new or not frame.crimes or frame.type not in GATHERINGS:
                        _append(frame.crimes, item.value.removeprefix("crime/"))
                elif item.kind == "place" and not self._is_in_name(item):
                    _append(frame.places, item.value)
                elif item.kind == "instrument" and frame.type == "AgreementSigning" and frame.instrument is None:
                    frame.instrument = item.value
            if frame.name is None and frame.noun is not None:
                frame.name = self._event_name(frame.noun)
            if frame.date is None and frame.type != "Invitation":
                own = self._own_date(begin, end)
                if own is not None and (frame.status == "planned" or (self.around.date is not None and own.month is not None and str(own) > str(self.around.date) and own.year > self.around.date.year)):
                    # "In March 2023 we hold a workshop", said in 2022: a later year is a plan.
                    frame.date = own
                    frame.status = "planned" if frame.status == "done" else frame.status

    def _is_in_name(self, place: Item) -> bool:
        return any(mention.kind == "organization" and mention.span.begin <= place.begin and place.end <= mention.span.end for mention in self.entry.mentions)

    def _event_name(self, noun: Item) -> str | None:
        """Return the event's own name: in quotes or capitals right after its noun, or joined to it from before ("Operation Meridian", "Dob in a Dealer-kampagne")."""
        text = self.entry.text
        after = _NAME_AFTER.match(text, noun.end)
        if after is not None:
            name = (after["quoted"] or after["plain"] or "").strip()
            if name and not self.entry.is_covered(after.start("quoted" if after["quoted"] else "plain"), after.end()) and (after["quoted"] or not self.writing["capital_nouns"] or noun.value in ("Operation", "Campaign")):
                return name
        before = _NAME_BEFORE.search(text, max(0, noun.begin - 60), noun.begin)
        if before is not None and not self.entry.is_covered(before.start(1), before.end(1)) and before.start(1) > self._sentence_begin(noun) - 1:
            name = before[1].strip()
            if name.casefold() not in self.articles and name.casefold() not in self.entry.lexicon.function and (" " in name or before.group().startswith("#")):
                return name.lstrip("#")
        return None

    def _scope(self, frames: list[Frame], index: int, sentence: Span) -> tuple[int, int]:
        """Return the part of a sentence that belongs to one of its events: from its verb to that of the next."""
        if len(frames) == 1:
            return sentence.begin, sentence.end
        ordered = sorted(frames, key=lambda frame: _anchor(frame))
        place = ordered.index(frames[index])
        begin = sentence.begin if place == 0 else _anchor(ordered[place])
        end = sentence.end if place == len(ordered) - 1 else _anchor(ordered[place + 1])
        return begin, end

    def _own_date(self, begin: int, end: int) -> PartialDate | None:
        for mention in find_dates(self.entry.text, self.entry.lexicon.pack, begin, end):
            if mention.month is not None or mention.year is not None:
                date = mention.date(self.around.year)
                if date is not None and date != self.around.date:
                    return date
        return None

    def _crimes_of_others(self) -> None:
        """An only event whose sentence names no crime is about those of the rest of the entry."""
        if len(self.frames) == 1 and not self.frames[0].crimes:
            for mention in self.entry.mentions:
                if mention.kind == "crime" and mention.target is not None:
                    _append(self.frames[0].crimes, mention.target.removeprefix("crime/"))

    # ── Who acts when nobody is named ────────────────────────────────────────────────────────────────────────

    def _complete(self) -> None:
        actors, publisher = self.around.actors, self.around.publisher
        for frame in self.frames:
            agent = self.grammar.role(frame.type, "agent")
            if frame.subject_is_left_out and frame.verb_class is not None:
                role = frame.verb_class.patient if frame.is_passive else "partner" if frame.is_of_another else frame.verb_class.subject
                role = self.grammar.events[frame.type].get(role, role) if role in ("host", "partner") else role
                stated = [filler for (held, _), filler in frame.roles.items() if held == role and filler.basis == "stated"]
                if role in ("host", "partner", "participant", "speaker", "signatory", "grantor", "recipient") and not (role == "host" and stated and not frame.opens_with_verb):
                    if not (frame.is_passive and frame.noun is not None) or (frame.type in _RECEIVED and role == "recipient"):
                        for actor in actors:
                            frame.fill(role, actor, None, inherited=True)
            if frame.type in _RECEIVED and frame.fillers("grantor") and not frame.fillers("recipient") and not frame.has_own_subject:
                for actor in actors:
                    frame.fill("recipient", actor, None, inherited=True)
            implied = self.grammar.events[frame.type].get("implied")
            if implied and publisher and not frame.fillers(implied) and frame.fillers("recipient"):
                frame.fill(implied, publisher, None, inherited=True)
            if frame.type == "Operation" and frame.led_by:
                # Whoever leads is the host; the others carry it out with it.
                for role, entity in [key for key in frame.roles if key[0] == "host" and key[1] not in frame.led_by]:
                    filler = frame.roles.pop((role, entity))
                    frame.roles["partner", entity] = RoleFiller("partner", entity, filler.span, filler.basis)
            signatories = frame.fillers("signatory")
            if frame.type == "AgreementSigning" and (len(signatories) == 1 or (signatories and set(signatories) <= set(frame.joined))) and not frame.fillers("host"):
                for actor in actors:
                    frame.fill("signatory", actor, None, inherited=True)
            if frame.type == "Cooperation" and not frame.fillers("host") and len(frame.roles) == 1:
                for actor in actors:
                    frame.fill(next(iter(frame.roles))[0], actor, None, inherited=True)
            if frame.type == "Appointment" and frame.is_passive:
                continue  # somebody was appointed; nobody says by whom
            if not frame.fillers(agent, "recipient", "host", "subject") and not (frame.type == "Cooperation" and len(frame.roles) > 1):
                for actor in actors:
                    frame.fill(agent, actor, None, inherited=True)

    def _event(self, frame: Frame) -> Event:
        spans = {span for span in frame.evidence if span != frame.trigger}
        spans |= {filler.span for filler in frame.roles.values() if filler.span is not None}
        date, basis = (frame.date, "stated") if frame.date is not None else (self.around.date, "inherited")
        return Event(
            type=frame.type,
            trigger=frame.trigger,
            evidence=tuple(sorted(spans)),
            roles=tuple(frame.roles.values()),
            crimes=tuple(frame.crimes),
            places=tuple(frame.places),
            date=date,
            date_basis=basis,  # type: ignore[arg-type]
            status=frame.status,
            name=frame.name,
            instrument=frame.instrument,
        )


class _Roles:
    """Reads a sentence from left to right and gives its organizations their roles."""

    def __init__(self, reader: FrameReader, items: list[Item], sentence: Span, frames: list[Frame], is_new: bool) -> None:
        self.reader, self.items, self.sentence, self.frames, self.is_new = reader, items, sentence, frames, is_new
        self.entry, self.grammar = reader.entry, reader.grammar
        self.text = reader.entry.text
        self.consumed: list[Item] = []
        self.attribute_end = -9
        """End of the last participle that hangs on a noun of no event."""
        self.last_given: Item | None = None
        self.before_last: Item | None = None
        self.forced: dict[Item, str] = {}
        """Slots that a standing relation gives ("its seat on X")."""
        self.start = max(sentence.begin, self.entry.body) if sentence.begin <= self.entry.body < sentence.end else sentence.begin

    def assign(self) -> None:
        """Fill the roles of the frames of this sentence (or go on with those of the last)."""
        slot = "subject"
        pending: list[Item] = []
        last_subject: list[Item] = []
        preobjects: list[Item] = []
        """Names between an auxiliary and its participle where verbs stand last ("heeft het Havenbedrijf uitgenodigd")."""
        carried: list[Item] = []
        """Names after a verb that got no role: they may be the subject of the next one ("led to X and Y raiding …")."""
        verb: Item | None = None
        frame: Frame | None = None
        previous: Item | None = None
        depth_members: Item | None = None
        last_noun: Item | None = None
        for index, item in enumerate(self.items):
            if item.end <= self.start and item.kind not in ORGANIZATIONAL:
                continue
            if previous is not None and ";" in self.text[previous.end : item.begin]:
                slot, pending, last_subject, carried, verb, frame, last_noun = "subject", [], [], [], None, None, None
            if depth_members is not None and ")" in self.text[depth_members.end : item.begin]:
                depth_members = None
            if item.kind == "verb":
                if (verb is not None and item.begin == verb.begin) or (previous is not None and previous.kind == "cue" and item.end <= previous.end):
                    continue
                if self._belongs_to_infinitive_chain(item, verb):
                    verb = item
                    slot = "at" if self.grammar.verbs[item.value.removeprefix("~")].object == "at" else slot
                    previous = item
                    continue
                verb = item
                frame = self._frame_at(item)
                passive = self.reader._is_passive(item, self.items)
                attribute = self.reader._is_attribute(item, self.items)
                if not attribute:
                    if not pending and carried and len(_WORD.findall(self.text[carried[-1].end : item.begin])) <= 3 and not re.search(r"[.,;:]", self.text[carried[-1].end : item.begin]):
                        pending = carried
                    subject = pending or ([] if slot == "relative" else last_subject)
                    self._subject(item, frame, passive, subject, bool(pending))
                    last_subject = subject
                    pending, carried = [], []
                elif frame is None:
                    self.attribute_end = item.end
                    continue
                if not attribute:
                    if preobjects and frame is not None and frame.verb_class is not None and not passive:
                        for held_item in preobjects:
                            frame.fill(self._role_in(frame, self.grammar.role(frame.type, frame.verb_class.object)), held_item.value, Span(held_item.begin, held_item.end), inherited=self._stands_in(held_item))
                    preobjects = []
                slot = ("none" if last_subject or attribute else f"passive:{item.value}") if passive else f"object:{item.value}"
                if not passive and not subject_found(last_subject) and self.reader.writing["verb_second"] and not attribute:
                    slot = f"inverted:{item.value}"
            elif item.kind == "relative" and previous is not None and "," in self.text[max(0, item.begin - 2) : item.begin]:
                slot, pending = "relative", []
            elif item.kind == "cue":
                slot = self._after_cue(slot, item, previous, last_noun, verb)
            elif item.kind == "have" and verb is None and pending and self.reader.writing["verb_last"]:
                slot = "preobject"
            elif item.kind in ("passive", "have") and verb is None:
                slot = "subject"
            elif item.kind == "noun":
                last_noun = item
                if slot.startswith("object"):
                    slot = "object-noun"
            elif item.kind == "after" and verb is None and slot == "subject" and not pending:
                slot = "after"
            elif item.kind in ("members", "unit_of", "member_of"):
                depth_members = self._standing_relation(item, index)
            elif item.kind in ORGANIZATIONAL:
                if (item.begin < self.start and item.kind == "region") or item in self.consumed:
                    continue
                slot = self.forced.get(item, slot)
                slot = self.forced.get(item, slot)
                if verb is None and slot != "subject" and self._is_subject_after_comma(item, index, previous):
                    slot = "subject"
                if depth_members is None and self._opens_member_list(item, index):
                    depth_members = item
                    self._give(item, slot, frame, pending, last_noun, verb)
                elif slot == "preobject" and depth_members is None and self._owner_noun(item) is None:
                    preobjects.append(item)
                elif depth_members is not None and item is not depth_members:
                    if item.kind == "organization" and item.value and depth_members.value and item.value != depth_members.value:
                        self.reader.relations.append(Relation(item.value, "memberOf", depth_members.value, Span(depth_members.begin, item.end)))
                else:
                    before = {held for one in self.frames for _, held in one.roles}
                    slot = self._give(item, slot, frame, pending, last_noun, verb) or slot
                    if verb is not None and item not in pending and item.value not in before and item.value not in {held for one in self.frames for _, held in one.roles}:
                        carried.append(item)
            elif item.kind == "publisher" and self._is_publisher(item):
                if verb is None and slot != "subject" and self._is_subject_after_comma(item, index, previous):
                    slot = "subject"
                if slot == "preobject":
                    preobjects.append(Item(item.begin, item.end, "organization", self.reader.around.publisher or ""))
                elif slot == "subject" or slot.startswith("inverted"):
                    stand_in = Item(item.begin, item.end, "organization", self.reader.around.publisher or "")
                    if slot == "subject":
                        pending.append(stand_in)
                    elif verb is not None and (self.last_given is None or self.last_given.begin < verb.end):
                        self._subject(verb, frame or self._frame_at(verb), False, [stand_in], True)
                        last_subject = [stand_in]
                        slot = f"object:{verb.value}"
                    elif verb is not None and frame is not None and frame.verb_class is not None:
                        frame.fill(self._role_in(frame, self.grammar.role(frame.type, frame.verb_class.object)), self.reader.around.publisher or "", Span(item.begin, item.end), inherited=True)
                elif slot != "none" and self._owner_noun(item) is None:
                    self._give(Item(item.begin, item.end, "organization", self.reader.around.publisher or ""), slot, frame, pending, last_noun, verb)
            previous = item
        if self.is_new:
            for held in self.frames:
                if held.verb is None and not held.has_own_subject and pending:
                    for item in pending:
                        held.fill(self.grammar.role(held.type, "agent"), item.value, Span(item.begin, item.end))

    def _is_subject_after_comma(self, item: Item, index: int, previous: Item | None) -> bool:
        """Say whether a name before the verb is its subject though a cue came first ("Together with X, the Alliance ran …")."""
        anchors = [other.end for other in self.items[:index] if other.kind not in ("infinitive", "place_preposition", "cue", "void") and other.end <= item.begin]
        before = self.text[max(anchors, default=self.start) : item.begin]
        follower = next((other for other in self.items[index + 1 :] if other.begin >= item.end and other.kind in ("verb", "passive", "have", "intention", *ORGANIZATIONAL)), None)
        if "," not in before or follower is None or follower.kind in ORGANIZATIONAL:
            return False
        gap = self.text[item.end : follower.begin]
        joints = {word.casefold() for word in self.entry.lexicon.pack.words["and"]}
        return len(_WORD.findall(gap)) <= 3 and "," not in gap and not any(word.casefold() in joints for word in _WORD.findall(before))

    # ── Subjects ─────────────────────────────────────────────────────────────────────────────────────────────

    def _subject(self, verb: Item, frame: Frame | None, passive: bool, subject: list[Item], is_fresh: bool) -> None:
        target = frame if frame is not None else (self.frames[-1] if self.frames else None)
        if target is None:
            return
        verb_class = self.grammar.verbs[verb.value.removeprefix("~")]
        if frame is not None and frame.verb_class is not None and frame.verb is not None and frame.verb.begin == verb.begin:
            verb_class = frame.verb_class
        if frame is None and not (verb_class.governs & {target.type} or verb_class.alone == target.type):
            return
        role = verb_class.patient if passive else verb_class.subject
        if frame is None and (role == "host" and target.fillers("host") or role == "participant" and target.type == "Operation"):
            role = "partner"
        if passive and frame is not None and frame.noun is not None and verb_class.patient == "recipient" and frame.type not in ("Award", "Recognition", "Admission", "Invitation", "Selection", "Appointment", "Funding", "Launch"):
            role = NO_ROLE
        if verb_class.name == "cooperate" and frame is not None and frame.noun is not None and self._is_possessed(frame.noun):
            role, frame.is_of_another = "partner", True
        if role == "host" and is_fresh and target.led_in == self.sentence.begin:
            role = "partner"  # "under the lead of X, Y and Z arrested …"
        for item in subject:
            target.fill(self._role_in(target, role), item.value, Span(item.begin, item.end), inherited=item.kind == "organization" and self._stands_in(item))
        if frame is not None and not subject and frame.verb is not None and frame.verb.begin == verb.begin:
            frame.subject_is_left_out = self._is_left_out(verb, passive)
            frame.opens_with_verb = not _WORD.search(self.text, self.start, verb.begin)
            frame.has_own_subject = any(item.kind == "title" and self.start <= item.begin < verb.begin for item in self.items)

    def _stands_in(self, item: Item) -> bool:
        return not any(mention.span.begin == item.begin for mention in self.entry.mentions)

    def _role_in(self, frame: Frame, role: str) -> str:
        if role in ("host", "partner"):
            return self.grammar.events[frame.type].get(role, role)
        return role

    def _is_left_out(self, verb: Item, passive: bool) -> bool:
        """Say whether nothing but adverbs and small words stands where the subject would be."""
        words = [word for word in re.findall(r"[^\W\d_]+", self.text[self.start : verb.begin])]
        lexicon = self.entry.lexicon
        after_comma = self.text[self.start : verb.begin].rpartition(",")[2]
        tail = re.findall(r"[^\W\d_]+", after_comma)
        content = [word for word in tail if word.casefold() not in lexicon.function]
        return not words or not content or len(words) <= 1

    def _is_possessed(self, noun: Item) -> bool:
        for item in self.items:
            if item.kind == "possessive":
                gap = self.text[item.end : noun.begin] if item.end <= noun.begin else self.text[noun.end : item.begin]
                if len(_WORD.findall(gap)) <= 3 and "," not in gap and (item.end <= noun.begin or " " in item.value):
                    return True
        return False

    # ── Cues ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _after_cue(self, slot: str, cue: Item, previous: Item | None, last_noun: Item | None, verb: Item | None) -> str:
        if previous is not None and previous.kind == "cue" and previous.begin == cue.begin:
            return slot  # the longer cue came first
        if previous is not None and previous.kind == "cue" and cue.begin < previous.end:
            return slot
        if cue.value in ("at", "from", "of", "about", "to", *(("agent",) if self.reader.writing["capital_nouns"] else ())) and slot in _STRONG and not (previous is not None and previous.kind in ("verb", "noun")):
            return slot
        if cue.value == "agent" and 0 <= cue.begin - self.attribute_end <= 1:
            return "none" if verb is not None else slot
        if cue.value in ("attendance", "speech") and verb is None and slot == "subject" and any(item.kind == "verb" and item.begin > cue.end and not self.reader._is_attribute(item, self.items) for item in self.items):
            return slot  # "Officers of X arrested …": who they are of is the subject
        if cue.value == "to" and self._is_infinitive_mark(cue):
            return slot
        if cue.value in (*_WEAK, "with") and self.last_given is not None and self.last_given.end <= cue.begin and slot not in ("subject", "none", "relative", "after") and self._only_joins(self.text[self.last_given.end : cue.begin]):
            return slot  # "accanto al Gruppo Egmont e alla Banca mondiale": the list goes on
        if cue.value in ("to", "at", "from") and previous is not None and previous.kind == "verb" and cue.begin - previous.end <= 1 and (slot == "at" or slot.startswith("object:")):
            return slot  # the preposition of the verb itself ("took part in", "aderire a")
        if cue.value == "at" and not self._is_anchored(cue, last_noun, verb):
            return slot
        if cue.value in _WEAK and not self._organization_follows(cue):
            return slot
        if cue.value in ("at", "agent", "from") and last_noun is not None and 0 <= cue.begin - last_noun.end <= 1:
            return "owner" if cue.value != "agent" else "agent"
        if cue.value in ("with",) and not self._organization_follows(cue, reach=9):
            return slot
        return cue.value

    def _only_joins(self, gap: str) -> bool:
        joints = {word.casefold() for word in self.entry.lexicon.pack.words["and"]}
        words = [word.casefold() for word in _WORD.findall(gap)]
        return len(gap) <= 10 and not re.search(r"[.;:()]", gap) and all(word in joints for word in words) and ("," in gap or bool(words))

    def _is_anchored(self, cue: Item, last_noun: Item | None, verb: Item | None) -> bool:
        """Say whether a bare "in", "at" or "of" belongs to the verb or the event's noun right before it, and not to some other noun."""
        anchor = max((item.end for item in (last_noun, verb) if item is not None and item.end <= cue.begin), default=None)
        return anchor is not None and len(_WORD.findall(self.text[anchor : cue.begin])) <= 1 and "," not in self.text[anchor : cue.begin]

    def _is_infinitive_mark(self, cue: Item) -> bool:
        """Say whether "to" opens an infinitive ("to join X"), not a recipient ("to X", "to the X")."""
        if not any(item.kind == "infinitive" and item.begin == cue.begin for item in self.items):
            return False
        word = _WORD.search(self.text, cue.end)
        return word is not None and word.group()[:1].islower() and word.group() not in self.reader.articles

    def _organization_follows(self, cue: Item, reach: int = 3) -> bool:
        for item in self.items:
            if item.begin < cue.end:
                continue
            if item.kind in ("verb", "place", "intention", "passive", "have") and reach <= 3:
                return False
            if item.kind not in (*ORGANIZATIONAL, "publisher"):
                continue
            gap = self.text[cue.end : item.begin]
            most = 1 if item.kind == "publisher" else reach
            if reach <= 3 and any(char.isdigit() for char in gap):
                return False  # "On 31 January WIBA …": the preposition is the date's
            return len(_WORD.findall(gap)) <= most and not re.search(r"[.;:,]" if reach <= 3 else r"[.;:]", gap)
        return False

    # ── Organizations ────────────────────────────────────────────────────────────────────────────────────────

    def _give(self, item: Item, slot: str, frame: Frame | None, pending: list[Item], last_noun: Item | None, verb: Item | None) -> str | None:
        """Give the organization its role by the slot; return the new slot where it changes."""
        if not item.value:
            return None
        if self.last_given is not None and self.last_given.value == item.value and self.text[self.last_given.end : item.begin].strip() == "(":
            return None  # its acronym in brackets
        self.before_last, self.last_given = self.last_given, item
        span = Span(item.begin, item.end)
        owner = self._owner_noun(item)
        if owner is not None and slot.startswith(("inverted:", "passive:")) and not self.entry.lexicon.genitive.match(self.text[item.end :]) and self.text[item.end : owner.begin] == " ":
            owner = None  # "fik CSU status som medlem": the subject of an inverted clause, not an owner
        if owner is not None:
            target = self._frame_of_noun(owner) or frame or self._nearest(item)
            if target is not None:
                target.fill(self.grammar.role(target.type, "owner"), item.value, span)
            return None
        if self._is_after_noun_of(item, last_noun):
            target = self._frame_of_noun(last_noun) if last_noun else None
            target = target or frame or self._nearest(item)
            if target is not None:
                target.fill(self.grammar.role(target.type, "owner"), item.value, span)
            return "owner"
        if slot == "subject" and self._is_affiliation(item):
            return None
        if slot == "subject":
            if pending and self._stands_in(pending[-1]) and "," in self.text[pending[-1].end : item.begin]:
                pending.clear()  # "as our platforms are a tool, X was invited": the pronoun belongs to another clause
            pending.append(item)
            return None
        if slot in ("relative",):
            pending.append(item)
            return "subject"
        if slot.startswith("inverted:") and verb is not None:
            gap = self.text[verb.end : item.begin]
            if self.before_last is not None and self.before_last.begin >= verb.end:
                between = self.text[self.before_last.end : item.begin]
                joints = {word.casefold() for word in self.entry.lexicon.pack.words["and"]}
                continues = "," in between or any(word.casefold() in joints for word in _WORD.findall(between))
            else:
                continues = len(_WORD.findall(gap)) <= 4
            if continues and not self._cue_between(verb.end, item.begin):
                self._subject(verb, frame, False, [item], True)
                if frame is not None:
                    frame.subject_is_left_out = False
                return slot
            slot = slot.replace("inverted", "object")
        target = frame or self._nearest(item)
        if target is None:
            return None
        if slot in ("agent", "led") and last_noun is not None and target.noun != last_noun and target.type != last_noun.value and self.reader._is_in_passing(last_noun, self.items):
            return None  # "after the workshop organized by X": X hosts that workshop, not what followed
        if slot.startswith("passive:"):
            verb_class = self.grammar.verbs[slot.partition(":")[2].removeprefix("~")]
            if frame is not None and verb_class.patient == "recipient" and verb is not None and not target.fillers("recipient"):
                target.fill(self.grammar.events[target.type].get("patient", verb_class.patient), item.value, span)
                frame.subject_is_left_out = False
            return None
        if slot.startswith("object:"):
            verb_class = self.grammar.verbs[slot.partition(":")[2].removeprefix("~")]
            if frame is not None and frame.verb_class is not None:
                verb_class = frame.verb_class
            if verb is not None and not self._is_near_object(verb, item):
                return None
            role = self.grammar.role(target.type, verb_class.object)
            if verb_class.name == "cooperate" and target.noun is not None and self._is_possessed(target.noun):
                role = "host"
            target.fill(self._role_in(target, role), item.value, span, inherited=self._stands_in(item))
            return None
        if slot in ("none", "object-noun", "members", "after"):
            return None
        role = self.grammar.role(target.type, slot)
        participates = target.verb_class is not None and target.verb_class.subject in ("participant",)
        if slot in ("with", "cooperation") and participates and role == "partner":
            role = "participant"
        if slot == "cooperation" and role == "participant" and target.type == "Meeting" and target.verb_class is not None and target.verb_class.name == "hold":
            role = "partner"
        if slot in ("with", "cooperation") and target.verb_class is not None and target.verb_class.name == "cooperate":
            role = "host" if target.noun is not None and self._is_possessed(target.noun) else self._role_in(target, "partner")
        target.fill(role, item.value, span, inherited=self._stands_in(item))
        if slot == "led" and role == "host":
            target.led_in = self.sentence.begin
            target.led_by.append(item.value)
        if slot in ("with", "cooperation"):
            target.joined.append(item.value)
        return None

    def _is_affiliation(self, item: Item) -> bool:
        """Say whether a name only tells where a person belongs ("Constable Mountie of the RCMP")."""
        before = self.text[max(self.start, item.begin - 12) : item.begin]
        if not any(cue.kind == "cue" and cue.value in ("at", "from", "agent") and 0 <= item.begin - cue.end <= 6 for cue in self.items) or "," in before:
            return False
        return any(title.kind == "title" and self.entry.low[title.begin : title.end].endswith(title.value.casefold()) and title.begin < item.begin and len(_WORD.findall(self.text[title.end : item.begin])) <= 6 for title in self.items)

    def _is_near_object(self, verb: Item, item: Item) -> bool:
        """Say whether an organization follows its verb closely, or another object in a list."""
        anchor = self.before_last.end if self.before_last is not None and self.before_last.begin >= verb.end else verb.end
        gap = self.text[anchor : item.begin]
        return len(_WORD.findall(gap)) <= 5 and (anchor != verb.end or "," not in gap)

    def _cue_between(self, begin: int, end: int) -> bool:
        return any(item.kind in ("cue",) and begin <= item.begin < end for item in self.items)

    def _owner_noun(self, item: Item) -> Item | None:
        """Return the event noun that the organization owns: right after it ("INTERPOL meeting"), or after its genitive ("OECD’s task force meeting")."""
        rest = self.text[item.end : item.end + 60]
        genitive = self.entry.lexicon.genitive.match(rest)
        gap_begin = item.end + (genitive.end() if genitive else 0)
        for other in self.items:
            if other.kind != "noun" or other.begin < item.end or other.value == "Cooperation":
                continue
            gap = self.text[gap_begin : other.begin]
            words = _WORD.findall(gap)
            if re.search(r"[.,;:()]", gap):
                return None
            if (genitive and len(words) <= 3) or (not words and gap in (" ", "-", "")):
                return other
            return None
        return None

    def _is_after_noun_of(self, item: Item, last_noun: Item | None) -> bool:
        """Say whether the organization stands right after the noun with a bare "of" ("réunion de l'OCDE", "conferenza di INTERPOL")."""
        if last_noun is None or last_noun.end > item.begin:
            return False
        gap = self.text[last_noun.end : item.begin]
        words = [word for word in re.findall(r"[^\W\d_]+", gap.casefold())]
        if not words or len(words) > 3 or re.search(r"[.,;:()]", gap):
            return False
        pack = self.entry.lexicon.pack
        of_words = {part.casefold() for word in pack.words["of"] for part in re.findall(r"[^\W\d_]+", word)}
        articles = {part.casefold() for word in pack.words["articles"] for part in re.findall(r"[^\W\d_]+", word)}
        return words[0] in of_words and all(word in of_words or word in articles for word in words[1:])

    def _frame_at(self, verb: Item) -> Frame | None:
        for frame in self.frames:
            if self.is_new and frame.verb is not None and frame.verb.begin == verb.begin:
                return frame
        for frame in self.frames:
            if self.is_new and Span(verb.begin, verb.end) in frame.evidence:
                return frame
        verb_class = self.grammar.verbs[verb.value.removeprefix("~")]
        for frame in self.frames:
            if frame.type in verb_class.governs:
                return None if not self.is_new else frame if len(self.frames) == 1 else None
        return None

    def _frame_of_noun(self, noun: Item) -> Frame | None:
        for frame in self.frames:
            if frame.noun is not None and frame.noun.begin == noun.begin:
                return frame
        same = [frame for frame in self.frames if frame.type == noun.value]
        return same[0] if same else None

    def _nearest(self, item: Item) -> Frame | None:
        before = [frame for frame in self.frames if _anchor(frame) <= item.begin]
        return before[-1] if before else (self.frames[0] if self.frames else None)

    def _belongs_to_infinitive_chain(self, verb: Item, previous: Item | None) -> bool:
        """Say whether an infinitive only carries its main verb on ("was invited to take part in X"): the roles stay with the main verb."""
        return previous is not None and self.reader._is_infinitive(verb, self.items) and self._frame_at_exact(verb) is None and self.grammar.verbs[verb.value.removeprefix("~")].name in ("attend", "join", "sign", "hold", "publish", "carry", "launch", "establish", "support")

    def _frame_at_exact(self, verb: Item) -> Frame | None:
        return next((frame for frame in self.frames if frame.verb is not None and frame.verb.begin == verb.begin), None)

    def _is_publisher(self, item: Item) -> bool:
        around = self.reader.around
        if around.publisher is None:
            return False
        words = self.entry.low[item.begin : item.end].split()
        if len(words) == 1 and (words[0] in self.entry.lexicon.function or len(words[0]) <= 4):
            return True  # "we", "our"
        return any(word in around.publisher_words for word in words)

    # ── Standing relations ───────────────────────────────────────────────────────────────────────────────────

    def _opens_member_list(self, item: Item, index: int) -> bool:
        """Say whether brackets with two organizations or more follow ("ROUTES Partnership (USAID, WWF, IATA)")."""
        rest = self.text[item.end :]
        match = re.match(r"\s?\(([^()]*)\)", rest)
        if match is None:
            return False
        inside = [other for other in self.items if other.kind == "organization" and item.end <= other.begin < item.end + match.end()]
        return len({other.value for other in inside if other.value != item.value}) >= 2

    def _standing_relation(self, item: Item, index: int) -> Item | None:
        before = next((other for other in reversed(self.items[:index]) if other.kind == "organization"), None)
        after = next((other for other in self.items[index + 1 :] if other.kind == "organization"), None)
        if before is None or not before.value:
            return None
        near = len(self.text[before.end : item.begin].strip(" ,(")) <= 3
        if item.kind == "members":
            return before if near or "(" in self.text[before.end : item.begin] else None
        if after is None or not after.value or after.value == before.value:
            return None
        gap = self.text[item.end : after.begin]
        if item.kind == "unit_of" and near and len(_WORD.findall(gap)) <= 7 and "." not in gap:
            self.reader.relations.append(Relation(before.value, "subOrganizationOf", after.value, Span(before.begin, after.end)))
            self.consumed.append(after)
        elif item.kind == "member_of" and len(_WORD.findall(gap)) <= 3 and before.end <= item.begin:
            between = [other for other in self.items if before.end <= other.begin < item.begin and other.kind == "organization"]
            if not between:
                self.reader.relations.append(Relation(before.value, "memberOf", after.value, Span(before.begin, after.end)))
                self.forced[after] = "at"
        return None


def subject_found(subject: list[Item]) -> bool:
    """Say whether the clause has had its subject."""
    return bool(subject)


def _verbs(items: Iterable[Item]) -> list[list[Item]]:
    """Return the verbs in order; the classes that one form may have stand together."""
    groups: list[list[Item]] = []
    for item in items:
        if item.kind != "verb":
            continue
        if groups and groups[-1][0].begin == item.begin:
            if item.end == groups[-1][0].end:
                groups[-1].append(item)
            continue
        if groups and item.begin < groups[-1][0].end:
            continue
        groups.append([item])
    return groups


def _anchor(frame: Frame) -> int:
    return frame.verb.begin if frame.verb is not None else frame.trigger.begin


def _append(held: list[str], value: str) -> None:
    if value and value not in held:
        held.append(value)
