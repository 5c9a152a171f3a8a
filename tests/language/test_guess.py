"""Which language a text is in, and what the gazetteer hands out."""

from __future__ import annotations

import pytest

from csgraph.errors import ReportError
from csgraph.language.packs import guess_language
from tests.reading.builders import PUBLISHER, read

LINES = {
    "da": "Politiet i Kolding deltog i en øvelse, som blev ledet af havnen.",
    "nb": "Politiet i Oslo deltok på en øvelse som ble ledet av havnen, og ikke bare én gang.",
    "sv": "Polisen i Malmö deltog i en övning som leddes av hamnen och inte bara en gång.",
    "de": "Die Polizei in Hamburg nahm an einer Übung teil, die vom Hafen geleitet wurde.",
    "nl": "De politie in Rotterdam nam deel aan een oefening die door de haven werd geleid.",
    "fr": "La police de Marseille a pris part à un exercice qui était dirigé par le port.",
    "it": "La polizia di Genova ha preso parte a un'esercitazione che era guidata dal porto.",
    "es": "La policía de Valencia participó en un ejercicio que fue dirigido por el puerto.",
    "pt": "A polícia do Porto participou num exercício que foi dirigido pelo porto, e não só uma vez.",
    "en": "The police in Hull took part in an exercise that was led by the port.",
}


@pytest.mark.parametrize("tag", LINES)
def test_one_sentence_tells_its_language(tag: str) -> None:
    assert guess_language(LINES[tag]).tag == tag


HEADLINES = {
    "da": "Politiet beslaglagde 40 kg kokain i Aarhus.",
    "nb": "Politiet beslagla 40 kg kokain i Bergen.",
    "sv": "Polisen beslagtog 40 kg kokain i Malmö.",
    "de": "Zoll beschlagnahmt 40 kg Kokain in Hamburg.",
    "nl": "De politie nam 40 kg cocaïne in beslag in Rotterdam.",
    "fr": "La police a saisi 40 kg de cocaïne à Marseille.",
    "it": "La polizia ha sequestrato 40 kg di cocaina a Napoli.",
    "es": "La policía incautó 40 kg de cocaína en Cádiz.",
    "pt": "A polícia apreendeu 40 kg de cocaína em Lisboa.",
    "en": "Police seized 40 kg of cocaine in Liverpool.",
}


@pytest.mark.parametrize("tag", HEADLINES)
def test_a_headline_tells_its_language_by_its_verb(tag: str) -> None:
    assert guess_language(HEADLINES[tag]).tag == tag


def test_near_languages_are_told_apart_by_months_and_verbs() -> None:
    danish = "Marts – underskrev en aftale med Europol om svig og deltog i et møde i Oslo. April – var vært for en workshop."
    norwegian = "Mars – signerte en avtale med Europol om svindel og deltok på et møte i Oslo. April – var vertskap for en workshop."
    assert (guess_language(danish).tag, guess_language(norwegian).tag) == ("da", "nb")
    assert not guess_language(danish).is_tie


def test_english_names_do_not_make_a_danish_text_english() -> None:
    text = (
        "Marts – underskrev et MOU med World Free Zones Organization (WFZO) og The Mekong Club om at bekæmpe handel med varer i frizoner."
    )
    assert guess_language(text).tag == "da"


def test_the_shares_say_how_much_speaks_for_each_language() -> None:
    guess = guess_language(LINES["en"])
    shares = [share for _, share in guess.shares]
    assert shares == sorted(shares, reverse=True)
    assert guess.shares[0][0] == "en"
    assert not guess.is_tie


@pytest.mark.parametrize("text", ["", "12 345 !", "Kaupunki järjesti kokouksen satamassa ja poliisi oli siellä mukana."])
def test_a_text_of_no_known_language_is_none(text: str) -> None:
    assert guess_language(text).tag is None


def test_a_report_of_no_known_language_says_which_there_are() -> None:
    with pytest.raises(ReportError, match=r"report\.txt: .*none of the languages.*da, de, en.*--language") as raised:
        read("Kaupunki järjesti kokouksen satamassa ja poliisi oli siellä mukana koko päivän.", language=None)
    assert "\n" not in str(raised.value)


def test_a_language_that_is_given_overrides_what_the_text_looks_like() -> None:
    assert read(LINES["da"], language="nb").read.report.language == "nb"
    assert read(LINES["da"], language=None, publisher=PUBLISHER).read.report.language == "da"


def test_a_text_that_may_be_two_languages_says_so() -> None:
    text = "Politiet er med i en konference på havnen."
    assert guess_language(text).is_tie
    seen = read(text, language=None)
    assert "language-tie" in seen.kinds_of_finding()
    assert seen.read.report.language == "da"
