"""Quantity and context → figure: what was counted, of which event, on which crime."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from csgraph.language.currencies import countries_of
from csgraph.language.pack import LanguagePack, Measure
from csgraph.model import Event, Figure, Finding, Span
from csgraph.reading.sentence import EntryText
from csgraph.text import fold
from csgraph.text.dates import find_dates
from csgraph.text.quantities import Quantity, find_ordinals, find_quantities

_YEAR = re.compile(r"(?<![\w.,])(19\d\d|20[0-4]\d)(?![\w%]|[.,]\d)")
_WORD = re.compile(r"\w+")


class FigureReader:
    """Reads the figures of one entry; `countries` are the ISO codes that it names, the publisher's own last."""

    def __init__(self, entry: EntryText, sentences: list[Span], countries: tuple[str, ...], events: tuple[Event, ...]) -> None:
        self.entry, self.sentences, self.countries, self.events = entry, sentences, countries, events
        self.pack: LanguagePack = entry.lexicon.pack
        self.findings: list[Finding] = []
        self._cues = {
            measure.name: tuple(fold.low(cue).strip() for cue in measure.cues) for measure in self.pack.measures
        }

    def read(self) -> tuple[tuple[Figure, ...], tuple[Finding, ...]]:
        """Return the entry's figures by place, and the amounts that are doubtful."""
        dates = [mention.span for mention in find_dates(self.entry.text, self.pack)]
        names = [mention.span for mention in self.entry.mentions if mention.kind in ("organization", "region", "place")]
        closed = tuple(sorted([*dates, *names, *([Span(0, self.entry.body)] if self.entry.body else [])]))
        figures: list[Figure] = []
        for sentence in self.sentences:
            begin = max(sentence.begin, self.entry.body) if sentence.begin < self.entry.body < sentence.end else sentence.begin
            if sentence.end <= self.entry.body:
                continue
            quantities = find_quantities(self.entry.text, self.entry.low, self.pack, begin, sentence.end, closed)
            editions = self._editions(begin, sentence.end, closed)
            taken = [figure.span for figure in editions]
            figures += editions
            for quantity in quantities:
                if any(quantity.amount.span.overlaps(span) for span in taken):
                    continue
                figure = self._figure(quantity, Span(begin, sentence.end), [other for other in quantities if other is not quantity])
                if figure is not None and quantity.amount.upper is not None:
                    # A range is two statements: at least the one, at most the other.
                    figures += [replace(figure, qualifier="at-least"), replace(figure, value=_plain(quantity.amount.upper), qualifier="at-most")]
                elif figure is not None:
                    figures.append(figure)
            figures += self._founded(begin, sentence.end)
        return tuple(sorted(figures, key=lambda figure: figure.span)), tuple(self.findings)

    def _figure(self, quantity: Quantity, sentence: Span, others: list[Quantity]) -> Figure | None:
        value = quantity.amount.value
        if quantity.unit_kind == "time" and re.match(rf"\W+(?:\w+\W+){{0,2}}{_plain(value)}\b", self.entry.text[quantity.span.end :]):
            return None  # "24 hours a day", as other languages put it: "24 heures sur 24"
        bare_year = not quantity.unit_kind and 1900 <= value <= 2049 and value == value.to_integral()
        if bare_year:
            return None
        measure = self._measure(quantity, sentence, others)
        if measure is None:
            return None
        currency = None
        if quantity.unit_kind == "money":
            currency = self._currency(quantity)
            if currency is None:
                span = quantity.span
                self.findings.append(Finding("doubtful-amount", f"{span.of(self.entry.text)!r}: the currency may be {', '.join(quantity.currencies)}; it is kept as printed.", span))
        unit = quantity.unit or ("person" if measure.units and measure.units[0] == "person" and quantity.unit_kind == "" else None)
        if quantity.unit_kind == "money" and currency is None:
            unit = quantity.span.of(self.entry.text).split()[-1]
        return Figure(
            measure=measure.name,
            value=_plain(value),
            span=quantity.span,
            currency=currency,
            unit=unit,
            qualifier=quantity.qualifier,
            event=self._event(quantity.span),
            crime=self._crime(quantity.span, sentence),
        )

    def _measure(self, quantity: Quantity, sentence: Span, others: list[Quantity]) -> Measure | None:
        """Return the measure whose cue stands nearest to the quantity, among those that go with its unit; one without cues is the last resort."""
        low = self.entry.low
        best: tuple[int, int, Measure] | None = None
        fallback = None
        for rank, measure in enumerate(self.pack.measures):
            if quantity.unit_kind:
                if measure.units and quantity.unit_kind not in measure.units:
                    continue
            elif "person" not in measure.units or measure.name not in ("Arrests", "Deaths", "Injuries", "LivesSaved", "Victims", "Charges", "Sentences"):
                continue
            if not measure.cues:
                if fallback is None and quantity.unit_kind:
                    fallback = measure
                continue
            distance = self._distance(self._cues[measure.name], quantity, sentence, low, others)
            if distance is None or (not quantity.unit_kind and not self._counts_persons(quantity, measure, sentence)):
                continue
            if best is None or distance < best[0]:
                best = (distance, rank, measure)
        return best[2] if best is not None else fallback

    def _counts_persons(self, quantity: Quantity, measure: Measure, sentence: Span) -> bool:
        """Say whether a number without a known unit counts people: the cue follows it ("49 alvorligt såret"), or stands before it with nothing but an ordinary noun behind ("arrested three couriers")."""
        low, text = self.entry.low, self.entry.text
        after = low[quantity.span.end : min(sentence.end, quantity.span.end + 40)]
        words = after.split()[:3]
        if any(word in self._cues[measure.name] for word in words) and not re.search(r"[,;.]", text[quantity.span.end : quantity.span.end + len(" ".join(words))]):
            return True
        before = text[sentence.begin : quantity.span.begin]
        last = next((cue for cue in self._cues[measure.name] if re.search(rf"\b{re.escape(cue)}\s+(?:\w+\s+)?$", low[sentence.begin : quantity.span.begin])), None)
        noun = re.match(r"\s([^\W\d_]{3,})", text[quantity.span.end :])
        if last is None or noun is None:
            return False
        prepositions = {word.casefold() for word in self.pack.words["place_prepositions"]}
        return before.split()[-1].casefold() not in prepositions and (noun.group(1).islower() or bool(self.pack.writing["capital_nouns"]))

    def _distance(self, cues: tuple[str, ...], quantity: Quantity, sentence: Span, low: str, others: list[Quantity]) -> int | None:
        nearest = None
        joints = {word.casefold() for word in self.pack.words["and"]}
        for cue in cues:
            at = low.find(cue, sentence.begin, sentence.end)
            while at >= 0:
                stop = at + len(cue)
                if at == 0 or low[at - 1] == " " or (len(cue) > 5 and (stop >= len(low) or low[stop] == " ")):
                    if at >= quantity.span.end:
                        distance = at - quantity.span.end
                        between = sum(1 for other in others if quantity.span.end <= other.span.begin < at)
                    elif at + len(cue) <= quantity.span.begin:
                        distance = quantity.span.begin - at - len(cue)
                        between = 0
                    else:
                        distance, between = 0, 0
                    gap = self.entry.text[quantity.span.end : at] if at >= quantity.span.end else self.entry.text[at : quantity.span.begin]
                    crossed = "," in gap or any(word in joints for word in gap.casefold().split())
                    distance += 40 * between + (15 if crossed else 0)
                    if nearest is None or distance < nearest:
                        nearest = distance
                at = low.find(cue, at + 1, sentence.end)
        return nearest

    def _currency(self, quantity: Quantity) -> str | None:
        """Return the one currency that a sign or name means here: its only one, else that of a country the entry names, else that of the language's home."""
        codes = quantity.currencies
        if len(codes) == 1:
            return codes[0]
        for country in (*self.countries, *self.pack.writing["home"]):
            for code in codes:
                if country in countries_of(code):
                    return code
        # A bare "dollar" or "pound" where no country of another one is named is that of international trade.
        return codes[0] if codes and codes[0] in ("USD", "GBP") else None

    def _editions(self, begin: int, end: int, closed: tuple[Span, ...]) -> list[Figure]:
        """Return the ordinals that count an event ("the 40th annual conference") or a member."""
        words = {fold.low(word).strip() for word in self.pack.edition_words}
        found = []
        for ordinal in find_ordinals(self.entry.text, self.entry.low, self.pack, begin, end, closed):
            after = self.entry.low[ordinal.span.end : ordinal.span.end + 60].split()[:4]
            if any(token == word or (len(word) >= 5 and (token.endswith(word) or token.startswith(word))) for token in after for word in words):
                found.append(Figure("Edition", _plain(ordinal.value), ordinal.span, unit="ordinal", event=self._event(ordinal.span)))
        return found

    def _founded(self, begin: int, end: int) -> list[Figure]:
        """Return the year that a body says it was founded in."""
        found = []
        for match in _YEAR.finditer(self.entry.text, begin, end):
            around = self.entry.low[max(begin, match.start() - 70) : min(end, match.end() + 40)]
            if any(re.search(rf"(?<!\w){re.escape(fold.low(word).strip())}(?!\w)", around) for word in self.pack.founded_words):
                found.append(Figure("Founded", match[1], Span(*match.span(1)), unit="year"))
        return found

    def _event(self, span: Span) -> int | None:
        """Return the event whose trigger stands in the same sentence and nearest; an only event takes every figure."""
        if not self.events:
            return None
        sentence = next((one for one in self.sentences if span in one), None)
        near = [
            (abs(trigger.begin - span.begin), index)
            for index, event in enumerate(self.events)
            for trigger in (event.trigger, *event.evidence)
            if sentence is not None and trigger in sentence
        ]
        if near:
            return min(near)[1]
        return 0 if len(self.events) == 1 else None

    def _crime(self, span: Span, sentence: Span) -> str | None:
        """Return the crime type that stands in the quantity's own words or right behind them."""
        for mention in self.entry.mentions:
            if mention.kind != "crime" or mention.target is None or mention.span not in sentence:
                continue
            gap = self.entry.text[span.end : mention.span.begin] if mention.span.begin >= span.end else ""
            if mention.span.overlaps(span) or (mention.span.begin >= span.end and len(_WORD.findall(gap)) <= 5 and not re.search(r"[;:.]", gap)):
                return mention.target.removeprefix("crime/")
        return None


def _plain(value: Decimal) -> str:
    """Return the lexical form of xsd:decimal, without exponent or trailing zeros."""
    text = format(value.normalize(), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
