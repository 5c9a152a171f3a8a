"""All surface forms of a text in one pass, longest first.

A form matches only where a word begins. Where it ends inside a word, the rest must be one of the endings that the caller
allows ("kampagne" + "n"), so "ICE" never stands in "Police" and "Region 1" never in "Region 12".
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import Any, Generic, NamedTuple, TypeVar

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
        self.forms = values
        """Folded form, behind a space → what it stands for."""
        self.endings = frozenset(fold(ending).strip() for ending in endings) - {""}

    @cached_property
    def _scanner(self) -> Scanner:
        return Scanner((self,))

    def find_all(self, folded: str) -> list[Match[T]]:
        """Return every match that keeps to word borders, overlapping ones too, by begin and then length."""
        return self._scanner.scan(folded).all_of(self)

    def find(self, folded: str) -> list[Match[T]]:
        """Return the matches that remain when at each place the longest one claims its span."""
        return claimed(self.find_all(folded))

    def find_longest(self, folded: str) -> list[Match[T]]:
        """Return the matches that remain when the longest of those that overlap stays, by place."""
        return longest(self.find_all(folded))


class Scan:
    """What the matchers of a scanner found in a text."""

    __slots__ = ("_found",)

    def __init__(self, found: dict[int, list[Match[Any]]]) -> None:
        self._found = found

    def all_of(self, matcher: Matcher[T]) -> list[Match[T]]:
        """Return what `matcher.find_all` would."""
        return self._found.get(id(matcher), [])

    def of(self, matcher: Matcher[T]) -> list[Match[T]]:
        """Return what `matcher.find` would."""
        found = self._found.get(id(matcher))
        return claimed(found) if found else []


class Scanner:
    """Several matchers in one automaton: a text is walked once for all of them."""

    def __init__(self, matchers: Sequence[Matcher[Any]]) -> None:
        self._matchers = tuple(matchers)  # kept, as they are told apart by their ids
        owners: dict[str, list[tuple[int, tuple[Any, ...], frozenset[str]]]] = {}
        for matcher in self._matchers:
            for form, values in matcher.forms.items():
                owners.setdefault(form, []).append((id(matcher), values, matcher.endings))
        self._owners = list(owners.values())
        self._endings = frozenset[str]().union(*(matcher.endings for matcher in self._matchers))
        self._automaton = CharwiseDoubleArrayAhoCorasick(list(owners)) if owners else None

    def scan(self, folded: str) -> Scan:
        """Return what stands in a folded text."""
        found: dict[int, list[Match[Any]]] = {}
        if self._automaton is None:
            return Scan(found)
        padded = f" {folded} "
        endings = self._endings
        hits: list[tuple[int, int, int, int]] = []
        for begin, end, form in self._automaton.find_overlapping(padded):
            if padded[end] == " ":
                hits.append((begin, -end, end - 1, form))
            elif endings:
                word_end = padded.index(" ", end)
                if padded[end:word_end] in endings:
                    hits.append((begin, -end, word_end - 1, form))
        hits.sort()  # by begin, the longest form first
        for begin, minus_end, word_end, form in hits:
            end = -minus_end - 1
            for owner, values, own_endings in self._owners[form]:
                if end == word_end or padded[end + 1 : word_end + 1] in own_endings:
                    matches = found.get(owner)
                    if matches is None:
                        found[owner] = [Match(begin, end, word_end, values)]
                    else:
                        matches.append(Match(begin, end, word_end, values))
        return Scan(found)


def claimed(found: list[Match[T]]) -> list[Match[T]]:
    """Return the matches that remain when at each place the longest one claims its span."""
    if len(found) < 2:
        return found
    kept: list[Match[T]] = []
    free = 0
    for match in found:
        if match.begin >= free:
            kept.append(match)
            free = match.word_end
    return kept


def longest(found: list[Match[T]]) -> list[Match[T]]:
    """Return the matches that remain when the longest of those that overlap stays, by place."""
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


def _begin(match: Match[T]) -> int:
    return match.begin


def _by_length(match: Match[T]) -> tuple[int, int]:
    return (match.begin - match.word_end, match.begin)
