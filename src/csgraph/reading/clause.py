"""A sentence with its words and mentions in order, and what its grammar says of a verb or noun in it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from csgraph.model import Span
from csgraph.reading.entry_text import EntryText, Item
from csgraph.reading.frame import ORGANIZATIONAL
from csgraph.reading.intervals import Intervals

_WORD = re.compile(r"\w+")
_WORD_WITH_HYPHENS = re.compile(r"[\w-]+")
_NEAR_CUE = 6
"""Characters between a cue and the name behind it, an article among them."""
_PASSIVE_REACH, _VERB_LAST_REACH = 5, 200
"""Words between an auxiliary and its participle; where verbs stand last, the whole sentence."""
_HABIT_REACH, _VERB_LAST_HABIT_REACH = 3, 12
_AUXILIARY_REACH, _PERFECT_REACH = 4, 2
_PASSING_REACH, _RELATIVE_REACH = 3, 9
_LEAD_TO = "lead-to"
_CAUSE_REACH = 140
"""Characters between "led" and what a body was led to do."""
_SHORT_GAP = 2
_INTENTION_REACH = 60
_ARTICLE_WINDOW = 40

_DATE_WORDS = re.compile(r"\s\w{1,3}\s(?:\d{1,2}\s)?\w{3,10}\s(?:\d{4}\s)?(?P<next>\w+)")
"""A preposition, a month with its day or year, and the word behind them."""

_NOTHING: Intervals[Item] = Intervals(())


class Clause:
    """One sentence of an entry."""

    def __init__(self, entry: EntryText, number: int, span: Span, items: list[Item]) -> None:
        self.entry, self.number, self.span = entry, number, span
        self.text, self.lexicon = entry.text, entry.lexicon
        self.items = [item for item in items if item.kind != "relative" or self._is_relative_word(item)]
        self.items = [item for item in self.items if item.kind != "passive" or not self._is_possessive(item, items)]
        self.writing = entry.lexicon.pack.writing
        self.start = max(span.begin, entry.body) if span.begin <= entry.body < span.end else span.begin
        """Where it begins behind the entry's header."""
        self._by_kind: dict[str, list[Item]] = {}
        for item in self.items:
            self._by_kind.setdefault(item.kind, []).append(item)
        self._begins = [item.begin for item in self.items]
        self._placed: dict[str, Intervals[Item]] = {}
        self._passive: dict[Item, bool] = {}

    def _is_relative_word(self, item: Item) -> bool:
        """Say whether a relative word is one: what is also a preposition ("auf der", "während") is it only behind a comma."""
        words = self.entry.low[item.begin : item.end].split()
        is_ambiguous = len(words) > 1 and words[-1] in self.lexicon.written_articles
        is_ambiguous = is_ambiguous or any(other.begin == item.begin for other in self.entry.placed("after").behind(item.begin, item.end))
        return not is_ambiguous or self.text[max(0, item.begin - 2) : item.begin].startswith(",")

    def _is_possessive(self, auxiliary: Item, items: list[Item]) -> bool:
        """Say whether a word that is also an auxiliary is a possessive before an event's noun ("op *zijn* jaarvergadering")."""
        if not any(item.kind == "possessive" and item.span == auxiliary.span for item in items):
            return False
        nouns = (item for item in items if item.kind == "noun" and item.begin > auxiliary.end)
        return any(self.count(auxiliary.end, noun.begin) <= _SHORT_GAP for noun in nouns)

    def of_kind(self, kind: str) -> list[Item]:
        """Return the items of a kind in order."""
        return self._by_kind.get(kind, [])

    def placed(self, kind: str) -> Intervals[Item]:
        """Return the items of a kind by their places."""
        held = self._placed.get(kind)
        if held is None:
            items = self._by_kind.get(kind)
            held = self._placed[kind] = Intervals(items) if items else _NOTHING
        return held

    def first_item(self, begin: int) -> int:
        """Return the number of the first item that begins at a place or behind it."""
        return bisect_left(self._begins, begin)

    def items_in(self, begin: int, end: int) -> list[Item]:
        """Return the items that begin between two places."""
        return self.items[bisect_left(self._begins, begin) : bisect_left(self._begins, end)]

    def _before(self, kind: str, at: int, reach: int) -> Iterator[Item]:
        """Yield the items of a kind that begin before a place or there, from the last one on, as far as so many words lie between."""
        placed = self.placed(kind)
        for item in placed.backwards(at) if placed.items else ():
            yield item
            if self.count(item.begin + placed.longest, at) > reach:
                return  # what begins still earlier ends no later than that

    def _items_before(self, at: int) -> Iterator[Item]:
        """Yield the items that end before a place or there, the last one first."""
        for number in range(bisect_left(self._begins, at) - 1, -1, -1):
            if self.items[number].end <= at:
                yield self.items[number]

    def count(self, begin: int, end: int) -> int:
        """Return how many words stand between two places."""
        return self.entry.count_words(begin, end)

    def count_beside_names(self, begin: int, end: int) -> int:
        """Return how many words stand between two places, those of names of organizations left out."""
        names = [item for item in self.items_in(begin, end) if item.kind in ORGANIZATIONAL and item.end <= end]
        return self.count(begin, end) - sum(self.count(name.begin, name.end) for name in names)

    def words(self, begin: int, end: int) -> list[str]:
        """Return the words between two places, as written."""
        return _WORD.findall(self.text, begin, end) if begin < end else []

    def has_joint(self, begin: int, end: int) -> bool:
        """Say whether a conjunction of a list stands between two places."""
        return any(word.casefold() in self.lexicon.written_joints for word in self.words(begin, end))

    def begin_for(self, item: Item) -> int:
        """Return where the sentence begins for an item: behind the header, unless the item stands in it."""
        begin = self.span.begin
        return self.entry.body if begin <= self.entry.body <= item.begin else begin

    # ── Verbs ────────────────────────────────────────────────────────────────────────────────────────────────

    def verbs(self) -> list[list[Item]]:
        """Return the verbs in order; the classes that one form may have stand together."""
        groups: list[list[Item]] = []
        for item in self.of_kind("verb"):
            last = groups[-1][0] if groups else None
            if last is None or item.begin >= last.end:
                groups.append([item])
            elif item.begin == last.begin and item.end == last.end:
                groups[-1].append(item)
        return groups

    def is_infinitive(self, verb: Item) -> bool:
        """Say whether the mark of an infinitive stands before a verb, or before its auxiliary ("for at have standset")."""
        marks = self.placed("infinitive")
        if not marks.items:
            return False
        have = next((item.begin for item in self.of_kind("have") if item.end + 1 == verb.begin), verb.begin)
        begins = [begin for begin in (verb.begin, have) if self._may_be_infinitive(begin)]
        return any(marks.ends_at(begin) or marks.ends_at(begin - 1) for begin in begins)

    def _may_be_infinitive(self, begin: int) -> bool:
        """Say whether a word ends as infinitives do, where the language tells them by that ("a assinatura" is none)."""
        endings = self.lexicon.infinitive_endings
        word = _WORD_WITH_HYPHENS.match(self.text, begin) if endings else None
        return word is None or word.group().casefold().endswith(endings)

    def is_attribute(self, verb: Item) -> bool:
        """Say whether a participle hangs on a noun ("an operation led by Europol") and is no main verb."""
        if verb.is_passive_form or not self._has_agent(verb):
            return False
        return bool(self.text[self.begin_for(verb) : verb.begin].strip()) and not self.has_auxiliary(verb)

    def has_auxiliary(self, verb: Item) -> bool:
        """Say whether an auxiliary stands near before a verb, or in it ("s'*est* vu décerner")."""
        return any(
            verb.begin < auxiliary.begin < verb.end
            or (auxiliary.end <= verb.begin and self.count_beside_names(auxiliary.end, verb.begin) <= _AUXILIARY_REACH)
            for kind in ("passive", "have")
            for auxiliary in self.of_kind(kind)
        )

    def is_passive(self, verb: Item) -> bool:
        """Say whether a verb is passive: by its form, its auxiliary, or an agent behind it."""
        held = self._passive.get(verb)
        if held is None:
            held = self._passive[verb] = self._is_passive(verb)
        return held

    def _is_passive(self, verb: Item) -> bool:
        if any(other.is_passive_form for other in self.placed("verb").behind(verb.begin, verb.begin + 1)):
            return True
        verb_last = self.writing["verb_last"]
        if verb_last and self.placed("passive").begins_at(verb.end + 1):
            return True
        for item in self._items_before(verb.begin):
            distance = self.count_beside_names(item.end, verb.begin)
            if distance > (_VERB_LAST_REACH if verb_last else _PASSIVE_REACH):
                break
            if item.kind == "passive" and not self._begins_anew(item, verb):
                return True
            if item.kind == "have" and self.placed("passive").begins_at(item.begin):
                continue  # "har blivit"
            if item.kind == "have" and (distance <= _PERFECT_REACH or verb_last):
                return False
            if item.kind == "relative" or (item.kind == "verb" and not verb_last):
                break
        return self._has_agent(verb)

    def _begins_anew(self, auxiliary: Item, verb: Item) -> bool:
        """Say whether a clause with a subject of its own begins between an auxiliary and a verb ("X was there, as Y held …")."""
        gap = self.text[auxiliary.end : verb.begin]
        if gap.count(")") > gap.count("("):
            return True  # "la alianza Y (es decir, X y Z) nos escogió": it stands in brackets
        comma = self.text.find(",", auxiliary.end, verb.begin)
        if comma < 0 or "," in self.text[comma + 1 : verb.begin] or self.writing["verb_last"]:
            return False
        names = [item.begin > comma for item in self.items_in(auxiliary.end, verb.begin) if item.kind in ORGANIZATIONAL]
        return bool(names) and all(names)

    def _has_agent(self, verb: Item) -> bool:
        cues, end = self.placed("cue"), self._behind_date(verb.end)
        if any(cue.value == "agent" for cue in cues.behind(end, end + 2)):
            return True
        opens = not self.text[self.start : verb.begin].strip()
        if opens and any(
            cue.value == "agent" and verb.begin < cue.begin and cue.end >= verb.end for cue in cues.near(verb.begin, verb.end)
        ):
            return True  # "Scelti dalla …"
        return any(cue.value == "led" and verb.end < cue.end for cue in cues.behind(verb.begin, verb.begin + 1))

    def _behind_date(self, at: int) -> int:
        """Return where a date behind a verb ends ("organised *in May* by …"), else the place itself."""
        match = _DATE_WORDS.match(self.entry.low, at, self.span.end)
        is_date = match is not None and not self.lexicon.folded_months.isdisjoint(match.group().split()[:-1])
        return match.start("next") - 1 if match is not None and is_date else at

    def is_habitual(self, verb: Item) -> bool:
        """Say whether a passive stands in the present ("an inquiry is then carried out"): it tells what usually happens, no event."""
        last = next((auxiliary for auxiliary in self.placed("passive").backwards(verb.begin) if auxiliary.end <= verb.begin), None)
        if last is None or self.count(last.end, verb.begin) > (_VERB_LAST_HABIT_REACH if self.writing["verb_last"] else _HABIT_REACH):
            return False
        if any(have.begin >= last.end and have.end <= verb.begin for have in self.placed("have").near(last.end, verb.begin)):
            return False  # "…, of which X is a member, has published"
        is_present = last.value.casefold() in self.lexicon.pack.present
        return is_present and not self.placed("infinitive").begins_at(verb.begin)

    def is_noun_too(self, verb: Item) -> bool:
        """Say whether a verb's form is a noun here: a longer noun begins with it, or it is one behind an article."""
        nouns = self.placed("noun").behind(verb.begin, verb.begin + 1)
        if any(noun.end > verb.end for noun in nouns):
            return True
        if not any(noun.end == verb.end for noun in nouns):
            return False
        before = _WORD.findall(self.text[max(0, verb.begin - _ARTICLE_WINDOW) : verb.begin].rpartition(",")[2])[-2:]
        return any(word.casefold() in self.lexicon.written_articles for word in before)

    def is_main(self, verb: Item) -> bool:
        """Say whether a verb stands in the main clause, or is an infinitive of what is planned."""
        if self.is_infinitive(verb):
            return self._is_intended(verb) or self._is_caused(verb)
        return not self.is_relative(verb)

    def is_relative(self, verb: Item) -> bool:
        """Say whether a verb that is no infinitive stands in a relative clause or hangs on a noun."""
        if self.is_attribute(verb):
            return True
        for item in self._items_before(verb.begin):
            if item.kind == "verb" and not self.is_attribute(item):
                return False
            if item.kind == "relative" and self._opens_relative(item, verb):
                return True
        return False

    def _is_caused(self, verb: Item) -> bool:
        """Say whether something led a body to do what the verb says ("a tip led the police to arrest …")."""
        cause = next((other for other in self.placed("verb").backwards(verb.begin) if other.end <= verb.begin), None)
        if cause is None or cause.verb_class != _LEAD_TO or verb.begin - cause.end > _CAUSE_REACH:
            return False
        return any(item.kind in ORGANIZATIONAL for item in self.items_in(cause.end, verb.begin))

    def _is_intended(self, verb: Item) -> bool:
        return any(
            0 <= verb.begin - intention.end <= _INTENTION_REACH and not self.has_verb(intention.end, verb.begin)
            for intention in self.placed("intention").near(verb.begin - _INTENTION_REACH, verb.begin)
        )

    def _has_comma(self, begin: int, end: int) -> bool:
        """Say whether a comma stands between two places, one of a list of names left aside."""
        names = [item for item in self.items_in(begin, end) if item.kind in ORGANIZATIONAL]
        if len(names) > 1:
            return "," in self.text[begin : names[0].begin] or "," in self.text[names[-1].end : end]
        return "," in self.text[begin:end]

    def _opens_relative(self, item: Item, verb: Item) -> bool:
        if item.begin <= self.entry.body or self.count_beside_names(item.end, verb.begin) > _RELATIVE_REACH:
            return False
        return not self._has_comma(item.end, verb.begin) and self.count(self.begin_for(item), item.begin) > 0

    def has_verb(self, begin: int, end: int) -> bool:
        """Say whether a verb begins between two places."""
        verbs = self.placed("verb")
        return begin < end and verbs.first_behind(begin) < verbs.first_behind(end)

    # ── Nouns ────────────────────────────────────────────────────────────────────────────────────────────────

    def is_in_passing(self, noun: Item) -> bool:
        """Say whether a noun only dates or grounds something else ("after the workshop", "in recognition of")."""
        for item in self._before("after", noun.begin, _PASSING_REACH):
            if noun.begin < item.end:
                return True
            is_near = self.count(item.end, noun.begin) <= _PASSING_REACH and "," not in self.text[item.end : noun.begin]
            is_near = is_near and self.lexicon.times.isdisjoint(
                self.entry.low[item.end : noun.begin].split()[:2]
            )  # "dopo sei mesi la campagna"
            if is_near and not self.has_verb(item.end, noun.begin):
                return True
        return False

    def is_behind_preposition(self, noun: Item) -> bool:
        """Say whether a noun only tells where something happened ("At the general assembly …")."""
        for kind in ("place_preposition", "cue"):
            for item in self._before(kind, noun.begin, _SHORT_GAP):
                if item.end <= noun.begin and self._is_short_gap(item.end, noun.begin):
                    return True
        return False

    def _is_short_gap(self, begin: int, end: int) -> bool:
        """Say whether one word, or two articles or numbers, stand between at most."""
        if self.count(begin, end) > _SHORT_GAP or "," in self.text[begin:end]:
            return False
        words = self.words(begin, end)
        return len(words) <= 1 or all(word.casefold() in self.lexicon.written_articles or word.isdigit() for word in words)

    def is_behind_cue(self, item: Item) -> bool:
        """Say whether a cue stands right before a name."""
        return any(0 <= item.begin - cue.end <= _NEAR_CUE for cue in self.placed("cue").near(item.begin - _NEAR_CUE, item.begin))

    def hangs_on(self, noun: Item, verb: Item) -> bool:
        """Say whether a participle hangs on its noun behind a comma ("our conference, organised in Lisbon …")."""
        if self.text[noun.end : verb.begin] == ", ":
            return not self.has_auxiliary(verb)
        is_apart = not self.writing["verb_second"] and self.text[verb.begin - 2 : verb.begin] == ", " and noun.begin == self.start
        return is_apart and not self.has_verb(noun.end, verb.begin) and not self.has_auxiliary(verb)

    def is_reachable(self, begin: int, noun: Item) -> bool:
        """Say whether no other finite verb, relative or semicolon stands between; an infinitive may."""
        if ";" in self.text[begin : noun.begin]:
            return False
        for item in self.items_in(begin, noun.begin):
            if item.kind == "relative" and self.text[max(0, item.begin - 2) : item.begin].startswith(","):
                return False
            if item.kind == "verb" and not self.is_infinitive(item) and not self.is_attribute(item):
                return False
        return True

    def organizations(self) -> list[Item]:
        """Return the organizations and regions in order."""
        return [item for item in self.items if item.kind in ORGANIZATIONAL]
