"""HTML, DOCX, PDF, CSV and JSON Lines → text with blocks.

Each reader puts the text together itself and notes where each block stands in it, so spans point into the extracted text, which the graph keeps.
The heavy libraries belong to the extra ``documents`` and are loaded when a file needs them; a missing one is said in one line.
"""

from __future__ import annotations

import csv
import html
import io
import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Literal

from csgraph.errors import ReportError
from csgraph.language.shared import shared_words
from csgraph.model import Block, Span
from csgraph.text.pdf import ITEM, paragraphs_of

Kind = Literal["heading", "paragraph", "item", "row"]
Converted = tuple[str, tuple[Block, ...], str | None, str | None]
"""Text, blocks, title, declared language."""

TABLES = {".csv", ".tsv", ".jsonl", ".ndjson", ".json"}
UNREAD = {
    ".doc",
    ".odt",
    ".rtf",
    ".xls",
    ".xlsx",
    ".ppt",
    ".pptx",
    ".zip",
    ".png",
    ".jpg",
    ".jpeg",
    ".gif",
    ".mp3",
    ".mp4",
    ".exe",
    ".epub",
}


def convert(data: bytes, name: str) -> Converted | None:
    """Return what a document says, or None when `name` and its first bytes are those of plain text.

    Raises `ReportError` for a kind that is not read, a broken file, or a library that is not installed.
    """
    suffix = Path(name).suffix.casefold()
    if data[:5] == b"%PDF-":
        return _pdf(data, name)
    if data[:4] == b"PK\x03\x04":
        return _docx(data, name)
    if suffix in UNREAD:
        raise ReportError(f"{name}: files of the kind {suffix} are not read. Save it as text, Markdown, HTML, DOCX or PDF.")
    if suffix == ".pdf" or suffix == ".docx":
        raise ReportError(f"{name}: this is no {suffix[1:].upper()} file, whatever its name says. Give the file itself.")
    from csgraph.text.load import clean_text, decoded, is_page

    if suffix in TABLES:
        return _table(decoded(data, name), name, suffix)
    text = decoded(data, name)
    if suffix in (".html", ".htm", ".xhtml") or is_page(data):
        return _html(clean_text(text, name), name)
    return None


@dataclass(slots=True)
class _Builder:
    """Puts a text together block by block."""

    parts: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    length: int = 0

    def add(self, text: str, kind: Kind = "paragraph", level: int = 0) -> None:
        """Append a block; white space is folded, an empty one is left out."""
        words = unicodedata.normalize("NFC", re.sub(r"[\s\u200b]+", " ", text)).strip()
        words = "".join(char for char in words if unicodedata.category(char) not in ("Cc", "Cs"))
        if not words:
            return
        self.blocks.append(Block(kind, Span(self.length, self.length + len(words)), level))
        self.parts.append(words)
        self.length += len(words) + 1

    def done(self, name: str, title: str | None = None, language: str | None = None) -> Converted:
        """Return the whole; raises `ReportError` when there is no text."""
        if not self.parts:
            raise ReportError(f"{name}: there is no text in it. If it is a scan, run a text recognition first.")
        return "\n".join(self.parts), tuple(self.blocks), title, language


# ── HTML ─────────────────────────────────────────────────────────────────────────────────────────────────────

_SKIP = {
    "script",
    "style",
    "nav",
    "footer",
    "header",
    "aside",
    "form",
    "noscript",
    "template",
    "svg",
    "button",
    "select",
    "iframe",
    "menu",
    "dialog",
}
_MENU = re.compile(
    r"(?:^|[\s_-])(?:nav|menu|navbar|breadcrumbs?|footer|sidebar|cookie|banner|share|social|skip|pagination|related|search)(?:$|[\s_-])",
    re.I,
)
_COPYRIGHT = re.compile(r"\s*(?:©|\(c\)\s)[^.]{0,60}(?:\.[^.]{0,60})?\.?\s*\Z", re.I)
"""The line below a page that says whose it is."""
_LEAST_LINKS = 3
_LINK_WORDS = 3
_LINKED = 0.8
"""Share of a block's letters that are links where it is one of a menu."""
_LINE_BREAK = "\v"
"""Stands for `<br>` until a block is cut into its lines; no page can write it, for `clean_text` takes out control characters."""
_VOID = {"br", "img", "hr", "input", "meta", "link", "area", "base", "col", "embed", "source", "track", "wbr"}
_BLOCKS: dict[str, Kind] = {"p": "paragraph", "li": "item", "dt": "heading", "dd": "paragraph", "blockquote": "paragraph", "div": "paragraph", "section": "paragraph",
    "article": "paragraph", "main": "paragraph", "tr": "row", "pre": "paragraph", "td": "row", "th": "row", "ul": "paragraph", "ol": "paragraph", "table": "paragraph",
    "body": "paragraph", "figcaption": "paragraph", "time": "paragraph"}  # fmt: skip


class _HtmlReader(HTMLParser):
    """Reads headings, paragraphs, items and table rows in order; menus, headers and footers of the page are left out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out = _Builder()
        self.title: str | None = None
        self.language: str | None = None
        self._stack: list[tuple[str, bool]] = []
        self._buffer: list[str] = []
        self._kind: Kind = "paragraph"
        self._level = 0
        self._in_title = False
        self._in_row = False
        self._links: list[str] = []
        self._menu: list[tuple[str, Kind, int]] = []
        """Blocks of short links that were not yet given out: three of them or more are a menu."""
        self._menu_links = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {key: value or "" for key, value in attrs}
        if tag == "html" and values.get("lang"):
            self.language = values["lang"].split("-")[0].casefold()
        if tag == "title":
            self._in_title = True
        if tag in _VOID:
            if tag == "br":
                self._buffer.append(" " if self._in_row or self._inside("li") else _LINE_BREAK)
            return
        hidden = (
            tag in _SKIP
            or "hidden" in values
            or values.get("aria-hidden") == "true"
            or values.get("role") in ("navigation", "banner", "contentinfo", "search")
        )
        hidden = hidden or (
            tag in ("div", "ul", "section", "ol", "p", "span") and bool(_MENU.search(f"{values.get('class', '')} {values.get('id', '')}"))
        )
        if tag == "header" and any(name in ("article", "main") for name, _ in self._stack):
            hidden = False
        if tag in _BLOCKS or re.fullmatch(r"h[1-6]", tag):
            if tag in ("td", "th") and self._in_row:
                if self._buffer and "".join(self._buffer).strip():
                    self._buffer.append(" – ")
            elif tag in ("p", "div", "time") and self._kind in ("item", "row") and (self._in_row or self._inside("li")):
                self._buffer.append(" ")
            else:
                self._flush()
                self._kind, self._level = _BLOCKS.get(tag, "heading"), int(tag[1]) if tag[0] == "h" and tag[1:].isdigit() else 0
                self._in_row = tag == "tr" or (self._in_row and tag != "table")
        self._stack.append((tag, hidden))

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self._in_title = False
        while self._stack:
            name, _ = self._stack.pop()
            if name == tag:
                break
        is_block = (tag in _BLOCKS and tag not in ("td", "th", "time")) or re.fullmatch(r"h[1-6]", tag)
        is_inside = tag in ("p", "div") and self._kind in ("item", "row") and (self._in_row or self._inside("li"))
        if is_block and not is_inside:
            self._flush()
            if tag == "tr":
                self._in_row = False

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title = ((self.title or "") + data).strip() or None
            return
        if any(hidden for _, hidden in self._stack) or any(name == "head" for name, _ in self._stack):
            return
        if self._inside("a") and data.strip():
            self._links.append(data)
        self._buffer.append(data.replace("\n", _LINE_BREAK) if self._inside("pre") else data)

    def _inside(self, tag: str) -> bool:
        return any(name == tag for name, _ in self._stack)

    def _flush(self) -> None:
        text = "".join(self._buffer)
        blocks = [(words, self._kind, self._level) for words in _lines(text) if words.strip() and not _COPYRIGHT.match(words)]
        if blocks and self._kind != "heading" and _is_of_links(text, self._links):
            self._menu += blocks
            self._menu_links += len(self._links)
        elif blocks:
            self._give_out()
            for block in blocks:
                self.out.add(*block)
        self._buffer, self._links, self._kind, self._level = [], [], "paragraph", 0

    def _give_out(self) -> None:
        """Add the short links that were held back, unless they are a menu."""
        if self._menu_links < _LEAST_LINKS:
            for block in self._menu:
                self.out.add(*block)
        self._menu, self._menu_links = [], 0

    def close(self) -> None:
        super().close()
        self._flush()
        self._give_out()


def _is_of_links(text: str, links: list[str]) -> bool:
    """Say whether a block is hardly more than links of a few words without a number, as menus are."""
    linked, whole = (sum(map(str.isalnum, words)) for words in ("".join(links), text))
    is_short = len(" ".join(links).split()) <= _LINK_WORDS * len(links)
    return bool(links) and linked >= _LINKED * whole and is_short and not re.search(r"\d", text)


def _lines(text: str) -> list[str]:
    """Return what stands between line breaks; a line that goes on with a small letter belongs to the one before."""
    lines: list[str] = []
    for words in text.split(_LINE_BREAK):
        if lines and words.strip()[:1].islower() and lines[-1].strip()[-1:] not in (*".:!?", ""):
            lines[-1] += " " + words
        else:
            lines.append(words)
    return lines


def _html(text: str, name: str) -> Converted:
    reader = _HtmlReader()
    try:
        reader.feed(text)
        reader.close()
    except (AssertionError, ValueError) as error:
        raise ReportError(f"{name}: the HTML cannot be read ({error}). Save the page again, or as text.") from error
    return reader.out.done(name, html.unescape(reader.title) if reader.title else None, reader.language)


# ── Word ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _docx(data: bytes, name: str) -> Converted:
    docx = _library("docx", name, "DOCX")
    try:
        document = docx.Document(io.BytesIO(data))
    except Exception as error:  # the library raises many kinds for a broken or foreign ZIP
        raise ReportError(f"{name}: this is no readable Word file ({type(error).__name__}). Save it again as DOCX.") from error
    out = _Builder()
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            for row in block.rows:
                cells = list(dict.fromkeys(cell.text.strip() for cell in row.cells if cell.text.strip()))
                out.add(" – ".join(cells), "row")
        else:
            style = (block.style.name or "").casefold() if block.style is not None else ""
            if style.startswith(("heading", "title")):
                out.add(block.text, "heading", int(style[-1]) if style[-1:].isdigit() else 1)
            else:
                out.add(block.text, "item" if "list" in style else "paragraph")
    return out.done(name, document.core_properties.title or None)


# ── PDF ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _pdf(data: bytes, name: str) -> Converted:
    out = _Builder()
    paragraphs, title = paragraphs_of(data, name, _library("pypdf", name, "PDF"))
    for paragraph in paragraphs:
        out.add(paragraph, "item" if ITEM.match(paragraph) else "paragraph")
    return out.done(name, title)


# ── Tables ───────────────────────────────────────────────────────────────────────────────────────────────────


def _table(text: str, name: str, suffix: str) -> Converted:
    """Read rows of date, region and text; each row is an entry whose header is written before its text."""
    rows = _csv_rows(text, name, suffix) if suffix in (".csv", ".tsv") else _json_rows(text, name)
    columns = shared_words().columns
    out = _Builder()
    for number, row in rows:
        folded = {str(key).strip().casefold(): "" if value is None else str(value).strip() for key, value in row.items() if key is not None}
        words = _column(folded, columns["text"])
        if words is None:
            raise ReportError(f"{name}, row {number}: there is no column of text ({', '.join(columns['text'][:3])} …). Name one so.")
        if not words:
            continue
        date, region = _column(folded, columns["date"]) or "", _column(folded, columns["region"]) or ""
        header = ", ".join(part for part in (date, f"Region {region}" if region.isdigit() else region) if part)
        out.add(f"{header} – {words}" if header else words, "row")
    return out.done(name)


def _csv_rows(text: str, name: str, suffix: str) -> Iterable[tuple[int, dict[str, Any]]]:
    first = text.partition("\n")[0]
    sign = "\t" if suffix == ".tsv" else max(",;\t", key=first.count)
    try:
        yield from enumerate(csv.DictReader(io.StringIO(text), delimiter=sign), 2)
    except csv.Error as error:
        raise ReportError(f"{name}: the table cannot be read ({error}). Save it as CSV with one row an entry.") from error


def _json_rows(text: str, name: str) -> Iterable[tuple[int, dict[str, Any]]]:
    """Yield the objects of JSON Lines, or of one array, with their numbers."""
    if text.lstrip().startswith("["):
        yield from enumerate(_array(text, name), 1)
        return
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise ReportError(f"{name}, line {number}: no JSON ({error.msg}). Give one object a line.") from error
        if not isinstance(row, dict):
            raise ReportError(f"{name}, line {number}: no object. Give one object a line, with date, region and text.")
        yield number, row


def _array(text: str, name: str) -> list[dict[str, Any]]:
    try:
        rows = json.loads(text)
    except json.JSONDecodeError as error:
        raise ReportError(f"{name}, line {error.lineno}: no JSON ({error.msg}). Give an array of objects, or one object a line.") from error
    for number, row in enumerate(rows, 1):
        if not isinstance(row, dict):
            raise ReportError(f"{name}, item {number} of the array: no object. Give objects with date, region and text.")
    return list(rows)


def _column(row: dict[str, str], names: Sequence[str]) -> str | None:
    return next((row[name] for name in names if name in row), None)


def _library(module: str, name: str, kind: str) -> Any:
    import importlib

    try:
        return importlib.import_module(module)
    except ImportError:
        raise ReportError(f"{name}: reading {kind} needs the extra 'documents'. Install it: pip install 'csgraph[documents]'.") from None
