"""An entry's text with everything in it that the reader knows something about, in the order of the text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from csgraph.model import Mention, Span
from csgraph.reading.intervals import Cover, Intervals
from csgraph.reading.lexicon import Lexicon
from csgraph.reading.words import Item, words_in
from csgraph.text import fold
from csgraph.text.dates import DateMention, find_dates
from csgraph.text.match import Scan
from csgraph.text.sentences import sentence_spans

__all__ = ["EntryText", "Item", "Token"]

_TOKEN = re.compile(r"[^\W\d_][\w.’'&/-]*|\d+|[^\w\s]")
_CAPITAL = re.compile(r"[^\W\d_a-zà-öø-ÿ]")
"""A letter that may be a capital: one that is no small letter of Western Europe."""
_CHUNK = re.compile(r"[\d_.’'&/-]*")
"""What stands in front of a token's first letter though it may stand inside one."""
_IN_TOKEN = "_.’'&/-"
_WORD = re.compile(r"\w+")
_QUOTATION = re.compile(r"[“„\"«»][^“”„\"«»\n]{2,300}[”\"»«“]")
_GRID = 6
"""Mentions are looked up by the 64 characters that they stand in."""
_NOTHING: Intervals[Item] = Intervals(())
_NOWHERE = Cover(())
_APOSTROPHE = re.compile(r"['’]")
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
    scan: Scan
    """What the lexicon's matchers find in `low`."""
    sentences: list[Span]
    words: list[Item]
    changes: int = field(default=0, init=False)
    """How often the mentions have changed: what was derived from them holds until then."""
    _held: dict[int, Mention] = field(default_factory=dict, init=False)
    """By the number of their coming; a mention in the place of another takes its number."""
    _count: int = field(default=0, init=False)
    _grid: dict[int, list[int]] = field(default_factory=dict, init=False)
    _listed: tuple[Mention, ...] | None = field(default=None, init=False)
    _by_place: Intervals[_Numbered] | None = field(default=None, init=False)
    _by_kind: dict[str, list[Item]] = field(default_factory=dict, init=False)
    _placed: dict[tuple[str, ...], Intervals[Item]] = field(default_factory=dict, init=False)
    _word_places: tuple[list[int], list[int]] | None = field(default=None, init=False)
    _quotations: Cover | None = field(default=None, init=False)
    _evoking: list[Item] | None = field(default=None, init=False)
    _begins: list[int] = field(default_factory=list, init=False)
    _dates: list[DateMention] | None = field(default=None, init=False)
    _date_begins: list[int] = field(default_factory=list, init=False)
    _nationalities: list[Nationality] | None = field(default=None, init=False)

    @classmethod
    def of(cls, text: str, body: int, lexicon: Lexicon) -> EntryText:
        """Return `text` with the words of the lexicon found."""
        pack = lexicon.pack
        low, sentences = fold.low(text), sentence_spans(text, pack.abbreviations, ordinal_stop=pack.has_ordinal_stop)
        scan = lexicon.scanner.scan(low)
        return cls(text, body, lexicon, low, fold.key(text), scan, sentences, words_in(text, low, sentences, lexicon, scan))

    # ── Mentions ─────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def mentions(self) -> Sequence[Mention]:
        """The mentions found so far, in the order of finding until they are sorted; who walks them may change them."""
        if self._listed is None:
            self._listed = tuple(self._held.values())
        return self._listed

    def add(self, *mentions: Mention) -> None:
        """Keep further mentions."""
        for mention in mentions:
            self._enter(self._count, mention)
            self._count += 1
        self._changed()

    def remove(self, *mentions: Mention) -> None:
        """Forget mentions."""
        for mention in mentions:
            for number in [number for number in self._near(mention.span.begin, mention.span.end) if self._held[number] == mention]:
                self._leave(number)
        self._changed()

    def replace(self, old: Mention, new: Mention) -> None:
        """Put a mention in the place of another."""
        for number in [number for number in self._near(old.span.begin, old.span.end) if self._held[number] is old]:
            self._leave(number, stays=True)
            self._enter(number, new)
        self._changed()

    def keep(self, wanted: Callable[[Mention], bool]) -> None:
        """Forget the mentions that are not wanted."""
        for number in [number for number, held in self._held.items() if not wanted(held)]:
            self._leave(number)
        self._changed()

    def forget(self, span: Span, unwanted: Callable[[Mention], bool] = lambda _: True) -> None:
        """Forget the unwanted mentions that share a character with a span."""
        for number in self._near(span.begin, span.end):
            held = self._held[number]
            if held.span.overlaps(span) and unwanted(held):
                self._leave(number)
        self._changed()

    def sort_mentions(self) -> None:
        """Bring the mentions in the order of the text."""
        ordered = sorted(self._held.values(), key=lambda mention: (mention.span.begin, mention.kind))
        self._held, self._grid, self._count = {}, {}, 0
        self.add(*ordered)

    def overlapping(self, begin: int, end: int) -> list[Mention]:
        """Return the mentions that share a character with these, in the order of `mentions`."""
        held = self._held
        return [mention for number in self._near(begin, end) if (mention := held[number]).span.begin < end and begin < mention.span.end]

    def _near(self, begin: int, end: int) -> list[int]:
        """Return the numbers of the mentions around these characters, in order."""
        first, last = begin >> _GRID, max(begin, end - 1) >> _GRID
        if first == last:
            found = self._grid.get(first)
            return sorted(found) if found else []
        return sorted({number for cell in range(first, last + 1) for number in self._grid.get(cell, ())})

    def _enter(self, number: int, mention: Mention) -> None:
        self._held[number] = mention
        span = mention.span
        for cell in range(span.begin >> _GRID, (max(span.begin, span.end - 1) >> _GRID) + 1):
            self._grid.setdefault(cell, []).append(number)

    def _leave(self, number: int, *, stays: bool = False) -> None:
        span = self._held[number].span
        for cell in range(span.begin >> _GRID, (max(span.begin, span.end - 1) >> _GRID) + 1):
            self._grid[cell].remove(number)
        if not stays:
            del self._held[number]

    def is_named_at(self, at: int) -> bool:
        """Say whether a mention begins here."""
        return any(self._held[number].span.begin == at for number in self._grid.get(at >> _GRID, ()))

    def _changed(self) -> None:
        self._listed = None
        self._by_place = None
        self.changes += 1

    def is_covered(self, begin: int, end: int, *, places: bool = True) -> bool:
        """Say whether a mention of an organization, region or (unless told otherwise) place overlaps these characters."""
        grid, held = self._grid, self._held
        if not grid:
            return False
        for cell in range(begin >> _GRID, (max(begin, end - 1) >> _GRID) + 1):
            for number in grid.get(cell, ()):
                mention = held[number]
                kind = mention.kind
                if mention.span.begin < end and begin < mention.span.end and kind != "crime" and (places or kind != "place"):
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
        return self.placed(*kinds).items

    def placed(self, *kinds: str) -> Intervals[Item]:
        """Return the words of these kinds by their places."""
        held = self._placed.get(kinds)
        if held is None:
            words = sorted((word for kind in kinds for word in self.of_kind(kind)), key=_in_order)
            held = self._placed[kinds] = Intervals(words) if words else _NOTHING
        return held

    def count_words(self, begin: int, end: int) -> int:
        """Return how many words, whole or in part, stand between two places."""
        if begin >= end:
            return 0
        if self._word_places is None:
            spans = [match.span() for match in _WORD.finditer(self.text)]
            self._word_places = ([first for first, _ in spans], [last for _, last in spans])
        begins, ends = self._word_places
        return bisect_left(begins, end) - bisect_right(ends, begin)

    def is_quoted(self, begin: int, end: int) -> bool:
        """Say whether these characters stand between quotation marks."""
        if self._quotations is None:
            self._quotations = Cover(match.span() for match in _QUOTATION.finditer(self.text))
        return self._quotations.contains(begin - 1, end + 1)

    def before(self, at: int, passed: str) -> str:
        """Return the last character behind the header and before a place, white space or not, but for those passed over; or nothing."""
        return self.text[stop - 1] if (stop := self.stop_before(at, passed, self.body)) > self.body else ""

    def stop_before(self, at: int, passed: str, begin: int = 0) -> int:
        """Return where the text ends before a place when the characters that are passed over are taken off."""
        text = self.text
        while at > begin and text[at - 1] in passed:
            at -= 1
        return at

    def items(self, span: Span) -> list[Item]:
        """Return words and mentions of a sentence in order; words inside a name are left out, at one place the longest word stays."""
        if self._by_place is None:
            self._by_place = Intervals(_Numbered(mention.span.begin, mention.span.end, mention) for mention in self._held.values())
        named = self._by_place.behind(span.begin, span.end)
        items = [Item(begin, end, mention.kind, mention.target or "") for begin, end, mention in named]
        covers = Cover((begin, end) for begin, end, mention in named if mention.kind != "crime")
        words = self._evoking_words()
        words = words[bisect_left(self._begins, span.begin) : bisect_left(self._begins, span.end)]
        items += [word for word in words if not covers.overlaps(word.begin, word.end)] if covers else words
        for begin in [begin for begin, _, mention in named if mention.kind == "organization" and self.text[begin].islower()]:
            # "par la Banque mondiale": the article belongs to the name, the preposition is a cue all the same
            items += [word._replace(end=begin - 1) for word in words if word.kind == "cue" and word.begin < begin - 1 < begin < word.end]
        items.sort(key=_in_order)
        return items

    def _evoking_words(self) -> list[Item]:
        """Return the words that may say something: not those of a phrase that means something else."""
        if self._evoking is None:
            spoilt = self.of_kind("void")
            voids = Cover((word.begin, word.end) for word in spoilt) if spoilt else _NOWHERE  # "no gubernamental" denies nothing
            phrases = Cover(
                (cue.begin, cue.end) for cue in self.of_kind("cue") if " " in self.text[cue.begin : cue.end]
            )  # "in cooperation with" is no cooperation of its own
            nouns = Cover(
                (noun.begin, noun.end) for noun in self.of_kind("noun") if " " in self.text[noun.begin : noun.end]
            )  # "500.000 kroner i støtte fra X": nobody supports anything
            verbs = Cover((verb.begin, verb.end) for verb in self.of_kind("verb") if " " in self.text[verb.begin : verb.end])
            self._evoking = [
                word
                for word in self.words
                if word.kind != "void"
                and not voids.contains(word.begin, word.end)
                and not (word.kind == "noun" and phrases.contains(word.begin, word.end))
                and not (word.kind == "verb" and nouns.contains(word.begin - 1, word.end))
                and not (word.kind == "negation" and (nouns.contains(word.begin, word.end) or verbs.contains(word.begin, word.end)))
            ]
            self._begins = [word.begin for word in self._evoking]
        return self._evoking

    def nationalities(self) -> list[Nationality]:
        """Return the nationalities that the text names."""
        if self._nationalities is None:
            self._nationalities = [
                Nationality(match.begin, match.word_end, match.values[0]) for match in self.scan.of(self.lexicon.demonyms)
            ]
        return self._nationalities

    def dates_in(self, begin: int, end: int) -> list[DateMention]:
        """Return the dates between two places, in order."""
        if self._dates is None:
            self._dates = find_dates(self.text, self.lexicon.pack)
            self._date_begins = [date.span.begin for date in self._dates]
        if not self._dates:
            return []
        first, last = bisect_left(self._date_begins, begin), bisect_left(self._date_begins, end)
        if any(number and self._dates[number - 1].span.end > edge for number, edge in ((first, begin), (last, end))):
            return find_dates(self.text, self.lexicon.pack, begin, end)  # what runs over an edge is read as far as it
        return self._dates[first:last]

    # ── Tokens ───────────────────────────────────────────────────────────────────────────────────────────────

    def capital_token_begin(self, at: int) -> int:
        """Return where the next word with a capital begins, `at` being where one ended or may begin, or the text's end."""
        capital = _CAPITAL.search(self.text, at)
        if capital is None:
            return len(self.text)
        chunk = _CHUNK.match(self.text, self._chunk_begin(capital.start(), at))
        return chunk.end() if chunk is not None else capital.start()

    def _chunk_begin(self, at: int, first: int) -> int:
        while at > first and ((char := self.text[at - 1]).isalnum() or char in _IN_TOKEN):
            at -= 1
        return at

    def tokens(self, begin: int) -> Iterator[Token]:
        """Yield the tokens from the one on that begins here."""
        for match in _TOKEN.finditer(self.text, begin):
            word = match.group()
            if word.islower() or not word[0].isalpha():
                yield Token(match.start(), match.end(), 0, False)
            else:
                yield self._capital(word, match.start(), match.end())

    def _capital(self, word: str, begin: int, end: int) -> Token:
        """Return the token of a word with a capital."""
        elided = elision(word, self.lexicon)
        if elided:
            word = word[elided:]
        elif word[1:].islower() and ("'" in word or "’" in word) and _APOSTROPHE.split(word)[0].casefold() in self.lexicon.function:
            return Token(begin, end, 0, False)  # "L'adhésion", "Qu'il"
        return Token(begin + elided, end, elided, word[:1].isupper() or (len(word) > 3 and any(char.isupper() for char in word[1:])))


class _Numbered(NamedTuple):
    """A mention by its place."""

    begin: int
    end: int
    mention: Mention


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
