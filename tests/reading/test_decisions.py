"""What a reviewer decided is honoured at every reading."""

from __future__ import annotations

from pathlib import Path

import pytest

from csgraph.errors import ReportError
from csgraph.reading.decisions import Decisions, load_decisions
from tests.reading.builders import Seen, entry

TEXT = "Signed an MOU with the Baltic Ports Association and with WWF."


def decided(tmp_path: Path, *rows: str) -> Decisions:
    path = tmp_path / "decisions.toml"
    path.write_text("".join(f"[[decision]]\n{row}\n" for row in rows), encoding="utf-8")
    return load_decisions(path)


def seen_with(tmp_path: Path, *rows: str, text: str = TEXT) -> Seen:
    return entry(text, decisions=decided(tmp_path, *rows))


def test_a_name_that_is_the_same_as_a_known_body_becomes_that_body(tmp_path: Path) -> None:
    seen = seen_with(tmp_path, 'name = "Baltic Ports Association"\nis = "same"\nentity = "organization/oecd"')
    assert seen.target("Baltic Ports Association") == "organization/oecd"
    assert not [thing for thing in seen.read.entities if not thing.known]
    assert "unknown-organization" not in seen.kinds_of_finding()


def test_a_name_that_is_not_the_same_is_linked_elsewhere(tmp_path: Path) -> None:
    seen = seen_with(tmp_path, 'name = "WWF"\nis = "not-same"\nentity = "organization/wwf"')
    assert seen.target("WWF") != "organization/wwf"


def test_a_kind_that_was_decided_is_the_kind(tmp_path: Path) -> None:
    seen = seen_with(tmp_path, 'name = "Baltic Ports Association"\nis = "kind"\nkind = "ngo"')
    (unknown,) = [thing for thing in seen.read.entities if not thing.known]
    assert unknown.classification == "ngo"


def test_an_ignored_name_is_no_organization(tmp_path: Path) -> None:
    seen = seen_with(tmp_path, 'name = "Baltic Ports Association"\nis = "ignore"', 'name = "WWF"\nis = "ignore"')
    assert seen.organizations == set()


def test_a_decision_holds_however_the_name_is_written(tmp_path: Path) -> None:
    seen = seen_with(tmp_path, 'name = "BALTIC-PORTS association"\nis = "ignore"')
    assert "Baltic Ports Association" not in seen.organizations


def test_no_decision_changes_other_names(tmp_path: Path) -> None:
    assert seen_with(tmp_path, 'name = "Someone Else"\nis = "ignore"').organizations == entry(TEXT).organizations


@pytest.mark.parametrize(
    "row",
    [
        'name = "X"',
        'is = "same"\nentity = "organization/oecd"',
        'name = "X"\nis = "same"',
        'name = "X"\nis = "kind"',
        'name = "X"\nis = "maybe"',
    ],
)
def test_a_row_that_cannot_be_read_is_named(tmp_path: Path, row: str) -> None:
    with pytest.raises(ReportError, match=r"decisions\.toml, decision 2: .*Mend the row"):
        decided(tmp_path, 'name = "Y"\nis = "ignore"', row)


def test_a_file_of_decisions_that_is_no_toml_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "decisions.toml").write_text("[[decision]\n")
    with pytest.raises(ReportError, match=r"decisions\.toml: ") as raised:
        load_decisions(tmp_path / "decisions.toml")
    assert "\n" not in str(raised.value)
