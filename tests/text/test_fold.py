from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from csgraph.text import fold


@given(st.text())
def test_a_key_is_as_long_as_its_text(text: str) -> None:
    assert len(fold.low(text)) == len(fold.key(text)) == len(text)


def test_a_vowel_sign_that_is_no_letter_alone_makes_no_key() -> None:
    assert fold.key(fold.key("\u0e33")) == fold.key("\u0e33") == "\u0e32"


@given(st.text())
def test_a_key_has_no_more_case_or_diacritics_to_lose(text: str) -> None:
    assert fold.low(fold.low(text)) == fold.low(text)
    assert fold.key(fold.key(text)) == fold.key(text)


@given(st.text(), st.text())
def test_the_key_of_two_texts_is_their_keys_together(one: str, other: str) -> None:
    assert fold.key(one + other) == fold.key(one) + fold.key(other)


def test_low_keeps_diacritics_and_key_does_not() -> None:
    assert fold.low("MÁLAGA, Mål") == "málaga  mål"
    assert fold.key("MÁLAGA, Mål") == "malaga  mal"


def test_characters_that_would_grow_keep_their_place() -> None:
    assert len(fold.low("İstanbul ﬁskal Straße")) == len("İstanbul ﬁskal Straße")
    assert fold.key("Straße").startswith("stra")


def test_signs_become_spaces_so_that_words_end_there() -> None:
    assert fold.low("OECD’s (A/S) – 24/7") == "oecd s  a s    24 7"
