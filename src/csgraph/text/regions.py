"""The numbered regions of a publisher, as headers and headings write them: "Region 3", "CSI-Region 3", "región 5 de CSI", "3. Region", "Region IV"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from csgraph.language.pack import LanguagePack
from csgraph.language.shared import alternatives, shared_words
from csgraph.model import Span
from csgraph.text.quantities import roman_value

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_NUMBER = rf"(?:\d{{1,2}}|{'|'.join(sorted(_ROMAN, key=len, reverse=True))})\b"
_NUMBER_SIGN = r"(?:(?:[nN][ro]?|[nN][uú]m)?[.°ºª#]{1,2}\s*)?"
_ORDINAL = r"(?:[.ªº°:]|[.:]?[^\W\d_]{1,3}\b)"
_WORDS_BEFORE = r"(?:\w[\w.’']*[\s-]+){0,3}?"
_OF_WHOM = r"(?:\s+(?:{of})\s*(?:\w+['’\s]\s*)?(?-i:[^\W\d_a-zà-ÿ])[\w.]*)?"
_EVERY_NUMBER = re.compile(rf"(?<!\w)(?:{_NUMBER}|\d{{1,2}})")


class Regions(NamedTuple):
    """Numbered regions at one place of a text."""

    numbers: tuple[tuple[int, Span], ...]
    """Each number with the characters that write it."""
    span: Span
    is_bracketed: bool


def regions_at(text: str, at: int, end: int, pack: LanguagePack) -> Regions | None:
    """Return the regions whose phrase begins at `at`, or None; a comma or bracket and the publisher's name may stand before it."""
    match = _phrase(pack).match(text, at, end)
    return _regions(match) if match else None


def find_regions(text: str, pack: LanguagePack, at: int = 0, end: int | None = None) -> Iterator[Regions]:
    """Yield the regions that `text[at:end]` names, without what stands before and behind them."""
    return map(_regions, _named(pack).finditer(text, at, len(text) if end is None else end))


def _regions(match: re.Match[str]) -> Regions:
    group = "numbers" if match["numbers"] else "ordinal"
    found = _EVERY_NUMBER.finditer(match.string, *match.span(group))
    numbers = tuple((_value(number.group()), Span(*number.span())) for number in found)
    phrase = match.group().lstrip(" ,\t")
    return Regions(numbers, Span(*match.span()), phrase.startswith(("(", "[")) and phrase.endswith((")", "]")))


def _value(number: str) -> int:
    return int(number) if number.isdigit() else roman_value(number)


@cache
def _named(pack: LanguagePack) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_words(pack)})", re.I)


@cache
def _phrase(pack: LanguagePack) -> re.Pattern[str]:
    of_whom = _OF_WHOM.format(of="|".join(map(re.escape, sorted(pack.words["of"], key=len, reverse=True))))
    return re.compile(rf"[\s,(\[]*(?<!\w){_WORDS_BEFORE}(?:{_words(pack)}){of_whom}[)\]]?", re.I)


def _words(pack: LanguagePack) -> str:
    """Return the pattern of a region's word and numbers; a further number is none where a date begins with it ("Región 2, 9 de febrero")."""
    word = "(?:" + "|".join(map(re.escape, pack.region_words)) + r")\w{0,4}"
    joints = "|".join(map(re.escape, (*pack.words["and"], ",", "/", "-", "–", "+")))
    months = "|".join(map(re.escape, sorted({form for forms in pack.months for form in forms}, key=len, reverse=True)))
    further = rf"{_NUMBER}(?!\s?[./-]\s?\d)(?!\.?\s*(?:(?:{alternatives(shared_words().date_links)})\s+)?(?i:{months})\b)"
    return (
        rf"{word}\s+{_NUMBER_SIGN}(?-i:(?P<numbers>{_NUMBER}(?:\s*(?:{joints})\s*{further})*))"
        rf"|(?P<ordinal>\d{{1,2}}){_ORDINAL}\s*{word}\b"
    )
