from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csgraph.language.packs import pack, pack_tags
from csgraph.model import PartialDate
from csgraph.text.dates import date_at, find_dates

TAGS = pack_tags()


def dates(text: str, tag: str, year: int | None = 2019) -> list[str]:
    """Return the dates of a text as they come out in a report of 2019."""
    return [str(mention.date(year)) for mention in find_dates(text, pack(tag))]


TABLE = {
    "da": {
        "den 4. maj 2021": "2021-05-04",
        "d. 4. maj": "2019-05-04",
        "i maj 2021": "2021-05",
        "i marts": "2019-03",
        "4.-6. maj 2021": "2021-05-04",
        "marts–april 2021": "2021",
        "04.05.2021": "2021-05-04",
        "1. kvartal 2020": "2020",
        "hele året": "2019",
    },
    "en": {
        "4 May 2021": "2021-05-04",
        "May 4, 2021": "2021-05-04",
        "the 4th of May": "2019-05-04",
        "in May": "2019-05",
        "September 2020": "2020-09",
        "March to April 2021": "2021",
        "05/13/2020": "2020-05-13",
        "13/05/2020": "2020-05-13",
        "throughout the year": "2019",
        "first quarter of 2020": "2020",
    },
    "de": {
        "am 4. Mai 2021": "2021-05-04",
        "Mai 2021": "2021-05",
        "4.–6. Mai 2021": "2021-05-04",
        "März bis April 2021": "2021",
        "im Juni": "2019-06",
        "ganzjährig": "2019",
    },
    "fr": {
        "le 4 mai 2021": "2021-05-04",
        "1er juin 2021": "2021-06-01",
        "décembre 2021": "2021-12",
        "du 4 au 6 mai 2021": "2021-05-04",
        "mars-avril 2021": "2021",
        "toute l’année": "2019",
    },
    "it": {
        "il 4 maggio 2021": "2021-05-04",
        "1º giugno 2021": "2021-06-01",
        "maggio 2021": "2021-05",
        "dal 4 al 6 maggio 2021": "2021-05-04",
    },
    "es": {"el 4 de mayo de 2021": "2021-05-04", "1 de junio": "2019-06-01", "mayo de 2021": "2021-05", "marzo y abril de 2021": "2021"},
    "pt": {
        "a 4 de maio de 2021": "2021-05-04",
        "1.º de junho de 2021": "2021-06-01",
        "maio de 2021": "2021-05",
        "4 a 6 de maio": "2019-05-04",
    },
    "nl": {"op 4 mei 2021": "2021-05-04", "mei 2021": "2021-05", "4 tot 6 mei 2021": "2021-05-04"},
    "sv": {"den 4 maj 2021": "2021-05-04", "maj 2021": "2021-05", "4–6 maj 2021": "2021-05-04"},
    "nb": {"4. mai 2021": "2021-05-04", "mai 2021": "2021-05", "4.–6. mai 2021": "2021-05-04"},
}


@pytest.mark.parametrize(("tag", "text"), [(tag, text) for tag, rows in TABLE.items() for text in rows])
def test_words_become_a_date_as_precise_as_they_are(tag: str, text: str) -> None:
    assert dates(text, tag) == [TABLE[tag][text]]


@pytest.mark.parametrize("tag", TAGS)
def test_every_month_of_every_language_is_read(tag: str) -> None:
    for number, (name, *_) in enumerate(pack(tag).months, 1):
        assert dates(f"{name.capitalize()} 2021", tag) == [f"2021-{number:02d}"]


@pytest.mark.parametrize("tag", TAGS)
@given(day=st.dates(datetime.date(1950, 1, 1), datetime.date(2049, 12, 31)))
def test_a_day_comes_back_from_every_way_of_writing_it(tag: str, day: datetime.date) -> None:
    month = pack(tag).months[day.month - 1][0]
    stop = "." if "." in pack(tag).ordinal_endings else ""
    for text in (day.isoformat(), f"{day:%d.%m.%Y}", f"{day.day}{stop} {month} {day.year}", f"{day.day}. {month.upper()} {day.year}"):
        assert dates(text, tag) == [day.isoformat()], text


@given(st.integers(1950, 2049), st.integers(1, 12))
def test_a_month_without_a_day_stays_a_month(year: int, month: int) -> None:
    date = find_dates(f"{year}-{month:02d}", pack("en"))[0].date(None)
    assert date == PartialDate(year, month)
    assert date.datatype == "gYearMonth"


@pytest.mark.parametrize(
    ("text", "expected"), [("31 June 2021", "2021-06"), ("30 February", "2019-02"), ("29 February 2020", "2020-02-29")]
)
def test_a_day_that_is_in_no_calendar_leaves_its_month(text: str, expected: str) -> None:
    assert dates(text, "en") == [expected]


@pytest.mark.parametrize("text", ["13/14/2020", "45 May", "Room 2020b", "2020 km,5", "in 1949", "2050", "A2019", "2019%"])
def test_numbers_that_are_no_day_and_no_year_are_no_date(text: str) -> None:
    assert [date for date in dates(text, "en") if len(date) == 10] == []
    assert "2019-05-45" not in dates(text, "en")


def test_a_year_alone_counts_and_a_number_with_a_sign_does_not() -> None:
    assert dates("in 2019", "en", None) == ["2019"]
    assert dates("2019% in A2019 and 2019b, 2019.5 km", "en") == []


def test_a_date_without_a_year_has_none_when_nobody_knows_the_year() -> None:
    (mention,) = find_dates("4 May", pack("en"))
    assert mention.date(None) is None
    assert str(mention.date(2020)) == "2020-05-04"


@pytest.mark.parametrize(("text", "tag"), [("you may help", "en"), ("hun mar", "da"), ("ma mar io", "it")])
def test_a_month_that_is_also_a_word_needs_a_capital_or_a_number(text: str, tag: str) -> None:
    assert dates(text, tag) == []


def test_two_months_are_no_month() -> None:
    (mention,) = find_dates("March–April 2021", pack("en"))
    assert mention.is_range
    assert mention.date(None) == PartialDate(2021)


def test_a_date_is_found_only_where_one_asks_for_it() -> None:
    text = "On 4 May 2021 and 5 May 2021"
    assert len(find_dates(text, pack("en"), 0, 14)) == 1
    assert date_at(text, pack("en"), 0, len(text)) is None
    first = date_at(text, pack("en"), 3, len(text))
    assert first is not None
    assert first.span.of(text) == "4 May 2021"


WORDS = st.lists(
    st.sampled_from(["4.", "31", "maj", "May", "2021", "-", "–", "to", ",", "marts", "2021-02", "x", "1. kvartal", "hele året", "den"])
)


@given(st.sampled_from(TAGS), WORDS)
def test_the_span_of_a_date_cuts_out_words_that_mean_it(tag: str, words: list[str]) -> None:
    text = " ".join(words)
    for mention in find_dates(text, pack(tag)):
        again = find_dates(mention.span.of(text), pack(tag), months_stand_alone=True)
        assert [(m.year, m.month, m.day) for m in again] == [(mention.year, mention.month, mention.day)]


@pytest.mark.parametrize(
    ("text", "tag"),
    [("Den 4/5 2021", "da"), ("4/5-2021", "da"), ("on 4/5 2021", "en"), ("den 4/5 2021", "sv"), ("4/5 2021", "nb"), ("le 4/5 2021", "fr")],
)
def test_day_and_month_may_stand_before_a_space_and_the_year(text: str, tag: str) -> None:
    assert dates(text, tag) == ["2021-05-04"]


@pytest.mark.parametrize("text", ["45/50 2021", "13/14 2021", "0/5 2021"])
def test_a_fraction_before_a_year_that_is_no_day_leaves_the_year(text: str) -> None:
    assert dates(text, "en") == ["2021"]


@pytest.mark.parametrize(
    ("text", "tag"),
    [("they march on", "en"), ("a march against fraud", "en"), ("it may be", "en"), ("es ist mai", "de"), ("an august body", "en")],
)
def test_a_month_in_small_letters_is_none_where_months_have_capitals(text: str, tag: str) -> None:
    assert dates(text, tag) == []


@pytest.mark.parametrize(
    ("text", "tag", "date"),
    [
        ("in March", "en", "2019-03"),
        ("in march 2021", "en", "2021-03"),
        ("4 may", "en", "2019-05-04"),
        ("im Mai", "de", "2019-05"),
        ("en mars", "fr", "2019-03"),
        ("a marzo", "it", "2019-03"),
        ("en agosto", "es", "2019-08"),
        ("i april", "da", "2019-04"),
        ("in augustus", "nl", "2019-08"),
    ],
)
def test_a_month_counts_as_its_language_writes_it(text: str, tag: str, date: str) -> None:
    assert dates(text, tag) == [date]
