"""Words → a date as precise as the text and no more."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from csgraph.language.pack import LanguagePack
from csgraph.model import PartialDate, Span

_ORDINAL = r"(?:\.º|\.ª|st|nd|rd|th|er|º|ª|°|:e|:a|e|\.)?"
_DASH = r"\s*(?:[-–—/]|to|til|till|bis|au|al|ao|tot|et|und|og|och|en|e|y|a|&|and)\s*"
_LINK = r"(?:\s*(?:,|\.|de|del|di|des|do|d['’]|of|i|en|the)\s*|\s+)*"
_YEAR = r"(?:19[5-9]\d|20[0-4]\d)"


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

    def date(self, year: int | None) -> PartialDate | None:
        """Return the date, in `year` where the words give none; None when there is no year at all or no such day."""
        chosen = self.year if self.year is not None else year
        if chosen is None:
            return None
        if self.month is not None and self.day is not None and not _is_day(chosen, self.month, self.day):
            return PartialDate(chosen, self.month)
        return PartialDate(chosen, self.month, self.day if self.month else None)


def _is_day(year: int, month: int, day: int) -> bool:
    days = (31, 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    return 1 <= day <= days[month - 1]


@dataclass(frozen=True)
class _Calendar:
    pattern: re.Pattern[str]
    months: dict[str, int]
    short: frozenset[str]
    """Abbreviations and months that are also ordinary words; they count only beside a number."""
    quarters: dict[str, int]


@cache
def _calendar(pack: LanguagePack) -> _Calendar:
    months: dict[str, int] = {}
    short = set()
    for number, forms in enumerate(pack.months, 1):
        for form in forms:
            months.setdefault(form, number)
            if form != forms[0] or len(form) <= 3:
                short.add(form)
    quarters = {form.casefold(): number for number, forms in enumerate(pack.calendar["quarters"], 1) for form in forms}
    month = "|".join(sorted(map(re.escape, months), key=len, reverse=True))
    quarter = "|".join(sorted(map(re.escape, quarters), key=len, reverse=True)) or r"(?!)"
    round_ = "|".join(sorted((re.escape(form.casefold()).replace(r"20xx", _YEAR).replace("'", "['’]") for form in pack.calendar["year_round"]), key=len, reverse=True)) or r"(?!)"
    pattern = re.compile(
        rf"""(?<![\w]) (?:
          (?P<iso_y>{_YEAR})-(?P<iso_m>0[1-9]|1[0-2])(?:-(?P<iso_d>[0-3]\d))?(?!\d)
        | (?P<num_d>[0-3]?\d)\s?[./]\s?(?P<num_m>[01]?\d)\s?[./]\s?(?P<num_y>{_YEAR})
        | (?P<d1>[0-3]?\d){_ORDINAL}(?:{_DASH}[0-3]?\d{_ORDINAL})?{_LINK}(?P<m1>{month})\b\.?(?:{_LINK}(?P<y1>{_YEAR})\b)?
        | (?P<m2>{month})\b\.?\s+(?P<d2>[0-3]?\d)(?:st|nd|rd|th)?(?:{_DASH}[0-3]?\d(?:st|nd|rd|th)?)?(?!\d|[.,]\d)(?:,?\s+(?P<y2>{_YEAR})\b)?
        | (?P<m3>{month})\b\.?(?:{_DASH}(?P<m3b>{month})\b\.?)?(?:{_LINK}(?P<y3>{_YEAR})\b)?
        | (?P<q>{quarter})(?:{_LINK}(?P<yq>{_YEAR})\b)?
        | (?P<round>{round_})(?:\s+(?P<yr>{_YEAR}))?
        | (?P<y4>{_YEAR})(?![\w%]|[.,]\d)
        )""",
        re.X | re.I,
    )
    return _Calendar(pattern, months, frozenset(short), quarters)


def find_dates(text: str, pack: LanguagePack, begin: int = 0, end: int | None = None, *, months_stand_alone: bool = False) -> list[DateMention]:
    """Return the dates of `text[begin:end]`, in order. A bare year counts.

    A month that is short ("mar", "mai") needs a number beside it or a capital, unless `months_stand_alone`
    (the caller is at the head of a line).
    """
    calendar = _calendar(pack)
    found = []
    for match in calendar.pattern.finditer(text, begin, len(text) if end is None else end):
        mention = _mention(match, calendar)
        if mention is None:
            continue
        word = match["m3"]
        if word and match["y3"] is None and not months_stand_alone and word.casefold() in calendar.short and not word[:1].isupper():
            continue
        found.append(mention)
    return found


def date_at(text: str, pack: LanguagePack, begin: int, end: int) -> DateMention | None:
    """Return the date that begins exactly at `begin` and ends by `end`, or None."""
    calendar = _calendar(pack)
    match = calendar.pattern.match(text, begin, end)
    return _mention(match, calendar) if match else None


def _mention(match: re.Match[str], calendar: _Calendar) -> DateMention | None:
    group = match.groupdict()
    span = Span(*match.span())

    def number(name: str) -> int | None:
        return int(group[name]) if group[name] else None

    if group["iso_y"]:
        return DateMention(span, number("iso_m"), number("iso_d"), number("iso_y"))
    if group["num_y"]:
        day, month = int(group["num_d"]), int(group["num_m"])
        if month > 12 and day <= 12:
            day, month = month, day
        if not (1 <= month <= 12 and 1 <= day <= 31):
            return None
        return DateMention(span, month, day, number("num_y"))
    for day_name, month_name, year_name in (("d1", "m1", "y1"), ("d2", "m2", "y2"), ("", "m3", "y3")):
        if group[month_name]:
            day_number = number(day_name) if day_name else None
            if day_number is not None and not 1 <= day_number <= 31:
                return None
            if month_name == "m3" and group["m3b"]:
                return DateMention(span, None, None, number(year_name), is_range=True)  # two months are no month
            return DateMention(span, calendar.months[group[month_name].casefold()], day_number, number(year_name))
    if group["q"]:
        return DateMention(span, None, None, number("yq"))
    if group["round"]:
        inner = re.search(_YEAR, group["round"])
        return DateMention(span, None, None, number("yr") or (int(inner.group()) if inner else None), is_year_round=True)
    return DateMention(span, None, None, number("y4"))
