"""Quantity and context → figure: what was counted, of which event, on which crime."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from csgraph.language.currencies import countries_of
from csgraph.language.pack import LanguagePack, Measure
from csgraph.model import Event, Figure, Finding, Span
from csgraph.reading.entry_text import EntryText
from csgraph.reading.frame import GATHERINGS
from csgraph.reading.intervals import Cover, Intervals
from csgraph.text import fold
from csgraph.text.quantities import Quantity, find_ordinals, find_quantities

_YEAR = re.compile(r"([12](?<![\w.,].)(?:(?<=1)9\d\d|(?<=2)0[0-4]\d))(?![\w%]|[.,]\d)")
_NOUN_BEHIND = re.compile(r"\s([^\W\d_]{3,})")
_CLAUSE_BREAK = re.compile(r"[,;.]")
_THING_BREAK = re.compile(r"[;:.]|,\s|\d")
_CRIME_BREAK = re.compile(r"[;:.]")
_OF_PERSONS = ("Arrests", "Deaths", "Injuries", "LivesSaved", "Victims", "Charges", "Sentences")
"""Measures that a number without a unit may be of: people are counted without being called so."""
_OF_THINGS = ("SeizedGoods", "Participants")
"""Measures that a number without a unit may be of when their cue stands close: what was seized, and who was trained, has any name."""
_BESIDE_NAMES = 2
"""Words between such a cue and its number, names and places left aside."""
_FIRST_YEAR, _LAST_YEAR = 1900, 2049
"""A bare number between them is a year."""
_TRADE_CURRENCIES = ("USD", "GBP")
"""A bare "dollar" or "pound" where no country of another one is named is that of international trade."""
_PER_NUMBER, _PER_CLAUSE = 40, 15
"""How much farther a cue is for each number, and for a comma or conjunction, between it and its quantity."""
_CUE_REACH = 40
_HOURS_OF_A_DAY = 24
_WHOLE = ("", "account", "act", "country", "goods", "member", "person", "report")
"""Kinds of unit of which there is no half."""
_LEAST_MAGNITUDE, _LEAST_MAGNITUDE_STEP = 1_000_000, 100_000
"""From here on a round number without a unit may be money, and is no number of years."""
_WINDOW, _MOST_CUE_WORDS = 160, 12
"""Characters before a quantity, and words in them at least, that a cue and the word behind it take."""
_EDITION_REACH, _EDITION_WORDS = 60, 4
_FOUNDED_BEFORE, _FOUNDED_AFTER = 70, 40
_CRIME_REACH = 5
_SHORTEST_OPEN_CUE = 6
"""A cue of so many letters may stand inside a compound."""
_SHORTEST_OPEN_EDITION = 5


class FigureReader:
    """Reads the figures of one entry; `countries` are the ISO codes that it names, the publisher's own last."""

    def __init__(self, entry: EntryText, countries: tuple[str, ...], events: tuple[Event, ...]) -> None:
        self.entry, self.countries, self.events = entry, countries, events
        self.pack: LanguagePack = entry.lexicon.pack
        self.findings: list[Finding] = []
        self.closed: Intervals[Span] = Intervals(())
        """Where no number counts: dates, names, the header."""
        self.places: dict[str, list[int]] = {}
        """Where the cues of measures stand in the sentence that is read."""
        self.triggers: dict[int, tuple[list[int], list[int]]] | None = None
        """Sentence → where its events are spoken of, and which of them."""
        self.crimes = Intervals(
            _Crime(mention.span.begin, mention.span.end, mention.target.removeprefix("crime/"))
            for mention in entry.mentions
            if mention.kind == "crime" and mention.target is not None
        )

    def read(self) -> tuple[tuple[Figure, ...], tuple[Finding, ...]]:
        """Return the entry's figures by place, and the amounts that are doubtful."""
        self.closed = Intervals(self._closed())
        figures: list[Figure] = []
        for sentence in self.entry.sentences:
            if sentence.end > self.entry.body:
                figures += self._of_sentence(Span(max(sentence.begin, self.entry.body), sentence.end))
        return tuple(sorted(figures, key=lambda figure: figure.span)), tuple(self.findings)

    def _closed(self) -> list[Span]:
        spans = [mention.span for mention in self.entry.dates_in(0, len(self.entry.text))]
        spans += [mention.span for mention in self.entry.mentions if mention.kind != "crime"]
        if self.entry.body:
            spans.append(Span(0, self.entry.body))
        return sorted(spans)

    def _of_sentence(self, sentence: Span) -> Iterator[Figure]:
        entry = self.entry
        self.places = {}
        closed = tuple(self.closed.overlapping(sentence.begin, sentence.end))
        quantities = find_quantities(entry.text, entry.low, self.pack, sentence.begin, sentence.end, closed, entry.scan)
        begins = [quantity.span.begin for quantity in quantities]
        editions = list(self._editions(sentence, closed))
        yield from editions
        counted = Cover((edition.span.begin, edition.span.end) for edition in editions)
        for quantity in quantities:
            if not counted.overlaps(quantity.amount.span.begin, quantity.amount.span.end):
                yield from self._of_quantity(quantity, sentence, begins)
        yield from self._founded(sentence)

    def _of_quantity(self, quantity: Quantity, sentence: Span, begins: list[int]) -> Iterator[Figure]:
        figure = self._figure(quantity, sentence, begins)
        if figure is None:
            return
        if quantity.amount.upper is None:
            yield figure
        else:
            # A range is two statements: at least the one, at most the other.
            yield replace(figure, qualifier="at-least")
            yield replace(figure, value=_plain(quantity.amount.upper), qualifier="at-most")

    def _figure(self, quantity: Quantity, sentence: Span, begins: list[int]) -> Figure | None:
        if quantity.unit_kind == "time" and _has_magnitude(quantity):
            # "8 billion a year": the year is no unit.
            quantity = replace(quantity, span=quantity.amount.span, unit=None, unit_kind="", unit_span=None)
        if self._is_no_amount(quantity):
            return None
        measure = self._measure(quantity, sentence, begins)
        if measure is None:
            return None
        currency = self._currency(quantity) if quantity.unit_kind == "money" else None
        return Figure(
            measure=measure.name,
            value=_plain(quantity.amount.value),
            span=quantity.span,
            currency=currency,
            unit=self._unit(quantity, measure, currency),
            qualifier=quantity.qualifier,
            event=self._event(quantity.span),
            crime=self._crime(quantity.span, sentence),
        )

    def _is_no_amount(self, quantity: Quantity) -> bool:
        """Say whether a number is a year, or one of two that mean all the time ("24 heures sur 24", "7 giorni su 7")."""
        value = quantity.amount.value
        if quantity.unit_kind == "time":
            is_one_of_two = re.match(rf"\W+(?:\w+\W+){{0,2}}{_plain(value)}\b", self.entry.text[quantity.span.end :])
            return value == _HOURS_OF_A_DAY or is_one_of_two is not None
        if value < 1 and quantity.unit_kind in _WHOLE and not self.entry.text[quantity.amount.span.begin].isdigit():
            return True  # "half a day for 30 officers": half a person is nobody
        return not quantity.unit_kind and _FIRST_YEAR <= value <= _LAST_YEAR and value == value.to_integral()

    def _unit(self, quantity: Quantity, measure: Measure, currency: str | None) -> str | None:
        """Return the unit: persons where nothing else is counted; of a doubtful currency its words."""
        if quantity.unit_kind == "money" and currency is None:
            return quantity.span.of(self.entry.text).split()[-1]
        counts_persons = measure.units[:1] == ("person",) and quantity.unit_kind == ""
        return quantity.unit or ("person" if counts_persons else None)

    # ── What is measured ─────────────────────────────────────────────────────────────────────────────────────

    def _measure(self, quantity: Quantity, sentence: Span, begins: list[int]) -> Measure | None:
        """Return the measure whose cue stands nearest to the quantity; one without cues is the last resort."""
        best: tuple[int, Measure] | None = None
        fallback = None
        for measure in self.pack.measures:
            if not _goes_with(measure, quantity):
                continue
            if not measure.cues:
                fallback = fallback or (measure if quantity.unit_kind else None)
                continue
            distance = self._distance(self.entry.lexicon.measure_cues[measure.name], quantity, sentence, begins)
            if distance is None or not (quantity.unit_kind or self._may_lack_unit(quantity, measure, sentence)):
                continue
            if best is None or distance < best[0]:
                best = (distance, measure)
        return best[1] if best is not None else fallback

    def _may_lack_unit(self, quantity: Quantity, measure: Measure, sentence: Span) -> bool:
        """Say whether a number without a known unit counts people, or is millions beside a cue of money ("8 billion lost in taxes")."""
        if measure.units == ("money",):
            return self._is_sum(quantity, self.entry.lexicon.measure_cues[measure.name], sentence)
        return self._counts_persons(quantity, measure, sentence)

    def _is_sum(self, quantity: Quantity, cues: tuple[str, ...], sentence: Span) -> bool:
        """Say whether a cue of money goes with a number: only ordinary words part them, or a currency's name that nobody knows.

        "losses of 8 million", "8 million rupi a year in lost taxes"; not "8 million inhabitants lost …", which counts something else.
        """
        low, function = self.entry.low, self.entry.lexicon.function
        begin, end = quantity.span.begin, quantity.span.end
        before = low[max(sentence.begin, begin - _CUE_REACH) : begin].split()
        while before and before[-1] in function:
            before.pop()
        if any(" ".join(before).endswith(cue) and (len(cue) > _SHORTEST_OPEN_CUE or before[-1] == cue) for cue in cues if before):
            return True
        behind = low[end : min(sentence.end, end + _CUE_REACH)].split()
        place = next((number for number, word in enumerate(behind) if word in cues), -1)
        if place < 0 or _CLAUSE_BREAK.search(self.entry.text[end : end + len(" ".join(behind[:place]))]):
            return False
        return place == 0 or (place > 1 and not any(word in self.entry.lexicon.written_joints for word in behind[:place]))

    def _counts_persons(self, quantity: Quantity, measure: Measure, sentence: Span) -> bool:
        """Say whether a number without a known unit counts people.

        The cue follows it ("49 alvorligt såret"), or stands before it with nothing but an ordinary noun behind ("arrested three couriers").
        """
        cues = self.entry.lexicon.measure_cues[measure.name]
        begin, end = quantity.span.begin, quantity.span.end
        if any(noun.value in GATHERINGS for noun in self.entry.placed("noun").behind(end + 1, end + 2)):
            return False  # "six workshops"
        if measure.name in _OF_THINGS:
            return self._counts_things(cues, quantity, sentence)
        words = self.entry.low[end : min(sentence.end, end + _CUE_REACH)].split()[:3]
        if any(word in cues for word in words) and not _CLAUSE_BREAK.search(self.entry.text[end : end + len(" ".join(words))]):
            return True
        noun = _NOUN_BEHIND.match(self.entry.text, end)
        if noun is None:
            return False
        before = self.entry.low[self._few_words_before(begin, sentence.begin) : begin]
        if not any(_cue_at_end(cue).search(before) for cue in cues if cue in before):
            return False
        last = self.entry.text[self._few_words_before(begin, sentence.begin) : begin].split()[-1]
        is_noun = noun.group(1).islower() or bool(self.pack.writing["capital_nouns"])
        return is_noun and last.casefold() not in self.entry.lexicon.written_prepositions

    def _counts_things(self, cues: tuple[str, ...], quantity: Quantity, sentence: Span) -> bool:
        """Say whether a number counts what was seized, or who was trained: a noun follows it, and a cue stands close before or behind."""
        begin, end = quantity.span.begin, quantity.span.end
        noun = _NOUN_BEHIND.match(self.entry.text, end)
        if (
            noun is None
            or not (noun.group(1).islower() or self.pack.writing["capital_nouns"])
            or noun.group(1) in self.entry.lexicon.function
        ):
            return False
        for cue in cues:
            for at in self.places.get(cue, ()):
                first, last = (at + len(cue), begin) if at < begin else (end, at)
                if first <= last and self._is_close(first, last):
                    return True
        return False

    def _is_close(self, begin: int, end: int) -> bool:
        """Say whether few words that are no names stand between two places, and nothing that ends a clause."""
        if _THING_BREAK.search(self.entry.text, begin, end):
            return False
        named = [mention for mention in self.entry.overlapping(begin, end) if mention.kind != "crime"]
        words = self.entry.count_words(begin, end) - sum(self.entry.count_words(one.span.begin, one.span.end) for one in named)
        return words <= _BESIDE_NAMES + 2 * len(named)

    def _few_words_before(self, at: int, first: int) -> int:
        """Return a place with more words between it and another than a cue has, but not before a sentence's begin."""
        size = _WINDOW
        while at - size > first and len(self.entry.low[at - size : at].split()) < _MOST_CUE_WORDS:
            size *= 2
        return max(first, at - size)

    def _distance(self, cues: tuple[str, ...], quantity: Quantity, sentence: Span, begins: list[int]) -> int | None:
        """Return how far the nearest cue stands from a quantity, or None; `begins` are those of the sentence's quantities."""
        best: int | None = None
        for cue in cues:
            places = self.places.get(cue)
            if places is None:
                places = self.places[cue] = list(self._places_of(cue, sentence))
            if places:
                best = self._nearest(cue, places, quantity, begins, best)
        return best

    def _nearest(self, cue: str, places: list[int], quantity: Quantity, begins: list[int], best: int | None) -> int | None:
        """Return the shortest distance of a cue; one that stands farther by its characters alone is not looked at."""
        begin, end = quantity.span.begin, quantity.span.end
        first = bisect_left(places, end)
        for number in range(first, len(places)):
            at = places[number]
            distance = at - end + _PER_NUMBER * (bisect_left(begins, at) - bisect_left(begins, end))
            if best is not None and distance >= best:
                break
            distance += _PER_CLAUSE if self._is_crossed(end, at) else 0
            best = distance if best is None else min(best, distance)
        for number in range(first - 1, -1, -1):
            at = places[number]
            distance = max(0, begin - at - len(cue))
            if best is not None and distance >= best:
                break
            distance += _PER_CLAUSE if self._is_crossed(at, begin) else 0
            best = distance if best is None else min(best, distance)
        return best

    def _is_crossed(self, begin: int, end: int) -> bool:
        """Say whether a comma or a conjunction stands between two places."""
        gap = self.entry.text[begin:end]
        return "," in gap or any(word in self.entry.lexicon.written_joints for word in gap.casefold().split())

    def _places_of(self, cue: str, sentence: Span) -> Iterator[int]:
        """Yield where a cue stands: at a word's beginning, a long one also at its end."""
        low = self.entry.low
        at = low.find(cue, sentence.begin, sentence.end)
        while at >= 0:
            stop = at + len(cue)
            if at == 0 or low[at - 1] == " " or (len(cue) >= _SHORTEST_OPEN_CUE and (stop >= len(low) or low[stop] == " ")):
                yield at
            at = low.find(cue, at + 1, sentence.end)

    def _currency(self, quantity: Quantity) -> str | None:
        """Return the one currency that a sign or name means here, or None with a finding.

        Its only one, else that of a country the entry names, else of a place in a body's name, else of the language's home.
        """
        codes = quantity.currencies
        if len(codes) == 1:
            return codes[0]
        for country in (*self.countries, *self._countries_in_names(), *self.pack.writing["home"]):
            for code in codes:
                if country in countries_of(code):
                    return code
        if codes and codes[0] in _TRADE_CURRENCIES:
            return codes[0]
        message = f"{quantity.span.of(self.entry.text)!r}: the currency may be {', '.join(codes)}; it is kept as printed."
        self.findings.append(Finding("doubtful-amount", message, quantity.span))
        return None

    def _countries_in_names(self) -> Iterator[str]:
        """Yield the countries of the places in names of bodies ("Cámara de Comercio de Medellín")."""
        lexicon = self.entry.lexicon
        for mention in self.entry.mentions:
            if mention.kind == "organization":
                for match in lexicon.names.find(fold.key(mention.surface)):
                    yield from (lexicon.gazetteer.country_of(name.entity) for name in match.values if name.kind == "place")

    # ── Ordinals and years ───────────────────────────────────────────────────────────────────────────────────

    def _editions(self, sentence: Span, closed: tuple[Span, ...]) -> Iterator[Figure]:
        """Yield the ordinals that count an event ("the 40th annual conference") or a member."""
        entry = self.entry
        for ordinal in find_ordinals(entry.text, entry.low, self.pack, sentence.begin, sentence.end, closed, entry.scan):
            after = entry.low[ordinal.span.end : ordinal.span.end + _EDITION_REACH].split()[:_EDITION_WORDS]
            if any(_names_edition(token, word) for token in after for word in _folded(self.pack.edition_words)):
                yield Figure("Edition", _plain(ordinal.value), ordinal.span, unit="ordinal", event=self._event(ordinal.span))

    def _founded(self, sentence: Span) -> Iterator[Figure]:
        """Yield the years that a body says it was founded in."""
        for match in _YEAR.finditer(self.entry.text, sentence.begin, sentence.end):
            if self.entry.text[match.start() - 1 : match.start()] == "-":
                continue  # "mi-2018": since when something runs
            around = self.entry.low[max(sentence.begin, match.start() - _FOUNDED_BEFORE) : min(sentence.end, match.end() + _FOUNDED_AFTER)]
            if _any_word(self.pack.founded_words).search(around):
                yield Figure("Founded", match[1], Span(*match.span(1)), unit="year")

    # ── Of which event, on which crime ───────────────────────────────────────────────────────────────────────

    def _event(self, span: Span) -> int | None:
        """Return the event whose trigger stands in the same sentence and nearest; an only event takes every figure."""
        if not self.events:
            return None
        if self.triggers is None:
            self.triggers = self._triggers()
        begins, events = self.triggers.get(self._sentence_of(span), ((), ()))
        if begins:
            at = bisect_left(begins, span.begin)
            return min((abs(begins[number] - span.begin), events[number]) for number in (at - 1, at) if 0 <= number < len(begins))[1]
        return 0 if len(self.events) == 1 else None

    def _triggers(self) -> dict[int, tuple[list[int], list[int]]]:
        first: dict[int, dict[int, int]] = {}
        for index, event in enumerate(self.events):
            for trigger in (event.trigger, *event.evidence):
                number = self._sentence_of(trigger)
                if number >= 0:
                    first.setdefault(number, {}).setdefault(trigger.begin, index)
        return {number: (sorted(held), [held[begin] for begin in sorted(held)]) for number, held in first.items()}

    def _sentence_of(self, span: Span) -> int:
        """Return the number of the sentence that a span stands in, or -1."""
        sentences = self.entry.sentences
        number = bisect_right(sentences, span.begin, key=_begin) - 1
        return number if number >= 0 and span in sentences[number] else -1

    def _crime(self, span: Span, sentence: Span) -> str | None:
        """Return the crime type that stands in the quantity's own words or right behind them."""
        for crime in self.crimes.overlapping(span.begin, span.end):
            if crime.span in sentence:
                return crime.type
        following = next((crime for crime in self.crimes.behind(span.end, sentence.end) if crime.span in sentence), None)
        return following.type if following is not None and self._is_counted(following.span, span) else None

    def _is_counted(self, crime: Span, quantity: Span) -> bool:
        if crime.overlaps(quantity):
            return True
        is_near = crime.begin >= quantity.end and self.entry.count_words(quantity.end, crime.begin) <= _CRIME_REACH
        return is_near and not _CRIME_BREAK.search(self.entry.text, quantity.end, crime.begin)


class _Crime(NamedTuple):
    """A crime type that the entry names."""

    begin: int
    end: int
    type: str

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.begin, self.end)


def _begin(span: Span) -> int:
    return span.begin


def _goes_with(measure: Measure, quantity: Quantity) -> bool:
    """Say whether a measure may be of a quantity by its unit."""
    if quantity.unit_kind:
        return not measure.units or quantity.unit_kind in measure.units
    if measure.units == ("money",):
        return _has_magnitude(quantity)
    return ("person" in measure.units and measure.name in _OF_PERSONS) or measure.name in _OF_THINGS


def _has_magnitude(quantity: Quantity) -> bool:
    return quantity.amount.value >= _LEAST_MAGNITUDE and quantity.amount.value % _LEAST_MAGNITUDE_STEP == 0


def _names_edition(token: str, word: str) -> bool:
    return token == word or (len(word) >= _SHORTEST_OPEN_EDITION and (token.endswith(word) or token.startswith(word)))


@cache
def _folded(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(fold.low(word).strip() for word in words)


@cache
def _any_word(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in sorted(_folded(words))) or "(?!)")


@cache
def _cue_at_end(cue: str) -> re.Pattern[str]:
    """A cue at the end of words, one more behind it or none."""
    return re.compile(rf"\b{re.escape(cue)}\s+(?:\w+\s+)?$")


def _plain(value: Decimal) -> str:
    """Return the lexical form of xsd:decimal, without exponent or trailing zeros."""
    text = format(value.normalize(), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
