"""Telephone numbers and e-mail addresses, made unreadable where a graph is handed on.

A masked text is as long as it was, so that every span still cuts out its words.
"""

from __future__ import annotations

import re
from typing import Final

from csgraph.graph import vocab

MASK: Final = "•"

_EMAIL: Final = re.compile(r"[\w.+-]+(?:@|\(at\)|\[at\]| at (?=[\w-]+\.(?:com|org|net|int|gov|edu)\b))[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
# A number is a telephone number if it is written as one (+45 …, (0)…, 555-0199) or a word before it says so. Amounts, years and
# dates are none: "700 000", "2018-2019", "1.000.000".
_PHONE: Final = re.compile(
    r"(?<![\w.,])\+\d[\d ()./-]{6,}\d"
    r"|(?<![\w.,-])\(0\d{1,4}\)[ /-]?\d[\d /-]{4,}\d"
    r"|(?<![\w.,-])(?:\d[-. ])?\(?\d{3}\)?[-. ]\d{3}[-.]\d{4}(?![\w-])"
    r"|(?<=\b)(?:tlf|tel|phone|telefon|telefono|telefone|teléfono|téléphone|tél|fon|mobil|mobile|fax|ring|call)\b[.:]*\s*\(?\d[\d ()/.-]{4,}\d",
    re.IGNORECASE,
)
_DIGIT: Final = re.compile(r"\d")
_LETTER: Final = re.compile(r"[^\W_]")
_LITERAL: Final = re.compile(r'^(<[^>]*> <([^>]*)> ")((?:[^"\\]|\\.)*)("(?:@[\w-]+)? <[^>]*> \.)$')
_NOT_TEXT: Final = {vocab.SCHEMA + "sha256", vocab.STORE_FORMAT, vocab.ONTOLOGY_DIGEST, vocab.RULES_DIGEST}


def masked(text: str) -> str:
    """Return `text` with telephone numbers and e-mail addresses made unreadable.

    >>> masked("Call +45 12 34 56 78 or write to anna@example.org about the 700 000 cigarettes.")
    'Call +•• •• •• •• •• or write to ••••@•••••••.••• about the 700 000 cigarettes.'
    """
    text = _EMAIL.sub(lambda found: _LETTER.sub(MASK, found.group()), text)
    return _PHONE.sub(lambda found: _DIGIT.sub(MASK, found.group()), text)


def masked_nquads(nquads: bytes) -> bytes:
    """Return N-Quads with the texts in them masked; IRIs, numbers and digests stay as they are."""
    return "".join(_masked_line(line) + "\n" for line in nquads.decode().split("\n") if line).encode()


def _masked_line(line: str) -> str:
    found = _LITERAL.match(line)
    if found is None or found.group(2) in _NOT_TEXT:
        return line
    return found.group(1) + masked(found.group(3)) + found.group(4)
