from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csgraph.text import fold
from csgraph.text.match import HeadMatcher, Matcher


def found(text: str, *forms: str, endings: tuple[str, ...] = (), longest: bool = False) -> list[str]:
    """Return the words of the text that the forms match, with their endings."""
    matcher = Matcher([(form, form) for form in forms], fold=fold.low, endings=endings)
    low = fold.low(text)
    return [text[match.begin : match.word_end] for match in (matcher.find_longest(low) if longest else matcher.find(low))]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Police and police", "ICE"),
        ("Region 12", "Region 1"),
        ("Verdensbanken", "bank"),
        ("WWFN", "WWF"),
        ("the OECDs", "OECD"),
        ("éICE", "ICE"),
    ],
)
def test_a_form_never_stands_inside_a_word(text: str, form: str) -> None:
    assert found(text, form) == []


@pytest.mark.parametrize("text", ["ICE", "(ICE)", "«ICE»", "ICE-led", "to ICE.", "ICE’s", "ICE\nand", "DHS/ICE"])
def test_a_form_is_found_beside_any_sign(text: str) -> None:
    assert found(text, "ICE") == ["ICE"]


def test_an_ending_that_is_allowed_belongs_to_the_word() -> None:
    assert found("kampagnen og kampagnerne", "kampagne", endings=("n", "rne")) == ["kampagnen", "kampagnerne"]
    assert found("kampagneleder", "kampagne", endings=("n", "rne")) == []


def test_the_longer_form_claims_its_span() -> None:
    assert found("World Bank Group met", "World Bank", "World Bank Group", "Bank") == ["World Bank Group"]


def test_the_longest_of_those_that_overlap_stays_even_when_another_begins_first() -> None:
    forms = ("ministry of public", "public security and justice")
    assert found("the ministry of public security and justice", *forms) == ["ministry of public"]
    assert found("the ministry of public security and justice", *forms, longest=True) == ["public security and justice"]


def test_find_all_tells_overlapping_forms_too() -> None:
    matcher = Matcher([("World Bank", 1), ("Bank", 2)], fold=fold.low)
    assert [match.values for match in matcher.find_all("world bank")] == [(1,), (2,)]


def test_one_form_may_stand_for_several_things() -> None:
    matcher = Matcher([("ICE", "customs"), ("ice", "drug")], fold=fold.low)
    assert matcher.find("ice")[0].values == ("customs", "drug")


def test_a_lexicon_without_forms_finds_nothing() -> None:
    assert Matcher([], fold=fold.low).find("anything") == []
    assert Matcher([("—", 1)], fold=fold.low).find("anything — at all") == []


@pytest.mark.parametrize(
    ("word", "head"),
    [
        ("oplysningskampagne", "kampagne"),
        ("oplysningskampagnen", "kampagne"),
        ("kampagne", None),
        ("transaktion", None),
        ("xykampagne", None),
        ("kampagneleder", None),
    ],
)
def test_a_head_closes_a_compound_of_at_least_three_letters_more(word: str, head: str | None) -> None:
    heads = HeadMatcher([("kampagne", 1), ("razzia", 2)], fold=fold.low, endings=("n", "r"))
    hit = heads.head_of(word)
    assert (hit[0] if hit else None) == head


WORDS = st.text("abcæøé -'", min_size=1, max_size=8)


@given(st.lists(WORDS, max_size=6), st.text("abcæøé -'.", max_size=40))
def test_every_match_cuts_out_its_form_between_word_borders(forms: list[str], text: str) -> None:
    low = fold.low(text)
    matcher = Matcher([(form, fold.low(form).strip()) for form in forms], fold=fold.low)
    for match in matcher.find_all(low):
        assert match.values[0] == low[match.begin : match.end]
        assert match.begin == 0 or low[match.begin - 1] == " "
        assert match.end == len(low) or low[match.end] == " "


@given(st.lists(WORDS, max_size=6), st.text("abcæøé -'.", max_size=40))
def test_what_is_kept_does_not_overlap_and_is_in_order(forms: list[str], text: str) -> None:
    matcher = Matcher([(form, form) for form in forms], fold=fold.low, endings=("s",))
    for kept in (matcher.find(fold.low(text)), matcher.find_longest(fold.low(text))):
        assert all(one.word_end <= other.begin for one, other in pairwise(kept))
