"""Words and signs → amounts: "11,15 AU$", "mere end 700 000", "three million euros" → value, unit or currency, qualifier.

Numbers follow the pack's signs (Unicode CLDR); spelled numbers are the pack's own. Nothing is converted: a doubtful currency is left open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from csgraph.language.currencies import Currency, currency_forms
from csgraph.language.pack import LanguagePack
from csgraph.model import Qualifier, Span
from csgraph.text import fold
from csgraph.text.match import Matcher

_SPACE = " \u00a0\u202f\u2009"
_DIGITS = re.compile(rf"(?<![\w#/])(?<![\d][.,:/])\d{{1,3}}(?:[{_SPACE}.,'’]\d{{3}})+(?:[.,]\d{{1,2}})?(?![\d])|(?<![\w#/])(?<![\d][.,:/])\d+(?:[.,]\d+)?(?!\d)")
_SIGN_BEFORE = re.compile(rf"(?:(?<=[\s(])|^)(?P<sign>[A-Z]{{0,3}}\$|[€£¥₹₽₴₺₩₱₦₫฿₪]|R(?=\s?\d)|[A-Z]{{3}}|CHF|Fr\.|kr\.?|Kč|zł)[{_SPACE}]?$")
_RANGE = re.compile(r"\s*(?:-|–|—)\s*$")


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


@dataclass(frozen=True, eq=False)
class _Tables:
    numbers: Matcher[int]
    compounds: re.Pattern[str]
    """A spelled number and a magnitude in one word ("fünfunddreißigtausend")."""
    fractions: Matcher[str]
    magnitudes: Matcher[int]
    units: Matcher[_Unit]
    money: Matcher[Currency]
    qualifiers: Matcher[Qualifier]
    joints: frozenset[str]
    between: frozenset[str]
    ordinal: re.Pattern[str]
    ordinals: Matcher[int]
    glued: Matcher[tuple[int, str, str]]


@cache
def _tables(pack: LanguagePack) -> _Tables:
    units = [(form, _Unit(unit, kind)) for unit, (kind, forms) in pack.units.items() for form in forms if form != "%"]
    small = {word: value for word, value in pack.numbers.items() if 2 <= value <= 31 and " " not in word}
    glued = [
        (word + form, (value, unit, kind))
        for word, value in small.items()
        for unit, (kind, forms) in pack.units.items()
        if kind == "time"
        for form in forms
    ]
    endings = "|".join(sorted(map(re.escape, pack.ordinal_endings), key=len, reverse=True)) or r"(?!)"
    return _Tables(
        numbers=Matcher(pack.numbers.items(), fold=fold.low),
        compounds=re.compile(r"(?<!\w)(\w{2,24}?)(" + ("|".join(sorted((form for form in pack.magnitudes if len(form) > 3), key=len, reverse=True)) or "(?!)") + r")(?!\w)"),
        fractions=Matcher(pack.fractions.items(), fold=fold.low),
        magnitudes=Matcher(pack.magnitudes.items(), fold=fold.low),
        units=Matcher(units, fold=fold.low),
        money=Matcher(currency_forms(pack.tag), fold=fold.low),
        qualifiers=Matcher([(form, kind) for kind, forms in pack.qualifiers.items() for form in forms], fold=fold.low),  # type: ignore[misc]
        joints=frozenset(fold.low(word).strip() for word in pack.words["and"]),
        between=frozenset(fold.low(word).strip() for word in pack.cues.get("between", ())),
        ordinal=re.compile(rf"(?<![\w.,])(\d{{1,3}})(?:{endings})(?=[\s-])"),
        ordinals=Matcher(pack.ordinals.items(), fold=fold.low, endings=pack.endings),
        glued=Matcher(glued, fold=fold.low),
    )


def find_quantities(text: str, low: str, pack: LanguagePack, begin: int, end: int, closed: tuple[Span, ...]) -> list[Quantity]:
    """Return the quantities of `text[begin:end]` in order; `low` is `fold.low(text)`, numbers inside the `closed` spans (dates, names) are none."""
    tables = _tables(pack)
    part = low[begin:end]
    found: list[Quantity] = []
    amounts = _amounts(text, low, pack, tables, begin, end, closed)
    units = [(match.begin + begin, match.word_end + begin, match.values[0]) for match in tables.units.find(part)]
    money = [(match.begin + begin, match.word_end + begin, match.values[0]) for match in tables.money.find(part)]
    qualifiers = [(match.begin + begin, match.word_end + begin, match.values[0]) for match in tables.qualifiers.find(part)]
    for amount in amounts:
        found.append(_quantity(text, amount, units, money, qualifiers))
    for glued in tables.glued.find(part):
        value, unit, kind = glued.values[0]
        span = Span(glued.begin + begin, glued.word_end + begin)
        if not any(span.overlaps(held.span) for held in found) and not any(span.overlaps(other) for other in closed):
            found.append(Quantity(Amount(Decimal(value), span), span, unit, kind, (), "exactly", span))
    return sorted(found, key=lambda quantity: quantity.span)


def currency_spans(low: str, pack: LanguagePack) -> list[tuple[int, int]]:
    """Return where the names of currencies stand ("US dollars": no place is meant)."""
    return [(match.begin, match.word_end) for match in _tables(pack).money.find(low)]


def find_ordinals(text: str, low: str, pack: LanguagePack, begin: int, end: int, closed: tuple[Span, ...]) -> list[Amount]:
    """Return the ordinal numbers ("40.", "12th", "twelfth") from 2 on."""
    tables = _tables(pack)
    found = [Amount(Decimal(match[1]), Span(*match.span())) for match in tables.ordinal.finditer(text, begin, end)]
    found += [Amount(Decimal(match.values[0]), Span(match.begin + begin, match.word_end + begin)) for match in tables.ordinals.find(low[begin:end])]
    others = {fold.low(word).strip() for word in pack.words["others"]}
    found = [amount for amount in found if low[amount.span.begin : amount.span.end] not in others]  # "andre" is others, not second
    return [amount for amount in found if amount.value >= 2 and not any(amount.span.overlaps(other) for other in closed)]


def parse_number(words: str, pack: LanguagePack) -> Decimal | None:
    """Return the value of digits as the pack writes them, or None.

    A sign that cannot group (two digits follow) is a decimal sign whatever the language; one that is followed by three digits
    groups unless it is the pack's decimal sign.
    """
    plain = re.sub(rf"[{_SPACE}'’]", "", words)
    if not re.fullmatch(r"[\d.,]+", plain):
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


def _amounts(text: str, low: str, pack: LanguagePack, tables: _Tables, begin: int, end: int, closed: tuple[Span, ...]) -> list[Amount]:
    raw: list[tuple[int, int, Decimal, bool]] = []
    for match in _DIGITS.finditer(text, begin, end):
        value = parse_number(match.group(), pack)
        follower = text[match.end() : match.end() + 1]
        if value is not None and not (follower.isalpha() and follower.isascii() and not re.match(r"(?:kg|km|g|t|m|k)\b", text[match.end() :])):
            raw.append((*match.span(), value, True))
    for compound in tables.compounds.finditer(low, begin, end):
        units = pack.numbers.get(compound[1])
        if units is not None:
            raw.append((*compound.span(), Decimal(units * pack.magnitudes[compound[2]]), False))
    for word in tables.numbers.find(low[begin:end]):
        raw.append((word.begin + begin, word.word_end + begin, Decimal(word.values[0]), False))
    fractions = [(match.begin + begin, match.word_end + begin, Decimal(match.values[0])) for match in tables.fractions.find(low[begin:end])]
    raw = [row for row in raw if not any(start <= row[0] and row[1] <= stop for start, stop, _ in fractions)]
    raw += [(start, stop, value, True) for start, stop, value in fractions]
    raw = [row for row in sorted(raw) if not any(span.begin < row[1] and row[0] < span.end for span in closed)]
    factors = {match.begin + begin: (match.word_end + begin, match.values[0]) for match in tables.magnitudes.find(low[begin:end])}
    amounts: list[Amount] = []
    index = 0
    while index < len(raw):
        start, stop, value, is_digits = raw[index]
        index += 1
        if not is_digits:
            while index < len(raw) and not raw[index][3] and _joined(low[stop : raw[index][0]], tables) and _adds(value, raw[index][2]):
                value = value * raw[index][2] if raw[index][2] in (100, 1000) and value < raw[index][2] else value + raw[index][2]
                stop = raw[index][1]
                index += 1
        single = value == 1 and not is_digits
        stop, value, scaled = _scaled(text, low, stop, value, factors)
        if single and not scaled:
            continue
        while index < len(raw) and raw[index][0] < stop:
            index += 1  # a magnitude that is a number word too ("mil", "tusen") was counted already
        if scaled and not is_digits and index < len(raw) and not raw[index][3] and _joined(low[stop : raw[index][0]], tables):
            # "dois milhões e trezentos mil": the smaller part adds.
            more_stop, more, more_scaled = _scaled(text, low, raw[index][1], raw[index][2], factors)
            if more < value and (more_scaled or more >= 100):
                value, stop = value + more, more_stop
                index += 1
                while index < len(raw) and raw[index][0] < stop:
                    index += 1
        amounts.append(Amount(value, Span(start, stop)))
    return _with_ranges(text, low, amounts, tables)


def _joined(gap: str, tables: _Tables) -> bool:
    words = gap.split()
    return len(gap) <= 6 and (not words or (len(words) == 1 and words[0] in tables.joints))


def _adds(value: Decimal, other: Decimal) -> bool:
    return other in (100, 1000) and value < other or other < 100 <= value or other < 1000 <= value < 10**6 or (20 <= value < 100 and value % 10 == 0 and other < 10)


def _scaled(text: str, low: str, stop: int, value: Decimal, factors: dict[int, tuple[int, int]]) -> tuple[int, Decimal, bool]:
    scaled = False
    for _ in range(2):
        at = stop
        while at < len(low) and low[at] == " " and at - stop < 2:
            at += 1
        if at == stop or at not in factors:
            break
        end, factor = factors[at]
        value, stop, scaled = value * factor, end, True
        if text[stop : stop + 2] == ". " and len(text[:stop].split()[-1]) <= 4:
            stop += 1  # an abbreviated magnitude: "8 mia. kroner"
    return stop, value, scaled


def _with_ranges(text: str, low: str, amounts: list[Amount], tables: _Tables) -> list[Amount]:
    merged: list[Amount] = []
    for amount in amounts:
        if merged:
            last = merged[-1]
            gap = text[last.span.end : amount.span.begin]
            is_between = gap.strip() in tables.joints and low[max(0, last.span.begin - 14) : last.span.begin].split()[-1:] and low[max(0, last.span.begin - 14) : last.span.begin].split()[-1] in tables.between
            if last.upper is None and last.value < amount.value and (is_between or _RANGE.fullmatch(gap) or (gap.strip() in ("to", "til", "till", "bis", "à", "a", "tot"))):
                value = last.value
                if amount.value >= 1000 and value < 1000 and amount.value % 1000 == 0:
                    factor = Decimal(1000) if amount.value < 1_000_000 else Decimal(1_000_000) if amount.value < 10**9 else Decimal(10**9)
                    value = value * factor if value * factor < amount.value else value
                merged[-1] = Amount(value, Span(last.span.begin, amount.span.end), amount.value)
                continue
        merged.append(amount)
    return merged


def _quantity(
    text: str, amount: Amount, units: list[tuple[int, int, _Unit]], money: list[tuple[int, int, Currency]], qualifiers: list[tuple[int, int, Qualifier]]
) -> Quantity:
    begin, end = amount.span.begin, amount.span.end
    qualifier: Qualifier = "exactly"
    left = begin
    before = text[max(0, begin - 8) : begin]
    sign = _SIGN_BEFORE.search(before)
    currencies: tuple[str, ...] = ()
    unit, kind, unit_span = None, "", None
    if sign is not None:
        from csgraph.language.currencies import by_sign

        currencies = by_sign(sign["sign"])
        if currencies:
            left = begin - len(before) + sign.start("sign")
            kind = "money"
    if re.match(r"\s?(?:%|‰)", text[end:]):
        end += re.match(r"\s?(?:%|‰)", text[end:]).end()  # type: ignore[union-attr]
        unit, kind = "percent", "percent"
    if not kind:
        sign_after = re.match(rf"[{_SPACE}]?(?:[^\W\d_A-Z]{{2,3}}[{_SPACE}])?([A-Z]{{0,3}}\$|[€£¥₹₽₴₺₩₱₦]|[A-Z]{{3}}\b|[kK]r\b\.?|zł|Kč|Fr\.)", text[end:])
        if sign_after:
            from csgraph.language.currencies import by_sign

            currencies = by_sign(sign_after[1])
            if currencies:
                end += sign_after.end()
                kind = "money"
    if not kind:
        for m_begin, m_end, currency in money:
            gap = text[end:m_begin]
            if m_begin >= end and len(gap) <= 16 and len(gap.split()) <= 1 and not re.search(r"[.,;:()\d]", gap):
                currencies, kind, end = currency.codes, "money", m_end
                break
    if not kind:
        for u_begin, u_end, found in units:
            gap = text[end:u_begin].replace("-,", "-")  # "46 Polizei-, Zoll- und Justizbehörden"
            if u_begin >= end and len(gap.split()) <= 3 and not re.search(r"[;:()\d]|[.,]\s", gap) and len(gap) <= 45:
                unit, kind, unit_span = found.name, found.kind, Span(u_begin, u_end)
                end = u_end
                break
    for q_begin, q_end, value in reversed(qualifiers):
        gap = text[q_end:left]
        if q_end <= left and len(gap) <= 14 and len(gap.split()) <= 1 and not re.search(r"[.;:()]", gap):
            qualifier = value
            left = min(left, q_begin)
            break
    return Quantity(amount, Span(left if qualifier != "exactly" else min(left, begin), end), unit, kind, currencies, qualifier, unit_span)
