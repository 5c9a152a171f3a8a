"""A language is a folder: an invented one is put beside the others, and reports are read in it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from csgraph.language.gazetteer import shipped_gazetteer
from csgraph.language.packs import guess_language, pack_tags
from csgraph.reading.reader import Reader
from tests.reading.builders import PUBLISHER, Seen, document

TOY = Path(__file__).parent / "toy"
SHIPPED = Path(__file__).parents[2] / "data" / "languages"

REPORT = """Jahrolu 2021
Balun 2021, Segmo 3 – kun Europol pakto oru kontrabando pu tabako sinyos.
5 dalun 2021 – INTERPOL kunlabore kun Eurojust lo laboro va Panama tenos, sa 1.250 homomi kaptos.
Pelun 2021 – kun WWF pakto nuk sinyos.
"""


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    """The shipped packs of two languages and the invented one."""
    folder = tmp_path / "languages"
    shutil.copytree(TOY, folder / "qto")
    for tag in ("da", "en"):
        shutil.copytree(SHIPPED / tag, folder / tag)
    return folder


@pytest.fixture
def seen(packs: Path) -> Seen:
    return Seen(Reader(shipped_gazetteer(), packs).read(document(REPORT), publisher=PUBLISHER))


def test_the_new_language_is_one_of_the_languages(packs: Path) -> None:
    assert pack_tags(packs) == ("da", "en", "qto")


def test_its_function_words_tell_it_from_the_others(packs: Path) -> None:
    assert guess_language(REPORT, packs).tag == "qto"
    assert guess_language("The port authority and the police held a meeting in the harbour.", packs).tag == "en"


def test_its_months_and_regions_head_entries(seen: Seen) -> None:
    assert seen.read.report.language == "qto"
    assert seen.dates == ["2021-02", "2021-03-05", "2021-05"]
    assert seen.labels("region") == {"CSI Region 3"}


def test_its_triggers_and_cues_make_events_with_roles(seen: Seen) -> None:
    assert seen.types.count("AgreementSigning") == 1
    assert seen.role("AgreementSigning", "signatory") == {"CSI Region 3", "Europol"}
    assert seen.role("Workshop", "host") == {"INTERPOL"}
    assert seen.role("Workshop", "partner") == {"Eurojust"}


def test_its_crimes_are_composed_and_its_negation_is_heard(seen: Seen) -> None:
    assert seen.event("AgreementSigning").crimes == ("illicit-tobacco-trade",)
    assert "denied-event" in seen.kinds_of_finding()


def test_its_numbers_are_written_its_way(seen: Seen) -> None:
    assert [(figure.measure, figure.value, figure.unit) for figure in seen.figures] == [("Arrests", "1250", "person")]


def test_what_is_known_in_no_language_is_known_in_it_too(seen: Seen) -> None:
    assert {"Europol", "INTERPOL", "Eurojust"} <= {min(seen.names[m.target], key=len) for m in seen.mentions if m.target}
    assert seen.places == {"Panama"}
