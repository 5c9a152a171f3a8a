"""Who is what by how a sentence is built: lists, relative clauses, inverted and passive sentences, sentences that only say who spoke."""

from __future__ import annotations

import pytest

from tests.reading.builders import PUBLISHER, entry

_HELD = {
    "en": "The OECD held a workshop on corruption. ",
    "de": "Die OECD veranstaltete einen Workshop über Korruption. ",
    "nl": "De OESO hield een workshop over corruptie. ",
}


@pytest.mark.parametrize(
    ("tag", "role", "sentence"),
    [
        ("en", "speaker", "Lectures were given by Europol and INTERPOL."),
        ("en", "speaker", "Europol and INTERPOL gave presentations."),
        ("en", "speaker", "Among the speakers were Europol and INTERPOL."),
        ("en", "participant", "Also present were Europol and INTERPOL."),
        ("en", "participant", "Europol and INTERPOL were also represented."),
        ("de", "speaker", "Vorträge hielten Europol und INTERPOL."),
        ("de", "speaker", "Zu den Rednern gehörten Fachleute von Europol und INTERPOL."),
        ("de", "participant", "Auch Europol und INTERPOL waren vertreten."),
        ("de", "participant", "Anwesend waren Europol und INTERPOL."),
        ("nl", "speaker", "Het woord werd gevoerd door Europol en INTERPOL."),
        ("nl", "speaker", "Europol en INTERPOL gaven lezingen."),
        ("nl", "participant", "Ook Europol en INTERPOL waren aanwezig."),
        ("nl", "participant", "Europol en INTERPOL deden mee."),
    ],
)
def test_a_later_sentence_says_who_spoke_or_took_part(tag: str, role: str, sentence: str) -> None:
    seen = entry(_HELD[tag] + sentence, language=tag)
    assert seen.types == ["Workshop"]
    assert seen.role("Workshop", "host") == {"Organisation for Economic Co-operation and Development"}
    assert seen.role("Workshop", role) == {"Europol", "INTERPOL"}


@pytest.mark.parametrize(
    ("tag", "text", "type_", "roles"),
    [
        ("de", "Im Mai lud Europol Frontex und Eurojust zu einem Workshop ein.", "Invitation", {"grantor": {"Europol"}, "recipient": {"Frontex", "Eurojust"}}),
        ("nl", "In mei nodigde Europol Frontex en Eurojust uit voor een workshop.", "Invitation", {"grantor": {"Europol"}, "recipient": {"Frontex", "Eurojust"}}),
        ("de", "Europol hat uns zu einer Konferenz eingeladen.", "Invitation", {"grantor": {"Europol"}, "recipient": {PUBLISHER}}),
        ("de", "Der Kenya Wildlife Service wurde in die Egmont-Gruppe aufgenommen.", "Admission", {"grantor": {"Egmont Group of Financial Intelligence Units"}, "recipient": {"Kenya Wildlife Service"}}),
        ("de", "Im Juni veranstaltete Europol einen Workshop und unterzeichnete ein Abkommen mit Microsoft.", "AgreementSigning", {"signatory": {"Europol", "Microsoft"}}),
        ("en", "Frontex and INTERPOL raided a warehouse; Europol coordinated the operation.", "Operation", {"host": {"Europol"}, "partner": {"Frontex", "INTERPOL"}}),
        ("de", "Frontex und INTERPOL durchsuchten ein Lager. Europol leitete den Einsatz.", "Operation", {"host": {"Europol"}, "partner": {"Frontex", "INTERPOL"}}),
        ("en", "UNODC published a study commissioned by the World Bank.", "ResearchPublication", {"host": {"United Nations Office on Drugs and Crime"}, "partner": {"World Bank"}}),
        ("nl", "In juni verscheen een studie van UNODC in opdracht van de Wereldbank.", "ResearchPublication", {"host": {"United Nations Office on Drugs and Crime"}, "partner": {"World Bank"}}),
        ("en", "A meeting between Europol and Eurojust took place in The Hague.", "Meeting", {"host": set(), "participant": {"Europol", "Eurojust"}}),
        ("en", "Our Integrity Prize went to UNODC.", "Award", {"grantor": {PUBLISHER}, "recipient": {"United Nations Office on Drugs and Crime"}}),
        ("en", "In May we will host a conference, to which Europol, Frontex and others have been invited.", "Conference", {"host": {PUBLISHER}, "participant": {"Europol", "Frontex"}}),
        ("nl", "In juni financierde de Wereldbank een training van UNODC.", "Training", {"host": {"United Nations Office on Drugs and Crime"}, "partner": {"World Bank"}}),
        ("en", "Europol took part in the OECD's meeting and in UNODC's seminar.", "Seminar", {"host": {"United Nations Office on Drugs and Crime"}, "participant": {"Europol"}}),
        ("de", "Im Mai startete Europol eine Kampagne, die von der Deutschen Bahn und Mastercard unterstützt wird.", "Campaign", {"host": {"Europol"}, "partner": {"Deutsche Bahn", "Mastercard"}}),
        ("en", "SEPRONA, the nature protection service of the Guardia Civil, searched a warehouse.", "Operation", {"host": {"Nature Protection Service of the Guardia Civil"}}),
        ("en", "At its annual conference in Rome, Europol signed an agreement with Microsoft.", "Conference", {"host": {"Europol"}}),
        ("nl", "Op zijn jaarvergadering ondertekende Europol een overeenkomst met Microsoft.", "AgreementSigning", {"signatory": {"Europol", "Microsoft"}}),
        ("en", "Anna Smith was appointed director of the Egmont Group.", "Appointment", {"recipient": set()}),
    ],
)  # fmt: skip
def test_a_name_has_the_role_of_its_place(tag: str, text: str, type_: str, roles: dict[str, set[str]]) -> None:
    seen = entry(text, language=tag)
    assert {role: seen.role(type_, role) for role in roles} == roles


@pytest.mark.parametrize(
    ("tag", "text", "type_"),
    [
        ("en", "Europol and Frontex are preparing a joint training course.", "Training"),
        ("de", "Europol und Frontex bereiten eine gemeinsame Schulung vor.", "Training"),
        ("nl", "Europol en Frontex bereiden een gezamenlijke training voor.", "Training"),
    ],
)
def test_what_is_being_prepared_is_planned(tag: str, text: str, type_: str) -> None:
    event = entry(text, language=tag).event(type_)
    assert event.status == "planned"


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("en", "Anyone can report a burglary by phone."),
        ("de", "Der Straßenpreis von Kokain stieg."),
        ("nl", "De straatprijs van cocaïne steeg."),
    ],
)
def test_a_word_that_is_written_like_an_event_evokes_none(tag: str, text: str) -> None:
    assert entry(text, language=tag).types == []


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("en", "Three men were arrested for fraud. Nobody was charged with money laundering."),
        ("de", "Drei Männer wurden wegen Betrugs festgenommen. Für Geldwäsche ergaben sich keine Anhaltspunkte."),
        ("nl", "Drie mannen zijn aangehouden voor fraude. Van witwassen is geen sprake."),
    ],
)
def test_a_crime_that_is_only_denied_is_not_what_the_entry_is_about(tag: str, text: str) -> None:
    assert entry(text, language=tag).crimes == {"fraud"}


def test_a_crime_beside_a_negation_of_something_else_stays() -> None:
    assert "money-laundering" in entry("Without a licence, Europol cannot act. Money laundering is the subject of its report.").crimes
