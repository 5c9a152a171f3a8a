"""The head of a block → the date that it gives an entry, the regions it names, and where the text goes on."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from csgraph.language.pack import LanguagePack
from csgraph.model import Span
from csgraph.text.blocks import body
from csgraph.text.dates import DateMention, date_at, week_at
from csgraph.text.regions import Regions, find_regions, regions_at

_OPENING = " *_[(#"
_CLOSE = re.compile(r"[\s)\]*_]*(?:\.\s?[-–—]|[–—:|]|-(?=\s)|\.(?=\s+[\"'“”„«»‘’¿¡]*[^\W\d_a-zà-ÿ])|•|·|>|\t)\s*")
_PLACE = re.compile(
    r"\s*(?:\*\*|__)?(?P<place>[^\W\d_][\w.'’ -]{1,40}?(?:,\s[^\W\d_][\w.'’ -]{1,30}?|\s?\([\w .'’-]{2,30}\))??)(?:\s*[,–—|/:·•]|\s+-(?=\s)|-(?=[^\W\d_a-zà-ÿ]))\s*"
)
_LABEL = re.compile(r"[\s#*_]*[^\W\d_][^\n.:–—|,;!?]{0,30}?\s*[.:–—|,)]\s*")
"""What numbers or calls a heading, before its date ("Cuarto. Abril.", "Teil 3: März 2021")."""
_WORD_LABEL = re.compile(r"[\s#*_]*[^\W\d_a-zà-ÿ]\w{3,24}\s+(?=\w)")
"""A word that does so, before a date that ends the line ("Pressmeddelande 15 januari")."""
_AT_END = re.compile(r"[(\[](?=[^()\[\]]+[)\]][\s.]*\Z)")
_LONGEST_DATE = 40
_MONTH_STOP = re.compile(r"(?<=[^\W\d_])\.[*_]*(?=\s+[\"'“”„«»‘’¿¡]*[^\W_a-zà-ÿ])\s*")
"""The full stop behind a month, and a capital or figure behind it."""
_SHORT_MONTH = 4
"""Letters of a month behind other words that may be cut short: its full stop is its own there ("In Sept. Europol …")."""
_BRACKET_CLOSE = re.compile(r"\s*[)\]][\s*_]*")
_PLACE_AND_BRACKET = re.compile(r"[^\W\d_a-zà-ÿ][\w.'’ -]{1,40}?(?:,\s[^\W\d_][\w.'’ -]{1,30}?)?\s*[(\[]\s*")
_BEHIND_BRACKET = re.compile(r"\s*[)\]]\s*[–—:.-]+\s*")
_MOST_PLACES = 3
_MOST_FILLERS = 4
_MOST_PLACE_WORDS = 5
_FILLER = re.compile(r"[^\W\d_]+[.'’]?\s*[,-]?\s*")
_ASIDE = re.compile(r"\s*[(,]\s*[^\W\d_][\w .,'’-]{2,40}\)?")
_ASIDE_CLOSE = re.compile(r"\s*[–—:]\s*")
_COMMA = re.compile(r"\s*,?\s*")
_JOINT = re.compile(r"\s*[)\]]?\s*[–—:|/-]\s*")
_SHORT_YEAR = re.compile(r"(\d{2})([./-])(\d{2})\2(\d{2})(?![\w.,/-]*\d)")
_FIGURES = re.compile(r"(\d{2})\.(\d{2})(?=\.?\s*[–—:|·-]|\.\s+[^\W\d_])|(\d{1,2})/(\d{1,2})(?=\.?\s*[–—:|·-](?:\s|\Z))")
_HEADING_MARKS = re.compile(r"[\s#*_]*")
_LONGEST_NAME_OF_REGION = 60
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

    @property
    def is_dateline(self) -> bool:
        """Say whether a place stands before the date: it is part of the entry's text."""
        return self.body < self.mention.span.begin


def header_of(text: str, block: Span, pack: LanguagePack, *, numbered: bool = False) -> Header | None:
    """Return the header that opens a block, or None; in a `numbered` text the number is the item's, never a day."""
    # "12. Januar" may be a day or the twelfth item; the day comes first.
    for start in dict.fromkeys((body(text, block),) if numbered else (block.begin, body(text, block))):
        while start < block.end and text[start] in _OPENING:
            start += 1
        mention = _leading_date(text, start, block.end, pack)
        if mention is not None:
            return _closed(text, mention, block, pack)
        regions = regions_at(text, start, block.end, pack)
        if regions is not None:
            joint = _JOINT.match(text, regions.span.end, block.end) or _COMMA.match(text, regions.span.end, block.end)
            mention = _leading_date(text, joint.end() if joint else regions.span.end, block.end, pack)
            if mention is not None:
                return _closed(text, mention, block, pack, _numbers(regions))
    return _dateline(text, start, block, pack) or _labelled(text, block, pack)


def regions_of_heading(text: str, block: Span, pack: LanguagePack) -> tuple[int, ...]:
    """Return the numbered regions that a heading without a date is about ("Region 3 – Latin America"), or none."""
    start = block.begin + len(_HEADING_MARKS.match(text, block.begin, block.end)[0])  # type: ignore[index]
    found = regions_at(text, start, block.end, pack)
    if found is None:
        return ()
    rest = text[found.span.end : block.end].strip(" *_")
    is_heading = (not rest or rest[0] in "–—-:(,|") and len(rest) <= _LONGEST_NAME_OF_REGION and not rest.endswith((".", ";", "!", "?"))
    return _numbers(found) if is_heading else ()


def regions_of_item(text: str, block: Span, pack: LanguagePack) -> tuple[tuple[int, ...], int]:
    """Return the numbered regions that open an item ("• Région 3 : organisation …") and where it goes on behind them, or none and its body."""
    begin = body(text, block)
    found = regions_at(text, begin, block.end, pack)
    close = _CLOSE.match(text, found.span.end, block.end) if found is not None else None
    if found is None or not (found.is_bracketed or close) or text[begin : found.span.end].count(" ") > _MOST_PLACE_WORDS:
        return (), begin
    return _numbers(found), close.end() if close else found.span.end


def _leading_date(text: str, start: int, end: int, pack: LanguagePack) -> DateMention | None:
    """Return the date at `start`, or after words such as "den" and "In"."""
    at = start
    for _ in range(_MOST_FILLERS + 1):
        mention = date_at(text, pack, at, end) or week_at(text, pack, at, end) or _day_and_month(text, at, end)
        if mention is not None and mention.span.end <= end:
            only_year = mention.month is None and not mention.is_year_round
            closing = _CLOSE.match(text, mention.span.end, end) or _BRACKET_CLOSE.match(text, mention.span.end, end)
            return mention if not only_year or mention.span.end >= end or closing else None
        filler = _FILLER.match(text, at, end)
        if filler is None or not _is_filler(filler.group(), pack):
            return None
        at = filler.end()
    return None


def _day_and_month(text: str, at: int, end: int) -> DateMention | None:
    """Return the date that figures make at the head of a line ("11.01. Meeting with …", "03.05.21: …")."""
    short = _SHORT_YEAR.match(text, at, end)
    match = short or _FIGURES.match(text, at, end)
    if match is None:
        return None
    day, month = (int(match[1]), int(match[3])) if short else (int(match[1] or match[3]), int(match[2] or match[4]))
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    return DateMention(Span(match.start(), match.end()), month, day, 2000 + int(short[4]) if short else None)


def _is_filler(words: str, pack: LanguagePack) -> bool:
    folded = words.strip(" .,'’-").casefold()
    return folded in _fillers(pack) or folded in pack.weekdays


@cache
def _fillers(pack: LanguagePack) -> frozenset[str]:
    """Return the words of the pack's fillers ("end of" gives two)."""
    return frozenset(word for filler in pack.calendar["fillers"] for word in (filler, *filler.split()))


def _dateline(text: str, start: int, block: Span, pack: LanguagePack) -> Header | None:
    """Return the header of a press release: a place, or a part of the world and a place in it, then the date."""
    bracketed = _PLACE_AND_BRACKET.match(text, start, block.end)
    if bracketed is not None:
        mention = _leading_date(text, bracketed.end(), block.end, pack)
        close = _BEHIND_BRACKET.match(text, mention.span.end, block.end) if mention is not None else None
        if mention is not None and mention.month is not None and close is not None:
            return Header(mention, (), start, True, False)
    at = start
    for _ in range(_MOST_PLACES):
        place = _PLACE.match(text, at, block.end)
        if place is None or not place["place"][:1].isupper() or len(place["place"].split()) > _MOST_PLACE_WORDS:
            return None
        at = place.end()
        mention = _leading_date(text, at, block.end, pack)
        if mention is not None:
            if mention.month is None or (mention.day is None and mention.year is None):
                return None
            header = _closed(text, mention, block, pack)
            # The place belongs to the entry's text, so the body begins with the place.
            return replace(header, body=start) if header.is_closed else None
    return None


def trailing(text: str, block: Span, pack: LanguagePack) -> Header | None:
    """Return the header of a paragraph whose date stands behind it in brackets ("Two men were arrested. (3 May 2021)"), or None."""
    match = _AT_END.search(text, max(block.begin, block.end - _LONGEST_DATE), block.end)
    mention = _leading_date(text, match.end(), block.end, pack) if match else None
    if mention is None or mention.month is None or text[mention.span.end : block.end].strip(" )].") or match.start() == block.begin:  # type: ignore[union-attr]
        return None
    return Header(mention, (), body(text, block), True, False)


def _labelled(text: str, block: Span, pack: LanguagePack) -> Header | None:
    """Return the header of a heading that is no more than a label and a date."""
    label = _LABEL.match(text, block.begin, block.end) or _WORD_LABEL.match(text, block.begin, block.end)
    mention = _leading_date(text, label.end(), block.end, pack) if label else None
    header = _closed(text, mention, block, pack) if mention is not None and mention.month is not None else None
    return header if header is not None and header.is_alone else None


def _closed(text: str, mention: DateMention, block: Span, pack: LanguagePack, before: tuple[int, ...] = ()) -> Header:
    """Return the header with what stands behind its date; `before` are regions that stand before it."""
    region, at, is_closed = _regions_behind(text, mention.span.end, block.end, pack)
    region = region or before
    rest = text[at : block.end]
    if not rest.strip(" .:–—-*_)]"):
        return Header(mention, region, block.end, True, True)
    close = _CLOSE.match(text, at, block.end) or (_BRACKET_CLOSE.match(text, at, block.end) if _is_opened(text, block) else None)
    close = close or _month_stop(text, mention, at, block)
    if close is None and is_closed:
        return Header(mention, region, at, True, False)
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
        return Header(
            mention, region or _numbers(next(find_regions(text, pack, at, min(block.end, at + _REGION_REACH)), None)), at, True, False
        )
    comma = _COMMA.match(text, at, block.end)
    return Header(mention, region, comma.end() if comma else at, False, False)


def _month_stop(text: str, mention: DateMention, at: int, block: Span) -> re.Match[str] | None:
    """Return the full stop that closes a header of a month alone ("Mai. Der Zoll …"); the date has taken it for its own."""
    is_first = not text[block.begin : mention.span.begin].strip(_OPENING)
    is_whole = is_first or mention.span.end - mention.span.begin > _SHORT_MONTH + 1
    return _MONTH_STOP.match(text, at - 1, block.end) if is_whole and mention.day is None and at == mention.span.end else None


def _is_opened(text: str, block: Span) -> bool:
    """Say whether a bracket opens the block ("[Brussels, 2 December 2021] The Commission …")."""
    return body(text, block) == block.begin and text[block.begin : block.end].lstrip("*_ ").startswith(("[", "("))


def _regions_behind(text: str, at: int, end: int, pack: LanguagePack) -> tuple[tuple[int, ...], int, bool]:
    """Return the regions behind a date ("Februar, Region 3 –", "März – Region 3:"), where they end, and whether a bracket closes them."""
    found = regions_at(text, at, end, pack)
    if found is None:
        joint = _JOINT.match(text, at, end)
        found = regions_at(text, joint.end(), end, pack) if joint else None
        if found is None or not (found.is_bracketed or _CLOSE.match(text, found.span.end, end) or not text[found.span.end : end].strip()):
            return (), at, False
    return _numbers(found), found.span.end, found.is_bracketed


def _numbers(found: Regions | None) -> tuple[int, ...]:
    return tuple(number for number, _ in found.numbers) if found else ()
