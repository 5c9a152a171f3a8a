"""A report's text → its entries, by the headers that date them.

A header is a date at the head of a line: closed by a dash or colon ("Februar, Region 3 –", "12 March 2021:"), alone on its line (a heading, whose
items or paragraphs below are entries of that date), after a place (the date line of a press release), or the first words of a sentence
("In March 2021 …"). What stands before the first one is the introduction. A text without any is one entry.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from csgraph.language.pack import LanguagePack
from csgraph.model import Basis, Document, Entry, PartialDate, Span
from csgraph.text.dates import DateMention, date_at, find_dates

_BULLET = re.compile(r"\s*(?:[-*•·▪‣●○◦■□–—>]+\s+|\(?\d{1,3}[.)]\s+(?=\D)|\(?[a-z]\)\s+|#{1,6}\s+|\|\s*)")
_HEADING_MARK = re.compile(r"\s*#{1,6}\s+")
_CLOSE = re.compile(r"[\s)\]*_]*(?:[–—:|]|-(?=\s)|\.(?=\s+[^\W\d_a-zà-ÿ])|•|·|>|\t)\s*")
_DATELINE = re.compile(r"\s*(?:\*\*|__)?(?P<place>[^\W\d_][\w.'’ -]{1,40}?(?:,\s[^\W\d_][\w.'’ -]{1,30}?|\s?\([\w .'’-]{2,30}\))?)\s*(?:,|–|—|-|\||/|:)\s*")
_YEAR = re.compile(r"(?<![\w.,])(19[5-9]\d|20[0-4]\d)(?![\w%]|[.,]\d)")


@dataclass(frozen=True, slots=True)
class Segment:
    """An entry to be: its span in the report's text and what its header says."""

    span: Span
    body: int
    """Where the text goes on after the header, in the report's text."""
    date: PartialDate | None
    basis: Basis
    regions: tuple[int, ...] = ()
    """Numbers of the regions that the header names."""


@dataclass(frozen=True, slots=True)
class _Header:
    mention: DateMention
    regions: tuple[int, ...]
    body: int
    is_closed: bool
    """A dash, colon or line end follows: it can be nothing but a header."""
    is_alone: bool


def segment(document: Document, pack: LanguagePack, year: int | None) -> tuple[int | None, list[Segment]]:
    """Return the report's year and its segments; `year` overrides what the text says.

    The year stands in the introduction, in a heading, or is the one that most headers name.
    """
    text = document.text
    blocks = _blocks(document)
    headers = {block: _header(text, block, pack) for block in blocks}
    if any(header and header.is_closed for header in headers.values()):
        # A report with real headers: a sentence that happens to begin with a month continues its entry.
        headers = {block: header if header and header.is_closed else None for block, header in headers.items()}
    chosen = year if year is not None else report_year(text, blocks, list(headers.values()), pack)
    return chosen, list(_segments(text, blocks, headers, pack, chosen))


def entries(report: str, text: str, segments: list[Segment], language: str) -> tuple[Entry, ...]:
    """Return the segments as entries, numbered from 0 when the first is an introduction or the only one, else from 1."""
    first = 0 if segments and (segments[0].date is None or len(segments) == 1) else 1
    return tuple(
        Entry(report, position, part.span.of(text), part.span, part.date, part.basis, language, part.body - part.span.begin)
        for position, part in enumerate(segments, first)
    )


def _segments(text: str, blocks: list[Span], headers: dict[Span, _Header | None], pack: LanguagePack, year: int | None) -> Iterator[Segment]:
    current: Segment | None = None
    heading: tuple[PartialDate | None, Basis, tuple[int, ...]] | None = None
    has_headers = any(headers.values())
    items = sum(1 for block in blocks if _is_item(text, block))
    for block in blocks:
        header = headers[block]
        is_item = _is_item(text, block)
        if header is not None:
            date, basis = header.mention.date(year), "stated" if header.mention.year is not None else "inherited"
            if header.is_alone and not is_item:
                if current:
                    yield current
                current, heading = None, (date, basis, header.regions)
                continue
            if current:
                yield current
            if not header.is_alone and not is_item:
                heading = None if not header.mention.day and not heading else heading
            current = Segment(block, header.body, date, basis, header.regions)
            continue
        if heading is not None and not _is_title(text, block):
            if current:
                yield current
            date, basis, regions = heading
            own = _own_date(text, block, pack, year if date is None else date.year)
            if own is not None and (date is None or own[0].month is not None and own[0].year == date.year):
                date, basis = own
            current = Segment(block, _body(text, block), date, basis, regions)
        elif (is_item and (items >= 3 or has_headers)) and not (has_headers and current is not None and current.date is not None and heading is None):
            if current:
                yield current
            date, basis = _own_date(text, block, pack, year) or (None, "stated")
            current = Segment(block, _body(text, block), date, basis)
        elif current is not None:
            current = replace(current, span=Span(current.span.begin, block.end))
        else:
            current = Segment(block, _body(text, block), None, "stated")
    if current:
        if current.date is None and not has_headers:
            own = _own_date(text, current.span, pack, year)
            if own:
                current = replace(current, date=own[0], basis=own[1])
        yield current


def _own_date(text: str, block: Span, pack: LanguagePack, year: int | None) -> tuple[PartialDate, Basis] | None:
    """Return the first date with a month that stands in the block itself."""
    for mention in find_dates(text, pack, block.begin, block.end):
        if mention.month is not None:
            date = mention.date(year)
            if date is not None:
                return date, "stated" if mention.year is not None else "inherited"
    return None


def report_year(text: str, blocks: list[Span], headers: list[_Header | None], pack: LanguagePack) -> int | None:
    """Return the year that the report is about, or None when nothing says it.

    In this order: the years that its headers state, the title line, the introduction (of several years the latest: a report
    looks back, and founding years are earlier), a year beside the words that packs have for it.
    """
    stated = [header.mention.year for header in headers if header and header.mention.year is not None]
    if stated:
        return max(set(stated), key=lambda value: (stated.count(value), value))
    if blocks and len(blocks[0].of(text)) < 120:
        title = _YEAR.findall(blocks[0].of(text))
        if title:
            return int(title[-1])
    first = next((block.begin for block, header in zip(blocks, headers, strict=True) if header), None)
    introduction = text[: first if first is not None else 4000]
    years = [int(found) for found in _YEAR.findall(introduction)]
    if years:
        return max(years)
    everywhere = [int(found) for found in _YEAR.findall(text)]
    return max(set(everywhere), key=lambda value: (everywhere.count(value), value)) if everywhere and first is None else None


# ── Blocks ───────────────────────────────────────────────────────────────────────────────────────────────────


def _blocks(document: Document) -> list[Span]:
    """Return the paragraphs, items and headings of a text: what its layout says, or its lines, with hard-wrapped ones joined."""
    text = document.text
    if document.blocks:
        return [block.span for block in document.blocks if block.span.of(text).strip()]
    lines = [Span(match.start(), match.end()) for match in re.finditer(r"[^\n]+", text) if match.group().strip()]
    widths = sorted(line.end - line.begin for line in lines)
    is_wrapped = len(lines) > 3 and widths[-1] <= 110 and widths[len(widths) * 3 // 4] >= 45
    blocks: list[Span] = []
    for line in lines:
        previous = blocks[-1] if blocks else None
        if (
            is_wrapped
            and previous is not None
            and text[previous.end : line.begin].count("\n") == 1
            and not _BULLET.match(text, line.begin, line.end)
            and not _is_title(text, previous)
            and not (previous.end - previous.begin < 45 and text[previous.end - 1] in ".:!?")
        ):
            blocks[-1] = Span(previous.begin, line.end)
        else:
            blocks.append(line)
    return [Span(block.begin + len(block.of(text)) - len(block.of(text).lstrip()), block.begin + len(block.of(text).rstrip())) for block in blocks]


def _is_item(text: str, block: Span) -> bool:
    return bool(_BULLET.match(text, block.begin, block.end)) and not _HEADING_MARK.match(text, block.begin, block.end)


def _is_title(text: str, block: Span) -> bool:
    """Say whether a block is a heading: short, without a full stop, or marked as one."""
    words = block.of(text).strip()
    if _HEADING_MARK.match(words):
        return True
    return len(words) < 70 and words[-1:] not in ".:;!?,”\"»" and not _BULLET.match(words) and len(words.split()) <= 9


def _body(text: str, block: Span) -> int:
    match = _BULLET.match(text, block.begin, block.end)
    return match.end() if match else block.begin


# ── Headers ──────────────────────────────────────────────────────────────────────────────────────────────────


def _header(text: str, block: Span, pack: LanguagePack) -> _Header | None:
    start = _body(text, block)
    while start < block.end and text[start] in " *_[(":
        start += 1
    mention = _leading_date(text, start, block.end, pack)
    if mention is None:
        return _dateline(text, start, block, pack)
    return _closed(text, mention, block, pack, after_place=False)


def _leading_date(text: str, start: int, end: int, pack: LanguagePack) -> DateMention | None:
    """Return the date at `start`, or after words such as "den" and "In"."""
    at = start
    for _ in range(4):
        mention = date_at(text, pack, at)
        if mention is not None and mention.span.end <= end:
            only_year = mention.month is None and not mention.is_year_round
            return mention if not only_year or mention.span.end >= end or _CLOSE.match(text, mention.span.end, end) else None
        filler = re.compile(r"[^\W\d_]+[.'’]?\s*,?\s*").match(text, at, end)
        if filler is None or not _is_filler(filler.group(), pack):
            return None
        at = filler.end()
    return None


def _is_filler(words: str, pack: LanguagePack) -> bool:
    folded = words.strip(" .,'’").casefold()
    return folded in pack.calendar["fillers"]


def _dateline(text: str, start: int, block: Span, pack: LanguagePack) -> _Header | None:
    """Return the header of a press release: a place, then the date."""
    place = _DATELINE.match(text, start, block.end)
    if place is None or not place["place"][:1].isupper() or len(place["place"].split()) > 5:
        return None
    mention = _leading_date(text, place.end(), block.end, pack)
    if mention is None or mention.month is None or (mention.day is None and mention.year is None):
        return None
    header = _closed(text, mention, block, pack, after_place=True)
    # The place belongs to the entry's text, so the body begins with the place.
    return replace(header, body=start) if header and header.is_closed else None


def _closed(text: str, mention: DateMention, block: Span, pack: LanguagePack, *, after_place: bool) -> _Header | None:
    at = mention.span.end
    region, at_region = _region(text, at, block.end, pack)
    at = at_region
    rest = text[at : block.end]
    if not rest.strip(" .:–—-*_)]"):
        return _Header(mention, region, block.end, True, True)
    close = _CLOSE.match(text, at, block.end)
    if close is None:
        # "Den 3. maj 2021 (København):" and "May 2021, Vienna:"
        aside = re.compile(r"\s*[(,]\s*[^\W\d_][\w .,'’-]{2,40}\)?").match(text, at, block.end)
        if aside:
            close = re.compile(r"\s*[–—:]\s*").match(text, aside.end(), block.end)
            if close:
                return _Header(mention, region, at, True, False)
    if close is not None and close.end() > at:
        return _Header(mention, region, close.end(), True, False)
    if mention.is_year_round:
        return _Header(mention, region or _region_inside(text, at, block.end, pack), at, True, False)
    return _Header(mention, region, at, False, False)


def _region(text: str, at: int, end: int, pack: LanguagePack) -> tuple[tuple[int, ...], int]:
    """Return the numbers of the regions that follow a date ("Februar, Region 3 –"), and where they end."""
    match = _region_pattern(pack).match(text, at, end)
    if match is None:
        return (), at
    return tuple(int(number) for number in re.findall(r"\d+", match["numbers"])), match.end()


def _region_inside(text: str, at: int, end: int, pack: LanguagePack) -> tuple[int, ...]:
    match = _region_pattern(pack).search(text, at, min(end, at + 60))
    return tuple(int(number) for number in re.findall(r"\d+", match["numbers"])) if match else ()


def _region_pattern(pack: LanguagePack) -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in pack.region_words)
    joints = "|".join(re.escape(word) for word in (*pack.words["and"], ",", "/", "-"))
    return re.compile(rf"[\s,(]*\b(?:\w+\s+)?(?:{words})\w{{0,4}}\s+(?P<numbers>\d{{1,2}}(?:\s*(?:{joints})\s*\d{{1,2}}\b)*)\b[)\]]?", re.I)
