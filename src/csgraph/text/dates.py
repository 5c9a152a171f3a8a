"""Words → a date as precise as the text and no more."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from csgraph.language.pack import LanguagePack
from csgraph.language.shared import alternatives, shared_words
from csgraph.model import PartialDate, Span

YEAR = r"(?:19[5-9]\d|20[0-4]\d)"
_ANY_YEAR = "20xx"
"""How packs write a year inside a form of ``year_round`` ("throughout 20xx")."""
_LAST_MONTH, _LAST_DAY, _LAST_WEEK = 12, 31, 53
_ORDINARY_YEAR = 2019
_ODD_CASES = "ſKÅİıµμςσϐβϑθϕφϖπϰκϱρϵεẞß"
"""Characters that match another one when case is ignored, though they are not its small or capital form."""


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date that stands in a text."""

    span: Span
    month: int | None
    day: int | None
    year: int | None
    is_year_round: bool = False
    is_range: bool = False
    """Two months: as a date it is no more than their year."""
    week: int | None = None
    """Of the year (ISO 8601); `month` is then that of the week's Thursday in an ordinary year."""

    def date(self, year: int | None) -> PartialDate | None:
        """Return the date, in `year` where the words give none; None when there is no year at all or no such day."""
        chosen = self.year if self.year is not None else year
        if chosen is None:
            return None
        if self.week is not None:
            return PartialDate(chosen, _month_of_week(chosen, self.week))
        if self.month is not None and self.day is not None and not _is_day(chosen, self.month, self.day):
            return PartialDate(chosen, self.month)
        return PartialDate(chosen, self.month, self.day if self.month else None)


def _is_day(year: int, month: int, day: int) -> bool:
    days = (31, 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    return 1 <= day <= days[month - 1]


def _month_of_week(year: int, week: int) -> int:
    """Return the month that most days of a week belong to: that of its Thursday (ISO 8601)."""
    return date.fromisocalendar(year, min(week, 52), 4).month


@dataclass(frozen=True)
class _Calendar:
    opening: re.Pattern[str]
    """The first characters of all that may be a date: a quick look that passes over most words."""
    pattern: re.Pattern[str]
    months: dict[str, int]
    short: frozenset[str]
    """Abbreviations and months that are also ordinary words; in small letters they count only beside a number."""


@cache
def _calendar(pack: LanguagePack) -> _Calendar:
    months = {form: number for number, forms in reversed(list(enumerate(pack.months, 1))) for form in forms}
    capital = pack.capital_months
    short = {form for forms in pack.months for form in forms if capital or form != forms[0] or len(form) <= 3}
    quarters = [form.casefold() for forms in pack.calendar["quarters"] for form in forms]
    rounds = [form.casefold() for form in pack.calendar["year_round"]]
    parts = [form.casefold() for form in pack.calendar["parts"]]
    pattern = _pattern(_longest_first(months), _longest_first(quarters), _longest_first(parts), _longest_first(rounds))
    opening = re.compile(_opening((*months, *quarters, *parts, *rounds)))
    return _Calendar(opening, re.compile(pattern, re.X | re.I), months, frozenset(short))


def _opening(forms: Iterable[str]) -> str:
    """Return a pattern for a digit, or the first two letters of a form, where a word begins.

    The first character comes first, and what may not stand before it is asked afterwards: so the search leaps from one to the next.
    """
    seconds: dict[str, set[str]] = {}
    for form in forms:
        for first in _cases(form[:1]):
            seconds.setdefault(first, set()).update(_cases(form[1:2]))
    begins = [rf"(?<={re.escape(first)}){_one_of(chars)}" for first, chars in sorted(seconds.items())]
    return rf"[\d{_escaped(seconds)}](?<!\w.)(?:(?<=\d)|{'|'.join(begins)})"


def _one_of(chars: set[str]) -> str:
    return f"[{_escaped(chars)}]" if all(chars) else ""


def _escaped(chars: Iterable[str]) -> str:
    return "".join(map(re.escape, sorted(chars)))


def _cases(char: str) -> set[str]:
    """Return what matches a character when case is ignored; an empty one of itself."""
    others = (char, char.lower(), char.upper(), *_ODD_CASES)
    return {other for other in others if re.fullmatch(re.escape(char), other, re.I)}


def _pattern(months: list[str], quarters: list[str], parts: list[str], rounds: list[str]) -> str:
    shared = shared_words()
    ordinal = f"(?:{alternatives(shared.ordinal_endings)})?"
    ordinal_after = f"(?:{alternatives(shared.ordinal_endings_after_month)})?"
    dash = rf"\s*(?:[-–—/]|{alternatives(shared.date_between)})\s*"
    link = rf"(?:\s*(?:,|\.|{alternatives(shared.date_links)})\s*|\s+)*"
    month, quarter = "|".join(map(re.escape, months)), _as_written(quarters)
    round_ = alternatives(rounds).replace(_ANY_YEAR, YEAR)
    # No date begins with another character: most places of a text are passed over by one look.
    first = "".join(sorted({re.escape(form[0]) for form in (*months, *quarters, *parts, *rounds) if form}))
    return rf"""(?=[\d{first}]) (?<!\w) (?:
          (?P<iso_y>{YEAR})-(?P<iso_m>0[1-9]|1[0-2])(?:-(?P<iso_d>[0-3]\d))?(?!\d)
        | (?P<num_d>[0-3]?\d)\s?[./]\s?(?P<num_m>[01]?\d)\s?[./]\s?(?P<num_y>{YEAR})
        | (?P<sla_d>0?[1-9]|[12]\d|3[01])/(?P<sla_m>0?[1-9]|1[0-2])\s?[ \u00a0–-]\s?(?P<sla_y>{YEAR})(?![\w%]|[.,/-]\d)
        | (?P<my_m>0?[1-9]|1[0-2])\s?[/.]\s?(?P<my_y>{YEAR})(?![\w%]|[.,/-]\d)
        | (?P<d1>[0-3]?\d){ordinal}(?:{dash}[0-3]?\d{ordinal})?{link}(?P<m1>{month})\b\.?(?:{dash}[0-3]?\d{ordinal}{link}(?:{month})\b\.?)?(?:{link}(?P<y1>{YEAR})\b)?
        | (?P<m2>{month})\b\.?\s+(?P<d2>[0-3]?\d){ordinal_after}(?:{dash}[0-3]?\d{ordinal_after})?(?!\d|[.,]\d|\.?\s*(?:{month})\b)(?:,?\s+(?P<y2>{YEAR})\b)?
        | (?P<m3>{month})\b\.?(?:{dash}(?P<m3b>{month})\b\.?)?(?:(?:{link}|[/-])(?P<y3>{YEAR})\b)?
        | (?P<q>{quarter})(?:{link}(?P<yq>{YEAR})\b)?
        | (?:{_as_written(parts)}){link}(?P<yp>{YEAR})\b
        | (?P<round>{round_})(?:\s+(?P<yr>{YEAR}))?
        | (?P<y4>{YEAR})(?![\w%]|[.,]\d)
        )"""


def _as_written(words: list[str]) -> str:
    """Return the words as alternatives of a pattern, apostrophes as they are."""
    return "|".join(map(re.escape, words)) or "(?!)"


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted(words, key=len, reverse=True)


def find_dates(
    text: str, pack: LanguagePack, begin: int = 0, end: int | None = None, *, months_stand_alone: bool = False
) -> list[DateMention]:
    """Return the dates of `text[begin:end]`, in order. A bare year counts.

    A month that is short ("mar", "mai") needs a number beside it or a capital, and so does every month of a language that
    writes months with a capital ("they march on"), unless `months_stand_alone` (the caller is at the head of a line).
    """
    calendar = _calendar(pack)
    found = []
    for match in _matches(calendar, text, begin, len(text) if end is None else end):
        mention = _mention(match, calendar)
        if mention is None:
            continue
        word = match["m3"]
        if word and match["y3"] is None and not months_stand_alone and word.casefold() in calendar.short and not word[:1].isupper():
            continue
        found.append(mention)
    return found


def _matches(calendar: _Calendar, text: str, begin: int, end: int) -> Iterator[re.Match[str]]:
    opening = calendar.opening.search(text, begin, end)
    while opening is not None:
        match = calendar.pattern.match(text, opening.start(), end)
        if match is not None:
            yield match
        opening = calendar.opening.search(text, match.end() if match is not None else opening.end(), end)


def date_at(text: str, pack: LanguagePack, begin: int, end: int) -> DateMention | None:
    """Return the date that begins exactly at `begin` and ends by `end`, or None."""
    calendar = _calendar(pack)
    match = calendar.pattern.match(text, begin, end)
    return _mention(match, calendar) if match else None


@cache
def _weeks(pack: LanguagePack) -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(pack.calendar['weeks'])})\s+(\d{{1,2}})\b(?:\s*[,/]?\s*({YEAR})\b)?", re.I)


def week_at(text: str, pack: LanguagePack, begin: int, end: int) -> DateMention | None:
    """Return the week of a year that begins exactly at `begin` ("Uge 3", "week 12, 2021"), or None.

    Only heads of entries are asked: within a sentence the third week may be one of a course.
    """
    match = _weeks(pack).match(text, begin, end) if pack.calendar["weeks"] else None
    if match is None or not 1 <= int(match[1]) <= _LAST_WEEK:
        return None
    return DateMention(Span(*match.span()), _month_of_week(_ORDINARY_YEAR, int(match[1])), None, _number(match[2]), week=int(match[1]))


def _mention(match: re.Match[str], calendar: _Calendar) -> DateMention | None:
    span = Span(*match.span())
    if match["y4"]:
        return DateMention(span, None, None, int(match["y4"]))
    if match["m3"]:
        return _month(span, match, calendar)
    for day, month, year in (("d1", "m1", "y1"), ("d2", "m2", "y2")):
        if match[month]:
            return _day(span, int(match[day]), calendar.months[match[month].casefold()], _number(match[year]))
    if match["iso_y"]:
        return DateMention(span, int(match["iso_m"]), _number(match["iso_d"]), int(match["iso_y"]))
    for day, month, year in (("num_d", "num_m", "num_y"), ("sla_d", "sla_m", "sla_y")):
        if match[year]:
            return _numeric(span, int(match[day]), int(match[month]), int(match[year]))
    if match["my_y"]:
        return DateMention(span, int(match["my_m"]), None, int(match["my_y"]))
    if match["q"]:
        return DateMention(span, None, None, _number(match["yq"]))
    if match["yp"]:
        return DateMention(span, None, None, int(match["yp"]))
    inner = re.search(YEAR, match["round"])
    return DateMention(span, None, None, _number(match["yr"]) or (int(inner.group()) if inner else None), is_year_round=True)


def _month(span: Span, match: re.Match[str], calendar: _Calendar) -> DateMention:
    """Return a month without a day; two of them are no month."""
    year = _number(match["y3"])
    return (
        DateMention(span, None, None, year, is_range=True)
        if match["m3b"]
        else DateMention(span, calendar.months[match["m3"].casefold()], None, year)
    )


def _numeric(span: Span, day: int, month: int, year: int) -> DateMention | None:
    if month > _LAST_MONTH and day <= _LAST_MONTH:
        day, month = month, day
    return DateMention(span, month, day, year) if 1 <= month <= _LAST_MONTH and 1 <= day <= _LAST_DAY else None


def _day(span: Span, day: int, month: int, year: int | None) -> DateMention | None:
    return DateMention(span, month, day, year) if 1 <= day <= _LAST_DAY else None


def _number(digits: str | None) -> int | None:
    return int(digits) if digits else None
