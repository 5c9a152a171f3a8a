from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csgraph.screens.contacts import masked, masked_nquads
from csgraph.screens.tables import harmless, rendered, spreadsheet_safe, width

ROWS = [("INTERPOL", 2), ("警察庁", 13)]


def test_columns_stand_under_each_other_in_any_script() -> None:
    lines = rendered(("partner", "events"), ROWS).splitlines()
    assert lines[2:] == ["INTERPOL       2", "警察庁        13"]
    assert width(lines[2]) == width(lines[3])


def test_a_table_keeps_to_the_width_of_the_terminal_and_loses_no_word() -> None:
    words = "Marts – deltog i OECD’s taskforce-møde om bekæmpelse af ulovlig handel sammen med andre"
    table = rendered(("grade", "words"), [("D", words)], columns=40)
    assert max(width(line) for line in table.splitlines()) <= 40
    assert "".join(words.split()) in "".join(part for line in table.splitlines()[2:] for part in line.replace("D  ", "").split())


def test_what_a_terminal_would_obey_is_shown_and_not_sent() -> None:
    assert "\x1b" not in rendered(("a",), [("\x1b[2J\x07evil\u202e",)])
    assert harmless("tab\tand\nline") == "tab\tand\nline"


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_a_cell_that_a_spreadsheet_would_compute_is_text(cell: str) -> None:
    (row,) = list(csv.reader(io.StringIO(rendered(("a",), [(cell,)], "csv"))))[1:]
    assert row == ["'" + cell]
    assert spreadsheet_safe(-1) == -1


def test_json_keeps_numbers_and_markdown_keeps_its_columns() -> None:
    assert json.loads(rendered(("partner", "events"), ROWS, "json"))[1] == {"partner": "警察庁", "events": 13}
    assert rendered(("a",), [("x | <b>y</b>\nz",)], "md").splitlines()[2] == "| x \\| &lt;b>y&lt;/b> z |"


@given(st.lists(st.tuples(st.text(max_size=30), st.text(max_size=30)), max_size=5), st.integers(20, 80))
def test_no_text_breaks_a_table(rows: list[tuple[str, str]], columns: int) -> None:
    table = rendered(("one", "two"), rows, columns=columns)
    assert all(width(line) <= columns for line in table.splitlines())


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("write to anna.berg@politi.example.dk today", "anna.berg@politi.example.dk"),
        ("ring +45 33 14 88 88 nu", "33 14 88 88"),
        ("tlf. 33 14 88 88", "33 14 88 88"),
        ("call (020) 7946 0018", "7946 0018"),
        ("call 1-800-222-8477", "222-8477"),
    ],
)
def test_contacts_are_masked_and_the_text_keeps_its_length(text: str, hidden: str) -> None:
    assert hidden not in masked(text)
    assert len(masked(text)) == len(text)


@pytest.mark.parametrize(
    "text", ["700 000 cigaretter", "i 2018-2019", "1.000.000 USD", "the 40th conference", "2019-03-12", "24/7", "65 %", "#My Freedom Day"]
)
def test_amounts_and_dates_are_no_telephone_numbers(text: str) -> None:
    assert masked(text) == text


def test_digests_and_iris_are_not_masked() -> None:
    line = b'<x:s> <https://schema.org/sha256> "0123456789012345678901234567890" <x:g> .\n'
    assert masked_nquads(line) == line
    assert (
        masked_nquads(b'<x:+4512345678> <x:p> "+45 12 34 56 78"@da <x:g> .\n')
        == '<x:+4512345678> <x:p> "+•• •• •• •• ••"@da <x:g> .\n'.encode()
    )
