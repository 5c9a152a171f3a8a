"""A file → its text and hash. The text is brought to NFC and ``\\n`` line ends once, here, and never changed afterwards."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from pathlib import Path

from csgraph.errors import ReportError
from csgraph.model import Document

MAX_BYTES = 16 * 1024 * 1024
"""A larger file is no report; it is refused before it is read."""
_HEAD = 4096
"""Bytes that are looked at to tell what a file is."""
_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*(?:<!doctype\s+html|<html[\s>])", re.I | re.S
)
PLAIN = {"", ".txt", ".md", ".markdown", ".text"}


def load_document(path: Path) -> Document:
    """Return the document in `path`: text, Markdown, HTML, DOCX, PDF, CSV or JSON Lines, told by its name and first bytes.

    Raises `ReportError` for a file that is missing, empty, too large, not UTF-8, or of a kind that is not read.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ReportError(
                f"{path}: {path.stat().st_size // 2**20} MiB are no report. Cut it into files below {MAX_BYTES // 2**20} MiB."
            )
        data = path.read_bytes()
    except FileNotFoundError:
        raise ReportError(f"{path}: there is no such file. Check the name.") from None
    except OSError as error:
        raise ReportError(f"{path}: cannot be read ({error.strerror}). Give a file that you may read.") from error
    return document_from_bytes(data, path.name)


def document_from_bytes(data: bytes, name: str) -> Document:
    """Return the document that `data` holds; `name` tells its kind and stands in messages."""
    if not data.strip():
        raise ReportError(f"{name}: the file is empty. Give a report with text.")
    digest = hashlib.sha256(data).hexdigest()
    suffix = Path(name).suffix.casefold()
    if suffix not in PLAIN or data[:5] == b"%PDF-" or data[:4] == b"PK\x03\x04" or is_page(data):
        from csgraph.text import formats  # the readers of other formats are loaded when one is met

        converted = formats.convert(data, name)
        if converted is not None:
            text, blocks, title, language = converted
            return Document(text, name, digest, title, language, blocks)
    return Document(clean_text(decoded(data, name), name), name, digest)


def is_page(data: bytes) -> bool:
    """Say whether bytes begin like an HTML page, in UTF-8 or UTF-16."""
    return bool(_PAGE.match(data[:_HEAD].replace(b"\x00", b"")))


def decoded(data: bytes, name: str) -> str:
    """Return the characters of `data`, which must be UTF-8 (a byte order mark may precede)."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError as error:
            raise ReportError(f"{name}: byte {error.start} is not UTF-16, though the file begins so. Save the file as UTF-8.") from error
    if b"\x00" in data[:_HEAD]:
        raise ReportError(f"{name}: this is a binary file, not text. Give text, Markdown, HTML, DOCX, PDF, CSV or JSON Lines.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise ReportError(f"{name}, line {line}: byte {error.start} is not UTF-8. Save the file as UTF-8.") from error


def clean_text(text: str, name: str) -> str:
    """Return `text` in NFC with ``\\n`` line ends and without control characters; raises `ReportError` when nothing remains."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = "".join(char if char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cs") else " " for char in text)
    text = unicodedata.normalize("NFC", text)
    if not text.strip():
        raise ReportError(f"{name}: there is no text in it. Give a report with text.")
    return text
