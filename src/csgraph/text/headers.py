"""The head of a block → the date that it gives an entry, the regions it names, and where the text goes on."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from csgraph.language.pack import LanguagePack
from csgraph.model import Span
from csgraph.text.blocks import body
from csgraph.text.dates import DateMention, date_at

_CLOSE = re.compile(r"[\s)\]*_]*(?:\.\s?[-–—]|[–—:|]|-(?=\s)|\.(?=\s+[^\W\d_a-zà-ÿ])|•|·|>|\t)\s*")
_DATELINE = re.compile(
    r"\s*(?:\*\*|__)?(?P<place>[^\W\d_][\w.'’ -]{1,40}?(?:,\s[^\W\d_][\w.'’ -]{1,30}?|\s?\([\w .'’-]{2,30}\))?)\s*(?:,|–|—|-|\||/|:)\s*"
)
_MOST_PLACE_WORDS = 5
_FILLER = re.compile(r"[^\W\d_]+[.'’]?\s*,?\s*")
_ASIDE = re.compile(r"\s*[(,]\s*[^\W\d_][\w .,'’-]{2,40}\)?")
_ASIDE_CLOSE = re.compile(r"\s*[–—:]\s*")
_COMMA = re.compile(r"\s*,?\s*")
_DIGITS = re.compile(r"\d+")
_REGION_OWNER = r"(?:\s\w{1,4}(?:\s\w{1,4})?[\s'’](?-i:[A-Z]{2,8})\b)?"
"""Whose region it is ("Région 3 de CSI")."""
_REGION_REACH = 60
"""Characters behind a header without a month in which it may name its regions."""


@dataclass(frozen=True, slots=True)
class Header:
    """The date at the head of a block, with what stands around it."""

    mention: DateMention
    regions: tuple[int, ...]
    body: int
    is_closed: bool
    """A dash, colon or line end follows: it can be nothing but a header."""
    is_alone: bool


def header_of(text: str, block: Span, pack: LanguagePack, *, numbered: bool = False) -> Header | None:
    """Return the header that opens a block, or None; in a `numbered` text the number is the item's, never a day."""
    # "12. Januar" may be a day or the twelfth item; the day comes first.
    for start in dict.fromkeys((body(text, block),) if numbered else (block.begin, body(text, block))):
        while start < block.end and text[start] in " *_[(#":
            start += 1
        mention = _leading_date(text, start, block.end, pack)
        if mention is not None:
            return _closed(text, mention, block, pack)
    return _dateline(text, start, block, pack)


def _leading_date(text: str, start: int, end: int, pack: LanguagePack) -> DateMention | None:
    """Return the date at `start`, or after words such as "den" and "In"."""
    at = start
    for _ in range(4):
        mention = date_at(text, pack, at, end)
        if mention is not None and mention.span.end <= end:
            only_year = mention.month is None and not mention.is_year_round
            return mention if not only_year or mention.span.end >= end or _CLOSE.match(text, mention.span.end, end) else None
        filler = _FILLER.match(text, at, end)
        if filler is None or not _is_filler(filler.group(), pack):
            return None
        at = filler.end()
    return None


def _is_filler(words: str, pack: LanguagePack) -> bool:
    folded = words.strip(" .,'’").casefold()
    return folded in pack.calendar["fillers"]


def _dateline(text: str, start: int, block: Span, pack: LanguagePack) -> Header | None:
    """Return the header of a press release: a place, then the date."""
    place = _DATELINE.match(text, start, block.end)
    if place is None or not place["place"][:1].isupper() or len(place["place"].split()) > _MOST_PLACE_WORDS:
        return None
    mention = _leading_date(text, place.end(), block.end, pack)
    if mention is None or mention.month is None or (mention.day is None and mention.year is None):
        return None
    header = _closed(text, mention, block, pack)
    # The place belongs to the entry's text, so the body begins with the place.
    return replace(header, body=start) if header and header.is_closed else None


def _closed(text: str, mention: DateMention, block: Span, pack: LanguagePack) -> Header | None:
    at = mention.span.end
    region, at_region = _region(text, at, block.end, pack)
    at = at_region
    rest = text[at : block.end]
    if not rest.strip(" .:–—-*_)]"):
        return Header(mention, region, block.end, True, True)
    close = _CLOSE.match(text, at, block.end)
    if close is None:
        # "Den 3. maj 2021 (København):" and "May 2021, Vienna:"
        aside = _ASIDE.match(text, at, block.end)
        if aside:
            close = _ASIDE_CLOSE.match(text, aside.end(), block.end)
            if close:
                return Header(mention, region, at, True, False)
    if close is not None and close.end() > at:
        return Header(mention, region, close.end(), True, False)
    if mention.is_year_round:
        return Header(mention, region or _region_inside(text, at, block.end, pack), at, True, False)
    comma = _COMMA.match(text, at, block.end)
    return Header(mention, region, comma.end() if comma else at, False, False)


def _region(text: str, at: int, end: int, pack: LanguagePack) -> tuple[tuple[int, ...], int]:
    """Return the numbers of the regions that follow a date ("Februar, Region 3 –"), and where they end."""
    match = _region_pattern(pack).match(text, at, end)
    if match is None:
        return (), at
    return tuple(int(number) for number in _DIGITS.findall(match["numbers"])), match.end()


def _region_inside(text: str, at: int, end: int, pack: LanguagePack) -> tuple[int, ...]:
    match = _region_pattern(pack).search(text, at, min(end, at + _REGION_REACH))
    return tuple(int(number) for number in _DIGITS.findall(match["numbers"])) if match else ()


@cache
def _region_pattern(pack: LanguagePack) -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in pack.region_words)
    joints = "|".join(re.escape(word) for word in (*pack.words["and"], ",", "/", "-"))
    return re.compile(
        rf"[\s,(–—-]*\b(?:\w+[\s-]+)?(?:{words})\w{{0,4}}\s+(?P<numbers>\d{{1,2}}(?:\s*(?:{joints})\s*\d{{1,2}}\b)*)\b{_REGION_OWNER}[)\]]?",
        re.I,
    )
