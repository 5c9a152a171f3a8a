"""What is no report gets one clear line, and the store is as it was; what is odd is read, and said."""

from __future__ import annotations

import io
import sys
import time
import zipfile
from collections import Counter
from pathlib import Path
from types import FrameType

import pytest

import csgraph
from csgraph.errors import CsgraphError, LanguagePackError, ReportError
from csgraph.graph.store import Store, open_store
from csgraph.pipeline import Settings, add_reports, build, read_report
from csgraph.reading.reader import Reader
from csgraph.text.load import document_from_bytes
from tests.text.pdf import pdf_of

ENGLISH = "March 2020 – signed an MOU with WWF on fraud.\nApril 2020 – held a workshop with Europol.\n"
SETTINGS = Settings(publisher="Crime Stoppers International")


def _zip() -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr("a.txt", "March 2020 – x")
    return kept.getvalue()


BROKEN: dict[str, tuple[str, bytes]] = {
    "an empty file": ("r.txt", b""),
    "white space": ("r.txt", b" \n\n\t"),
    "a binary file": ("r.txt", bytes(range(256)) * 40),
    "invalid UTF-8": ("r.txt", "Årsberetning 2020".encode("latin-1")),
    "a broken PDF": ("r.pdf", b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog"),
    "half a PDF": ("r.pdf", pdf_of([ENGLISH])[:300]),
    "a ZIP that is no Word file": ("r.docx", _zip()),
    "a PDF without text": ("r.pdf", pdf_of([""])),
    "a page without text": ("r.html", b"<html><head><title>x</title></head><body><script>1</script></body></html>"),
    "a table without text": ("r.csv", b"a,b\n1,2\n"),
    "broken JSON": ("r.jsonl", b"{"),
    "a language without a pack": ("r.txt", "Kaupunki järjesti kokouksen satamassa ja poliisi oli siellä mukana koko päivän.".encode()),
    "numbers only": ("r.txt", b"12 345 6789\n" * 30),
    "a spreadsheet": ("r.xlsx", b"x"),
}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    (tmp_path / "good.txt").write_text(ENGLISH, encoding="utf-8")
    return build(tmp_path / "good.txt", publisher="Crime Stoppers International")


@pytest.mark.parametrize("name", BROKEN)
def test_what_cannot_be_read_is_one_line_and_leaves_the_store_as_it_was(name: str, store: Store, tmp_path: Path) -> None:
    file, data = BROKEN[name]
    path = tmp_path / file
    path.write_bytes(data)
    before = store.canonical_nquads()
    summary = add_reports(store, [path], SETTINGS)
    assert len(summary.failures) == 1
    assert summary.failures[0].startswith((file, str(path)))
    assert "\n" not in summary.failures[0]
    assert "Traceback" not in summary.failures[0]
    assert store.canonical_nquads() == before


def test_a_broken_report_does_not_keep_the_others_out(tmp_path: Path) -> None:
    for name, data in (("a.txt", ENGLISH.encode()), ("b.txt", b""), ("c.txt", ENGLISH.encode())):
        (tmp_path / name).write_bytes(data)
    summary = add_reports(open_store(), [tmp_path / name for name in ("a.txt", "b.txt", "c.txt")], SETTINGS)
    assert summary.reports == ["a.txt", "c.txt"]
    assert len(summary.failures) == 1


def test_a_report_that_is_no_longer_readable_stays_as_it_was_read(store: Store, tmp_path: Path) -> None:
    before = store.canonical_nquads()
    (tmp_path / "good.txt").write_bytes(b"\xff\xfe\xff")
    assert len(add_reports(store, [tmp_path / "good.txt"], SETTINGS).failures) == 1
    assert store.canonical_nquads() == before


def test_a_year_that_is_missing_is_said_and_the_report_is_read(tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_text(ENGLISH.replace(" 2020", ""), encoding="utf-8")
    summary = add_reports(open_store(), [tmp_path / "r.txt"], SETTINGS)
    assert summary.failures == []
    assert next(found.finding.message for found in summary.findings if found.finding.kind == "no-year").endswith("--year.")


def test_a_language_that_is_not_there_is_said(tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_text(ENGLISH, encoding="utf-8")
    with pytest.raises(LanguagePackError, match="tlh"):
        read_report(tmp_path / "r.txt", Settings(language="tlh"))


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="no such file"):
        read_report(tmp_path / "nowhere.txt")


def test_adding_twice_changes_nothing_and_the_order_does_not_matter(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ENGLISH, encoding="utf-8")
    (tmp_path / "b.txt").write_text(
        "May 2020 – joined the Egmont Group with the Baltic Ports Association.\nJune 2020 – met WWF.\n", encoding="utf-8"
    )
    paths = [tmp_path / "a.txt", tmp_path / "b.txt"]
    one, other = open_store(), open_store()
    add_reports(one, [*paths, paths[0]][:2], SETTINGS)
    kept = one.canonical_nquads()
    add_reports(one, paths, SETTINGS)
    add_reports(other, paths[::-1], SETTINGS)
    assert one.canonical_nquads() == kept == other.canonical_nquads()


@pytest.mark.parametrize(
    "text",
    [
        "March 2020 – " + "a" * 300_000,
        "March 2020 – " + "(" * 20_000,
        "March 2020 – " + "World " * 4_000,
        "March 2020 – " + "1 " * 4_000,
        "March 2020 – " + "«“'’\"" * 4_000,
        "\n" * 100_000 + "March 2020 – x",
        "March 2020 – " + "e\u0301\u200b\u202e\ufeff" * 2_000,
        "March 2020 – " + "12 March 2020 " * 1_500,
    ],
    ids=["one long word", "brackets", "capitals", "numbers", "quotes", "empty lines", "marks", "dates"],
)
def test_monotonous_texts_are_read_or_refused_in_reasonable_time(text: str, tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_text(text, encoding="utf-8")
    begin = time.monotonic()
    try:
        read_report(tmp_path / "r.txt", Settings(publisher="Crime Stoppers International", language="en"))
    except CsgraphError as error:
        assert "\n" not in str(error)
    assert time.monotonic() - begin < 10


@pytest.mark.parametrize("end", [". ", ", "], ids=["sentences", "one long sentence"])
def test_an_entry_of_four_times_the_length_takes_about_four_times_the_work(end: str) -> None:
    sentence = "the police signed an agreement with WWF in March on fraud and seized 3 kg".capitalize() + end
    reader = Reader.shipped()

    def work(times: int) -> Counter[str]:
        """Count the calls in each module of the reading layer: a walk by a generator counts at every step."""
        document = document_from_bytes(("March 2020 – " + sentence * times).encode(), "r.txt")
        calls: Counter[str] = Counter()

        def count(frame: FrameType, event: str, _: object) -> None:
            if event == "call":
                calls[Path(frame.f_code.co_filename).name] += 1

        sys.setprofile(count)
        try:
            reader.read(document, publisher="Crime Stoppers International", language="en")
        finally:
            sys.setprofile(None)
        return calls

    work(1)
    short, long = work(40), work(160)
    modules = {path.name for folder in ("reading", "text") for path in (Path(csgraph.__file__).parent / folder).glob("*.py")}
    grown = {name: long[name] / short[name] for name in modules if short[name] > 50}
    assert {"entry_text.py", "listed.py", "shapes.py", "figures.py"} <= set(grown)
    assert {name: ratio for name, ratio in grown.items() if ratio > 5} == {}
