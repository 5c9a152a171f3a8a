"""PDF → paragraphs: printed lines are put together again by what stands between them on the page."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from csgraph.errors import ReportError
from csgraph.language.packs import pack, pack_tags

ITEM = re.compile(r"\s*(?:[-*•·▪‣●○–—]\s+|\(?\d{1,3}[.)]\s+)")
"""How an item of a list opens."""
_PAGE_NUMBER = re.compile(r"\s*(?:[-–]\s*)?(?:\w+\s+)?\d{1,3}(?:\s*(?:/|of|av|af|de|von|van|di)\s*\d{1,3})?(?:\s*[-–])?\s*")
_CAPITALS = re.compile(r"(?<!\w)[^\W\d_a-zà-ÿ]{2,}-$")
"""A hyphen behind capitals is part of the word ("CITES-sekretariatet")."""
_HEADER = re.compile(r"\w[^–—:;]{0,38}\s?[–—:]\s")
_FILE_NAME = re.compile(r"^Microsoft \w+ - |\.[a-z]{2,5}$", re.I)
_EDGE = 2
"""So many lines at the head and foot of a page may be those of every page."""
_WIDER = 1.25
"""A gap that is so much wider than the usual one stands between paragraphs."""
_FURTHEST = 5
"""A gap of so many usual ones leads to another part of the page."""
_ROOM = 0.08
"""Share of a line that is left beside the next line's first word where a paragraph's last line ends in a full stop."""
_MORE_ROOM = 0.12
"""As `_ROOM`, where a line without a full stop is a heading."""
_ENDS = (".", "!", "?", ".”", ".»", '."')
_GOES_ON = (",", ";", "-", "–", "—", "\u00ad", "(", "/", "&")


@dataclass(slots=True)
class _Line:
    """A printed line and where it stands."""

    words: str = ""
    height: float | None = None
    """Of its baseline above the page's foot, in points; None where the page does not tell."""
    gap: float | None = None
    """Between its baseline and that of the line above it, in points; None for the first of a page or column."""
    is_apart: bool = False
    """A blank line stands before it."""


@dataclass(slots=True)
class _Page:
    """Collects the lines of a page from the pieces that the PDF draws."""

    lines: list[_Line] = field(default_factory=lambda: [_Line()])

    def draw(self, piece: str, outer: Sequence[float], inner: Sequence[float], _font: Any, _size: float) -> None:
        """Take a piece of text with its matrices (ISO 32000-1, 8.3.4 and 9.4.4)."""
        for number, words in enumerate(piece.split("\n")):
            if number:
                self.lines.append(_Line())
            line = self.lines[-1]
            line.words += words
            if words.strip() and line.height is None:
                line.height = outer[1] * inner[4] + outer[3] * inner[5] + outer[5]


def paragraphs_of(data: bytes, name: str, pypdf: Any) -> tuple[list[str], str | None]:
    """Return the paragraphs of a PDF and its title, read with the module `pypdf`.

    Raises `ReportError` for a file that is locked or broken.
    """
    import logging

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it logs what it then raises
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ReportError(f"{name}: the PDF is locked with a password. Unlock it first.")
        pages = [_lines(page.extract_text) for page in reader.pages]
        title = _title(str(reader.metadata.title)) if reader.metadata and reader.metadata.title else None
    except ReportError:
        raise
    except Exception as error:  # broken files raise whatever the parser met
        raise ReportError(f"{name}: the PDF cannot be read ({type(error).__name__}). Print it to a new PDF, or give its text.") from error
    return _joined(_without_running_heads(pages)), title


def _title(words: str) -> str | None:
    """Return the title that a file gives itself, unless a program made it of a file's name."""
    return None if _FILE_NAME.search(words) else words


def _lines(extract: Callable[..., str]) -> list[_Line]:
    page = _Page()
    extract(visitor_text=page.draw)
    return page.lines


# ── What every page repeats ──────────────────────────────────────────────────────────────────────────────────


def _without_running_heads(pages: list[list[_Line]]) -> list[list[_Line]]:
    """Return the printed lines of each page without page numbers and what most pages repeat at their head and foot."""
    counts: Counter[str] = Counter()
    for lines in pages:
        counts.update({_without_digits(line.words) for line in _edge(lines)})
    repeated = {words for words, count in counts.items() if len(pages) > 1 and count > len(pages) / 2}
    result = []
    for lines in pages:
        left_out = {id(line) for line in _edge(lines) if _without_digits(line.words) in repeated or _PAGE_NUMBER.fullmatch(line.words)}
        result.append([line for line in lines if id(line) not in left_out])
    return result


def _edge(lines: list[_Line]) -> list[_Line]:
    printed = [line for line in lines if line.words.strip()]
    return [*printed[:_EDGE], *printed[-_EDGE:]]


def _without_digits(words: str) -> str:
    return re.sub(r"\d+", "#", words).strip()


# ── From lines to paragraphs ─────────────────────────────────────────────────────────────────────────────────


def _joined(pages: list[list[_Line]]) -> list[str]:
    """Join the lines of paragraphs; a hyphen at the end of a line is undone before a small letter."""
    lines = [line for page in pages for line in _placed(page)]
    widths = sorted(len(line.words) for line in lines)
    gaps = sorted(line.gap for line in lines if line.gap is not None)
    width, gap = (values[len(values) * share // 4] if values else 0.0 for values, share in ((widths, 3), (gaps, 1)))
    paragraphs: list[str] = []
    for number, line in enumerate(lines):
        if number and not line.is_apart and not _is_far(line, gap) and not _opens(lines[number - 1].words, line, width):
            paragraphs[-1] = _continued(paragraphs[-1], line.words)
        else:
            paragraphs.append(line.words)
    return paragraphs


def _placed(lines: list[_Line]) -> list[_Line]:
    """Return the printed lines of a page, each with what stands between it and the one before."""
    printed: list[_Line] = []
    is_apart = False
    for line in lines:
        line.words = line.words.strip()
        if not line.words:
            is_apart = bool(printed)
            continue
        if printed and line.height is not None and printed[-1].height is not None and line.height < printed[-1].height:
            line.gap = printed[-1].height - line.height
        line.is_apart = is_apart
        printed.append(line)
        is_apart = False
    return printed


def _is_far(line: _Line, usual: float) -> bool:
    return line.gap is not None and _WIDER * usual < line.gap < _FURTHEST * usual


def _opens(previous: str, line: _Line, width: float) -> bool:
    """Say whether a line opens a paragraph, as items and dates do, and lines whose first word had room in the line before.

    Behind a sentence at the foot of a page or column a paragraph begins: two entries in one are worse than one in two.
    """
    words = line.words
    is_end = previous.endswith(_ENDS)
    if ITEM.match(words) or (is_end and line.gap is None):
        return True
    if previous.endswith(_GOES_ON) or (words[:1].islower() and not is_end):
        return False
    room = width - len(f"{previous} {words.split(maxsplit=1)[0]}")
    if is_end:
        return room > _ROOM * width or _is_dated(words)
    return room > _MORE_ROOM * width


def _is_dated(words: str) -> bool:
    """Say whether a line opens like an entry: a few words, then a dash or colon."""
    return bool(_HEADER.match(words))


@cache
def _conjunctions() -> frozenset[str]:
    """Return the words for "and" of every pack: the language of a file is not known while it is put together."""
    return frozenset(word for tag in pack_tags() for word in pack(tag).words["and"])


def _continued(paragraph: str, words: str) -> str:
    """Return a paragraph with its next line; the hyphen before "og" or "und" stands for a word's other half ("Rets- og …") and stays."""
    is_hyphen = bool(re.search(r"[^\W\d_]-$", paragraph)) and words[:1].islower() and words.split()[0] not in _conjunctions()
    if paragraph.endswith("\u00ad") or is_hyphen:
        return (paragraph if _CAPITALS.search(paragraph) else paragraph[:-1]) + words
    return f"{paragraph} {words}"
