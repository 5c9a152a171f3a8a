"""Where a clause opens and ends: relative clauses, lists, appositions, what is set off by commas."""

from __future__ import annotations

import re

from csgraph.reading.entry_text import Item
from csgraph.reading.frame import ORGANIZATIONAL
from csgraph.reading.roles.filling import SlotFiller
from csgraph.reading.roles.state import BRACKET, NAME_REACH, OBJECT_REACH, WORD
from csgraph.reading.slots import AFTER, RELATIVE, SUBJECT, SlotKind

OF_CUES = ("at", "from")
"""Cues that "of" may be."""
LISTING = ("attendance", "speech")
"""Cues that open a list of names though the verb "to be" stands between."""
_FOLLOWERS = ("verb", "passive", "have", "intention", *ORGANIZATIONAL)
_NO_ANCHOR = ("infinitive", "place_preposition", "cue", "void", "title", "publisher", "before")
_COMMA_BEFORE = re.compile(r",\s(?:(\w{1,6})\s)?(?:(\w{1,3})\s)?$")
"""A comma right before a word, or with a preposition and an article between (", *to* which", ", *en la* que")."""
_COMMA_WINDOW = 12
_APPOSITION = re.compile(r"\s*,\s([^,;.:()]+)")
_LEAST_APPOSITION = 3
_COMMA = 2
"""Characters of a comma and its space."""
_LONGEST_APPOSITION = 120
"""Characters of an apposition between commas at most."""
_PHRASE_WORDS = 3
"""Words of a phrase before a subject, and letters of its last one, at least."""


class ClauseWalker(SlotFiller):
    """Follows the borders of the clauses of a sentence."""

    def _cross_borders(self, item: Item) -> None:
        """Begin anew behind a semicolon; end a list of members behind its bracket."""
        gap = self.text[self.previous.end : item.begin] if self.previous is not None else ""
        is_open = self.verb is not None or self.slot.kind is SlotKind.CUE
        if ";" in gap or (":" in gap and is_open and item.kind in ORGANIZATIONAL and self._has_verb_behind(item)):
            self.slot, self.verb, self.frame, self.last_noun = SUBJECT, None, None, None
            self.pending, self.last_subject, self.carried = [], [], []
        if self.list_of is not None and ")" in self.text[self.list_of.end : item.begin]:
            self.list_of = None

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
        return comma >= 0 and self.clause.count(comma + 1, item.begin) <= OBJECT_REACH

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
        return auxiliary.begin < cue.end or (self.slot.cue in LISTING and auxiliary.begin - cue.end <= 1)

    def _is_behind_comma(self, relative: Item) -> bool:
        match = _COMMA_BEFORE.search(self.text, max(0, relative.begin - _COMMA_WINDOW), relative.begin)
        if match is None or (match[2] is not None and match[2] not in self.lexicon.written_articles):
            return False
        return match[1] is None or match[1] in self.lexicon.written_prepositions

    def _opens_object_relative(self, relative: Item) -> bool:
        """Say whether a name and its verb stand right behind a relative word ("a course that X ran"): X is the subject, not the event."""
        is_known = self.verb is not None or not self.pending
        if not is_known or self.last_noun is None or self.clause.count(self.last_noun.end, relative.begin) > OBJECT_REACH:
            return False
        name = next(
            (item for item in self.clause.items if item.begin >= relative.end and item.kind in (*ORGANIZATIONAL, "publisher")), None
        )
        if name is None or self.clause.count(relative.end, name.begin) > NAME_REACH:
            return False
        follower = next((item for item in self.clause.items if item.begin >= name.end and item.kind not in ("have", "passive")), None)
        return follower is not None and follower.kind == "verb" and self.clause.count(name.end, follower.begin) <= NAME_REACH

    def _holds_subject(self, relative: Item) -> bool:
        """Say whether a list of names stands between a relative word and its verb ("ett nätverk där X och Y ingår"), where verbs come second."""
        if (self.verb is None and self.slot.cue not in LISTING) or not self.clause.writing["verb_second"]:
            return False
        at, names = relative.end, 0
        for item in self.clause.items_in(relative.end, self.clause.span.end):
            if self.clause.count(at, item.begin) > NAME_REACH:
                return False
            if item.kind in ORGANIZATIONAL:
                at, names = item.end, names + 1
            elif item.kind == "relative" or (item.kind == "cue" and item.value != "at"):
                return False
            elif item.kind == "verb":
                return bool(names) and "," not in self.text[at : item.begin]
        return False

    def _is_in_apposition(self, item: Item) -> bool:
        """Say whether a name only tells whose the body before it is ("SEPRONA, the nature protection service *of the Guardia Civil*, …")."""
        last = self.last_given
        if last is None:
            return False
        if item.value == self.owner_of_last and self.text[item.begin - 2 : item.begin] == " (":
            return True
        match = _APPOSITION.fullmatch(BRACKET.sub("", self.text[last.end : item.begin]))
        words = [word.casefold() for word in WORD.findall(match[1])] if match else []
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
            and cue.value not in OF_CUES
            and not BRACKET.sub("", self.text[begin : cue.begin]).strip(" ,)")
            for cue in self.clause.items_in(begin, end)
            if cue.kind == "cue"
        )

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
        gap = BRACKET.sub("", self.text[begin : follower.begin])
        words = [word.casefold() for word in WORD.findall(gap)]
        return len(words) <= NAME_REACH and "," not in gap and not self.lexicon.written_joints.intersection(words)

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
        if noun is None or self.clause.count(self.clause.start, noun.begin) > NAME_REACH:
            return False
        return self.clause.is_in_passing(noun) or self.clause.is_behind_preposition(noun)

    def _behind_apposition(self, end: int) -> int:
        """Return where an apposition behind a name ends, else the place itself."""
        if self.text[end : end + 1] != ",":
            return end
        close = self.text.find(",", end + 1, min(self.clause.span.end, end + _LONGEST_APPOSITION))
        return close + 1 if close > 0 and not self.clause.has_verb(end, close) else end

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
