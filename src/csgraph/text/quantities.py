"""Words and signs → amounts: "11,15 AU$", "mere end 700 000", "three million euros" → value, unit or currency, qualifier.

Numbers follow the pack's signs (Unicode CLDR); spelled numbers are the pack's own. Nothing is converted: a doubtful currency is left open.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar

from csgraph.language.currencies import Currency, by_sign, currency_forms
from csgraph.language.pack import LanguagePack
from csgraph.language.shared import shared_words
from csgraph.model import Qualifier, Span
from csgraph.text import fold
from csgraph.text.cover import Cover
from csgraph.text.match import Match, Matcher, Scan, Scanner, claimed

T = TypeVar("T")
_begin = attrgetter("begin")
_SPACE = " \u00a0\u202f\u2009"
_DIGITS = re.compile(
    # The first digit comes first, and what may not stand before it is asked afterwards: so the search leaps from digit to digit.
    r"\d(?:(?<![\w#/]\d)|(?<=\b[A-Z]{3}\d)|(?<=\bR\d)|(?<=\b[Kk]r\d)|(?<=\bS/\d))(?<!\d[.,:/]\d)"
    rf"(?:\d{{0,2}}(?:[{_SPACE}.,'’]\d{{3}})+(?:[.,]\d{{1,2}})?(?!\d)|\d*(?:[.,]\d+)?(?!\d))"
)
_SIGN_BEFORE = re.compile(
    rf"(?:(?<=[\s(])|^)(?P<sign>[A-Z]{{0,3}}\$|[€£¥₹₽₴₺₩₱₦₫฿₪]|R|[A-Z]{{3}}|CHF|Fr\.|kr\.?|Kč|zł|S/\.?|Bs\.?|Gs\.?|Kz)[{_SPACE}]?$"
)
_SIGN_AFTER = re.compile(
    rf"[{_SPACE}]?(?:[^\W\d_A-Z]{{2,3}}[{_SPACE}])?(?P<sign>[A-Z]{{0,3}}\$|[€£¥₹₽₴₺₩₱₦]|[A-Z]{{3}}\b|[kK]r\b\.?|zł|Kč|Fr\.)"
)
_SIGN_WINDOW = 8
"""Characters before a number in which its currency sign stands."""
_PERCENT = re.compile(r"\s?(?:%|‰)")
_RANGE = re.compile(r"\s*(?:-|–|—)\s*")
_SHORT = {
    "k": 10**3, "tsd": 10**3, "m": 10**6, "mm": 10**6, "mn": 10**6, "mln": 10**6, "mio": 10**6, "b": 10**9, "bn": 10**9, "md": 10**9, "mds": 10**9,
    "mld": 10**9, "mdr": 10**9, "mia": 10**9, "mrd": 10**9, "tn": 10**12, "trn": 10**12,
}  # fmt: skip
"""Magnitudes as symbols, written alike in every language ("NZ$4m", "3 Mio. €"). ISO 4217 has none; these are those of newspapers and style guides."""
_ONLY_WITH_MONEY = frozenset({"m", "mm", "mn", "b", "md", "mdr"})
"""Symbols that mean metres, minutes, bytes or months unless a currency stands beside them."""
_SHORT_BEHIND = re.compile(rf"[{_SPACE}]?(?P<short>{'|'.join(sorted(_SHORT, key=len, reverse=True))})(?![^\W_])", re.I)
_BEFORE_SIGN = {"t": 10**3, "k": 10**3, "m": 10**6, "mn": 10**6, "mio": 10**6, "md": 10**9, "mrd": 10**9}
_SCALED_SIGN = re.compile(
    rf"[{_SPACE}]?(?P<short>{'|'.join(sorted(_BEFORE_SIGN, key=len, reverse=True))})(?:[€$£]|(?:EUR|USD|GBP|CHF|SEK|NOK|DKK|ISK|PLN|CZK)\b|kr\b)",
    re.I,
)
"""A magnitude and a currency in one word: "3 M€", "40 TEUR", "12 MSEK", "5 mkr"."""
_GLUED_UNIT = re.compile(r"(?:kg|km|g|t|m|k)\b")
"""Symbols that may stand right behind the digits; other letters make a name of them ("3F")."""
_GLUED = (_GLUED_UNIT, _SHORT_BEHIND, _SCALED_SIGN)
_LEAST_RAND = 1000
"""Below it "R8" is a car or a road."""
_ROMAN = re.compile(
    r"(?:^|[^\w\s]\s?|\b[^\W\d_A-ZÀ-Þ]+\s)(?P<numeral>(?=[IVX]{2}|V\b|X\b)X{0,3}(?:IX|IV|V?I{0,3}))(?=\s[A-ZÀ-Þ])", re.MULTILINE
)
"""A Roman numeral up to thirty-nine between a small word and a capital ("el XII Congreso", not "Charles III"); "I" alone is a word in some languages."""
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}
_WORD = re.compile(r"\w+")
_WITHIN_NUMBER = re.compile(rf"[{_SPACE}\n-]{{1,2}}")
_BASES = (100, 1_000, 10**6, 10**9, 10**12)
"""What a spelled number counts in: so many hundreds, then what is less than a hundred."""
_HALVED = frozenset({"time", "weight"})
"""Kinds of unit that a half may be added to."""
_LONGEST_NUMERAL = 80
_LONGEST_ABBREVIATION = 4
_ABBREVIATED = re.compile(rf"\.(?=[{_SPACE}€$£]|kr\b)")
_GROUPING = re.compile(rf"[{_SPACE}'’]")
_NUMERAL = re.compile(r"[\d.,]+")
_BREAKS_MONEY = re.compile(r"[.,;:()\d]")
_BREAKS_UNIT = re.compile(r"[;:()\d]|[.,]\s")
_BREAKS_QUALIFIER = re.compile(r"[.;:()]")
_THOUSANDS = (1_000, 1_000_000, 1_000_000_000)
"""Factors that the upper end of a range gives its lower one ("3 to 5 million")."""


class Amount(NamedTuple):
    """A number in the text, with what stands around it."""

    value: Decimal
    span: Span
    """The number with its magnitude."""
    upper: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount with its unit or currency, as far as the text tells them."""

    amount: Amount
    span: Span
    """All of it: sign, number, magnitude, unit."""
    unit: str | None
    unit_kind: str
    """``money percent person goods weight country time ordinal …``; empty when there is none."""
    currencies: tuple[str, ...]
    """ISO 4217 codes that the sign or name may mean; one when it is plain."""
    qualifier: Qualifier
    unit_span: Span | None = None


class _Unit(NamedTuple):
    name: str
    kind: str


class _Number(NamedTuple):
    """A number before its magnitude: digits, or one spelled word that the next may add to."""

    begin: int
    end: int
    value: Decimal
    is_digits: bool
    is_bare: bool = False
    """A hundred or thousand without a number before it; it is one only with a smaller part ("hundert fünf")."""


class _Numeral(NamedTuple):
    """A word of a spelled number, or several put together: where it ends and its value."""

    end: int
    value: int


_Follow = Callable[[int, bool], _Numeral | None]
"""End of a numeral, and whether "and" may stand behind it → the numeral that follows."""


class _Measured(NamedTuple):
    """What stands behind a number: unit or currency, and where it ends."""

    unit: str | None
    kind: str
    currencies: tuple[str, ...]
    end: int
    span: Span | None = None


class _Near(NamedTuple):
    """What the sentence says beside its numbers, by place."""

    units: list[Match[_Unit]]
    money: list[Match[Currency]]
    qualifiers: list[Match[Qualifier]]
    dotted: frozenset[str]
    halves: re.Pattern[str]


@dataclass(frozen=True, eq=False)
class _Tables:
    numbers: Matcher[int]
    parts: tuple[tuple[str, int | None], ...]
    """Words that spelled numbers are joined from ("fünfunddreißigtausend"), longest first; None for the "and" between them."""
    bases: re.Pattern[str]
    """Those of a hundred and more: one stands in every joined number."""
    dotted: frozenset[str]
    """Qualifiers that end in a full stop ("ca.")."""
    fractions: Matcher[str]
    halves: re.Pattern[str]
    """What adds a half behind a magnitude or unit ("y media")."""
    magnitudes: Matcher[int]
    units: Matcher[_Unit]
    money: Matcher[Currency]
    qualifiers: Matcher[Qualifier]
    joints: frozenset[str]
    and_: str
    """The word that may stand inside a spelled number ("hundred and five")."""
    between: frozenset[str]
    range_words: frozenset[str]
    ordinal: re.Pattern[str]
    ordinals: Matcher[int]
    others: frozenset[str]
    """Forms of "other" that are ordinals too ("andre")."""
    glued: Matcher[tuple[int, str, str]]
    """Spelled number and unit of time in one word ("tredages")."""

    @property
    def matchers(self) -> tuple[Matcher[Any], ...]:
        """All that is looked for in a text."""
        return (self.numbers, self.fractions, self.magnitudes, self.units, self.money, self.qualifiers, self.ordinals, self.glued)


@cache
def _tables(pack: LanguagePack) -> _Tables:
    joined = _joinable(pack)
    and_ = fold.low(pack.words["and"][0]).strip() if pack.words["and"] else ""
    endings = "|".join(sorted(map(re.escape, pack.ordinal_endings), key=len, reverse=True)) or r"(?!)"
    return _Tables(
        numbers=Matcher(pack.numbers.items(), fold=fold.low),
        parts=tuple(sorted([*joined.items(), *([(and_, None)] if and_ else [])], key=lambda part: (-len(part[0]), part[0]))),
        bases=re.compile("|".join(re.escape(form) for form, value in joined.items() if value >= _BASES[0]) or "(?!)"),
        dotted=frozenset(fold.low(form).strip() for forms in pack.qualifiers.values() for form in forms if form.endswith("."))
        | frozenset(fold.low(word).strip() for word in pack.abbreviations),
        fractions=Matcher(pack.fractions.items(), fold=fold.low),
        halves=re.compile(rf"[{_SPACE}](?:{'|'.join(map(re.escape, pack.halves))})\b" if pack.halves else "(?!)"),
        magnitudes=Matcher(pack.magnitudes.items(), fold=fold.low),
        units=Matcher(_unit_forms(pack), fold=fold.low),
        money=Matcher(currency_forms(pack.tag), fold=fold.low),
        qualifiers=Matcher(_qualifier_forms(pack), fold=fold.low),
        joints=frozenset(fold.low(word).strip() for word in pack.words["and"]),
        and_=and_,
        between=frozenset(fold.low(word).strip() for word in pack.cues.get("between", ())),
        range_words=shared_words().number_between,
        ordinal=re.compile(rf"(\d(?<![\w.,]\d)\d{{0,2}})(?:{endings})(?=[\s-])"),
        ordinals=Matcher(pack.ordinals.items(), fold=fold.low, endings=pack.endings),
        others=frozenset(fold.low(word).strip() for word in pack.words["others"]),
        glued=Matcher(_glued_forms(pack), fold=fold.low),
    )


@cache
def _scanner(pack: LanguagePack) -> Scanner:
    return Scanner(matchers(pack))


def _joinable(pack: LanguagePack) -> dict[str, int]:
    """Return the words that a number in one word is joined from."""
    words = {fold.low(form): value for form, value in pack.magnitudes.items() if len(form) > 3 and value in _BASES}
    words |= {fold.low(form): value for form, value in pack.numbers.items()}
    return {form: value for form, value in words.items() if " " not in form}


def _unit_forms(pack: LanguagePack) -> Iterator[tuple[str, _Unit]]:
    for unit, (kind, forms) in pack.units.items():
        for form in forms:
            if form != "%":
                yield form, _Unit(unit, kind)


def _qualifier_forms(pack: LanguagePack) -> Iterator[tuple[str, Qualifier]]:
    for kind, forms in pack.qualifiers.items():
        for form in forms:
            yield form, kind  # type: ignore[misc]


def _glued_forms(pack: LanguagePack) -> Iterator[tuple[str, tuple[int, str, str]]]:
    for word, value in pack.numbers.items():
        if 2 <= value <= 31 and " " not in word:
            for unit, (kind, forms) in pack.units.items():
                for form in forms if kind == "time" else ():
                    yield word + form, (value, unit, kind)


def matchers(pack: LanguagePack) -> tuple[Matcher[Any], ...]:
    """Return what the quantities of a text are made of, for a scanner."""
    return _tables(pack).matchers


class Passage:
    """A part of a text, and what a scan of the whole found in it; a scan of its own where it does not keep to word borders."""

    def __init__(self, low: str, pack: LanguagePack, begin: int, end: int, scan: Scan | None = None) -> None:
        self.begin, self.end, self._moved_by, self._is_whole = begin, end, 0, False
        is_apart = (begin == 0 or low[begin - 1] == " ") and (end >= len(low) or low[end] == " ")
        if scan is None or not is_apart:
            scan = _scanner(pack).scan(low[begin:end])
            self._moved_by, self._is_whole = begin, True
        elif begin == 0 and end >= len(low):
            self._is_whole = True
        self._scan = scan

    def find(self, matcher: Matcher[T]) -> list[Match[T]]:
        """Return the matches of this part; at each place the longest one claims its span."""
        found = self._scan.all_of(matcher)
        if not found:
            return found
        if not self._is_whole:
            begin, end = self.begin, self.end
            part = found[bisect_left(found, begin, key=_begin) : bisect_left(found, end, key=_begin)]
            found = [match for match in part if match.word_end <= end]
        elif self._moved_by:
            found = _moved(found, self._moved_by)
        return claimed(found)


def find_quantities(
    text: str, low: str, pack: LanguagePack, begin: int, end: int, closed: tuple[Span, ...], scan: Scan | None = None
) -> list[Quantity]:
    """Return the quantities of `text[begin:end]` in order.

    `low` is `fold.low(text)`; numbers inside the `closed` spans (dates, names) are none. `scan` is what a scanner with
    the `matchers` of the pack found in `low`, where the caller has it.
    """
    tables = _tables(pack)
    passage = Passage(low, pack, begin, end, scan)
    amounts = _Amounts(text, low, pack, passage, closed).amounts()
    found: list[Quantity] = []
    if amounts:
        near = _Near(passage.find(tables.units), passage.find(tables.money), passage.find(tables.qualifiers), tables.dotted, tables.halves)
        found = [_quantity(text, amount, near) for amount in amounts]
    for glued in passage.find(tables.glued):
        value, unit, kind = glued.values[0]
        span = Span(glued.begin, glued.word_end)
        if not any(span.overlaps(held.span) for held in found) and not any(span.overlaps(other) for other in closed):
            found.append(Quantity(Amount(Decimal(value), span), span, unit, kind, (), "exactly", span))
    return sorted(found, key=lambda quantity: quantity.span)


def _moved(matches: list[Match[T]], by: int) -> list[Match[T]]:
    return [Match(match.begin + by, match.end + by, match.word_end + by, match.values) for match in matches]


def currency_spans(scan: Scan, pack: LanguagePack) -> list[tuple[int, int]]:
    """Return where the names of currencies stand ("US dollars": no place is meant)."""
    return [(match.begin, match.word_end) for match in scan.of(_tables(pack).money)]


def find_ordinals(
    text: str, low: str, pack: LanguagePack, begin: int, end: int, closed: tuple[Span, ...], scan: Scan | None = None
) -> list[Amount]:
    """Return the ordinal numbers ("40.", "12th", "twelfth") from 2 on; the arguments are those of `find_quantities`."""
    tables = _tables(pack)
    found = [Amount(Decimal(match[1]), Span(*match.span())) for match in tables.ordinal.finditer(text, begin, end)]
    spelled = Passage(low, pack, begin, end, scan).find(tables.ordinals)
    found += [Amount(Decimal(match.values[0]), Span(match.begin, match.word_end)) for match in spelled]
    found += [Amount(Decimal(roman_value(match["numeral"])), Span(*match.span("numeral"))) for match in _ROMAN.finditer(text, begin, end)]
    return [
        amount
        for amount in found
        if amount.value >= 2 and amount.span.of(low) not in tables.others and not any(amount.span.overlaps(other) for other in closed)
    ]


def roman_value(numeral: str) -> int:
    """Return the value of a Roman numeral.

    >>> roman_value("IV"), roman_value("XXIX")
    (4, 29)
    """
    values = [_ROMAN_VALUES[letter] for letter in numeral]
    return sum(-value if value < max(values[at:]) else value for at, value in enumerate(values))


def parse_number(words: str, pack: LanguagePack) -> Decimal | None:
    """Return the value of digits as the pack writes them, or None.

    A sign that cannot group (two digits follow) is a decimal sign whatever the language; one that is followed by three digits
    groups unless it is the pack's decimal sign.
    """
    plain = _GROUPING.sub("", words)
    if not _NUMERAL.fullmatch(plain):
        return None
    decimal = "," if pack.decimal == "comma" else "."
    other = "." if decimal == "," else ","
    if plain.count(other) and plain.count(decimal):
        last = max(plain.rfind(","), plain.rfind("."))
        return Decimal(re.sub(r"[.,]", "", plain[:last]) + "." + plain[last + 1 :])
    for sign in (other, decimal):
        if plain.count(sign) > 1:
            return Decimal(plain.replace(sign, ""))
        if plain.count(sign) == 1:
            tail = plain.partition(sign)[2]
            groups = len(tail) == 3 and (sign == other or tail == "000") and plain.partition(sign)[0] not in ("", "0")
            return Decimal(plain.replace(sign, "" if groups else "."))
    return Decimal(plain)


# ── Numbers, spelled or not ──────────────────────────────────────────────────────────────────────────────────


class _Amounts:
    """Puts the numbers of a sentence together: digits, spelled parts, magnitudes, ranges."""

    def __init__(self, text: str, low: str, pack: LanguagePack, passage: Passage, closed: tuple[Span, ...]) -> None:
        self.text, self.low, self.pack, self.passage = text, low, pack, passage
        self.closed = Cover((span.begin, span.end) for span in closed)
        self.begin, self.end = passage.begin, passage.end
        self.tables = _tables(pack)
        self.numbers: list[_Number] = []
        self.factors: dict[int, tuple[int, int]] = {}
        """Begin of a magnitude → its end and factor."""
        self.numerals: dict[int, _Numeral] = {}
        """Begin of a word of a spelled number, magnitudes among them → its end and value."""
        self.at = 0

    def amounts(self) -> list[Amount]:
        """Return the amounts in order."""
        self.factors = {match.begin: (match.word_end, match.values[0]) for match in self.passage.find(self.tables.magnitudes)}
        self.numbers = self._numbers()
        found: list[Amount] = []
        while self.at < len(self.numbers):
            amount = self._next()
            if amount is not None:
                found.append(amount)
        return self._with_ranges(found)

    def _numbers(self) -> list[_Number]:
        fractions = [
            _Number(match.begin, match.word_end, Decimal(match.values[0]), True) for match in self.passage.find(self.tables.fractions)
        ]
        joined = list(self._joined())
        plain = [*self._digits(), *joined]
        spelled = self.passage.find(self.tables.numbers)
        plain += [_Number(match.begin, match.word_end, Decimal(match.values[0]), False) for match in spelled]
        self.numerals = {begin: _Numeral(end, value) for begin, (end, value) in self.factors.items()}
        self.numerals |= {match.begin: _Numeral(match.word_end, match.values[0]) for match in spelled}
        self.numerals |= {number.begin: _Numeral(number.end, int(number.value)) for number in joined}
        plain += [
            _Number(begin, end, Decimal(factor), False, True)
            for begin, (end, factor) in self.factors.items()
            if factor in _BASES[:2] and end - begin > 2 and not any(match.begin <= begin < match.word_end for match in spelled)
        ]
        if fractions:
            plain = [number for number in plain if not any(one.begin <= number.begin and number.end <= one.end for one in fractions)]
        return [number for number in sorted(plain + fractions) if not self.closed.overlaps(number.begin, number.end)]

    def _digits(self) -> Iterator[_Number]:
        for match in _DIGITS.finditer(self.text, self.begin, self.end):
            value = parse_number(match.group(), self.pack)
            follower = self.text[match.end() : match.end() + 1]
            if value is not None and not (
                follower.isalpha() and follower.isascii() and not any(glued.match(self.text, match.end()) for glued in _GLUED)
            ):
                yield _Number(*match.span(), value, True)

    def _joined(self) -> Iterator[_Number]:
        holds_base = self.tables.bases.search
        if holds_base(self.low, self.begin, self.end):
            for match in _WORD.finditer(self.low, self.begin, self.end):
                word = match.group()
                if word not in self.pack.numbers and len(word) <= _LONGEST_NUMERAL and holds_base(word):
                    value = _joined_value(word, self.tables.parts)
                    if value is not None:
                        yield _Number(*match.span(), Decimal(value), False)

    def _next(self) -> Amount | None:
        """Return the amount that the next number opens; a bare "one" is none, nor is a bare "hundred"."""
        first = self.numbers[self.at]
        self.at += 1
        stop, value = first.end, first.value
        if first.is_digits:
            stop, value = self._scaled(first.begin, stop, value)
        else:
            stop, value = self._spelled_out(first)
        if stop == first.end and (first.is_bare or (value == 1 and not first.is_digits)):
            return None
        stop, value = self._with_half(first.end, stop, value)
        self._pass(stop)
        if value < _LEAST_RAND and self.text[first.begin - 1 : first.begin] == "R":
            return None
        return Amount(value, Span(first.begin, stop))

    def _with_half(self, begin: int, stop: int, value: Decimal) -> tuple[int, Decimal]:
        """Add half of the magnitude that ends at `stop` where the words behind it say so ("dos millones *y medio*")."""
        half = self.tables.halves.match(self.text, stop, self.end)
        factor = next((factor for at, (end, factor) in self.factors.items() if at >= begin - 1 and end == stop), 0) if half else 0
        return (half.end(), value + Decimal(factor) / 2) if half and factor else (stop, value)

    def _spelled_out(self, first: _Number) -> tuple[int, Decimal]:
        """Go on through the words of one spelled number ("two hundred and five", "dois milhões e trezentos mil")."""
        if self._numeral_behind(first.end, True) is None and first.value < _BASES[-1]:
            return first.end, first.value
        composed = _composed(_Numeral(first.end, int(first.value)), self._numeral_behind)
        if composed is None or composed.end == first.end:
            return self._scaled(first.begin, first.end, first.value)
        stop = composed.end + self._is_abbreviated(composed.end)
        return stop, Decimal(composed.value)

    def _numeral_behind(self, stop: int, may_have_and: bool) -> _Numeral | None:
        """Return the word of a number behind `stop`; nothing but a space or hyphen stands between, or "and" where it may."""
        gap = _WITHIN_NUMBER.match(self.text, stop, self.end)
        if gap is None:
            return None
        if gap.end() in self.numerals:
            return self.numerals[gap.end()]
        word = _WORD.match(self.low, gap.end(), self.end)
        if may_have_and and word is not None and word.group() == self.tables.and_:
            return self._numeral_behind(word.end(), False)
        return None

    def _pass(self, stop: int) -> None:
        """Pass over a magnitude that is a number word too ("mil", "tusen"): it was counted already."""
        while self.at < len(self.numbers) and self.numbers[self.at].begin < stop:
            self.at += 1

    def _scaled(self, begin: int, stop: int, value: Decimal) -> tuple[int, Decimal]:
        """Multiply by the magnitudes behind a number, two at most ("thousand million")."""
        sign = _SCALED_SIGN.match(self.text, stop, self.end)
        if sign is not None:
            return sign.end("short"), value * _BEFORE_SIGN[sign["short"].casefold()]
        short = self._short(begin, stop)
        if short is not None:
            stop, factor = short
            return stop + self._is_abbreviated(stop), value * factor
        for _ in range(2):
            at = stop
            while at < len(self.low) and self.low[at] == " " and at - stop < 2:
                at += 1
            if at == stop or at not in self.factors:
                break
            stop, factor = self.factors[at]
            value *= factor
            stop += self._is_abbreviated(stop)
        return stop, value

    def _short(self, begin: int, stop: int) -> tuple[int, int] | None:
        """Return where a magnitude as a symbol ends, and its factor ("4m" with a currency, "1.2bn")."""
        match = _SHORT_BEHIND.match(self.text, stop, self.end)
        if match is None:
            return None
        short, is_glued = match["short"].casefold(), match.start("short") == stop
        if not is_glued and (match.start("short") in self.factors or short == "k"):
            return None  # the pack knows it, or "k" is a letter of its own
        if short in _ONLY_WITH_MONEY and not self._has_money(begin, match.end()):
            return None
        return match.end(), _SHORT[short]

    def _has_money(self, begin: int, stop: int) -> bool:
        if _sign_before(self.text, begin)[1]:
            return True
        sign = _SIGN_AFTER.match(self.text, stop)
        if sign is not None and by_sign(sign["sign"]):
            return True
        names = self.tables.money.find(self.low[stop : min(stop + 40, self.end)])
        return bool(names) and len(self.low[stop : stop + names[0].begin].split()) <= 1 and names[0].begin <= _SIGN_WINDOW

    def _is_abbreviated(self, stop: int) -> bool:
        """Say whether a full stop belongs to the magnitude that ends at `stop`: "8 mia. kroner"."""
        word = re.split(r"[\s\d.,]", self.text[max(0, stop - 8) : stop])[-1]
        return len(word) <= _LONGEST_ABBREVIATION and bool(_ABBREVIATED.match(self.text, stop))

    def _with_ranges(self, amounts: list[Amount]) -> list[Amount]:
        merged: list[Amount] = []
        for amount in amounts:
            last = merged[-1] if merged else None
            if last is not None and last.upper is None and last.value < amount.value and self._is_range(last, amount):
                merged[-1] = Amount(_lower_end(last.value, amount.value), Span(last.span.begin, amount.span.end), amount.value)
            else:
                merged.append(amount)
        return merged

    def _is_range(self, last: Amount, amount: Amount) -> bool:
        gap = self.text[last.span.end : amount.span.begin]
        if _RANGE.fullmatch(gap) or gap.strip() in self.tables.range_words:
            return True
        before = self.low[max(0, last.span.begin - 14) : last.span.begin].split()[-1:]
        return gap.strip() in self.tables.joints and bool(before) and before[0] in self.tables.between


def _composed(word: _Numeral, follow: _Follow, level: int = len(_BASES)) -> _Numeral | None:
    """Return the number that `word` opens, put together from the largest base down; None when it opens none that is so small."""
    if level == 0:
        return _below_hundred(word, follow)
    base = _BASES[level - 1]
    head = _composed(word, follow, level - 1)
    if head is not None:
        times = follow(head.end, False)
        if times is None or times.value != base:
            return head
        head = _Numeral(times.end, head.value * base)
    elif base <= word.value < _limit(level):
        head = word
    else:
        return None
    return _with_rest(head, follow, level) if head.value % base == 0 else head


def _limit(level: int) -> int:
    """Return the value that numbers of a level stay below."""
    return _BASES[level] if level < len(_BASES) else _BASES[-1] * _BASES[1]


def _below_hundred(word: _Numeral, follow: _Follow) -> _Numeral | None:
    if word.value >= _BASES[0]:
        return None
    ones = follow(word.end, True)  # "trinta e duas"
    if ones is not None and ones.value < 10 and word.value >= 20 and word.value % 10 == 0:
        return _Numeral(ones.end, word.value + ones.value)
    return word


def _with_rest(head: _Numeral, follow: _Follow, level: int) -> _Numeral:
    """Add what is smaller than the base: "two hundred *and five*"; what is counted in the same base is a number of its own."""
    base = _BASES[level - 1]
    word = follow(head.end, True)
    rest = _composed(word, follow, level - 1) if word is not None else None
    if rest is None or (base > _BASES[1] and rest.value < _BASES[0]):
        return head
    behind = follow(rest.end, False)
    if behind is not None and behind.value == base:
        return head
    return _Numeral(rest.end, head.value + rest.value)


def _joined_value(word: str, parts: tuple[tuple[str, int | None], ...]) -> int | None:
    """Return the value of a number written as one word ("tweehonderdvijftig"), or None when it is no such word."""
    for split in _splits(word, parts):

        def follow(at: int, may_have_and: bool, split: list[int | None] = split) -> _Numeral | None:
            if may_have_and and at < len(split) and split[at] is None:
                at += 1
            value = split[at] if at < len(split) else None
            return _Numeral(at + 1, value) if value is not None else None

        opening = follow(0, False)
        composed = _composed(opening, follow) if opening is not None and len(split) > 1 else None
        if composed is not None and composed.end == len(split):
            return composed.value
    return None


def _splits(word: str, parts: tuple[tuple[str, int | None], ...]) -> Iterator[list[int | None]]:
    """Yield the ways to take a word apart without a rest, the longest parts first."""
    if not word:
        yield []
        return
    for form, value in parts:
        if word.startswith(form):
            for rest in _splits(word[len(form) :], parts):
                yield [value, *rest]
            if value is not None and value >= _BASES[0]:  # two parts may share a vowel ("centottanta")
                for rest in _splits(word[len(form) - 1 :], parts):
                    yield [value, *rest]


def _lower_end(value: Decimal, upper: Decimal) -> Decimal:
    """Return the lower end of a range with the magnitude of its upper end ("3 to 5 million")."""
    if upper < 1000 or value >= 1000 or upper % 1000:
        return value
    factor = next(Decimal(factor) for factor in reversed(_THOUSANDS) if upper >= factor)
    return value * factor if value * factor < upper else value


# ── Units, currencies, qualifiers ────────────────────────────────────────────────────────────────────────────


def _quantity(text: str, amount: Amount, near: _Near) -> Quantity:
    left, currencies = _sign_before(text, amount.span.begin)
    if text[left : left + 1] == "R" and left < amount.span.begin and text[left + 1] != "$" and amount.value < _LEAST_RAND:
        left, currencies = amount.span.begin, ()
    percent = _PERCENT.match(text, amount.span.end)
    if percent is not None:
        measured = _Measured("percent", "percent", currencies, percent.end())
    elif currencies:
        measured = _Measured(None, "money", currencies, amount.span.end)
    else:
        measured = _measured(text, amount.span.end, near)
        half = near.halves.match(text, measured.end) if measured.kind in _HALVED else None
        if half is not None:
            amount, measured = amount._replace(value=amount.value + Decimal("0.5")), measured._replace(end=half.end())
    qualifier, left = _qualifier(text, left, near)
    return Quantity(amount, Span(left, measured.end), measured.unit, measured.kind, measured.currencies, qualifier, measured.span)


def _sign_before(text: str, begin: int) -> tuple[int, tuple[str, ...]]:
    """Return where a currency sign before a number begins, and what it may mean; the number's begin when there is none."""
    before = text[max(0, begin - _SIGN_WINDOW) : begin]
    sign = _SIGN_BEFORE.search(before)
    currencies = by_sign(sign["sign"]) if sign is not None else ()
    return (begin - len(before) + sign.start("sign"), currencies) if sign is not None and currencies else (begin, ())


def _measured(text: str, end: int, near: _Near) -> _Measured:
    """Return the sign, currency or unit behind a number, in this order."""
    sign = _SIGN_AFTER.match(text, end)
    if sign is not None and (currencies := by_sign(sign["sign"])):
        return _Measured(None, "money", currencies, sign.end())
    for money in near.money:
        gap = text[end : money.begin]
        if money.begin >= end and len(gap) <= 16 and len(gap.split()) <= 1 and not _BREAKS_MONEY.search(gap):
            return _Measured(None, "money", money.values[0].codes, money.word_end)
    for unit in near.units:
        gap = text[end : unit.begin].replace("-,", "-")  # "46 Polizei-, Zoll- und Justizbehörden"
        if unit.begin >= end and len(gap) <= 45 and len(gap.split()) <= 3 and not _BREAKS_UNIT.search(gap):
            return _Measured(unit.values[0].name, unit.values[0].kind, (), unit.word_end, Span(unit.begin, unit.word_end))
    return _Measured(None, "", (), end)


def _qualifier(text: str, left: int, near: _Near) -> tuple[Qualifier, int]:
    """Return what qualifies the quantity that begins at `left`, and where it begins with that."""
    for match in reversed(near.qualifiers):
        gap = text[match.word_end : left]
        if gap.startswith(".") and fold.low(text[match.begin : match.word_end]) in near.dotted:
            gap = gap[1:]
        if match.word_end <= left and len(gap) <= 14 and len(gap.split()) <= 1 and not _BREAKS_QUALIFIER.search(gap):
            return match.values[0], match.begin
    own = next((match for match in near.qualifiers if match.begin == left), None)  # "une trentaine"
    return (own.values[0] if own is not None else "exactly"), left
