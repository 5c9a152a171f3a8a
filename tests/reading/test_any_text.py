"""Whatever is read: spans cut out their words, nothing is named that the text does not name, and the same text gives the same reading."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csgraph.language.packs import pack_tags
from csgraph.model import ReportReading
from tests.language.samples import samples_of
from tests.reading.builders import read, reader

WORDS = {tag: sorted({word for sample in samples_of(tag) for word in sample.text.split()}) for tag in pack_tags()}
SENTENCES = {tag: [sample.text for sample in samples_of(tag)] for tag in pack_tags()}


def check(report: ReportReading) -> None:
    """Hold a reading against its own text."""
    ids = {thing.id for thing in report.entities}
    for reading in report.readings:
        text = reading.entry.text
        assert reading.entry.span.of(report.report.text) == text
        for mention in reading.mentions:
            assert mention.span.of(text) == mention.surface
            assert mention.surface.strip()
            assert (mention.target is None) == bool(mention.candidates)
            assert mention.kind == "crime" or mention.target is None or mention.target in ids
        for event in reading.events:
            spans = [event.trigger, *event.evidence, *(filler.span for filler in event.roles if filler.span)]
            assert all(0 <= span.begin < span.end <= len(text) for span in spans)
            assert {filler.entity for filler in event.roles} | set(event.places) | set(event.regions) <= ids
            assert len({(filler.role, filler.entity) for filler in event.roles}) == len(event.roles)
            for filler in event.roles:
                assert filler.span is not None or filler.basis == "inherited"
        for figure in reading.figures:
            assert figure.span.of(text).strip()
            assert figure.event is None or 0 <= figure.event < len(reading.events)
            assert float(figure.value) == float(figure.value)
        for relation in reading.relations:
            assert relation.span.of(text).strip()
            assert {relation.subject, relation.object} <= ids


def named_in_the_text(report: ReportReading) -> None:
    """Every organization and place has words in the report; only the publisher, its regions and what contains something may have none."""
    mentioned = {mention.target for reading in report.readings for mention in reading.mentions}
    roles = {filler.entity for reading in report.readings for event in reading.events for filler in event.roles}
    implied = {report.report.publisher, *(reading.region for reading in report.readings)}
    assert roles <= mentioned | implied


@pytest.mark.parametrize("tag", pack_tags())
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_any_words_of_a_language_give_a_reading_that_keeps_to_them(tag: str, data: st.DataObject) -> None:
    words = data.draw(st.lists(st.sampled_from(WORDS[tag]), min_size=1, max_size=40))
    seen = read(" ".join(words), language=tag, year=2020)
    check(seen.read)
    named_in_the_text(seen.read)


@pytest.mark.parametrize("tag", pack_tags())
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_any_sentences_of_a_language_give_a_reading_that_keeps_to_them(tag: str, data: st.DataObject) -> None:
    lines = data.draw(st.lists(st.sampled_from(SENTENCES[tag]), min_size=1, max_size=6))
    mark = data.draw(st.sampled_from(["", "- ", "2021-03 – ", "1. "]))
    seen = read("\n".join(mark + line for line in lines), language=tag, year=2020)
    check(seen.read)
    named_in_the_text(seen.read)


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_characters="\0"), min_size=1, max_size=200), st.sampled_from(pack_tags()))
def test_any_characters_give_a_reading(text: str, tag: str) -> None:
    check(read("x " + text.encode(errors="replace").decode(), language=tag).read)


@pytest.mark.parametrize("tag", pack_tags())
def test_the_same_text_gives_the_same_reading_whatever_was_read_before(tag: str) -> None:
    text = "\n".join(f"2021-03 – {sentence}" for sentence in SENTENCES[tag])
    first = read(text, language=tag).read
    read("March 2020 – Signed an MOU with the National Fisheries Agency (NFA).", language="en")
    assert read(text, language=tag).read == first


def test_a_reader_keeps_nothing_of_what_it_read() -> None:
    read("March 2020 – Signed an MOU with the National Fisheries Agency (NFA).")
    assert "organization/x-national-fisheries-agency" not in reader().gazetteer
    assert read("March 2020 – We heard of the NFA.").target("NFA") is None


def test_markup_and_quotes_in_a_text_are_only_words() -> None:
    seen = read('March 2020 – Signed an MOU with the "Baltic <b>Ports</b> Association" & WWF \\ "x".')
    check(seen.read)
    assert "World Wide Fund for Nature" in seen.organizations
