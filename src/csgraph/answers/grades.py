"""How strong a partnership one event shows. The rules in ``ontology/rules/`` say the same; a test compares the two."""

from __future__ import annotations

from typing import Final, Literal

Grade = Literal["A", "B", "C", "D"]
GRADES: Final[tuple[Grade, ...]] = ("A", "B", "C", "D")

MEANING: Final[dict[Grade, str]] = {
    "A": "an agreement in force names the crime",
    "B": "a joint operation, campaign, product or intervention, or a letter of intent",
    "C": "hosted, co-hosted or spoke at an event on it",
    "D": "attended, was listed or invited",
}

JOINT_WORK: Final = frozenset(
    {
        "Operation",
        "Campaign",
        "Intervention",
        "Launch",
        "ResearchPublication",
        "Cooperation",
        "Selection",
        "Funding",
        "Sentencing",
        "Warning",
    }
)
MEETINGS: Final = frozenset({"Conference", "Seminar", "Workshop", "Training", "Meeting"})
_SIGNING: Final = frozenset({"signatory", "host", "partner", "grantor", "recipient"})
_WORKING: Final = _SIGNING | {"participant"}
_LEADING: Final = frozenset({"host", "partner", "speaker", "signatory", "grantor"})


def event_grade(type_: str, role: str, status: str = "Done", instrument: str = "") -> Grade:
    """Return the grade that a role in an event gives; local names of the vocabulary.

    >>> event_grade("AgreementSigning", "signatory"), event_grade("Workshop", "speaker"), event_grade("Campaign", "host", "Planned")
    ('A', 'C', 'D')
    """
    if status not in ("", "Done"):
        return "D"
    if type_ == "AgreementSigning" and role in _SIGNING:
        return "B" if instrument == "LetterOfIntent" else "A"
    if type_ in JOINT_WORK and role in _WORKING:
        return "B"
    return "C" if type_ in MEETINGS and role in _LEADING else "D"
