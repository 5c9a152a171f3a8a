"""A report → the year it is about."""

from __future__ import annotations

import re
from collections.abc import Iterable

from csgraph.language.pack import LanguagePack
from csgraph.model import Span
from csgraph.text.blocks import is_title
from csgraph.text.dates import YEAR, DateMention
from csgraph.text.headers import Header

_ALONE = re.compile(rf"(?<![\w.,])({YEAR})(?![\w%]|[.,]\d)")
_HEAD = 1200
"""Characters of a report in which it names itself ("Annual report 2019")."""
_SHORTEST_CUE = 8
"""A shorter word beside a year ("report") says too little."""
_INTRODUCTION = 400
"""Characters taken for the introduction where no header ends it."""
_TITLE_BLOCKS = 3
_SELDOM = 2


def report_year(text: str, blocks: list[Span], headers: list[Header | None], pack: LanguagePack) -> int | None:
    """Return the year that the report is about, or None when nothing says it.

    In this order: a year beside the pack's words for a report ("annual report 2019"), the years that its headers state (where the title names
    one, at least half of them: others look ahead), the title line,
    the introduction (of several years the latest: a report looks back, and founding years are earlier).
    """
    named = _named_year(text[:_HEAD], pack)
    if named is not None:
        return named
    dates = [header.mention for header in headers if header]
    stated = [mention.year for mention in dates if mention.year is not None]
    title = [year for block in blocks[:_TITLE_BLOCKS] if is_title(text, block) for year in _years(block.of(text))]
    if len(stated) == 1 and not title:
        return _year_of_release(dates)
    if stated and not (title and _SELDOM * len(stated) < len(dates)):
        return _commonest(stated)
    if title:
        return title[-1]
    first = next((block.begin for block, header in zip(blocks, headers, strict=True) if header), None)
    introduction = _years(text[: first if first is not None else _INTRODUCTION])
    if introduction:
        return max(introduction)
    everywhere = _years(text) if first is None else []
    return _commonest(everywhere) if everywhere else None


def _year_of_release(dates: list[DateMention]) -> int:
    """Return the year of a press release: it looks back, so months after that of its own date are those of the year before."""
    head = next(mention for mention in dates if mention.year is not None)
    year = head.year or 0
    later = head.day and head.month and any(mention.month > head.month for mention in dates if mention.year is None and mention.month)
    return year - 1 if later else year


def _named_year(head: str, pack: LanguagePack) -> int | None:
    for cue in sorted(pack.calendar["report_year"], key=len, reverse=True):
        if len(cue) >= _SHORTEST_CUE:
            match = re.search(rf"\b{re.escape(cue)}\w{{0,3}}\W+(?:\w+\W+){{0,2}}({YEAR})\b", head, re.I)
            if match:
                return int(match[1])
    return None


def _years(words: str) -> list[int]:
    return [int(found) for found in _ALONE.findall(words)]


def _commonest(years: Iterable[int]) -> int:
    """Return the year that is named most, of several the latest."""
    every = list(years)
    return max(set(every), key=lambda year: (every.count(year), year))
