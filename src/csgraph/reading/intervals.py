"""What stands near a place of a text, without a walk over all that the text has."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import Generic, Protocol, TypeVar

from csgraph.text.cover import Cover

__all__ = ["Cover", "Intervals"]


class _Placed(Protocol):
    @property
    def begin(self) -> int: ...

    @property
    def end(self) -> int: ...


T = TypeVar("T", bound=_Placed)
_begin = attrgetter("begin")


class Intervals(Generic[T]):
    """Items by their places, in the order that they are given in where they begin together."""

    __slots__ = ("_longest", "_sets", "begins", "items")

    def __init__(self, items: Iterable[T]) -> None:
        self.items: list[T] = sorted(items, key=_begin)
        self.begins = [item.begin for item in self.items]
        self._longest = -1
        self._sets: tuple[frozenset[int], frozenset[int]] | None = None

    @property
    def longest(self) -> int:
        """How many characters the longest item takes."""
        if self._longest < 0:
            self._longest = max((item.end - item.begin for item in self.items), default=0)
        return self._longest

    def near(self, begin: int, end: int) -> list[T]:
        """Return every item that touches these characters, in order; it may be that some before them do not."""
        if not self.items:
            return []
        return self.items[bisect_left(self.begins, begin - self.longest) : bisect_right(self.begins, end)]

    def overlapping(self, begin: int, end: int) -> list[T]:
        """Return the items that share a character with these."""
        return [item for item in self.near(begin, end) if item.begin < end and begin < item.end]

    def behind(self, begin: int, end: int | None = None) -> list[T]:
        """Return the items that begin here or later, up to an end."""
        return self.items[bisect_left(self.begins, begin) : None if end is None else bisect_left(self.begins, end)]

    def first_behind(self, begin: int) -> int:
        """Return the number of the first item that begins here or later."""
        return bisect_left(self.begins, begin)

    def backwards(self, at: int) -> Iterator[T]:
        """Yield the items that begin here or earlier, the last one first."""
        items = self.items
        for number in range(bisect_right(self.begins, at) - 1, -1, -1):
            yield items[number]

    def begins_at(self, at: int) -> bool:
        """Say whether an item begins here."""
        return at in self._edges()[0]

    def ends_at(self, at: int) -> bool:
        """Say whether an item ends here."""
        return at in self._edges()[1]

    def _edges(self) -> tuple[frozenset[int], frozenset[int]]:
        if self._sets is None:
            self._sets = (frozenset(self.begins), frozenset(item.end for item in self.items))
        return self._sets
