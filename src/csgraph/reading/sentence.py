"""A sentence with everything in it that the reader knows something about, in the order of the text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from csgraph.model import Mention, Span
from csgraph.reading.lexicon import ItemKind, Lexicon, Word
from csgraph.text import fold
from csgraph.text.match import Match
from csgraph.text.sentences import sentence_spans


class Item(NamedTuple):
    """A word or mention of the sentence. `kind` is an `ItemKind`, or ``organization place region crime`` for a mention."""

    begin: int
    end: int
    kind: str
    value: str
    """Class, cue, event type or body; of a mention its target."""


@dataclass(slots=True)
class EntryText:
    """An entry's text with its two comparison keys and the pack's words in it; mentions are added as they are found."""

    text: str
    body: int
    lexicon: Lexicon
    low: str
    key: str
    words: list[Item] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)

    @classmethod
    def of(cls, text: str, body: int, lexicon: Lexicon) -> EntryText:
        """Return `text` with the words of the lexicon found."""
        low = fold.low(text)
        entry = cls(text, body, lexicon, low, fold.key(text))
        entry.words = _words(entry)
        return entry

    def between(self, begin: int, end: int) -> str:
        """Return the text between two places, without white space around it."""
        return self.text[begin:end].strip()

    def is_covered(self, begin: int, end: int, *, places: bool = True) -> bool:
        """Say whether a mention of an organization, region or (unless told otherwise) place overlaps these characters."""
        return any(mention.span.begin < end and begin < mention.span.end for mention in self.mentions if mention.kind != "crime" and (places or mention.kind != "place"))

    def items(self, span: Span) -> list[Item]:
        """Return words and mentions of a sentence in order; words inside a name are left out, at one place the longest word stays."""
        named = [mention for mention in self.mentions if span.begin <= mention.span.begin < span.end]
        items = [Item(mention.span.begin, mention.span.end, mention.kind, mention.target or "") for mention in named]
        covers = [mention.span for mention in named if mention.kind != "crime"]
        voids = [word for word in self.words if word.kind == "void"]
        phrases = [Span(word.begin, word.end) for word in self.words if word.kind == "cue" and span.begin <= word.begin < span.end and " " in self.text[word.begin : word.end]]
        for word in self.words:
            if word.begin < span.begin or word.begin >= span.end:
                continue
            if any(cover.begin < word.end and word.begin < cover.end for cover in covers):
                continue
            if word.kind == "void" or any(void.begin <= word.begin and word.end <= void.end for void in voids):
                continue  # "no gubernamental" denies nothing
            if word.kind == "noun" and any(phrase.begin <= word.begin and word.end <= phrase.end for phrase in phrases):
                continue  # "in cooperation with" is a cue, no cooperation of its own
            items.append(word)
        items.sort(key=lambda item: (item.begin, -item.end))
        return items


_PRIORITY: dict[ItemKind, int] = {"verb": 0, "cue": 1, "noun": 2}


def _words(entry: EntryText) -> list[Item]:
    """Return the pack's words in the text: nouns with endings and as heads of compounds, verbs and cues as they are."""
    lexicon = entry.lexicon
    found: list[Match[Word]] = lexicon.words.find_all(entry.low)
    items: list[Item] = []
    free: dict[str, int] = {}
    for match in found:
        for word in match.values:
            # Of two cues that begin in one place the longer counts ("i samarbejde med", not "i"); so with verbs.
            group = word.kind
            if match.begin < free.get(group, 0):
                if not (items and any(item.kind == group and item.begin == match.begin and item.end == match.end for item in items[-6:])):
                    continue
            free[group] = max(free.get(group, 0), match.end)
            items.append(Item(match.begin, match.end, word.kind, word.value))
    parted = _parted(entry)
    begins = {item.begin for item in parted}
    items = [item for item in items if not (item.kind == "verb" and item.begin in begins)] + parted
    items += _nouns(entry)
    items.sort(key=lambda item: (item.begin, -item.end))
    return items


def _nouns(entry: EntryText) -> list[Item]:
    lexicon = entry.lexicon
    items: list[Item] = []
    taken: list[tuple[int, int]] = []
    capital = bool(lexicon.pack.writing["capital_nouns"])
    for match in lexicon.nouns.find(entry.low):
        if capital and entry.text[match.begin : match.word_end].islower() and " " not in entry.text[match.begin : match.word_end]:
            continue  # where nouns have capitals, a word without one is none
        taken.append((match.begin, match.word_end))
        items += [Item(match.begin, match.word_end, word.kind, word.value) for word in match.values]
    if lexicon.heads is not None:
        begin = 0
        starts = {start for start, _ in taken}
        for part in entry.low.split(" "):
            end = begin + len(part)
            if len(part) > 7 and begin not in starts and not any(start < end and begin < stop for start, stop in taken):
                head = lexicon.heads.head_of(part)
                if head is not None:
                    items += [Item(begin, end, word.kind, word.value) for word in head[1]]
            begin = end + 1
    return items


_CLAUSE = re.compile(r"[;:](?=\s)")


def _parted(entry: EntryText) -> list[Item]:
    """Return the verbs whose particle stands at the end of their clause ("stellten … sicher"): the particle says which verb it is."""
    lexicon = entry.lexicon
    joints = {fold.low(word).strip() for word in lexicon.pack.words["and"]}
    free_words = {fold.low(form).strip() for forms in lexicon.pack.cues.values() for form in forms} | {fold.low(form).strip() for form in (*lexicon.pack.words["place_prepositions"], *lexicon.pack.words["after"])}
    ends = [span.end for span in sentence_spans(entry.text, lexicon.pack.abbreviations, ordinal_stop="." in lexicon.pack.ordinal_endings)]
    items: list[Item] = []
    for match in lexicon.parted.find_all(entry.low):
        stop = _CLAUSE.search(entry.text, match.word_end)
        end = min(stop.start() if stop else len(entry.text), next((end for end in ends if end > match.begin), len(entry.text)), match.word_end + 260)
        best: tuple[int, Word] | None = None
        for particle, word in match.values:
            at = match.word_end
            while (at := entry.low.find(particle, at, end)) >= 0:
                after = at + len(particle)
                if entry.low[at - 1] == " " and (after >= len(entry.low) or entry.low[after] == " "):
                    rest = entry.text[after:end].strip()
                    is_last = not rest or not rest[0].isalnum() or fold.low(rest.split()[0]).strip() in joints | free_words
                    if is_last or particle not in free_words and not lexicon.pack.writing["capital_nouns"]:
                        if best is None or at < best[0]:
                            best = (at, word)
                        break
                at = after
        if best is not None:
            same = [word for particle, word in match.values if entry.low.startswith(particle + " ", best[0]) or entry.low[best[0]:] == particle]
            items += [Item(match.begin, match.word_end, "verb", word.value) for word in dict.fromkeys(same)]
    return items
