"""All surface forms of a text in one pass, longest first.

A form matches only where a word begins. Where it ends inside a word, the rest must be one of the endings that the caller
allows ("kampagne" + "n"), so "ICE" never stands in "Police" and "Region 1" never in "Region 12".
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from typing import Generic, NamedTuple, TypeVar

from daachorse import CharwiseDoubleArrayAhoCorasick

T = TypeVar("T")
_BEFORE_HEAD = 3
"""Letters that stand before the head of a compound at least."""
_MOST_KNOWN = 50_000
"""Words whose head is remembered; more than the different words of a year of reports."""


class Match(NamedTuple, Generic[T]):
    """Where a form stands; `end` is the end of the form, `word_end` the end of its last word with the ending."""

    begin: int
    end: int
    word_end: int
    values: tuple[T, ...]


class Matcher(Generic[T]):
    """Finds the forms of a lexicon in a folded text (`fold` is `fold.low` or `fold.key`)."""

    def __init__(self, forms: Iterable[tuple[str, T]], *, fold: Callable[[str], str], endings: Iterable[str] = ()) -> None:
        values: dict[str, tuple[T, ...]] = {}
        for form, value in forms:
            folded = " " + fold(form).strip()
            held = values.get(folded)
            if held is None:
                values[folded] = (value,)
            elif value not in held:
                values[folded] = (*held, value)
        values.pop(" ", None)
        self._values = list(values.values())
        self._endings = frozenset(fold(ending).strip() for ending in endings) - {""}
        self._automaton = CharwiseDoubleArrayAhoCorasick(list(values)) if values else None

    def find_all(self, folded: str) -> list[Match[T]]:
        """Return every match that keeps to word borders, overlapping ones too, by begin and then length."""
        if self._automaton is None:
            return []
        padded = " " + folded + " "
        endings = self._endings
        found: list[Match[T]] = []
        for begin, end, index in self._automaton.find_overlapping(padded):
            if padded[end] == " ":
                found.append(Match(begin, end - 1, end - 1, self._values[index]))
            elif endings:
                word_end = padded.index(" ", end)
                if padded[end:word_end] in endings:
                    found.append(Match(begin, end - 1, word_end - 1, self._values[index]))
        if len(found) > 1:
            found.sort(key=_longest_first)
        return found

    def find(self, folded: str) -> list[Match[T]]:
        """Return the matches that remain when at each place the longest one claims its span."""
        kept: list[Match[T]] = []
        free = 0
        for match in self.find_all(folded):
            if match.begin >= free:
                kept.append(match)
                free = match.word_end
        return kept

    def find_longest(self, folded: str) -> list[Match[T]]:
        """Return the matches that remain when the longest of those that overlap stays, by place."""
        found = self.find_all(folded)
        if len(found) < 2:
            return found
        kept: list[Match[T]] = []
        for match in sorted(found, key=_by_length):
            at = bisect_left(kept, match.word_end, key=_begin)  # the kept ones stand apart: only the last one before can reach in
            if not at or kept[at - 1].word_end <= match.begin:
                kept.insert(at, match)
        return kept


class HeadMatcher(Generic[T]):
    """Finds words that close a compound: "kampagne" in "oplysningskampagne" (for packs that write compounds)."""

    def __init__(self, forms: Iterable[tuple[str, T]], *, fold: Callable[[str], str], endings: Iterable[str], shortest: int = 4) -> None:
        self._values: dict[str, tuple[T, ...]] = {}
        self._endings = sorted({fold(ending) for ending in endings} | {""}, key=len)
        for form, value in forms:
            folded = fold(form)
            if len(folded) >= shortest and " " not in folded.strip():
                self._values[folded] = (*self._values.get(folded, ()), value)
        self._longest = max(map(len, self._values), default=0)
        self._shortest = shortest
        self._known: dict[str, tuple[str, tuple[T, ...]] | None] = {}

    def head_of(self, word: str) -> tuple[str, tuple[T, ...]] | None:
        """Return the longest head that closes the folded `word`, with its values; at least three letters stand before it.

        What was asked before is kept, as far as a limit: the words of a language come again and again.
        """
        if word in self._known:
            return self._known[word]
        if len(self._known) >= _MOST_KNOWN:
            self._known.clear()
        found = self._known[word] = self._head_of(word)
        return found

    def _head_of(self, word: str) -> tuple[str, tuple[T, ...]] | None:
        size = len(word)
        if size < self._shortest + _BEFORE_HEAD:
            return None
        for ending in self._endings:
            if ending and not word.endswith(ending):
                continue
            stop = size - len(ending)
            for begin in range(max(_BEFORE_HEAD, stop - self._longest), stop - self._shortest + 1):
                values = self._values.get(word[begin:stop])
                if values is not None:
                    return word[begin:stop], values
        return None


def _longest_first(match: Match[T]) -> tuple[int, int]:
    return (match.begin, -match.end)


def _begin(match: Match[T]) -> int:
    return match.begin


def _by_length(match: Match[T]) -> tuple[int, int]:
    return (match.begin - match.word_end, match.begin)
