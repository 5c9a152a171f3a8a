from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from num2words import num2words

from csgraph.language.packs import pack, pack_tags
from csgraph.model import Span
from csgraph.text import fold
from csgraph.text.quantities import Quantity, find_ordinals, find_quantities, parse_number

TAGS = pack_tags()
NO_BREAK, NARROW, THIN = "\u00a0", "\u202f", "\u2009"


def quantities(text: str, tag: str = "en", closed: tuple[Span, ...] = ()) -> list[Quantity]:
    return find_quantities(text, fold.low(text), pack(tag), 0, len(text), closed)


def quantity(text: str, tag: str = "en") -> Quantity:
    (found,) = quantities(text, tag)
    return found


def value(text: str, tag: str = "en") -> int | float:
    return float(quantity(text, tag).amount.value)


# ── Numbers ──────────────────────────────────────────────────────────────────────────────────────────────────

NUMBERS = {
    "da": {"1.250 personer": 1250, "700 000 cigaretter": 700000, "11,15 kroner": 11.15, "12 300,50 euro": 12300.5, "1,5 ton": 1.5},
    "en": {"1,250 people": 1250, "2.4 tonnes": 2.4, "3.000 people": 3000, "128,000 fishers": 128000, "1,234,567.89 euros": 1234567.89},
    "de": {"1.250 Personen": 1250, "3,5 Kilo": 3.5, "1'000 Franken": 1000, "1’000’000 Franken": 1000000},
    "fr": {"1 250 personnes": 1250, f"1{NARROW}250 personnes": 1250, f"1{NO_BREAK}250,5 kilos": 1250.5},
    "it": {"1.250 persone": 1250, "2,4 tonnellate": 2.4},
    "es": {"1.250 personas": 1250, "2,4 toneladas": 2.4},
    "pt": {"1.250 pessoas": 1250, "2,4 toneladas": 2.4},
    "nl": {"1.250 personen": 1250, "2,4 ton": 2.4},
    "sv": {"1 250 personer": 1250, f"1{THIN}250 personer": 1250, "2,4 ton": 2.4},
    "nb": {"1 250 personer": 1250, "2,4 tonn": 2.4},
}


@pytest.mark.parametrize(("tag", "text"), [(tag, text) for tag, rows in NUMBERS.items() for text in rows])
def test_digits_are_read_as_the_language_groups_them(tag: str, text: str) -> None:
    assert value(text, tag) == NUMBERS[tag][text]


MAGNITUDES = {
    "da": {"1 million kriminelle": 10**6, "8 mia. kroner": 8 * 10**9, "en halv million kroner": 500000, "fem tusind liter": 5000},
    "en": {
        "three million euros": 3 * 10**6,
        "half a million euros": 500000,
        "€340 million": 340 * 10**6,
        "two hundred and fifty people": 250,
    },
    "de": {"3,5 Millionen Euro": 3500000, "zwei Milliarden Euro": 2 * 10**9},
    "fr": {"3,5 millions d'euros": 3500000, "deux milliards d’euros": 2 * 10**9},
    "it": {"3,5 milioni di euro": 3500000, "due miliardi di euro": 2 * 10**9},
    "es": {"3,5 millones de euros": 3500000, "cinco mil euros": 5000},
    "pt": {"R$ 3 milhões": 3 * 10**6, "dois milhões e trezentos mil euros": 2300000},
    "nl": {"3,5 miljoen euro": 3500000, "twee miljard euro": 2 * 10**9},
    "sv": {"3,5 miljoner kronor": 3500000, "2 miljarder euro": 2 * 10**9},
    "nb": {"3,5 millioner kroner": 3500000, "2 milliarder euro": 2 * 10**9},
}


@pytest.mark.parametrize(("tag", "text"), [(tag, text) for tag, rows in MAGNITUDES.items() for text in rows])
def test_a_magnitude_multiplies(tag: str, text: str) -> None:
    assert value(text, tag) == MAGNITUDES[tag][text]


SPELLED = {
    "da": ("tolv personer", 12),
    "en": ("Sixty-three people", 63),
    "de": ("dreiundsechzig Personen", 63),
    "fr": ("quatre-vingt-dix-sept personnes", 97),
    "it": ("venti persone", 20),
    "es": ("treinta y dos personas", 32),
    "pt": ("trinta e duas pessoas", 32),
    "nl": ("tweeëndertig personen", 32),
    "sv": ("tolv personer", 12),
    "nb": ("tolv personer", 12),
}


@pytest.mark.parametrize("tag", SPELLED)
def test_a_spelled_number_counts(tag: str) -> None:
    text, expected = SPELLED[tag]
    assert value(text, tag) == expected
    assert quantity(text, tag).unit == "person"


@pytest.mark.parametrize("tag", TAGS)
def test_every_spelled_number_up_to_a_hundred_is_the_number(tag: str) -> None:
    unit = max(pack(tag).units["person"][1][:2], key=len)
    for word, number in pack(tag).numbers.items():
        if 2 <= number <= 100:
            assert [int(found.amount.value) for found in quantities(f"{word} {unit}", tag)] == [number], word


@given(st.integers(0, 10**9), st.sampled_from(TAGS), st.sampled_from([NO_BREAK, NARROW, " ", "'", "’", None]))
def test_a_grouped_number_comes_back(number: int, tag: str, sign: str | None) -> None:
    group = sign or ("," if pack(tag).decimal == "point" else ".")
    assert parse_number(f"{number:,}".replace(",", group), pack(tag)) == number


@given(st.decimals(0, 99999, places=2), st.sampled_from(TAGS))
def test_a_decimal_number_comes_back(number: Decimal, tag: str) -> None:
    decimal, group = (".", ",") if pack(tag).decimal == "point" else (",", ".")
    text = f"{number:,.2f}".replace(",", "\0").replace(".", decimal).replace("\0", group)
    assert parse_number(text, pack(tag)) == number


@pytest.mark.parametrize("text", ["x12", "12x", "", "1 + 1", "v2.0"])
def test_what_is_no_number_has_no_value(text: str) -> None:
    assert parse_number(text, pack("en")) is None


def test_a_single_article_is_no_amount() -> None:
    assert quantities("one arrest and a car") == []
    assert quantities("en bil", "da") == []


def test_numbers_in_names_and_dates_are_none() -> None:
    text = "On 12 May, Region 7 met #24 and G20"
    assert quantities(text, closed=(Span(3, 9), Span(11, 19))) == []


# ── Units ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("350 kg", "kilogram"),
        ("350 kilos", "kilogram"),
        ("2 tonnes", "tonne"),
        ("5 litres", "litre"),
        ("40%", "percent"),
        ("40 %", "percent"),
        ("12 per cent", "percent"),
        ("300 pills", "pill"),
        ("two luxury cars", "car"),
        ("9 million illegal cigarettes", "cigarette"),
        ("27 countries", "country"),
    ],
)
def test_a_unit_is_told_in_the_singular(text: str, unit: str) -> None:
    assert quantity(text).unit == unit


def test_an_amount_without_a_unit_has_none() -> None:
    assert quantity("It was 4711.").unit is None


# ── Money ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("11,15 AU$", "AUD"),
        ("6 millioner NZ$", "NZD"),
        ("US$ 5", "USD"),
        ("9 milliarder USD", "USD"),
        ("C$3", "CAD"),
        ("R$ 3", "BRL"),
        ("€3", "EUR"),
        ("3 euro", "EUR"),
        ("£3", "GBP"),
        ("CHF 3", "CHF"),
        ("3 yen", "JPY"),
    ],
)
def test_a_plain_sign_code_or_name_is_one_currency(text: str, currency: str) -> None:
    assert quantity(text, "da").currencies == (currency,)


def test_three_dollars_stay_apart_and_a_bare_one_stays_open() -> None:
    assert [quantity(text).currencies for text in ("US$5", "AU$5", "NZ$5")] == [("USD",), ("AUD",), ("NZD",)]
    assert {"USD", "AUD", "NZD", "CAD"} <= set(quantity("$5").currencies)
    assert {"DKK", "SEK", "NOK"} <= set(quantity("500 kr.", "da").currencies)


def test_a_rupee_has_candidates_and_no_rand_among_them() -> None:
    found = quantity("8 mia. rupi", "da")
    assert "INR" in found.currencies
    assert len(found.currencies) > 1
    assert "ZAR" not in found.currencies


@pytest.mark.parametrize(
    ("tag", "name"), [("de", "Franken"), ("fr", "euros"), ("sv", "kronor"), ("nb", "kroner"), ("pt", "reais"), ("es", "pesos")]
)
def test_the_name_of_a_currency_is_known_in_its_language(tag: str, name: str) -> None:
    assert quantity(f"500 {name}", tag).unit_kind == "money"


# ── Qualifiers and ranges ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("tag", "text", "qualifier"),
    [
        ("en", "more than 350 people", "more-than"),
        ("en", "at least 350 people", "at-least"),
        ("en", "up to 350 people", "at-most"),
        ("en", "fewer than 350 people", "less-than"),
        ("en", "about 350 people", "about"),
        ("en", "350 people", "exactly"),
        ("da", "mere end 1 million kriminelle", "more-than"),
        ("da", "mindst 18 millioner NZ$", "at-least"),
        ("da", "over 9 milliarder USD", "more-than"),
        ("de", "rund 20 Kilo", "about"),
        ("fr", "environ vingt kilos", "about"),
        ("it", "oltre venti chili", "more-than"),
        ("es", "más de 20 kilos", "more-than"),
        ("pt", "mais de 20 quilos", "more-than"),
        ("nl", "meer dan 20 kilo", "more-than"),
        ("sv", "mer än 20 kilo", "more-than"),
        ("nb", "mer enn 20 kilo", "more-than"),
    ],
)
def test_what_limits_an_amount_is_kept(tag: str, text: str, qualifier: str) -> None:
    found = quantity(text, tag)
    assert found.qualifier == qualifier
    assert found.span.of(text) == text


@pytest.mark.parametrize("text", ["10-12 cars", "10–12 cars", "10 to 12 cars", "between 10 and 12 cars"])
def test_a_range_has_two_ends(text: str) -> None:
    amount = quantity(text).amount
    assert (amount.value, amount.upper) == (10, 12)


def test_the_magnitude_behind_a_range_counts_for_both_ends() -> None:
    amount = quantity("10 to 12 million euros").amount
    assert (amount.value, amount.upper) == (10 * 10**6, 12 * 10**6)


# ── Ordinals ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("tag", "text", "number"),
    [
        ("da", "den 40. årlige", 40),
        ("en", "the 12th annual", 12),
        ("en", "its twelfth annual", 12),
        ("sv", "den 4:e kongressen", 4),
        ("es", "el IV Congreso", 4),
        ("pt", "as XXVI Jornadas", 26),
        ("it", "il IX Forum", 9),
    ],
)
def test_an_ordinal_is_a_number_of_its_own(tag: str, text: str, number: int) -> None:
    assert [int(found.value) for found in find_ordinals(text, fold.low(text), pack(tag), 0, len(text), ())] == [number]


@pytest.mark.parametrize(
    ("tag", "text"),
    [("en", "King Charles III Conference"), ("it", "I Carabinieri"), ("es", "la fase II del taller"), ("en", "World War II")],
)
def test_a_roman_numeral_behind_a_name_or_before_a_small_word_is_no_ordinal(tag: str, text: str) -> None:
    assert find_ordinals(text, fold.low(text), pack(tag), 0, len(text), ()) == []


@pytest.mark.parametrize(
    ("tag", "text", "value"),
    [
        ("es", "dos millones y medio de euros", "2500000"),
        ("pt", "duas toneladas e meia de haxixe", "2.5"),
        ("it", "un milione e mezzo di euro", "1500000"),
        ("es", "medio millón de dólares", "500000"),
        ("es", "una docena de personas", "12"),
        ("pt", "meia centena de vítimas", "50"),
        ("es", "dos años y cinco meses", "2"),
    ],
)
def test_a_half_may_stand_before_a_magnitude_or_behind_it_or_a_unit(tag: str, text: str, value: str) -> None:
    assert format(find_quantities(text, fold.low(text), pack(tag), 0, len(text), ())[0].amount.value.normalize(), "f") == value


def test_others_are_no_second() -> None:
    text = "og andre organisationer"
    assert find_ordinals(text, fold.low(text), pack("da"), 0, len(text), ()) == []


# ── Spans ────────────────────────────────────────────────────────────────────────────────────────────────────

PIECES = st.sampled_from(
    [
        "12",
        "1.250",
        "1,5",
        "million",
        "mio.",
        "tre",
        "to",
        "og",
        "$",
        "AU$",
        "€",
        "%",
        "kg",
        "personer",
        "people",
        "–",
        "more than",
        "mindst",
        ".",
        ",",
        "(",
        "x",
    ]
)


@given(st.lists(PIECES, max_size=12), st.sampled_from(TAGS))
def test_spans_are_in_order_and_hold_their_parts(words: list[str], tag: str) -> None:
    text = " ".join(words)
    found = quantities(text, tag)
    assert [one.span for one in found] == sorted(one.span for one in found)
    for one in found:
        assert 0 <= one.span.begin < one.span.end <= len(text)
        assert one.amount.span in one.span
        assert one.span.of(text) == one.span.of(text).strip()
        assert one.unit_span is None or one.unit_span in one.span


# ── Magnitudes as symbols, numbers of several words, abbreviated qualifiers ──────────────────────────────────

MONEY = {
    "en": {
        "NZ$4m": (4 * 10**6, "NZD"),
        "US$1.2m": (1.2 * 10**6, "USD"),
        "£1.2bn": (1.2 * 10**9, "GBP"),
        "£ 3 mn": (3 * 10**6, "GBP"),
        "€300k": (300000, "EUR"),
        "US$2.5tn": (2.5 * 10**12, "USD"),
        "R8 billion": (8 * 10**9, "ZAR"),
        "R50 000": (50000, "ZAR"),
        "EUR5 million": (5 * 10**6, "EUR"),
        "4m euros": (4 * 10**6, "EUR"),
    },
    "da": {"3 mio. euro": (3 * 10**6, "EUR"), "9 MDKK": (9 * 10**6, "DKK"), "NZ$4m": (4 * 10**6, "NZD"), "12 mio.€": (12 * 10**6, "EUR")},
    "de": {"3 Mio. €": (3 * 10**6, "EUR"), "1,2 Mrd. €": (1.2 * 10**9, "EUR"), "40 TEUR": (40000, "EUR"), "3 T€": (3000, "EUR")},
    "fr": {"3 M€": (3 * 10**6, "EUR"), "1,2 Md€": (1.2 * 10**9, "EUR"), "300 k€": (300000, "EUR"), "12 Md d’euros": (12 * 10**9, "EUR")},
    "it": {"3 mln di euro": (3 * 10**6, "EUR"), "€ 3 mld": (3 * 10**9, "EUR")},
    "es": {"3 M€": (3 * 10**6, "EUR"), "US$5m": (5 * 10**6, "USD")},
    "pt": {"R$8m": (8 * 10**6, "BRL"), "3 M€": (3 * 10**6, "EUR")},
    "nl": {"€ 3 mln.": (3 * 10**6, "EUR"), "1,2 mld euro": (1.2 * 10**9, "EUR")},
    "sv": {"12 MSEK": (12 * 10**6, "SEK"), "3 mdr euro": (3 * 10**9, "EUR")},
    "nb": {"12 MNOK": (12 * 10**6, "NOK"), "€3m": (3 * 10**6, "EUR")},
}


@pytest.mark.parametrize(("tag", "text"), [(tag, text) for tag, rows in MONEY.items() for text in rows])
def test_a_magnitude_may_be_a_symbol(tag: str, text: str) -> None:
    found = quantity(text, tag)
    assert (float(found.amount.value), found.currencies) == (MONEY[tag][text][0], (MONEY[tag][text][1],))


@pytest.mark.parametrize(("tag", "text", "number"), [("sv", "35 mkr", 35 * 10**6), ("sv", "3 tkr", 3000), ("da", "8 mkr", 8 * 10**6)])
def test_a_magnitude_and_a_crown_may_be_one_word(tag: str, text: str, number: int) -> None:
    found = quantity(text, tag)
    assert (found.amount.value, found.unit_kind) == (number, "money")
    assert found.span.of(text) == text


@pytest.mark.parametrize(("tag", "text", "number"), [("en", "a 4m boat", 4), ("da", "3 mdr. fængsel", 3), ("fr", "20 mn plus tard", 20)])
def test_a_symbol_that_may_be_another_is_a_magnitude_only_beside_a_currency(tag: str, text: str, number: int) -> None:
    assert value(text, tag) == number


def test_a_letter_before_a_small_number_is_no_rand() -> None:
    assert [found for found in quantities("an Audi R8 on the road R 45") if found.currencies] == []


COMPOSED = {
    "da": {
        "tre hundrede og tolv personer": 312,
        "trehundrede og tolv personer": 312,
        "ettusinde og trehundrede og tolv personer": 1312,
        "femogtredivetusind kroner": 35000,
        "to hundrede og halvtreds tusind kroner": 250000,
        "en million kroner": 10**6,
    },
    "en": {
        "two hundred and fifty people": 250,
        "one thousand three hundred and twelve arrests": 1312,
        "thirty-five thousand euros": 35000,
        "two million three hundred thousand euros": 2300000,
        "eight hundred million euros": 800 * 10**6,
        "fifteen hundred men": 1500,
    },
    "de": {
        "fünfunddreißigtausend Euro": 35000,
        "fünfunddreissigtausend Euro": 35000,
        "zweihundertfünfzig Personen": 250,
        "hundertfünf Kilo": 105,
        "zwei Millionen dreihunderttausend Euro": 2300000,
    },
    "fr": {
        "deux cent cinquante personnes": 250,
        "mille trois cent douze personnes": 1312,
        "quatre-vingt-dix mille euros": 90000,
        "vingt et une personnes": 21,
    },
    "it": {"duecentocinquanta persone": 250, "trentacinquemila euro": 35000, "milletrecentododici persone": 1312},
    "es": {
        "doscientos cincuenta personas": 250,
        "ciento cinco detenidos": 105,
        "treinta y una personas": 31,
        "dos mil quinientos millones de euros": 2500 * 10**6,
    },
    "pt": {
        "duzentos e cinquenta euros": 250,
        "cento e cinco detidos": 105,
        "mil e duzentos euros": 1200,
        "trinta e cinco mil euros": 35000,
    },
    "nl": {"vijfendertigduizend euro": 35000, "tweehonderdvijftig personen": 250, "honderdvijf kilo": 105},
    "sv": {"trettiofemtusen kronor": 35000, "tvåhundrafemtio personer": 250, "två hundra femtio personer": 250},
    "nb": {"tre hundre og tolv personer": 312, "trettifemtusen kroner": 35000, "to hundre og femti personer": 250},
}


@pytest.mark.parametrize(("tag", "text"), [(tag, text) for tag, rows in COMPOSED.items() for text in rows])
def test_the_words_of_a_number_are_put_together(tag: str, text: str) -> None:
    found = quantity(text, tag)
    assert found.amount.value == COMPOSED[tag][text]
    assert found.span.of(text) == text


NUM2WORDS = {"nb": "no"}


@pytest.mark.parametrize("tag", TAGS)
@given(number=st.integers(2, 99_999))
@example(number=80_000)
def test_every_number_comes_back_from_its_words(tag: str, number: int) -> None:
    words = num2words(number, lang=NUM2WORDS.get(tag, tag)).replace(",", "").replace("dicotto", "diciotto")  # its Italian 618
    assert value(words, tag) == number, words


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("two hundred men and three hundred women", [200, 300]),
        ("thirty and forty people", [30, 40]),
        ("three thousand and two thousand men", [3000, 2000]),
        ("hundreds of people", []),
        ("twenty, thirty", [20, 30]),
    ],
)
def test_two_numbers_stay_two(text: str, numbers: list[int]) -> None:
    assert [found.amount.value for found in quantities(text)] == numbers


@pytest.mark.parametrize("tag", ["da", "de", "nl", "nb", "sv"])
def test_an_abbreviated_qualifier_counts(tag: str) -> None:
    found = quantity("ca. 3 kg", tag)
    assert (found.qualifier, found.span) == ("about", Span(0, 8))


def test_the_end_of_a_sentence_keeps_a_qualifier_from_an_amount() -> None:
    assert quantity("It was over. 3 kg").qualifier == "exactly"
