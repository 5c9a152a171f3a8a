"""A report's text → its entries, by the headers that date them.

A header is a date at the head of a line: closed by a dash or colon ("Februar, Region 3 –", "12 March 2021:"), alone on its line (a heading, whose
items or paragraphs below are entries of that date), after a place (the date line of a press release), or the first words of a sentence
("In March 2021 …"). What stands before the first one is the introduction. A text without any is one entry.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from csgraph.language.pack import LanguagePack
from csgraph.model import Basis, Document, Entry, PartialDate, Span
from csgraph.text.dates import DateMention, date_at, find_dates

_BULLET = re.compile(r"\s*(?:[-*•·▪‣●○◦■□–—>]+\s+|\(?\d{1,3}[.)]\s+(?=\D|\d{1,2}[.\s])|\(?[a-z]\)\s+|#{1,6}\s+|\|\s*)")
_HEADING_MARK = re.compile(r"\s*#{1,6}\s+")
_CLOSE = re.compile(r"[\s)\]*_]*(?:\.\s?[-–—]|[–—:|]|-(?=\s)|\.(?=\s+[^\W\d_a-zà-ÿ])|•|·|>|\t)\s*")
_DATELINE = re.compile(
    r"\s*(?:\*\*|__)?(?P<place>[^\W\d_][\w.'’ -]{1,40}?(?:,\s[^\W\d_][\w.'’ -]{1,30}?|\s?\([\w .'’-]{2,30}\))?)\s*(?:,|–|—|-|\||/|:)\s*"
)
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
    blocks = _blocks(document, pack)
    numbered = _is_numbered(text, blocks)
    headers = {block: _header(text, block, pack, numbered=numbered) for block in blocks}
    closed = sum(1 for header in headers.values() if header and header.is_closed)
    if closed > 1 or (closed == 1 and not any(header and not header.is_closed for header in headers.values())):
        # A report with real headers: a sentence that happens to begin with a month continues its entry.
        headers = {block: header if header and header.is_closed else None for block, header in headers.items()}
    chosen = year if year is not None else report_year(text, blocks, list(headers.values()), pack)
    return chosen, _segments(text, blocks, headers, pack, chosen)


def entries(report: str, text: str, segments: list[Segment], language: str) -> tuple[Entry, ...]:
    """Return the segments as entries, numbered from 0 when the first is an introduction or the only one, else from 1."""
    first = 0 if segments and (segments[0].date is None or len(segments) == 1) else 1
    return tuple(
        Entry(report, position, part.span.of(text), part.span, part.date, part.basis, language, part.body - part.span.begin)
        for position, part in enumerate(segments, first)
    )


def _segments(text: str, blocks: list[Span], headers: dict[Span, _Header | None], pack: LanguagePack, year: int | None) -> list[Segment]:
    return _Segmenter(text, blocks, headers, pack, year).segments()


@dataclass(slots=True)
class _Segmenter:
    """Walks the blocks of a report and closes an entry where the next one begins."""

    text: str
    blocks: list[Span]
    headers: dict[Span, _Header | None]
    pack: LanguagePack
    year: int | None
    done: list[Segment] = field(default_factory=list)
    current: Segment | None = None
    current_is_item: bool = False
    current_is_title: bool = False
    """An item that is only a heading ("1. New shelter in Hjørring"): what stands below it is its text."""
    heading: tuple[PartialDate | None, Basis, tuple[int, ...], bool] | None = None
    """Date, basis and regions of the heading that the blocks stand under, and whether each block is an entry of its own (a month heads many)."""

    heading_block: Span | None = None

    def segments(self) -> list[Segment]:
        """Return the segments in order."""
        dated = sum(1 for header in self.headers.values() if header)
        items = sum(1 for block in self.blocks if _is_item(self.text, block))
        loose = any(header and not header.is_closed for header in self.headers.values())
        first = next((number for number, block in enumerate(self.blocks) if self.headers[block] or _is_item(self.text, block)), None)
        # A title alone is no introduction; it is the report's title already.
        titles = self.blocks[:first] if first and all(_is_title(self.text, block) for block in self.blocks[:first]) else []
        for block in self.blocks[len(titles) :]:
            header = self.headers[block]
            is_item = _is_item(self.text, block) and not (header is not None and header.mention.span.begin == block.begin)
            if self.current is not None and self.current_is_title and not is_item and not (header and header.is_closed):
                self._below_title(block, header)
            elif header is not None:
                self._dated(block, header, is_item)
            elif self.heading is not None and (self.heading[3] or is_item):
                self._under_heading(block, is_item)
            elif self.heading is not None and self.current is None:
                # The heading may hold a place ("Malmö, 3 april 2020"): it belongs to the entry.
                begin = self.heading_block.begin if self.heading_block is not None else block.begin
                self._open(Segment(Span(begin, block.end), block.begin, *self.heading[:3]), is_item)
            elif is_item and (
                (items >= 3 and dated <= 1) or (dated and (self.current is None or self.current.date is None or self.current_is_item))
            ):
                date, basis = self._date_of_item(block)
                self._open(Segment(block, _body(self.text, block), date, basis), is_item)
                self.current_is_title = _is_title(self.text, Span(_body(self.text, block), block.end))
            elif self.current is not None and self.current_is_item and _is_title(self.text, block):
                self._close()
            elif self.current is not None and loose and self.current.date is not None and not _is_title(self.text, block):
                # Where the dates stand inside the sentences, each paragraph is an entry.
                date, basis = _own_date(self.text, block, self.pack, self.year) or (None, "stated")
                self._open(Segment(block, block.begin, date, basis), is_item)
            elif self.current is not None:
                self.current = replace(self.current, span=Span(self.current.span.begin, block.end))
            else:
                self._open(Segment(block, _body(self.text, block), None, "stated"), is_item)
        if self.current is not None and self.current.date is None and not dated:
            own = _own_date(self.text, self.current.span, self.pack, self.year)
            if own:
                self.current = replace(self.current, date=own[0], basis=own[1])
        self._close()
        return self.done

    def _dated(self, block: Span, header: _Header, is_item: bool) -> None:
        date, basis = header.mention.date(self.year), _basis(header.mention)
        if header.is_alone and not is_item:
            self._close()
            self.heading = (date, basis, header.regions, header.mention.day is None)
            self.heading_block = block
            return
        if not is_item:
            self.heading = None
        self._open(Segment(block, header.body, date, basis, header.regions), is_item)

    def _under_heading(self, block: Span, is_item: bool) -> None:
        assert self.heading is not None
        if _is_title(self.text, block) and not is_item:
            self._close()
            return
        date, basis, regions, _ = self.heading
        own = _own_date(self.text, block, self.pack, self.year if date is None else date.year)
        if own is not None and date is not None and own[0].year == date.year and own[0].month == date.month and own[0].day:
            date, basis = own
        self._open(Segment(block, _body(self.text, block), date, basis, regions), is_item)

    def _below_title(self, block: Span, header: _Header | None) -> None:
        assert self.current is not None
        date, basis = self.current.date, self.current.basis
        if date is None or date.month is None:
            own = (header.mention.date(self.year), _basis(header.mention)) if header else _own_date(self.text, block, self.pack, self.year)
            if own is not None and own[0] is not None:
                date, basis = own
        self.current = replace(self.current, span=Span(self.current.span.begin, block.end), date=date, basis=basis)

    def _date_of_item(self, block: Span) -> tuple[PartialDate | None, Basis]:
        """Return the date that an item names: its month, else its year, else that of the report."""
        own = _own_date(self.text, block, self.pack, self.year)
        years = [mention for mention in find_dates(self.text, self.pack, block.begin, block.end) if mention.year is not None]
        if own is not None and not (years and years[0].month is None and years[0].year == own[0].year and own[0].day is None):
            return own
        if years:
            return PartialDate(years[0].year or 0), "stated"
        return (PartialDate(self.year), "inherited") if self.year is not None else (None, "stated")

    def _open(self, opened: Segment, is_item: bool) -> None:
        self._close()
        self.current, self.current_is_item, self.current_is_title = opened, is_item, False

    def _close(self) -> None:
        if self.current is not None:
            self.done.append(self.current)
        self.current = None


def _basis(mention: DateMention) -> Basis:
    return "stated" if mention.year is not None else "inherited"


def _own_date(text: str, block: Span, pack: LanguagePack, year: int | None) -> tuple[PartialDate, Basis] | None:
    """Return the first date with a month that stands in the block itself."""
    for mention in find_dates(text, pack, block.begin, block.end):
        if mention.month is not None:
            date = mention.date(year)
            if date is not None:
                return date, _basis(mention)
    return None


def report_year(text: str, blocks: list[Span], headers: list[_Header | None], pack: LanguagePack) -> int | None:
    """Return the year that the report is about, or None when nothing says it.

    In this order: a year beside the pack's words for a report ("annual report 2019"), the years that its headers state, the title line,
    the introduction (of several years the latest: a report looks back, and founding years are earlier).
    """
    named = _named_year(text[:1200], pack)
    if named is not None:
        return named
    stated = [header.mention.year for header in headers if header and header.mention.year is not None]
    titles = [block for block in blocks[:3] if _is_title(text, block)]
    title = [int(found) for block in titles for found in _YEAR.findall(block.of(text))]
    if len(stated) == 1 and not title:
        # A press release looks back: months after that of its own date are those of the year before.
        head = next(header.mention for header in headers if header and header.mention.year is not None)
        months = [header.mention.month for header in headers if header and header.mention.year is None and header.mention.month]
        return stated[0] - 1 if head.day and head.month and any(month > head.month for month in months) else stated[0]
    if stated:
        return max(set(stated), key=lambda value: (stated.count(value), value))
    if title:
        return title[-1]
    first = next((block.begin for block, header in zip(blocks, headers, strict=True) if header), None)
    introduction = text[: first if first is not None else 400]
    years = [int(found) for found in _YEAR.findall(introduction)]
    if years:
        return max(years)
    everywhere = [int(found) for found in _YEAR.findall(text)]
    return max(set(everywhere), key=lambda value: (everywhere.count(value), value)) if everywhere and first is None else None


def _named_year(head: str, pack: LanguagePack) -> int | None:
    for cue in sorted(pack.calendar["report_year"], key=len, reverse=True):
        if len(cue) >= 8:
            match = re.search(rf"\b{re.escape(cue)}\w{{0,3}}\W+(?:\w+\W+){{0,2}}(19[5-9]\d|20[0-4]\d)\b", head, re.I)
            if match:
                return int(match[1])
    return None


# ── Blocks ───────────────────────────────────────────────────────────────────────────────────────────────────


def _blocks(document: Document, pack: LanguagePack) -> list[Span]:
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
            and not _stands_alone(text, previous, line, pack)
            and not (previous.end - previous.begin < 45 and text[previous.end - 1] in ".:!?")
        ):
            blocks[-1] = Span(previous.begin, line.end)
        else:
            blocks.append(line)
    return [
        Span(block.begin + len(block.of(text)) - len(block.of(text).lstrip()), block.begin + len(block.of(text).rstrip()))
        for block in blocks
    ]


def _stands_alone(text: str, previous: Span, line: Span, pack: LanguagePack) -> bool:
    """Say whether a hard-wrapped line does not go on with the one before: either of them is a header."""
    before, here = _header(text, previous, pack), _header(text, line, pack)
    return bool((before and before.is_alone) or (here and here.is_closed))


def _is_item(text: str, block: Span) -> bool:
    return bool(_BULLET.match(text, block.begin, block.end)) and not _HEADING_MARK.match(text, block.begin, block.end)


def _is_title(text: str, block: Span) -> bool:
    """Say whether a block is a heading: short, without a full stop, or marked as one."""
    words = block.of(text).strip()
    if _HEADING_MARK.match(words):
        return True
    return len(words) < 70 and words[-1:] not in '.:;!?,”"»' and not _BULLET.match(words) and len(words.split()) <= 9


def _body(text: str, block: Span) -> int:
    match = _BULLET.match(text, block.begin, block.end)
    return match.end() if match else block.begin


# ── Headers ──────────────────────────────────────────────────────────────────────────────────────────────────


def _is_numbered(text: str, blocks: list[Span]) -> bool:
    """Say whether the blocks count 1, 2, 3 …: then "2. Februar" is the second item, not the second of February."""
    numbers = [int(match[1]) for block in blocks if (match := re.match(r"\s*\(?(\d{1,2})[.)]\s", block.of(text)))]
    return len(numbers) >= 3 and numbers == list(range(1, len(numbers) + 1))


def _header(text: str, block: Span, pack: LanguagePack, *, numbered: bool = False) -> _Header | None:
    # "12. Januar" may be a day or the twelfth item; the day comes first.
    for start in dict.fromkeys((_body(text, block),) if numbered else (block.begin, _body(text, block))):
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
    header = _closed(text, mention, block, pack)
    # The place belongs to the entry's text, so the body begins with the place.
    return replace(header, body=start) if header and header.is_closed else None


def _closed(text: str, mention: DateMention, block: Span, pack: LanguagePack) -> _Header | None:
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
    comma = re.compile(r"\s*,?\s*").match(text, at, block.end)
    return _Header(mention, region, comma.end() if comma else at, False, False)


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
