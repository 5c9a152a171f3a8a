"""Whose report it is, where nobody says so: the title tells, and what an entry names does not."""

from __future__ import annotations

import pytest

from tests.reading.builders import read

_ENTRIES = "\n12 March 2021 – {0} arrested two men for fraud.\n9 April 2021 – A seminar was held by {0} with Europol.\n3 May 2021 – As {0} said, all is well."


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Netzwerk Klare Kante\nJahresbericht 2021\n\n12. März 2021: Das Netzwerk Klare Kante (NKK) unterzeichnete eine Erklärung mit Europol.", "Netzwerk Klare Kante"),
        ("SELVA VIVA – memoria de 2021\n\n12 de marzo de 2021: Selva Viva (SEVI) firmó un convenio con INTERPOL.", "Selva Viva"),
        ("The year 2021: Harbour Lights\n" + _ENTRIES.format("Harbour Lights"), "Harbour Lights"),
        ("Blue Mile (BM) | News of 2021\n" + _ENTRIES.format("the team"), "Blue Mile"),
        ("Europol in 2021 – a look back\n\n12 March 2021: INTERPOL held a workshop on fraud.", "Europol"),
        ("A Aliança do Sul (ALS) reúne 12 polícias.\n\n12 de março de 2021: A aliança assinou um acordo com a INTERPOL.", "Aliança do Sul"),
        ("Den nordiske alliansen mot svindel (NAMS) – året 2021\n\n12. mars 2021: Alliansen holdt et seminar.", "Den nordiske alliansen mot svindel"),
        ("Northern Crime Stoppers League – highlights\n\n12 March 2021: The Northern Crime Stoppers League (NCSL) held a workshop.", "Northern Crime Stoppers League"),
    ],
)  # fmt: skip
def test_the_body_of_the_title_is_the_publisher(text: str, label: str) -> None:
    seen = read(text, publisher=None, language=None)
    (publisher,) = [entity for entity in seen.read.entities if entity.id == seen.read.report.publisher]
    assert publisher.label == label
    assert "publisher-guessed" in seen.kinds_of_finding()


@pytest.mark.parametrize(
    "text",
    [
        "Annual Report\n\n12 March 2021 – INTERPOL arrested two men for fraud.\n9 April 2021 – The annual report of Europol came out.",
        "Jahresbericht 2021\n\n12. März 2021: Der Jahresbericht von Europol erschien.\n9. April 2021: Im Jahresbericht steht viel.",
        "Highlights and News\n\n12 March 2021 – Two men were arrested.\n9 April 2021 – A workshop on fraud was held.",
        "Money Laundering\n\n12 March 2021 – Two men were arrested for money laundering.\n9 April 2021 – On money laundering, a workshop was held.",
        "12 March 2021 – Harbour Lights (HL) held a workshop.\n9 April 2021 – With Harbour Lights, a seminar was held.",
    ],
)
def test_a_title_that_names_no_body_tells_no_publisher(text: str) -> None:
    seen = read(text, publisher=None, language=None)
    assert seen.read.report.publisher is None
    assert "no-publisher" in seen.kinds_of_finding()
