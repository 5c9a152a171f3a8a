"""The comparison keys of a string. They are for keys only, never for what is stored.

Both keys keep the length: the character at `i` of the key stands for the character at `i` of the text, so a span
found in the key is a span of the text. (`str.casefold` and NFD do not: *ß*, *İ*.) Texts are NFC, see `text.load`.
"""

from __future__ import annotations

import unicodedata
from codecs import charmap_decode


class _LowTable(dict[int, int]):
    """Lower case of one character; everything that is no letter or digit becomes a space."""

    def __missing__(self, code: int) -> int:
        char = chr(code)
        if not (char.isalnum() or char == "_"):
            low = " "
        else:
            low = char.lower()
            low = low if len(low) == 1 else low[0]
        self[code] = ord(low)
        return self[code]


class _KeyTable(dict[int, int]):
    """As `_LowTable`, without diacritics."""

    def __missing__(self, code: int) -> int:
        char = chr(_LOW[code])
        base = unicodedata.normalize("NFKD", char)
        plain = next((part for part in base if part.isalnum() and not unicodedata.combining(part)), char) if char.isalnum() else char
        low = plain.lower() if len(plain.lower()) == 1 else plain
        self[code] = ord(low)
        return self[code]


_LOW = _LowTable()
_KEY = _KeyTable()
_CODE = "cp1252"
"""Most texts of Western Europe are written in its 256 characters, dashes and quotes among them: so they fold four times as fast."""


def _decoding(table: dict[int, int]) -> str:
    """Return the folded characters of `_CODE`, by their numbers in it."""
    return bytes(range(256)).decode(_CODE, "replace").translate(table)


_LOW_OF_CODE = _decoding(_LOW)
_KEY_OF_CODE = _decoding(_KEY)


def low(text: str) -> str:
    """Return `text` in lower case with punctuation as spaces; diacritics stay.

    >>> low("OECD’s Mål-sæt")
    'oecd s mål sæt'
    """
    return _folded(text, _LOW_OF_CODE, _LOW)


def key(text: str) -> str:
    """Return `text` as `low` does, and without diacritics: for names, which are written with and without them.

    >>> key("Colón Free-Zone")
    'colon free zone'
    """
    return _folded(text, _KEY_OF_CODE, _KEY)


def _folded(text: str, decoding: str, table: dict[int, int]) -> str:
    try:
        return charmap_decode(text.encode(_CODE), "strict", decoding)[0]
    except UnicodeEncodeError:
        return text.translate(table)
