"""A text → its paragraphs, items and headings, and what their first characters say of them."""

from __future__ import annotations

import re

from csgraph.model import Span

BULLET = re.compile(
    r"\s*(?:[-*•·▪‣●○◦■□–—>]+\s+|\(?\d{1,3}[.)]\s+(?=\D|\d{1,2}(?:[.:\s/–-]|[^\W\d_]{1,2}\b)|\d{4}-\d)|[1-9]\d?(?:\.[1-9]\d?){1,2}\.?\s+(?=\D)|\(?[a-z]\)\s+|#{1,6}\s+|\|\s*)"
)
_HEADING_MARK = re.compile(r"\s*#{1,6}\s+")
_BOLD = re.compile(r"\s*(\*\*|__)[^\n]{1,80}\1:?\s*")
PLAIN = "plain"
"""The style of a heading that nothing marks."""
_LINE = re.compile(r"[^\n]+")
_ITEM_NUMBER = re.compile(r"\s*\(?(\d{1,2})[.)]\s")
_PART_NUMBER = re.compile(r"\s*[1-9]\d?\.[1-9]\d?\.?\s+(?=[^\W\d_])")
_LONGEST_TITLE, _MOST_TITLE_WORDS = 70, 9
_LEAST_ITEMS = 3
"""So many items count 1, 2, 3 … before a number is taken for an item's."""


def lines(text: str) -> list[Span]:
    """Return the lines of a text that hold something, without their ends."""
    return [Span(*match.span()) for match in _LINE.finditer(text) if match.group().strip()]


def trimmed(text: str, block: Span) -> Span:
    """Return a block without white space around it."""
    words = block.of(text)
    return Span(block.begin + len(words) - len(words.lstrip()), block.begin + len(words.rstrip()))


def is_item(text: str, block: Span) -> bool:
    """Say whether a bullet or number opens a block."""
    return bool(BULLET.match(text, block.begin, block.end)) and not _HEADING_MARK.match(text, block.begin, block.end)


def is_title(text: str, block: Span) -> bool:
    """Say whether a block is a heading: short, without a full stop, or marked as one."""
    words = block.of(text).strip()
    if _HEADING_MARK.match(words):
        return True
    return (
        len(words) < _LONGEST_TITLE
        and words[-1:] not in '.:;!?,”"»'
        and not BULLET.match(words)
        and len(words.split()) <= _MOST_TITLE_WORDS
    )


def heading_style(text: str, block: Span) -> str:
    """Return how a heading is marked (its number signs, capitals, or `PLAIN`), or an empty string when the block is none."""
    if not is_title(text, block) and not _BOLD.fullmatch(text, block.begin, block.end):
        return ""
    marks = _HEADING_MARK.match(text, block.begin, block.end)
    if marks:
        return marks.group().strip()
    words = block.of(text)
    return "capitals" if words.isupper() else "bold" if words.startswith(("**", "__")) else PLAIN


def body(text: str, block: Span) -> int:
    """Return where a block goes on behind its bullet or number."""
    match = BULLET.match(text, block.begin, block.end)
    return match.end() if match else block.begin


def is_numbered(text: str, blocks: list[Span]) -> bool:
    """Say whether the blocks count 1, 2, 3 … or 1.1, 1.2 …: then "2. Februar" is the second item, not the second of February."""
    numbers = [int(match[1]) for block in blocks if (match := _ITEM_NUMBER.match(text, block.begin, block.end))]
    if any(_PART_NUMBER.match(text, block.begin, block.end) for block in blocks):
        return True
    return len(numbers) >= _LEAST_ITEMS and numbers == list(range(1, len(numbers) + 1))
