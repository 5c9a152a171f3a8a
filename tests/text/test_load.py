"""A file → its text: what is read, what is refused, and that spans point into what was kept."""

from __future__ import annotations

import hashlib
import io
import json
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csgraph.errors import ReportError
from csgraph.model import Document
from csgraph.text import load
from csgraph.text.load import document_from_bytes, load_document
from tests.text.pdf import pdf_of


def document(data: str | bytes, name: str) -> Document:
    return document_from_bytes(data.encode() if isinstance(data, str) else data, name)


def blocks(found: Document) -> list[tuple[str, str]]:
    """Return the kind and the words of each block; every block must cut out words that the text has."""
    assert all(block.span.of(found.text).strip() for block in found.blocks)
    return [(block.kind, block.span.of(found.text)) for block in found.blocks]


# ── Plain text ───────────────────────────────────────────────────────────────────────────────────────────────


def test_a_text_keeps_its_words_and_the_hash_of_its_bytes() -> None:
    data = "March – signed an MOU.\n".encode()
    found = document(data, "report.txt")
    assert (found.text, found.source, found.blocks) == ("March – signed an MOU.\n", "report.txt", ())
    assert found.sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"a\r\nb\rc", "a\nb\nc"),
        ("\ufeffabc".encode(), "abc"),
        (b"abc\x07d", "abc d"),
        (unicodedata.normalize("NFD", "Colón Århus").encode(), "Colón Århus"),
        ("Æbler og 𝒳".encode("utf-16"), "Æbler og 𝒳"),
    ],
)
def test_line_ends_marks_and_accents_are_brought_to_one_form(data: bytes, text: str) -> None:
    assert document(data, "report.txt").text == text


@given(st.text(min_size=1))
def test_a_text_is_in_one_form_and_reading_it_again_changes_nothing(text: str) -> None:
    try:
        found = document(text.encode(errors="replace"), "report.txt")
    except ReportError:
        return
    assert unicodedata.is_normalized("NFC", found.text)
    assert "\r" not in found.text
    assert document(found.text, "report.txt").text == found.text


@pytest.mark.parametrize("name", ["report", "report.txt", "report.md", "REPORT.TXT", "a.markdown"])
def test_text_and_markdown_are_told_by_their_names(name: str) -> None:
    assert document("March – x", name).text == "March – x"


# ── What is refused ──────────────────────────────────────────────────────────────────────────────────────────

REFUSED = {
    "an empty file": (b"", "report.txt", "empty"),
    "a file of spaces": (b" \n\t\n", "report.txt", "empty"),
    "control characters only": (b"\x01\x02\x03", "report.txt", "no text"),
    "a binary file": (b"MZ\x90\x00\x03\x00\x00\x00" * 20, "report.txt", "binary"),
    "invalid UTF-8": ("Århus\nColón".encode("latin-1"), "report.txt", r"line 1.*not UTF-8"),
    "an old Word file": (b"\xd0\xcf\x11\xe0abc", "report.doc", r"\.doc are not read"),
    "a picture": (b"\x89PNG\r\n\x1a\n", "page.png", r"\.png are not read"),
    "a text that calls itself PDF": (b"not a pdf", "report.pdf", "no PDF file"),
    "a text that calls itself DOCX": (b"not a docx", "report.docx", "no DOCX file"),
    "a broken PDF": (b"%PDF-1.7\nnothing follows", "report.pdf", "PDF cannot be read"),
    "a broken DOCX": (b"PK\x03\x04 nothing follows", "report.docx", "no readable Word file"),
    "a page of menus only": (b"<html><body><nav>Home</nav></body></html>", "page.html", "no text|no report|empty"),
    "a table without text": (b"when,what\n2021,x\n", "table.csv", r"row 2.*no column of text"),
    "a broken line of JSON": (b'{"text": "x"}\n{', "rows.jsonl", r"line 2.*no JSON"),
    "a list in JSON": (b"[1]", "rows.jsonl", r"item 1.*no object"),
}


@pytest.mark.parametrize(("data", "name", "words"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_report_is_refused_in_one_line_that_names_the_file(data: bytes, name: str, words: str) -> None:
    with pytest.raises(ReportError, match=words) as raised:
        document(data, name)
    message = str(raised.value)
    assert "\n" not in message
    assert message.startswith(name)
    assert len(message) < 300


def test_a_locked_pdf_is_said_to_be_locked() -> None:
    pypdf = pytest.importorskip("pypdf")
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf_of(["March 2021 - signed an MOU."])))
    writer.encrypt("secret", algorithm="RC4-128")
    locked = io.BytesIO()
    writer.write(locked)
    with pytest.raises(ReportError, match=r"report\.pdf: the PDF is locked"):
        document(locked.getvalue(), "report.pdf")


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match=r"nowhere\.txt: there is no such file"):
        load_document(tmp_path / "nowhere.txt")


def test_a_folder_is_no_report(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="cannot be read"):
        load_document(tmp_path)


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "MAX_BYTES", 100)
    (tmp_path / "big.txt").write_text("x" * 101)
    with pytest.raises(ReportError, match="are no report"):
        load_document(tmp_path / "big.txt")


def test_the_source_is_the_name_of_the_file_without_its_folder(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text("March – x")
    assert load_document(tmp_path / "report.txt").source == "report.txt"


# ── HTML ─────────────────────────────────────────────────────────────────────────────────────────────────────

PAGE = """<!doctype html><html lang="da-DK"><head><title>Årsberetning &amp; mere</title><style>p {}</style><script>var x = "March 2020: x";</script></head>
<body><header><a>Log ind</a></header><nav><ul><li>Forside</li><li>Kontakt</li></ul></nav>
<div class="cookie-banner">Vi bruger cookies</div><div id="main-menu">Menu</div>
<main><article><header><h1>Årsberetning 2021</h1></header>
<p>Vi var mange &mdash; i<br>hele landet.</p>
<h2>Marts 2021</h2>
<ul><li>Underskrev et <b>MOU</b> med <a href="x">WWF</a>.</li><li><p>Holdt en workshop.</p></li></ul>
<table><tr><th>April 2021</th><td>Deltog i et m&oslash;de.</td></tr></table>
<div hidden>skjult</div><p aria-hidden="true">også skjult</p>
</article></main><aside>Læs også</aside><footer>© 2024</footer></body></html>"""


def test_a_page_is_read_without_what_stands_around_its_text() -> None:
    found = document(PAGE, "page.html")
    assert blocks(found) == [
        ("heading", "Årsberetning 2021"),
        ("paragraph", "Vi var mange — i hele landet."),
        ("heading", "Marts 2021"),
        ("item", "Underskrev et MOU med WWF."),
        ("item", "Holdt en workshop."),
        ("row", "April 2021 – Deltog i et møde."),
    ]
    assert (found.title, found.language) == ("Årsberetning & mere", "da")


def test_a_page_is_told_by_its_first_words_too() -> None:
    assert [words for _, words in blocks(document("<!DOCTYPE html><p>One</p><p>Two</p>", "index.php"))] == ["One", "Two"]


def test_tags_that_are_not_closed_do_no_harm() -> None:
    assert "Two" in document("<html><body><ul><li>One<li>Two</ul><p>Three", "page.htm").text


@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<li>",
                "<table>",
                "<tr><td>",
                "</div>",
                "<div>",
                "a b",
                "&amp;",
                "<h1>",
                "<nav>",
                "</nav>",
                "<br>",
                "&#0;",
                "<",
                "\n",
            ]
        ),
        max_size=14,
    )
)
def test_any_page_gives_blocks_that_cut_out_their_words(parts: list[str]) -> None:
    try:
        found = document("<html>" + "".join(parts) + " end", "page.html")
    except ReportError:
        return
    blocks(found)
    assert found.text == "\n".join(block.span.of(found.text) for block in found.blocks)


# ── Tables ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_a_table_gives_an_entry_a_row(sign: str) -> None:
    rows = [["Date", "Region", "Text"], ["March 2021", "3", "Signed an MOU"], ["2021-04-02", "", "Held a workshop"], ["May 2021", "1", ""]]
    found = document("\n".join(sign.join(row) for row in rows), "table.csv")
    assert blocks(found) == [("row", "March 2021, Region 3 – Signed an MOU"), ("row", "2021-04-02 – Held a workshop")]


def test_quoted_cells_may_hold_signs_and_line_ends() -> None:
    found = document('date,text\n2021-03,"Signed, in\nParis, an MOU"\n', "table.csv")
    assert blocks(found) == [("row", "2021-03 – Signed, in Paris, an MOU")]


def test_json_lines_give_an_entry_a_line() -> None:
    rows = [{"date": "2021-03", "region": 3, "text": "Signed an MOU", "other": None}, {"text": "Held a workshop"}]
    found = document("\n\n".join(json.dumps(row) for row in rows), "rows.jsonl")
    assert [words for _, words in blocks(found)] == ["2021-03, Region 3 – Signed an MOU", "Held a workshop"]


# ── Word and PDF ─────────────────────────────────────────────────────────────────────────────────────────────


def test_a_word_file_gives_headings_paragraphs_items_and_rows() -> None:
    docx = pytest.importorskip("docx")
    word = docx.Document()
    word.core_properties.title = "Annual report"
    word.add_heading("March 2021", 1)
    word.add_paragraph("Signed an MOU with WWF.")
    word.add_paragraph("Held a workshop.", style="List Bullet")
    table = word.add_table(1, 2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "April 2021", "Took part in a meeting."
    word.add_paragraph("")
    kept = io.BytesIO()
    word.save(kept)
    found = document(kept.getvalue(), "report.docx")
    assert blocks(found) == [
        ("heading", "March 2021"),
        ("paragraph", "Signed an MOU with WWF."),
        ("item", "Held a workshop."),
        ("row", "April 2021 – Took part in a meeting."),
    ]
    assert found.title == "Annual report"


def test_line_breaks_of_a_page_part_blocks_as_lines_of_a_text_do() -> None:
    page = "<body><p>12 March 2021<br>Two men were arrested<br/>in Oslo.<br>April 2021<br>A workshop.</p><ul><li>May<br>A raid.</li></ul></body>"
    assert blocks(document(page, "page.html")) == [
        ("paragraph", "12 March 2021"),
        ("paragraph", "Two men were arrested in Oslo."),
        ("paragraph", "April 2021"),
        ("paragraph", "A workshop."),
        ("item", "May A raid."),
    ]


def test_menus_that_nothing_marks_and_a_copyright_are_left_out_but_no_link_of_the_text() -> None:
    menu = "<ul><li><a href='/'>Home</a></li><li><a href='/a'>About us</a></li><li><a href='/n'>News</a></li></ul>"
    foot = "<div><a href='/p'>Privacy</a> | <a href='/c'>Cookies</a> | <a href='/i'>Imprint</a></div><p>© 2024 Blue Coast. All rights reserved.</p>"
    body = (
        "<h1><a href='/r'>Joint raid</a></h1><p><a href='/e'>Europol</a></p>"
        "<ul><li><a href='/1'>3 May 2021: WWF signed</a></li><li><a href='/2'>4 May 2021: WWF met</a></li><li><a href='/3'>5 May 2021: WWF left</a></li></ul>"
    )
    assert [words for _, words in blocks(document(f"<html><body>{menu}{body}{foot}</body></html>", "page.html"))] == [
        "Joint raid",
        "Europol",
        "3 May 2021: WWF signed",
        "4 May 2021: WWF met",
        "5 May 2021: WWF left",
    ]


def test_a_link_beside_the_copyright_is_no_menu() -> None:
    page = "<html><body><p>Two men were arrested.</p><p><a href='/e'>Europol</a></p><p>© 2024 Blue Coast</p></body></html>"
    assert [words for _, words in blocks(document(page, "page.html"))] == ["Two men were arrested.", "Europol"]


def test_preformatted_lines_stay_lines_and_paragraphs_of_an_item_stay_apart() -> None:
    page = "<html><body><pre>Report 2021\n\n3 May: Europol met.\n4 May: WWF\nmet.</pre><ul><li><p>9. Februar</p><p>Workshop</p></li></ul></body></html>"
    assert [words for _, words in blocks(document(page, "page.html"))] == [
        "Report 2021",
        "3 May: Europol met.",
        "4 May: WWF met.",
        "9. Februar Workshop",
    ]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        ("Fecha;Región;Descripción\nMarzo de 2021;3;Firmó.\n", "t.csv"),
        ('[{"Datum": "März 2021", "Region": 3, "Beschreibung": "Traf sich."}]', "t.json"),
        ('{"dato": "marts 2021", "region": "3", "beskrivelse": "Mødtes."}\n', "t.jsonl"),
    ],
)
def test_the_columns_of_a_table_have_names_in_every_language(data: str, name: str) -> None:
    ((kind, words),) = blocks(document(data, name))
    assert kind == "row"
    assert re.fullmatch(r"\w+(?: de)? 2021, Region 3 – \w+(?: \w+)?\.", words)


LONG = "March 2021 - The port police signed an agreement with the customs service of the neigh-"


def test_a_pdf_gives_paragraphs_with_broken_lines_joined_and_hyphens_undone() -> None:
    found = document(
        pdf_of(
            [
                LONG,
                "bouring country, which took effect on the day of the signature and which now lasts",
                "for three years.",
                "April 2021 - Held a workshop.",
            ]
        ),
        "report.pdf",
    )
    assert blocks(found) == [
        (
            "paragraph",
            "March 2021 - The port police signed an agreement with the customs service of the neighbouring country, "
            "which took effect on the day of the signature and which now lasts for three years.",
        ),
        ("paragraph", "April 2021 - Held a workshop."),
    ]


COLUMN = "The customs service and the port police searched a ship in the port of"


@pytest.mark.parametrize(
    ("lines", "paragraphs"),
    [
        # A wider gap parts paragraphs, however full the line above it is.
        ([COLUMN, f"{COLUMN}.", "", f"{COLUMN}.", "", COLUMN, f"{COLUMN}."], 3),
        # So does room for the next line's first word behind a full stop.
        ([COLUMN, "Moss.", COLUMN, "Oslo."], 2),
        # And a line that opens like an entry behind a sentence.
        ([f"{COLUMN}.", f"2 May: {COLUMN}", "Bergen."], 2),
        # A heading has no full stop, and much room.
        (["Joint raid", COLUMN, "Bergen."], 2),
        # A sentence that goes on is not cut at a dash, a capital or a comma.
        ([COLUMN, "Moss - a town on the fjord that has seen many such searches in the year", COLUMN], 1),
        ([f"{COLUMN},", "Oslo and Bergen."], 1),
        ([COLUMN, "goods."], 1),
    ],
)
def test_lines_of_a_pdf_are_paragraphs_as_they_were_set(lines: list[str], paragraphs: int) -> None:
    found = document(pdf_of(lines), "report.pdf")
    assert len(found.blocks) == paragraphs
    assert found.text.split() == " ".join(lines).split()


def test_a_paragraph_goes_on_over_the_foot_of_a_page_unless_its_sentence_ends_there() -> None:
    goes_on = "the island, where they found 400 kilos of cocaine that had been hidden"
    for first, second, paragraphs in (
        (goes_on, "below bananas.", 1),
        (goes_on, "Below bananas.", 1),
        (f"{goes_on}.", "Below bananas were some more.", 2),
    ):
        assert len(document(pdf_of([COLUMN, first], [second]), "report.pdf").blocks) == paragraphs


def test_a_title_with_a_year_is_no_page_number() -> None:
    found = document(pdf_of(["Annual review 2021", "Review 2021", "12 March: Signed an agreement.", "Page 3"]), "report.pdf")
    assert found.text.split("\n")[:2] == ["Annual review 2021", "Review 2021"]
    assert "Page 3" not in found.text


def test_a_hyphen_behind_capitals_is_part_of_the_word() -> None:
    found = document(pdf_of(["The meeting of the states took place at the seat of the CITES-", "secretariat."]), "report.pdf")
    assert found.text.endswith("the CITES-secretariat.")


def test_a_hyphen_before_a_conjunction_stands_for_the_other_half_of_a_word() -> None:
    found = document(
        pdf_of(["Foreningen blev stiftet i Aarhus og har siden haft kontor i Center for Rets-", "og Finansforskning."]), "report.pdf"
    )
    assert found.text.endswith("Center for Rets- og Finansforskning.")


def test_running_heads_and_page_numbers_of_a_pdf_are_left_out() -> None:
    pages = [
        [f"Annual report 2021 - page {number}", f"{month} 2021 - Signed an agreement on the exchange of data.", str(number)]
        for number, month in enumerate(("March", "April", "May"), 1)
    ]
    found = document(pdf_of(*pages), "report.pdf")
    assert "page" not in found.text
    assert [words for _, words in blocks(found)] == [
        f"{month} 2021 - Signed an agreement on the exchange of data." for month in ("March", "April", "May")
    ]


def test_a_file_is_told_by_its_first_bytes_whatever_its_name() -> None:
    assert "Signed" in document(pdf_of(["March 2021 - Signed an MOU."]), "report").text


@given(
    st.binary(min_size=1, max_size=200),
    st.sampled_from(["report.txt", "report.pdf", "report.docx", "page.html", "table.csv", "rows.jsonl", "report"]),
    st.sampled_from([b"", b"%PDF-", b"PK\x03\x04", b"<html>"]),
)
def test_any_bytes_are_text_or_one_clear_line(data: bytes, name: str, start: bytes) -> None:
    try:
        found = document(start + data, name)
    except ReportError as error:
        assert "\n" not in str(error)
        assert str(error).startswith(name)
    else:
        blocks(found)


@pytest.mark.parametrize("name", ["report", "report.txt", "report.md", "page.xyz"])
@pytest.mark.parametrize(
    "start", ["<!DOCTYPE html>", "\n <!doctype html>\n<html lang='en'>", "<html>", '<?xml version="1.0"?>\n<!-- x --><html>']
)
def test_a_page_is_told_by_its_first_characters_whatever_its_name(name: str, start: str) -> None:
    for data in (
        f"{start}<p>One</p><p>Two</p>".encode(),
        f"{start}<p>One</p><p>Two</p>".encode("utf-16"),
        b"\xef\xbb\xbf" + start.encode() + b"One<p>Two",
    ):
        assert document(data, name).text == "One\nTwo"


def test_a_text_that_only_speaks_of_html_is_no_page() -> None:
    assert document("March: a course on <html> pages.", "report.txt").text == "March: a course on <html> pages."
    assert document("<htmlx> in March", "report.txt").text == "<htmlx> in March"


@pytest.mark.parametrize("data", [b"\xff\xfea\x00b", b"\xff\xfea\x00\x00\xd8b\x00", b"\xfe\xff\xdc\x00\x00a", b"\xff\xfea"])
@pytest.mark.parametrize("name", ["report.txt", "page.html", "table.csv"])
def test_broken_utf_16_is_one_clear_line(data: bytes, name: str) -> None:
    with pytest.raises(ReportError, match="UTF-16") as raised:
        document(data, name)
    assert "\n" not in str(raised.value)
