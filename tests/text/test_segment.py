"""Layouts: where an entry begins, what its header says, and what is only the beginning of a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csgraph.language.packs import pack, pack_tags
from csgraph.model import Entry
from csgraph.text.load import document_from_bytes
from csgraph.text.segment import Segment, entries, segment


@dataclass(frozen=True)
class Cut:
    """A report cut into entries."""

    year: int | None
    segments: tuple[Segment, ...]
    entries: tuple[Entry, ...]

    @property
    def dates(self) -> list[str]:
        return [str(entry.date) if entry.date else "" for entry in self.entries]

    @property
    def texts(self) -> list[str]:
        return [entry.text for entry in self.entries]

    @property
    def bodies(self) -> list[str]:
        return [entry.text[entry.body :] for entry in self.entries]

    @property
    def regions(self) -> list[tuple[int, ...]]:
        return [part.regions for part in self.segments]


def cut(text: str, tag: str = "en", year: int | None = None, name: str = "report.txt") -> Cut:
    document = document_from_bytes(text.encode(), name)
    chosen, parts = segment(document, pack(tag), year)
    return Cut(chosen, tuple(parts), entries("report", document.text, parts, tag))


# ── Headers at the head of a line ────────────────────────────────────────────────────────────────────────────

SEED = """Crime Stoppers har opnået meget.
Nedenstående er nogle af de vigtigste aktiviteter i løbet af 2019.
Januar – underskrev et aftalememorandum.
Februar, Region 3 – var vært for et seminar.
marts – var vært for en workshop.
Hele året, Region 7 – kampagnen fortsatte.
Hele året har Region 6 – Crime Stoppers Western Pacific – opretholdt sin plads.
"""


def test_a_dated_line_opens_an_entry_and_what_stands_before_is_the_introduction() -> None:
    report = cut(SEED, "da")
    assert [entry.position for entry in report.entries] == [0, 1, 2, 3, 4, 5]
    assert report.dates == ["", "2019-01", "2019-02", "2019-03", "2019", "2019"]


def test_the_year_of_the_introduction_is_inherited() -> None:
    report = cut(SEED, "da")
    assert report.year == 2019
    assert {entry.date_basis for entry in report.entries[1:]} == {"inherited"}


def test_a_year_that_is_given_overrides_the_text() -> None:
    assert cut(SEED, "da", 2018).dates[1] == "2018-01"


def test_a_header_names_regions_which_are_not_its_text() -> None:
    report = cut(SEED, "da")
    assert report.regions == [(), (), (3,), (), (7,), (6,)]
    assert report.bodies[2] == "var vært for et seminar."


def test_a_header_may_name_two_regions() -> None:
    assert cut("Marts, Region 3 og 5 – holdt en workshop.\nApril – mere.", "da", 2019).regions == [(3, 5), ()]


@pytest.mark.parametrize(
    ("tag", "line"),
    [
        ("en", "March, Region 3 – held a workshop."),
        ("de", "März, Region 3 – hielt einen Workshop ab."),
        ("fr", "Mars, région 3 – a tenu un atelier."),
        ("it", "Marzo, Regione 3 – ha tenuto un workshop."),
        ("es", "Marzo, Región 3 – organizó un taller."),
        ("pt", "Março, Região 3 – organizou um workshop."),
        ("nl", "Maart, Regio 3 – hield een workshop."),
        ("sv", "Mars, Region 3 – höll en workshop."),
        ("nb", "Mars, region 3 – holdt en workshop."),
        ("da", "Marts, Region 3 – holdt en workshop."),
        ("de", "März, OTV-Region 3: Ausrichtung eines Workshops."),
        ("fr", "Mars – région 3 de l’OTV : tenue d’un atelier."),
        ("fr", "Mars – région 3 de CSI : tenue d’un atelier."),
        ("es", "Marzo (Región 3 de CSI): organizó un taller."),
        ("en", "March (Region 3 of the OTV) – held a workshop."),
    ],
)
def test_a_month_and_a_region_head_an_entry_in_every_language(tag: str, line: str) -> None:
    report = cut(f"{line}\n{line}", tag, 2019)
    assert (report.dates, report.regions) == (["2019-03"] * 2, [(3,)] * 2)


@pytest.mark.parametrize(
    "header",
    [
        "12 March 2021:",
        "12 March 2021 –",
        "12 March 2021 - ",
        "March 12, 2021 —",
        "2021-03-12:",
        "12.03.2021 |",
        "**12 March 2021:**",
        "[12 March 2021]:",
        "• 12 March 2021:",
    ],
)
def test_a_header_is_closed_by_a_dash_a_colon_or_a_bar(header: str) -> None:
    report = cut(f"{header} Signed an MOU.\n{header} Held a workshop.")
    assert report.dates == ["2021-03-12"] * 2
    assert report.bodies[0].strip(" *") == "Signed an MOU."


def test_lines_without_a_date_go_on_with_their_entry() -> None:
    report = cut("March 2021 – signed an MOU.\nIt was the first one, and all were glad about it.\nApril 2021 – held a workshop.")
    assert len(report.entries) == 2
    assert report.texts[0].endswith("glad about it.")


def test_the_years_of_headers_go_before_the_year_of_the_introduction() -> None:
    report = cut("2020 was a year like others.\nMarch 2021: Signed an MOU.\nApril: Held a workshop.")
    assert (report.year, report.dates) == (2021, ["", "2021-03", "2021-04"])
    assert [entry.date_basis for entry in report.entries] == ["stated", "stated", "inherited"]


def test_two_months_in_a_header_are_their_year() -> None:
    assert cut("March to April 2021 – a campaign.\nMay – signed an MOU.").dates == ["2021", "2021-05"]


def test_without_any_year_no_date_is_made_up() -> None:
    report = cut("March – signed an MOU.\nApril – held a workshop.")
    assert (report.year, report.dates) == (None, ["", ""])


# ── Sentences that begin with a date ─────────────────────────────────────────────────────────────────────────


def test_a_sentence_that_begins_with_a_month_is_part_of_its_entry_where_the_report_has_headers() -> None:
    report = cut("March 2021 – held a workshop.\nIn April the workshop was repeated.\nMay 2021 – signed an MOU.")
    assert report.dates == ["2021-03", "2021-05"]
    assert "In April" in report.texts[0]


def test_where_dates_stand_in_sentences_each_paragraph_is_an_entry() -> None:
    report = cut("In March 2021, we signed an MOU. It was good.\n\nIn April 2021, we held a workshop.")
    assert report.dates == ["2021-03", "2021-04"]
    assert report.bodies[0].startswith("we signed")


def test_a_header_of_a_month_alone_heads_every_paragraph_below_it() -> None:
    report = cut(
        "## March 2021\n\nSigned an MOU with WWF.\n\nHeld a workshop in Paris, with many guests.\n\n## April 2021\n\n- Opened an office.\n- Trained 30 officers on 5 April."
    )
    assert report.dates == ["2021-03", "2021-03", "2021-04", "2021-04-05"]
    assert report.texts[0] == "Signed an MOU with WWF."


def test_a_day_alone_on_its_line_heads_one_entry() -> None:
    report = cut("12 March 2021\nSigned an MOU with WWF.\nIt was the first one.\n\n14 April 2021\nHeld a workshop.")
    assert report.dates == ["2021-03-12", "2021-04-14"]


# ── Other layouts ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "line",
    [
        "VIENNA, 12 March 2021 –",
        "Vienna, 12 March 2021 –",
        "LYON, France – 12 March 2021 –",
        "Brussels, 12 March 2021:",
        "THE HAGUE, 12 March 2021 -",
    ],
)
def test_a_press_release_is_one_entry_and_its_place_belongs_to_the_text(line: str) -> None:
    report = cut(f"{line} The Alliance signed an MOU with WWF.\n\nThe signing followed talks in May.")
    assert report.dates == ["2021-03-12"]
    assert report.bodies[0].startswith(line[:6])


def test_an_article_may_stand_before_the_date_of_a_press_release() -> None:
    report = cut("Annecy, le 24 janvier 2023 – Accord avec la ligue.\n\nNyon (Suisse), le 20 avril 2023 – Remise du prix.", "fr")
    assert report.dates == ["2023-01-24", "2023-04-20"]
    assert report.bodies[0].startswith("Annecy, le 24")


def test_numbered_items_are_dated_by_what_they_say() -> None:
    report = cut("Activities 2021\n\n1. Signed an MOU in March.\n2. Held a workshop in April 2021.\n3. A campaign against fraud.")
    assert report.dates == ["2021-03", "2021-04", "2021"]
    assert report.bodies[0] == "Signed an MOU in March."


def test_the_number_of_an_item_is_no_day() -> None:
    report = cut("Tätigkeiten 2021\n\n1. Januar: Treffen in Wien.\n2. Februar: Schulung.\n3. März: Kampagne.", "de")
    assert report.dates == ["2021-01", "2021-02", "2021-03"]


def test_a_full_stop_closes_the_head_of_a_month_before_quotes_and_days() -> None:
    report = cut(
        "Aktiviteter 2021\n\nJanuar. 1. januar overtok banken ansvaret.\n\nMai. På Hamar ble det holdt kurs.\n\nJuni. «Se», en kampanje.",
        "nb",
    )
    assert report.dates == ["2021-01", "2021-05", "2021-06"]


def test_bullets_with_dates_are_entries() -> None:
    report = cut("• March 2021: Signed an MOU.\n• April 2021: Held a workshop.")
    assert report.dates == ["2021-03", "2021-04"]


def test_lines_that_were_broken_as_printed_are_one_paragraph() -> None:
    report = cut(
        """Annual report of the port police 2021

March 2021: The port police signed an agreement with the customs service of the
neighbouring country, which took effect on the day of the signature and which
lasts until March
2024.
April 2021: A workshop was held in the harbour, with officers of the police and
the customs service.
"""
    )
    assert report.dates == ["2021-03", "2021-04"]
    assert report.texts[0].endswith("2024.")


def test_a_text_without_a_header_is_one_entry_with_the_date_that_it_names() -> None:
    report = cut("Signed an MOU with WWF in March 2021.")
    assert [entry.position for entry in report.entries] == [0]
    assert report.dates == ["2021-03"]


def test_a_title_alone_is_no_introduction() -> None:
    assert [entry.position for entry in cut("Annual report 2021\n\nMarch – signed an MOU.\nApril – held a workshop.").entries] == [1, 2]


MARKDOWN = "| Date | Region | Activity |\n|---|---|---|\n| March 2021 | 3 | Signed an MOU |\n| April 2021 | 4, 5 | Held a workshop |"


def test_a_markdown_table_has_an_entry_a_row() -> None:
    report = cut(MARKDOWN)
    assert report.dates == ["2021-03", "2021-04"]
    assert not any("Activity" in entry.text or "---" in entry.text for entry in report.entries)


def test_the_column_of_regions_gives_a_row_its_regions() -> None:
    assert cut(MARKDOWN).regions == [(3,), (4, 5)]
    assert cut(MARKDOWN).bodies == ["Signed an MOU |", "Held a workshop |"]


@pytest.mark.parametrize(
    ("tag", "head", "month"),
    [
        ("da", "| Dato | Hændelse |", "Marts"),
        ("de", "Datum | Ereignis", "März"),
        ("en", "| Date | Event |", "March"),
        ("es", "| Fecha | Actividad |", "Marzo"),
        ("fr", "| **Date** | **Activité** |", "Mars"),
        ("nl", "|Datum|Activiteit|", "Maart"),
    ],
)
def test_the_head_and_the_rule_of_a_table_are_no_entries(tag: str, head: str, month: str) -> None:
    rule = "|:---|---:|" if head.startswith("|") else "---|---"
    bar = "|" if head.startswith("|") else ""
    text = f"Title of it\n\n{head}\n{rule}\n{bar}{month} 2021|Europol{bar}\n{bar}4.5.2021|Interpol{bar}"
    assert cut(text, tag, name="report.md").dates == ["2021-03", "2021-05-04"]


def test_a_dated_row_above_a_rule_is_an_entry_and_a_line_of_dashes_is_no_table() -> None:
    assert cut("| March 2021 | Signed |\n|---|---|\n| April 2021 | Held |").dates == ["2021-03", "2021-04"]
    assert cut("Report of 2021\n-----\n\nMarch 2021 – signed.\nApril 2021 – held.").dates[-2:] == ["2021-03", "2021-04"]


def test_what_follows_the_items_of_a_heading_does_not_take_the_heading_again() -> None:
    spans = [entry.span for entry in cut("2. Februar\n- 2\nMarch 2021 –\nend", "da").entries]
    assert all(one.end <= other.begin for one, other in pairwise(spans))


# ── Always ───────────────────────────────────────────────────────────────────────────────────────────────────

LINES = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "March 2021 –", "March, Region 3 – held a workshop.", "12 March 2021: x", "- item", "1. item", "2. Februar", "## April", "", "Title",
                "In May we met.", "VIENNA, 12 March 2021 – The Alliance met.", "hele året – x", "| March 2021 | 3 |", "It went on, and on, and on.", "2021",
            ]
        ),
        st.text("ab2 .,:–-\t#*•|é", max_size=30),
    ),
    max_size=12,
)  # fmt: skip


@given(LINES, st.sampled_from(pack_tags()), st.sampled_from([None, 2019]))
def test_entries_cut_out_their_words_in_order_and_without_overlap(lines: list[str], tag: str, year: int | None) -> None:
    text = "\n".join([*lines, "end"])
    document = document_from_bytes(text.encode(), "report.txt")
    _, parts = segment(document, pack(tag), year)
    found = entries("report", document.text, parts, tag)
    end = 0
    for entry in found:
        assert entry.span.of(document.text) == entry.text
        assert entry.text.strip()
        assert 0 <= entry.body <= len(entry.text)
        assert entry.span.begin >= end
        end = entry.span.end
    assert [entry.position for entry in found] in (list(range(len(found))), list(range(1, len(found) + 1)))


@given(LINES)
def test_the_same_text_is_cut_the_same_way(lines: list[str]) -> None:
    text = "\n".join([*lines, "end"])
    assert cut(text) == cut(text)


# ── Regions in headers and headings ──────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("tag", "header"),
    [
        ("de", "März, CSI-Region 3:"),
        ("fr", "Mars – région 3 de CSI :"),
        ("es", "Marzo (Región 3 de CSI):"),
        ("pt", "Março – 3.ª Região:"),
        ("it", "Marzo (Regione 3)"),
        ("nl", "Regio 3 – maart:"),
        ("nb", "Mars, CSI region 3 –"),
        ("en", "[Region III] March:"),
        ("en", "Crime Stoppers Region No. 3 | March |"),
        ("sv", "Mars / Region 3:"),
    ],
)
def test_a_header_names_its_region_in_many_ways(tag: str, header: str) -> None:
    report = cut(f"{header} Interpol.\n{header} Europol.", tag, 2019)
    assert (report.dates, report.regions) == (["2019-03"] * 2, [(3,)] * 2)
    assert [text.strip() for text in report.bodies] == ["Interpol.", "Europol."]


def test_a_region_that_goes_on_in_a_sentence_is_no_header() -> None:
    assert cut("March: Region 3 hosted a workshop.\nApril: Region 5 signed.", "en", 2019).regions == [(), ()]


def test_a_heading_of_a_region_heads_the_entries_below_it_until_the_next() -> None:
    report = cut(
        "Report 2021\n\nRegion 3 – Latin America\n\nFebruary: One.\nMarch: Two.\n\nRegion 5\n\nMarch: Three.\n\nGLOBAL\n\nMay: Four."
    )
    assert report.regions == [(3,), (3,), (5,), ()]
    assert [text.strip() for text in report.bodies] == ["One.", "Two.", "Three.", "Four."]


def test_a_heading_of_a_region_below_a_month_ends_with_the_month() -> None:
    report = cut(
        "# Report 2021\n\n## January\n\n### Region 3\n\nOne was held.\n\n### Region 5\n\nTwo was held.\n\n## May\n\nThree was held."
    )
    assert (report.dates, report.regions) == (["2021-01", "2021-01", "2021-05"], [(3,), (5,), ()])


# ── Heads of other layouts ───────────────────────────────────────────────────────────────────────────────────


def test_an_item_that_is_only_a_dated_title_has_its_text_below_it() -> None:
    text = (
        "2021\n\nJANUARY – MARCH\n\n• 14 January – Memorandum with Kenya\nSigned in Nairobi.\n\n• Mid-March – Training\nForty were trained."
    )
    report = cut(text)
    assert report.dates == ["2021-01-14", "2021-03"]
    assert [text.split("\n")[-1] for text in report.bodies] == ["Signed in Nairobi.", "Forty were trained."]


def test_a_part_of_the_world_and_a_country_may_stand_before_the_month() -> None:
    report = cut("EUROPE | United Kingdom | January 2023\nOne was held.\n\nAFRICA | Kenya | May 2023\nTwo were held.\nThree came.")
    assert report.dates == ["2023-01", "2023-05"]


@pytest.mark.parametrize(
    ("tag", "line", "date"),
    [
        ("en", "[Brussels, 2 December 2021] The Commission met.", "2021-12-02"),
        ("nl", "Wo 13 januari – Training.", "2021-01-13"),
        ("fr", "Jeu. 14 janvier : formation.", "2021-01-14"),
        ("de", "11.01. Treffen in Hamburg.", "2021-01-11"),
        ("en", "01/2021 Agreement signed.", "2021-01"),
    ],
)
def test_a_weekday_a_bracket_or_figures_alone_head_an_entry(tag: str, line: str, date: str) -> None:
    assert cut(f"{line}\n{line}", tag, 2021).dates == [date] * 2


@pytest.mark.parametrize("line", ["10.25. Kenya met.", "3.5 million euros were seized.", "12.40 per cent more."])
def test_other_figures_at_the_head_of_a_line_are_no_date(line: str) -> None:
    assert cut(f"May: One.\nJune: Two.\n{line}", "en", 2021).dates == ["2021-05", "2021-06"]


def test_parts_of_numbered_months_are_entries_of_that_month() -> None:
    assert cut("2023\n1. Janvier\n1.1 Le 12, un accord.\n1.2 Un séminaire.\n2. Février\n2.1 Une saisie.", "fr").dates == [
        "2023-01",
        "2023-01",
        "2023-02",
    ]


@pytest.mark.parametrize(
    ("tag", "line", "date"),
    [
        ("fr", "Annecy, le 24 janvier 2021 – Un protocole a été signé.", "2021-01-24"),
        ("de", "Berlin, den 3. Mai 2021 – Der Zoll nahm zwei Männer fest.", "2021-05-03"),
        ("it", "Roma, lì 3 maggio 2021 – Siglata un'intesa.", "2021-05-03"),
        ("es", "Lima, a 3 de mayo de 2021.- Se firmó un convenio.", "2021-05-03"),
        ("sv", "Malmö, tisdagen den 4 maj 2021 – Två män greps.", "2021-05-04"),
        ("fr", "Port-au-Prince, le 1er mai 2021 – Deux hommes ont été arrêtés.", "2021-05-01"),
        ("de", "Bern, Schweiz, 3. Mai 2021 – Zwei Männer wurden verhaftet.", "2021-05-03"),
        ("sv", "2021-11-02. ”Tänk efter” drogs i gång.", "2021-11-02"),
    ],
)
def test_words_may_stand_between_the_place_and_the_date(tag: str, line: str, date: str) -> None:
    assert cut(f"2021.\n{line}\n{line}", tag).dates[-2:] == [date, date]


@pytest.mark.parametrize(
    ("tag", "head", "date"),
    [
        ("es", "Cuarto. Abril.", "2021-04"),
        ("de", "Teil 3: März 2021", "2021-03"),
        ("en", "Chapter 2 – February", "2021-02"),
        ("da", "UGE 3 – KØBENHAVN", "2021-01"),
        ("de", "Kalenderwoche 40", "2021-10"),
        ("fr", "Semaine 9, 2021 :", "2021-03"),
        ("en", "Region 7 | All of 2021", "2021"),
        ("pt", "Região 6 | Ano inteiro", "2021"),
    ],
)
def test_a_label_a_week_or_the_whole_year_heads_an_entry(tag: str, head: str, date: str) -> None:
    seen = cut(f"2021.\n\n{head}\nEuropol: x.\n\n{head}\nEuropol: y.", tag)
    assert seen.dates[-2:] == [date, date]
    assert [text.split()[-1] for text in seen.texts[-2:]] == ["x.", "y."]


@pytest.mark.parametrize("line", ["Week 3 of the course was on fraud.", "Week 60 – more.", "The seminar: May was there."])
def test_a_week_or_a_label_within_a_sentence_is_no_head(line: str) -> None:
    assert cut(f"3 May 2021 – A.\n4 May 2021 – B.\n{line}\n6 May 2021 – C.").dates == ["2021-05-03", "2021-05-04", "2021-05-06"]


def test_a_paragraph_that_looks_beyond_the_year_is_an_entry_of_its_own() -> None:
    dated = "\n\n".join(f"{day} May 2021: Europol held workshop {day}." for day in (3, 4, 5))
    outlook = "Outlook: in March 2022 we will hold a seminar."
    assert cut(f"{dated}\n\n{outlook}").dates == ["2021-05-03", "2021-05-04", "2021-05-05", "2022-03"]
    # A second paragraph of an entry is none, nor is one that looks back, or names no month.
    for other in ("Since March 2020 it is open.", "Outlook: in 2022 we go on."):
        assert len(cut(f"{dated}\n\n{other}").dates) == 3
    assert len(cut(f"{dated}\n\nMore on workshop 5.\n\n6 May 2021: x\n\n{outlook}").dates) == 4


_DATES = {
    "en": [("3rd of May 2021", "2021-05-03"), ("May 3-5, 2021", "2021-05-03"), ("Sept. 3, 2021", "2021-09-03"), ("At the end of May 2021", "2021-05"), ("Summer 2021", "2021"), ("3.5.2021", "2021-05-03")],
    "da": [("Fra den 3. til den 5. maj 2021", "2021-05-03"), ("I begyndelsen af marts 2021", "2021-03"), ("Sommeren 2021", "2021"), ("d. 3. maj 2021", "2021-05-03")],
    "de": [("3./4. Mai 2021", "2021-05-03"), ("Jänner 2021", "2021-01"), ("03.05.21", "2021-05-03"), ("Vom 30. April bis 2. Mai 2021", "2021-04-30"), ("Erstes Halbjahr 2021", "2021")],
    "fr": [("Du 3 au 5 mai 2021", "2021-05-03"), ("Mi-mars 2021", "2021-03"), ("03/05/21", "2021-05-03"), ("Premier semestre 2021", "2021")],
    "es": [("Del 3 al 5 de mayo de 2021", "2021-05-03"), ("1 de setiembre de 2021", "2021-09-01"), ("A mediados de marzo de 2021", "2021-03"), ("Primavera de 2021", "2021")],
    "it": [("Dal 3 al 5 maggio 2021", "2021-05-03"), ("L'8 maggio 2021", "2021-05-08"), ("Fine marzo 2021", "2021-03"), ("Estate 2021", "2021")],
    "pt": [("De 3 a 5 de maio de 2021", "2021-05-03"), ("1.º de maio de 2021", "2021-05-01"), ("Meados de março de 2021", "2021-03"), ("Verão de 2021", "2021")],
    "nl": [("3 t/m 5 mei 2021", "2021-05-03"), ("Van 3 tot en met 5 mei 2021", "2021-05-03"), ("Eind maart 2021", "2021-03"), ("Voorjaar 2021", "2021")],
    "sv": [("3:e maj 2021", "2021-05-03"), ("3–5 maj 2021", "2021-05-03"), ("I slutet av mars 2021", "2021-03"), ("Våren 2021", "2021")],
    "nb": [("Tirsdag 3. mai 2021", "2021-05-03"), ("3.–5. mai 2021", "2021-05-03"), ("I løpet av mars 2021", "2021-03"), ("Høsten 2021", "2021")],
}  # fmt: skip


@pytest.mark.parametrize(("tag", "head", "date"), [(tag, *pair) for tag, pairs in _DATES.items() for pair in pairs])
@pytest.mark.parametrize(
    "layout",
    ["{} – {}\n", "{}\n{}\n\n", "**{}:** {}\n\n", "### {}\n\n{}\n\n", "- {}: {}\n", "| {} | {} |\n", "{n}) {} – {}\n", "Oslo, {} – {}\n", "OSLO ({}) – {}\n", "[{}] {}\n"],
)  # fmt: skip
def test_dates_are_read_in_every_layout(tag: str, head: str, date: str, layout: str) -> None:
    if layout.casefold().startswith("oslo") and date.count("-") < 2:
        return  # a place before a month alone is a part of the world and heads a table
    texts = ("Europol met.", "Frontex met.", "WWF met.")
    seen = cut("Europol 2021\n\n" + "".join(layout.format(head, text, n=number) for number, text in enumerate(texts, 1)), tag)
    assert seen.dates == [date] * 3
    assert [text.rstrip(" |\n").endswith(" met.") for text in seen.texts] == [True] * 3


@pytest.mark.parametrize("date", ["3 May 2021", "May 2021", "2021-05-03", "03/05/2021"])
def test_a_date_in_brackets_behind_each_paragraph_dates_it(date: str) -> None:
    seen = cut(f"Two men were arrested. ({date})\n\nEuropol met in Oslo. ({date})\n\nWWF held a seminar. ({date})\n")
    assert seen.dates == ["2021-05" if date == "May 2021" else "2021-05-03"] * 3


def test_a_bracket_behind_one_paragraph_is_no_header() -> None:
    assert len(cut("Two men were arrested. (3 May 2021)\n\nThey are in Oslo.\n\nNobody else is there (see page 3).").entries) == 1


@pytest.mark.parametrize(
    ("tag", "line", "regions"),
    [("es", "Región 2, 9 de mayo de 2021: Firmó.", (2,)), ("sv", "Region 2, 9 maj 2021: Skrev.", (2,)), ("en", "Region 2, 09/05/2021: Signed.", (2,)), ("en", "Region 2, 9 – 3 May 2021: Signed.", (2, 9))],
)  # fmt: skip
def test_the_day_of_a_date_is_no_region(tag: str, line: str, regions: tuple[int, ...]) -> None:
    assert cut(line, tag).regions == [regions]


@pytest.mark.parametrize(
    ("tag", "month", "line"),
    [
        ("fr", "MARS", "• Région 3 : organisation d'un atelier."),
        ("en", "March", "- (Region 3) Held a workshop."),
        ("de", "März", "* CSI-Region 3 – Workshop in Panama."),
    ],
)
def test_an_item_below_a_month_may_open_with_its_region(tag: str, month: str, line: str) -> None:
    seen = cut(f"2021.\n\n{month}\n{line}\n• Europol: x.\n", tag)
    assert (seen.dates[1:], seen.regions[1:]) == (["2021-03"] * 2, [(3,), ()])
    assert "3" not in seen.bodies[1]


def test_an_item_that_goes_on_behind_its_region_is_a_sentence() -> None:
    assert cut("2021.\n\nMarch\n- Region 3 held a workshop.\n- Europol met.\n").regions[1:] == [(), ()]


@pytest.mark.parametrize(("tag", "head"), [("pt", "Março/2021 – Geral"), ("es", "Marzo-2021"), ("it", "marzo/2021:")])
def test_a_slash_or_hyphen_may_stand_between_month_and_year(tag: str, head: str) -> None:
    assert cut(f"{head}\nEuropol: x.\n\n{head}\nEuropol: y.", tag).dates == ["2021-03"] * 2


@pytest.mark.parametrize(
    "first", ["Mai. På flyplassen møttes Europol.", "Mai. «Se, si» ble vist.", "Mai. 1. mai tok WWF over.", "**Mai.** Europol møttes."]
)
def test_a_full_stop_closes_a_month(first: str) -> None:
    seen = cut(f"2021\n\n{first}\n\nJuni. Europol møttes.\n\nJuli. WWF møttes.", "nb")
    assert [date[:7] for date in seen.dates] == ["2021-05", "2021-06", "2021-07"]


def test_the_full_stop_of_a_short_month_within_a_sentence_closes_nothing() -> None:
    assert len(cut("3 May 2021 – A.\n4 May 2021 – B.\nIn Sept. Europol met.\n").entries) == 2


@pytest.mark.parametrize(
    ("tag", "lines", "dates"),
    [
        ("da", ["11/1 · Europol: x.", "2/2 · WWF: y.", "24/3 – Frontex: z."], ["2021-01-11", "2021-02-02", "2021-03-24"]),
        ("sv", ["Pressmeddelande 15 januari\nEuropol: x.", "Pressmeddelande 6 februari\nWWF: y."], ["2021-01-15", "2021-02-06"]),
        ("fr", ["Communiqué du 15 janvier\nEuropol: x.", "Communiqué du 6 février\nWWF: y."], ["2021-01-15", "2021-02-06"]),
    ],
)
def test_days_in_figures_and_releases_with_a_day_are_headers(tag: str, lines: list[str], dates: list[str]) -> None:
    assert cut("Europol 2021\n\n" + "\n\n".join(lines), tag).dates == dates


@pytest.mark.parametrize("line", ["3/4 of the members met.", "1/2 a tonne was found – by WWF.", "Workshop 15 people came to"])
def test_fractions_and_counts_are_no_headers(line: str) -> None:
    assert cut(f"3 May 2021 – A.\n4 May 2021 – B.\n{line}").dates == ["2021-05-03", "2021-05-04"]


def test_the_year_of_the_title_goes_before_that_of_the_one_entry_that_looks_ahead() -> None:
    seen = cut("What 2019 brought\n\nOn 17 January, A.\n\nOn 12 February, B.\n\nOn 3 May, C.\n\nOn 6 February 2020, D.")
    assert seen.dates == ["2019-01-17", "2019-02-12", "2019-05-03", "2020-02-06"]


def test_an_outlook_below_a_heading_is_an_entry_of_its_own() -> None:
    seen = cut("2021\n\nFIRST QUARTER\n\n3 May: A.\n\n4 May: B.\n\nOUTLOOK\n\n5 May: C.\n\nAHEAD\n\nOn the 17th of February 2022 we meet.")
    assert seen.dates[-1] == "2022-02-17"
