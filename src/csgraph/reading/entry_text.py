"""An entry's text with everything in it that the reader knows something about, in the order of the text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from csgraph.model import Mention, Span
from csgraph.reading.lexicon import Lexicon
from csgraph.reading.words import Item, words_in
from csgraph.text import fold
from csgraph.text.dates import DateMention, find_dates
from csgraph.text.sentences import sentence_spans

__all__ = ["EntryText", "Item", "Token"]

_TOKEN = re.compile(r"[^\W\d_][\w.’'&/-]*|\d+|[^\w\s]")
_ELISION = re.compile(r"[^\W\d_]{1,5}['’](?=[^\W\d_a-zà-öø-ÿ])")


class Token(NamedTuple):
    """A word, number or sign of the text; an elided article before a word is no part of it ("l'Institut")."""

    begin: int
    end: int
    elided: int
    """How many characters were elided before it."""
    is_capital: bool

    @property
    def whole_begin(self) -> int:
        """Where it begins with what was elided."""
        return self.begin - self.elided


@dataclass(slots=True, eq=False)
class EntryText:
    """An entry's text with its two comparison keys and the pack's words in it; mentions are added as they are found."""

    text: str
    body: int
    lexicon: Lexicon
    low: str
    """`fold.low` of the text: the same characters stand at the same places."""
    key: str
    """`fold.key` of the text."""
    sentences: list[Span]
    words: list[Item]
    changes: int = field(default=0, init=False)
    """How often the mentions have changed: what was derived from them holds until then."""
    _mentions: list[Mention] = field(default_factory=list, init=False)
    _taken: list[tuple[int, int, bool]] | None = field(default=None, init=False)
    _by_kind: dict[str, list[Item]] = field(default_factory=dict, init=False)
    _evoking: list[Item] | None = field(default=None, init=False)
    _begins: list[int] = field(default_factory=list, init=False)
    _dates: list[DateMention] | None = field(default=None, init=False)
    _tokens: list[Token] | None = field(default=None, init=False)
    _nationalities: list[Nationality] | None = field(default=None, init=False)

    @classmethod
    def of(cls, text: str, body: int, lexicon: Lexicon) -> EntryText:
        """Return `text` with the words of the lexicon found."""
        pack = lexicon.pack
        low, sentences = fold.low(text), sentence_spans(text, pack.abbreviations, ordinal_stop=pack.has_ordinal_stop)
        return cls(text, body, lexicon, low, fold.key(text), sentences, words_in(text, low, sentences, lexicon))

    # ── Mentions ─────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def mentions(self) -> Sequence[Mention]:
        """The mentions found so far, in the order of finding until they are sorted; who walks them may change them."""
        return self._mentions

    def add(self, *mentions: Mention) -> None:
        """Keep further mentions."""
        self._set([*self._mentions, *mentions])

    def remove(self, *mentions: Mention) -> None:
        """Forget mentions."""
        self._set([held for held in self._mentions if held not in mentions])

    def replace(self, old: Mention, new: Mention) -> None:
        """Put a mention in the place of another."""
        self._set([new if held is old else held for held in self._mentions])

    def keep(self, wanted: Callable[[Mention], bool]) -> None:
        """Forget the mentions that are not wanted."""
        self._set([held for held in self._mentions if wanted(held)])

    def sort_mentions(self) -> None:
        """Bring the mentions in the order of the text."""
        self._set(sorted(self._mentions, key=lambda mention: (mention.span.begin, mention.kind)))

    def _set(self, mentions: list[Mention]) -> None:
        self._mentions = mentions
        self._taken = None
        self.changes += 1

    def is_covered(self, begin: int, end: int, *, places: bool = True) -> bool:
        """Say whether a mention of an organization, region or (unless told otherwise) place overlaps these characters."""
        if self._taken is None:
            self._taken = [
                (mention.span.begin, mention.span.end, mention.kind == "place") for mention in self._mentions if mention.kind != "crime"
            ]
        for taken_begin, taken_end, is_place in self._taken:  # noqa: SIM110 – asked for every token, and a generator is twice as slow
            if taken_begin < end and begin < taken_end and (places or not is_place):
                return True
        return False

    # ── Words ────────────────────────────────────────────────────────────────────────────────────────────────

    def of_kind(self, *kinds: str) -> list[Item]:
        """Return the words of these kinds in order."""
        if not self._by_kind:
            for word in self.words:
                self._by_kind.setdefault(word.kind, []).append(word)
        if len(kinds) == 1:
            return self._by_kind.get(kinds[0], [])
        return sorted((word for kind in kinds for word in self._by_kind.get(kind, ())), key=_in_order)

    def items(self, span: Span) -> list[Item]:
        """Return words and mentions of a sentence in order; words inside a name are left out, at one place the longest word stays."""
        named = [mention for mention in self._mentions if span.begin <= mention.span.begin < span.end]
        covers = [mention.span for mention in named if mention.kind != "crime"]
        items = [Item(mention.span.begin, mention.span.end, mention.kind, mention.target or "") for mention in named]
        words = self._evoking_words()
        for word in words[bisect_left(self._begins, span.begin) : bisect_left(self._begins, span.end)]:
            for cover in covers:
                if cover.begin < word.end and word.begin < cover.end:
                    break
            else:
                items.append(word)
        items.sort(key=_in_order)
        return items

    def _evoking_words(self) -> list[Item]:
        """Return the words that may say something: not those of a phrase that means something else."""
        if self._evoking is None:
            voids = self.of_kind("void")  # "no gubernamental" denies nothing
            phrases = [
                cue for cue in self.of_kind("cue") if " " in self.text[cue.begin : cue.end]
            ]  # "in cooperation with" is no cooperation of its own
            self._evoking = [
                word
                for word in self.words
                if word.kind != "void"
                and not (voids and _is_inside(word, voids))
                and not (word.kind == "noun" and phrases and _is_inside(word, phrases))
            ]
            self._begins = [word.begin for word in self._evoking]
        return self._evoking

    def nationalities(self) -> list[Nationality]:
        """Return the nationalities that the text names."""
        if self._nationalities is None:
            self._nationalities = [
                Nationality(match.begin, match.word_end, match.values[0]) for match in self.lexicon.demonyms.find(self.low)
            ]
        return self._nationalities

    def dates_in(self, begin: int, end: int) -> list[DateMention]:
        """Return the dates between two places, in order."""
        if self._dates is None:
            self._dates = find_dates(self.text, self.lexicon.pack)
        if any(date.span.begin < edge < date.span.end for date in self._dates for edge in (begin, end)):
            return find_dates(self.text, self.lexicon.pack, begin, end)  # what runs over an edge is read as far as it
        return [date for date in self._dates if begin <= date.span.begin and date.span.end <= end]

    # ── Tokens ───────────────────────────────────────────────────────────────────────────────────────────────

    def tokens(self) -> list[Token]:
        """Return the tokens behind the entry's header."""
        if self._tokens is None:
            self._tokens = [self._token(*match.span()) for match in _TOKEN.finditer(self.text, self.body)]
        return self._tokens

    def _token(self, begin: int, end: int) -> Token:
        word = self.text[begin:end]
        if word.islower() or not word[0].isalpha():
            return Token(begin, end, 0, False)
        elided = elision(word, self.lexicon)
        if elided:
            word = word[elided:]
        return Token(begin + elided, end, elided, word[:1].isupper() or (len(word) > 3 and any(char.isupper() for char in word[1:])))


class Nationality(NamedTuple):
    """An adjective or noun of a country or place."""

    begin: int
    end: int
    code: str
    """ISO code, or the id of a place that is no country."""

    @property
    def is_country(self) -> bool:
        """Say whether it is that of a country."""
        return len(self.code) == 2


def elision(word: str, lexicon: Lexicon | None) -> int:
    """Return how many characters an elided article or preposition takes at the head of a word ("l'" in "l'Institut", "dell'" in "dell'Aia").

    >>> elision("O'Brien", None)
    0
    """
    if "'" not in word and "’" not in word:
        return 0
    match = _ELISION.match(word)
    if match is None:
        return 0
    part = match.group()
    return match.end() if part[0].islower() or (lexicon is not None and part[:-1].casefold() in lexicon.articles) else 0


def _in_order(item: Item) -> tuple[int, int]:
    return (item.begin, -item.end)


def _is_inside(word: Item, phrases: list[Item]) -> bool:
    return any(phrase.begin <= word.begin and word.end <= phrase.end for phrase in phrases)
