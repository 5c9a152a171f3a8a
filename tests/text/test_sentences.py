from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csgraph.language.packs import pack, pack_tags
from csgraph.model import Span
from csgraph.text.sentences import sentence_spans


def spans(text: str, tag: str) -> list[Span]:
    words = pack(tag)
    return sentence_spans(text, words.abbreviations, ordinal_stop="." in words.ordinal_endings)


def sentences(text: str, tag: str = "en") -> list[str]:
    return [span.of(text) for span in spans(text, tag)]


@pytest.mark.parametrize(
    ("tag", "text", "count"),
    [
        ("en", "We met. They left.", 2),
        ("en", "We met! Did they? Yes.", 3),
        ("en", "He said “Yes.” They left.", 2),
        ("en", "Dr. Smith and Mr. Jones of the U.S. Customs met.", 1),
        ("en", "J. Smith met A. B. Jones.", 1),
        ("en", "It rose by 3.5 percent.", 1),
        ("en", "See example.org for more.", 1),
        ("da", "Ca. 3 kg blev fundet den 4. maj.", 1),
        ("da", "Den 40. årlige konference. Den blev holdt i Singapore.", 2),
        ("da", "Bl.a. blev 8 mia. kr. fundet. Det var alt.", 2),
        ("de", "Am 4. Mai wurden z. B. 3 Mio. Euro gefunden. Das war alles.", 2),
        ("nb", "Bl.a. ble 3 mill. kr funnet. Det var alt.", 2),
        ("sv", "Bl.a. hittades ca 3 kilo. Det var allt.", 2),
        ("en", "It was over in 2019. The next year was better.", 2),
        ("fr", "M. Dupont a signé. Ce fut tout.", 2),
    ],
)
def test_a_sentence_ends_where_a_reader_would_stop(tag: str, text: str, count: int) -> None:
    assert len(sentences(text, tag)) == count


def test_an_empty_line_and_a_bullet_end_a_sentence_without_a_stop() -> None:
    assert sentences("Present were\n- police\n- customs\n\nThey met") == ["Present were", "- police", "- customs", "They met"]


def test_a_text_of_spaces_has_no_sentence() -> None:
    assert sentences(" \n\t ") == []


@given(st.text("aB1 .!?…\n-•“”()", max_size=60), st.sampled_from(pack_tags()))
def test_sentences_cover_all_but_white_space_in_order(text: str, tag: str) -> None:
    found = spans(text, tag)
    assert [span for span in found if not span.of(text) or span.of(text) != span.of(text).strip()] == []
    at, left = 0, ""
    for span in found:
        left += text[at : span.begin]
        assert span.begin >= at
        at = span.end
    assert (left + text[at:]).strip() == ""
