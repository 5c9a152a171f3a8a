"""Words and signs → amounts: "11,15 AU$", "mere end 700 000", "three million euros" → value, unit or currency, qualifier.

Numbers follow the pack's signs (Unicode CLDR); spelled numbers are the pack's own. Nothing is converted: a doubtful currency is left open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import NamedTuple, TypeVar

from csgraph.language.currencies import Currency, by_sign, currency_forms
from csgraph.language.pack import LanguagePack
from csgraph.language.shared import shared_words
from csgraph.model import Qualifier, Span
from csgraph.text import fold
from csgraph.text.match import Match, Matcher

T = TypeVar("T")
_SPACE = " \u00a0\u202f\u2009"
_DIGITS = re.compile(
    # The first digit comes first, and what may not stand before it is asked afterwards: so the search leaps from digit to digit.
    r"\d(?<![\w#/]\d)(?<!\d[.,:/]\d)"
    rf"(?:\d{{0,2}}(?:[{_SPACE}.,'’]\d{{3}})+(?:[.,]\d{{1,2}})?(?!\d)|\d*(?:[.,]\d+)?(?!\d))"
)
_SIGN_BEFORE = re.compile(
    rf"(?:(?<=[\s(])|^)(?P<sign>[A-Z]{{0,3}}\$|[€£¥₹₽₴₺₩₱₦₫฿₪]|R(?=\s?\d)|[A-Z]{{3}}|CHF|Fr\.|kr\.?|Kč|zł)[{_SPACE}]?$"
)
_SIGN_AFTER = re.compile(
    rf"[{_SPACE}]?(?:[^\W\d_A-Z]{{2,3}}[{_SPACE}])?(?P<sign>[A-Z]{{0,3}}\$|[€£¥₹₽₴₺₩₱₦]|[A-Z]{{3}}\b|[kK]r\b\.?|zł|Kč|Fr\.)"
)
_SIGN_WINDOW = 8
"""Characters before a number in which its currency sign stands."""
_PERCENT = re.compile(r"\s?(?:%|‰)")
_RANGE = re.compile(r"\s*(?:-|–|—)\s*")
_GLUED_UNIT = re.compile(r"(?:kg|km|g|t|m|k)\b")
"""Symbols that may stand right behind the digits; other letters make a name of them ("3F")."""
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


@dataclass(frozen=True, eq=False)
class _Tables:
    numbers: Matcher[int]
    compounds: re.Pattern[str]
    """A spelled number and a magnitude in one word ("fünfunddreißigtausend")."""
    long_magnitudes: tuple[str, ...]
    fractions: Matcher[str]
    magnitudes: Matcher[int]
    units: Matcher[_Unit]
    money: Matcher[Currency]
    qualifiers: Matcher[Qualifier]
    joints: frozenset[str]
    between: frozenset[str]
    range_words: frozenset[str]
    ordinal: re.Pattern[str]
    ordinals: Matcher[int]
    others: frozenset[str]
    """Forms of "other" that are ordinals too ("andre")."""
    glued: Matcher[tuple[int, str, str]]
    """Spelled number and unit of time in one word ("tredages")."""


@cache
def _tables(pack: LanguagePack) -> _Tables:
    magnitudes = tuple(sorted((form for form in pack.magnitudes if len(form) > 3), key=len, reverse=True))
    endings = "|".join(sorted(map(re.escape, pack.ordinal_endings), key=len, reverse=True)) or r"(?!)"
    return _Tables(
        numbers=Matcher(pack.numbers.items(), fold=fold.low),
        compounds=re.compile(rf"(?<!\w)(\w{{2,24}}?)({'|'.join(magnitudes) or '(?!)'})(?!\w)"),
        long_magnitudes=magnitudes,
        fractions=Matcher(pack.fractions.items(), fold=fold.low),
        magnitudes=Matcher(pack.magnitudes.items(), fold=fold.low),
        units=Matcher(_unit_forms(pack), fold=fold.low),
        money=Matcher(currency_forms(pack.tag), fold=fold.low),
        qualifiers=Matcher(_qualifier_forms(pack), fold=fold.low),
        joints=frozenset(fold.low(word).strip() for word in pack.words["and"]),
        between=frozenset(fold.low(word).strip() for word in pack.cues.get("between", ())),
        range_words=shared_words().number_between,
        ordinal=re.compile(rf"(\d(?<![\w.,]\d)\d{{0,2}})(?:{endings})(?=[\s-])"),
        ordinals=Matcher(pack.ordinals.items(), fold=fold.low, endings=pack.endings),
        others=frozenset(fold.low(word).strip() for word in pack.words["others"]),
        glued=Matcher(_glued_forms(pack), fold=fold.low),
    )


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


def find_quantities(text: str, low: str, pack: LanguagePack, begin: int, end: int, closed: tuple[Span, ...]) -> list[Quantity]:
    """Return the quantities of `text[begin:end]` in order.

    `low` is `fold.low(text)`; numbers inside the `closed` spans (dates, names) are none.
    """
    tables = _tables(pack)
    amounts = _Amounts(text, low, pack, begin, end, closed).amounts()
    found: list[Quantity] = []
    if amounts:
        part = low[begin:end]
        near = _Near(*(_moved(matcher.find(part), begin) for matcher in (tables.units, tables.money, tables.qualifiers)))
        found = [_quantity(text, amount, near) for amount in amounts]
    for glued in _moved(tables.glued.find(low[begin:end]), begin):
        value, unit, kind = glued.values[0]
        span = Span(glued.begin, glued.word_end)
        if not any(span.overlaps(held.span) for held in found) and not any(span.overlaps(other) for other in closed):
            found.append(Quantity(Amount(Decimal(value), span), span, unit, kind, (), "exactly", span))
    return sorted(found, key=lambda quantity: quantity.span)


def _moved(matches: list[Match[T]], by: int) -> list[Match[T]]:
    return [Match(match.begin + by, match.end + by, match.word_end + by, match.values) for match in matches]


def currency_spans(low: str, pack: LanguagePack) -> list[tuple[int, int]]:
    """Return where the names of currencies stand ("US dollars": no place is meant)."""
    return [(match.begin, match.word_end) for match in _tables(pack).money.find(low)]


def find_ordinals(text: str, low: str, pack: LanguagePack, begin: int, end: int, closed: tuple[Span, ...]) -> list[Amount]:
    """Return the ordinal numbers ("40.", "12th", "twelfth") from 2 on."""
    tables = _tables(pack)
    found = [Amount(Decimal(match[1]), Span(*match.span())) for match in tables.ordinal.finditer(text, begin, end)]
    found += [
        Amount(Decimal(match.values[0]), Span(match.begin, match.word_end)) for match in _moved(tables.ordinals.find(low[begin:end]), begin)
    ]
    return [
        amount
        for amount in found
        if amount.value >= 2 and amount.span.of(low) not in tables.others and not any(amount.span.overlaps(other) for other in closed)
    ]


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

    def __init__(self, text: str, low: str, pack: LanguagePack, begin: int, end: int, closed: tuple[Span, ...]) -> None:
        self.text, self.low, self.pack, self.begin, self.end, self.closed = text, low, pack, begin, end, closed
        self.tables = _tables(pack)
        self.part = low[begin:end]
        self.numbers: list[_Number] = []
        self.factors: dict[int, tuple[int, int]] = {}
        """Begin of a magnitude → its end and factor."""
        self.at = 0

    def amounts(self) -> list[Amount]:
        """Return the amounts in order."""
        self.numbers = self._numbers()
        if not self.numbers:
            return []
        self.factors = {
            match.begin: (match.word_end, match.values[0]) for match in _moved(self.tables.magnitudes.find(self.part), self.begin)
        }
        found: list[Amount] = []
        while self.at < len(self.numbers):
            amount = self._next()
            if amount is not None:
                found.append(amount)
        return self._with_ranges(found)

    def _numbers(self) -> list[_Number]:
        fractions = [
            _Number(match.begin, match.word_end, Decimal(match.values[0]), True)
            for match in _moved(self.tables.fractions.find(self.part), self.begin)
        ]
        plain = [*self._digits(), *self._compounds()]
        plain += [
            _Number(match.begin, match.word_end, Decimal(match.values[0]), False)
            for match in _moved(self.tables.numbers.find(self.part), self.begin)
        ]
        if fractions:
            plain = [number for number in plain if not any(one.begin <= number.begin and number.end <= one.end for one in fractions)]
        return [
            number
            for number in sorted(plain + fractions)
            if not any(span.begin < number.end and number.begin < span.end for span in self.closed)
        ]

    def _digits(self) -> Iterator[_Number]:
        for match in _DIGITS.finditer(self.text, self.begin, self.end):
            value = parse_number(match.group(), self.pack)
            follower = self.text[match.end() : match.end() + 1]
            if value is not None and not (follower.isalpha() and follower.isascii() and not _GLUED_UNIT.match(self.text, match.end())):
                yield _Number(*match.span(), value, True)

    def _compounds(self) -> Iterator[_Number]:
        if any(form in self.part for form in self.tables.long_magnitudes):
            for match in self.tables.compounds.finditer(self.low, self.begin, self.end):
                units = self.pack.numbers.get(match[1])
                if units is not None:
                    yield _Number(*match.span(), Decimal(units * self.pack.magnitudes[match[2]]), False)

    def _next(self) -> Amount | None:
        """Return the amount that the next number opens; a bare "one" is none."""
        first = self.numbers[self.at]
        self.at += 1
        stop, value = first.end, first.value
        if not first.is_digits:
            stop, value = self._spelled_out(stop, value)
        is_one = value == 1 and not first.is_digits
        stop, value, is_scaled = self._scaled(stop, value)
        if is_one and not is_scaled:
            return None
        self._pass(stop)
        if is_scaled and not first.is_digits:
            stop, value = self._with_smaller_part(stop, value)
        return Amount(value, Span(first.begin, stop))

    def _spelled_out(self, stop: int, value: Decimal) -> tuple[int, Decimal]:
        """Go on through the words of one spelled number ("two hundred and five")."""
        while (other := self._spelled_at(stop)) is not None and _adds(value, other.value):
            value = value * other.value if other.value in (100, 1000) and value < other.value else value + other.value
            stop = other.end
            self.at += 1
        return stop, value

    def _with_smaller_part(self, stop: int, value: Decimal) -> tuple[int, Decimal]:
        """Add the smaller part behind a magnitude ("dois milhões e trezentos mil")."""
        other = self._spelled_at(stop)
        if other is None:
            return stop, value
        more_stop, more, is_scaled = self._scaled(other.end, other.value)
        if not (more < value and (is_scaled or more >= 100)):
            return stop, value
        self.at += 1
        self._pass(more_stop)
        return more_stop, value + more

    def _spelled_at(self, stop: int) -> _Number | None:
        """Return the next number when it is spelled and nothing but a joint stands before it."""
        if self.at >= len(self.numbers) or self.numbers[self.at].is_digits:
            return None
        gap = self.low[stop : self.numbers[self.at].begin]
        words = gap.split()
        is_joined = len(gap) <= 6 and (not words or (len(words) == 1 and words[0] in self.tables.joints))
        return self.numbers[self.at] if is_joined else None

    def _pass(self, stop: int) -> None:
        """Pass over a magnitude that is a number word too ("mil", "tusen"): it was counted already."""
        while self.at < len(self.numbers) and self.numbers[self.at].begin < stop:
            self.at += 1

    def _scaled(self, stop: int, value: Decimal) -> tuple[int, Decimal, bool]:
        """Multiply by the magnitudes behind a number, two at most ("thousand million")."""
        is_scaled = False
        for _ in range(2):
            at = stop
            while at < len(self.low) and self.low[at] == " " and at - stop < 2:
                at += 1
            if at == stop or at not in self.factors:
                break
            stop, factor = self.factors[at]
            value, is_scaled = value * factor, True
            if self.text[stop : stop + 2] == ". " and len(self.text[:stop].rsplit(None, 1)[-1]) <= 4:
                stop += 1  # an abbreviated magnitude: "8 mia. kroner"
        return stop, value, is_scaled

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


def _adds(value: Decimal, other: Decimal) -> bool:
    """Say whether a spelled number goes on with another: "two hundred", "hundred and five", "twenty three"."""
    if other in (100, 1000) and value < other:
        return True
    return other < 100 <= value or other < 1000 <= value < 10**6 or (20 <= value < 100 and value % 10 == 0 and other < 10)


def _lower_end(value: Decimal, upper: Decimal) -> Decimal:
    """Return the lower end of a range with the magnitude of its upper end ("3 to 5 million")."""
    if upper < 1000 or value >= 1000 or upper % 1000:
        return value
    factor = next(Decimal(factor) for factor in reversed(_THOUSANDS) if upper >= factor)
    return value * factor if value * factor < upper else value


# ── Units, currencies, qualifiers ────────────────────────────────────────────────────────────────────────────


def _quantity(text: str, amount: Amount, near: _Near) -> Quantity:
    left, currencies = _sign_before(text, amount.span.begin)
    percent = _PERCENT.match(text, amount.span.end)
    if percent is not None:
        measured = _Measured("percent", "percent", currencies, percent.end())
    elif currencies:
        measured = _Measured(None, "money", currencies, amount.span.end)
    else:
        measured = _measured(text, amount.span.end, near)
    qualifier, left = _qualifier(text, left, near.qualifiers)
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


def _qualifier(text: str, left: int, qualifiers: list[Match[Qualifier]]) -> tuple[Qualifier, int]:
    """Return what qualifies the quantity that begins at `left`, and where it begins with that."""
    for match in reversed(qualifiers):
        gap = text[match.word_end : left]
        if match.word_end <= left and len(gap) <= 14 and len(gap.split()) <= 1 and not _BREAKS_QUALIFIER.search(gap):
            return match.values[0], match.begin
    return "exactly", left
