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
from csgraph.text.blocks import BULLET, PLAIN, body, heading_style, is_item, is_numbered, is_title, lines, trimmed
from csgraph.text.dates import DateMention, find_dates
from csgraph.text.headers import Header, header_of, regions_of_heading, regions_of_item, trailing
from csgraph.text.pipes import tables
from csgraph.text.year import report_year

_WIDEST_WRAPPED, _USUAL_WRAPPED = 110, 45
"""Line widths of a text whose lines were wrapped by hand: none is wider, three of four are wider."""
_BAR = re.compile(r"\s*\|\s*")
_LEAST_ITEMS = 3
"""So many items are entries of their own though no date heads them."""


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
class _RegionHeading:
    """A numbered region that heads the blocks below it."""

    regions: tuple[int, ...]
    style: str
    is_below_date: bool
    """It stands under a heading with a date: the next such heading ends it."""


@dataclass(frozen=True, slots=True)
class _Heading:
    """A date that heads the blocks below it."""

    date: PartialDate | None
    basis: Basis
    regions: tuple[int, ...]
    heads_many: bool
    """Each block below is an entry of its own (a month heads many, a day one)."""
    block: Span


def segment(document: Document, pack: LanguagePack, year: int | None) -> tuple[int | None, list[Segment]]:
    """Return the report's year and its segments; `year` overrides what the text says.

    The year stands in the introduction, in a heading, or is the one that most headers name.
    """
    text = document.text
    blocks = _blocks(document, pack)
    headers = _headers(text, blocks, pack)
    chosen = year if year is not None else report_year(text, blocks, list(headers.values()), pack)
    return chosen, _Segmenter(text, blocks, headers, pack, chosen).segments()


def entries(report: str, text: str, segments: list[Segment], language: str) -> tuple[Entry, ...]:
    """Return the segments as entries, numbered from 0 when the first is an introduction or the only one, else from 1."""
    first = 0 if segments and (segments[0].date is None or len(segments) == 1) else 1
    return tuple(
        Entry(report, position, part.span.of(text), part.span, part.date, part.basis, language, part.body - part.span.begin)
        for position, part in enumerate(segments, first)
    )


def _headers(text: str, blocks: list[Span], pack: LanguagePack) -> dict[Span, Header | None]:
    numbered = is_numbered(text, blocks)
    headers = {block: header_of(text, block, pack, numbered=numbered) for block in blocks}
    for row, (regions, end) in tables(text, lines(text)).rows.items():
        header = headers.get(trimmed(text, row))
        if header is not None and header.is_closed and not header.regions:
            behind = _BAR.match(text, end, row.end)
            is_next = not text[header.body : end].strip("| \t0123456789,/&+")
            headers[trimmed(text, row)] = replace(header, regions=regions, body=behind.end() if behind and is_next else header.body)
    if not any(headers.values()):
        headers |= _dated_at_their_ends(text, blocks, pack)
    closed = [header.is_closed for header in headers.values() if header]
    if sum(closed) > 1 or (closed and all(closed)):
        # A report with real headers: a sentence that happens to begin with a month continues its entry.
        return {block: header if header and header.is_closed else None for block, header in headers.items()}
    return headers


def _dated_at_their_ends(text: str, blocks: list[Span], pack: LanguagePack) -> dict[Span, Header | None]:
    """Return the headers of paragraphs that have their dates behind them, where several have."""
    found: dict[Span, Header | None] = {block: header for block in blocks if (header := trailing(text, block, pack)) is not None}
    return found if len(found) >= _LEAST_ITEMS else {}


# ── From blocks to entries ───────────────────────────────────────────────────────────────────────────────────


@dataclass(slots=True)
class _Segmenter:
    """Walks the blocks of a report and closes an entry where the next one begins."""

    text: str
    blocks: list[Span]
    headers: dict[Span, Header | None]
    pack: LanguagePack
    year: int | None
    done: list[Segment] = field(default_factory=list)
    current: Segment | None = None
    current_is_item: bool = False
    current_is_title: bool = False
    """An item that is only a heading ("1. New shelter in Hjørring"): what stands below it is its text."""
    heading: _Heading | None = None
    """The heading that the blocks stand under."""
    section: _RegionHeading | None = None
    """The region that the blocks stand under."""
    dated: int = 0
    """How many blocks have a header."""
    items: int = 0
    has_loose_headers: bool = False
    """Dates stand inside the sentences that open the paragraphs."""
    has_paragraph_each: bool = False
    """Every block from the first dated one to the last has a header and text of its own."""

    def segments(self) -> list[Segment]:
        """Return the segments in order."""
        self.dated = sum(1 for header in self.headers.values() if header)
        self.items = sum(1 for block in self.blocks if is_item(self.text, block))
        self.has_loose_headers = any(header and not header.is_closed for header in self.headers.values())
        self.has_paragraph_each = self._has_paragraph_each()
        for block in self.blocks[self._titles() :]:
            header = self.headers[block]
            if header is None and self._is_heading(block):
                continue
            self._take(block, header, is_item(self.text, block) and not (header is not None and header.mention.span.begin == block.begin))
        if self.current is not None and self.current.date is None and not self.dated:
            own = _own_date(self.text, self.current.span, self.pack, self.year)
            if own:
                self.current = replace(self.current, date=own[0], basis=own[1])
        self._close()
        return self.done

    def _titles(self) -> int:
        """Return how many blocks are only the report's title: alone it is no introduction."""
        first = next((number for number, block in enumerate(self.blocks) if self._is_beginning(block)), 0)
        return first if all(is_title(self.text, block) for block in self.blocks[:first]) else 0

    def _is_beginning(self, block: Span) -> bool:
        return bool(self.headers[block]) or is_item(self.text, block) or bool(regions_of_heading(self.text, block, self.pack))

    def _take(self, block: Span, header: Header | None, is_an_item: bool) -> None:
        current = self.current
        if current is not None and self.current_is_title and not is_an_item and not (header and header.is_closed):
            self._below_title(block, header)
        elif header is not None:
            self._dated(block, header, is_an_item)
        elif self.heading is not None and (self.heading.heads_many or is_an_item):
            self._under_heading(block, self.heading, is_an_item)
        elif self.heading is not None and current is None:
            # The heading may hold a place ("Malmö, 3 april 2020"): it belongs to the entry.
            is_first = not self.done or self.done[-1].span.end <= self.heading.block.begin
            span = Span(self.heading.block.begin, block.end) if is_first else block
            self._open(Segment(span, block.begin, self.heading.date, self.heading.basis, self.heading.regions), is_an_item)
        elif is_an_item and self._items_are_entries():
            regions, begin = regions_of_item(self.text, block, self.pack)
            self._open(Segment(block, begin, *self._date_of_item(block), regions), is_an_item)
        elif current is not None and self.current_is_item and is_title(self.text, block):
            self._close()
        elif current is not None and self.has_loose_headers and current.date is not None and not is_title(self.text, block):
            # Where the dates stand inside the sentences, each paragraph is an entry.
            own = _own_date(self.text, block, self.pack, self.year)
            self._open(Segment(block, block.begin, *(own or (None, "stated"))), is_an_item)
        elif current is not None and (own := self._later(block)) is not None:
            self._open(Segment(block, block.begin, *own), is_an_item)
        elif current is not None:
            self.current = replace(current, span=Span(current.span.begin, block.end))
        else:
            own = _own_date(self.text, block, self.pack, self.year) if any(part.date for part in self.done) else None
            self._open(Segment(block, body(self.text, block), *(own or (None, "stated"))), is_an_item)

    def _later(self, block: Span) -> tuple[PartialDate, Basis] | None:
        """Return the date of a paragraph that looks beyond the year of a report whose entries are a paragraph each, or None.

        "Outlook: in March 2024 …" stands behind the last dated entry and is no part of it.
        """
        if self.year is None or not self.has_paragraph_each:
            return None
        own = _own_date(self.text, block, self.pack, self.year)
        return own if own is not None and own[1] == "stated" and own[0].year > self.year else None

    def _has_paragraph_each(self) -> bool:
        """Say whether every block from the first dated one to the last has a header and text of its own."""
        dated = [number for number, block in enumerate(self.blocks) if self.headers[block]]
        blocks = self.blocks[dated[0] : dated[-1] + 1] if dated else []
        between = [self.headers[block] for block in blocks if self.headers[block] or not is_title(self.text, block)]
        return len(between) >= _LEAST_ITEMS and all(header and not header.is_alone for header in between)

    def _is_heading(self, block: Span) -> bool:
        """Say whether a block without a date is only a heading: of a region, which then heads what follows, or a marked one among dated entries."""
        style = heading_style(self.text, block)
        if not style:
            return False
        regions = regions_of_heading(self.text, block, self.pack)
        if regions:
            self.section = _RegionHeading(regions, style, self.heading is not None)
        elif style == PLAIN or not self.dated or self.current is None or not self.current.date:
            return False
        elif self.section is not None and not style.startswith(self.section.style + "#"):
            self.section = None
        self._close()
        return True

    def _items_are_entries(self) -> bool:
        if self.items >= _LEAST_ITEMS and self.dated <= 1:
            return True
        return bool(self.dated) and (self.current is None or self.current.date is None or self.current_is_item)

    def _dated(self, block: Span, header: Header, is_an_item: bool) -> None:
        date, basis = header.mention.date(self.year), _basis(header.mention)
        if header.is_alone and (not is_an_item or header.mention.day is None):
            self._close()
            if self.section is not None and self.section.is_below_date:
                self.section = None
            self.heading = _Heading(date, basis, header.regions, header.mention.day is None and not header.is_dateline, block)
            return
        if not is_an_item:
            self.heading = None
        self._open(Segment(block, header.body, date, basis, header.regions), is_an_item)

    def _under_heading(self, block: Span, heading: _Heading, is_an_item: bool) -> None:
        if is_title(self.text, block) and not is_an_item:
            self._close()
            return
        date, basis = heading.date, heading.basis
        own = _own_date(self.text, block, self.pack, self.year if date is None else date.year)
        if own is not None and date is not None and own[0].year == date.year and own[0].month == date.month and own[0].day:
            date, basis = own
        regions, begin = regions_of_item(self.text, block, self.pack)
        self._open(Segment(block, begin, date, basis, regions or heading.regions), is_an_item)

    def _below_title(self, block: Span, header: Header | None) -> None:
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
        first = next((mention for mention in find_dates(self.text, self.pack, block.begin, block.end) if mention.year is not None), None)
        if own is not None and not (first is not None and first.month is None and first.year == own[0].year and own[0].day is None):
            return own
        if first is not None and first.year is not None:
            return PartialDate(first.year), "stated"
        return (PartialDate(self.year), "inherited") if self.year is not None else (None, "stated")

    def _open(self, opened: Segment, is_an_item: bool) -> None:
        self._close()
        if self.section is not None and not opened.regions:
            opened = replace(opened, regions=self.section.regions)
        self.current, self.current_is_item = opened, is_an_item
        self.current_is_title = is_an_item and is_title(self.text, Span(opened.body, opened.span.end))

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


# ── From lines to blocks ─────────────────────────────────────────────────────────────────────────────────────


def _blocks(document: Document, pack: LanguagePack) -> list[Span]:
    """Return the paragraphs, items and headings of a text: what its layout says, or its lines, with hard-wrapped ones joined."""
    text = document.text
    if document.blocks:
        return [block.span for block in document.blocks if block.span.of(text).strip()]
    every = _without_heads(text, lines(text), pack)
    if not _is_wrapped(every):
        return [trimmed(text, line) for line in every]
    blocks: list[Span] = []
    for line in every:
        if blocks and _goes_on(text, blocks[-1], line, pack):
            blocks[-1] = Span(blocks[-1].begin, line.end)
        else:
            blocks.append(line)
    return [trimmed(text, block) for block in blocks]


def _without_heads(text: str, every: list[Span], pack: LanguagePack) -> list[Span]:
    """Leave out the rules of tables and the heads above them; a head that a date opens is a row."""
    found = tables(text, every)
    left_out = {*found.rules, *(head for head in found.heads if header_of(text, head, pack) is None)}
    return [line for line in every if line not in left_out]


def _is_wrapped(every: list[Span]) -> bool:
    """Say whether lines were wrapped by hand: no line is wide, and most are about as wide as the widest."""
    widths = sorted(line.end - line.begin for line in every)
    return len(widths) > 3 and widths[-1] <= _WIDEST_WRAPPED and widths[len(widths) * 3 // 4] >= _USUAL_WRAPPED


def _goes_on(text: str, previous: Span, line: Span, pack: LanguagePack) -> bool:
    """Say whether a hard-wrapped line goes on with the block before it: neither opens or ends anything."""
    if text[previous.end : line.begin].count("\n") != 1 or BULLET.match(text, line.begin, line.end) or is_title(text, previous):
        return False
    if previous.end - previous.begin < _USUAL_WRAPPED and text[previous.end - 1] in ".:!?":
        return False
    before, here = header_of(text, previous, pack), header_of(text, line, pack)
    if here and text[previous.end - 1] in ".!?" and here.mention.month is not None:
        return False
    return not (before and before.is_alone) and not (here and here.is_closed)
