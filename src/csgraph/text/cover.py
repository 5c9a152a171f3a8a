"""Which characters of a text are covered by spans."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate


class Cover:
    """Characters that are covered by spans: asked for one span at a time."""

    __slots__ = ("_begins", "_furthest")

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(spans)
        self._begins = [begin for begin, _ in ordered]
        self._furthest = list(accumulate((end for _, end in ordered), max))

    def __bool__(self) -> bool:
        return bool(self._begins)

    def overlaps(self, begin: int, end: int) -> bool:
        """Say whether a span shares a character with these."""
        before = bisect_left(self._begins, end)
        return before > 0 and self._furthest[before - 1] > begin

    def contains(self, begin: int, end: int) -> bool:
        """Say whether these characters stand in one span."""
        before = bisect_right(self._begins, begin)
        return before > 0 and self._furthest[before - 1] >= end
